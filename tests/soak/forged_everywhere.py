"""Makes every single change in the file of a register of 1,000 events: `python tests/soak/forged_everywhere.py [REQUESTS] [SHARE] [SEED]`.

130 requests and all changes if not said; a share of 0.1 tries a tenth of them, drawn by the seed. Names what was not found.
"""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from approvals import language

language.choose("en")

from console import run_line  # noqa: E402 - Click takes the translation when it is imported
from forged import TO_THE_SCHEMA, Forger, changes, filled  # noqa: E402


def main(requests: str = "130", share: str = "1", seed: str = "1") -> int:
    """Return 0 when every change was found."""
    chance, start, tried, unseen = Random(seed), time.monotonic(), Counter[str](), []  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "register"
        run_line("demo", str(root))
        forger = Forger(filled(root, int(requests)))
        if wrong := forger.broken():
            print(*wrong, sep="\n")  # noqa: T201 - a script
            return 1
        events = forger.connection.execute("select count(*) from event").fetchone()[0]
        for change in (*TO_THE_SCHEMA, *changes(forger.connection)):
            if chance.random() >= float(share):
                continue
            tried[change.what.partition(" ")[0]] += 1
            if not forger.found(change):
                unseen.append(change.what)
                print("not found:", change.what, flush=True)  # noqa: T201
    told = ", ".join(f"{table} {count:,}" for table, count in sorted(tried.items()))
    print(f"{events:,} events, {tried.total():,} changes in {time.monotonic() - start:.0f} s, {len(unseen)} not found ({told})")  # noqa: T201
    return int(bool(unseen))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
