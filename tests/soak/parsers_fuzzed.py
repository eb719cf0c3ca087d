"""Feeds each parser mutated inputs: `python tests/soak/parsers_fuzzed.py [TIMES] [SEED] [PARSER…]`, a hundred thousand each if not said."""

import faulthandler
import sys
import tempfile
import time
import traceback
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from approvals import language

language.choose("en")

from parsers import PARSERS  # noqa: E402 - Click takes the translation when it is imported

_HANGS = 20
"""Seconds after which an input is said to hang: the stacks are printed, and the run ends."""


def fuzzed(name: str, times: int, seed: int, scratch: Path) -> list[str]:
    """Return what was raised, the first of each kind with the place of its input."""
    feed = PARSERS[name](scratch)
    found: dict[str, str] = {}
    for turn in range(times):
        faulthandler.dump_traceback_later(_HANGS, exit=True)
        try:
            feed(Random(f"{name}/{seed}/{turn}"))  # noqa: S311 - no secret
        except Exception as error:  # noqa: BLE001 - whatever is raised is what this looks for
            place = traceback.extract_tb(error.__traceback__)[-1]
            found.setdefault(f"{type(error).__name__} {place.filename}:{place.lineno}", f"{name}/{seed}/{turn}: {error!r:.500}")
    faulthandler.cancel_dump_traceback_later()
    return [f"{kind}: {first}" for kind, first in found.items()]


def main(times: str = "100000", seed: str = "1", *names: str) -> int:
    """Return 0 when no parser raised anything."""
    wrong = []
    for name in names or PARSERS:
        with tempfile.TemporaryDirectory() as scratch:
            start = time.monotonic()
            wrong += (found := fuzzed(name, int(times), int(seed), Path(scratch)))
            print(f"{name}: {times} inputs in {time.monotonic() - start:.0f} s, {len(found)} kinds of errors", *found, sep="\n", flush=True)  # noqa: T201 - a script
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
