"""Times the nightly check on a big register: `python tests/bench/check.py [--requests N] [--open N] [--late N] [--every-rule] [--keep FOLDER]`.

Builds a register of a million requests with its whole ledger, 50,000 of them open and 20,000 past the date of their first card, spread evenly
over all numbers; then runs `approvals check` as a process of its own, with all cards new and with none, after a check of the night before.
`--every-rule` puts the profile in force that has a rule for every deadline and every fact. Printed are medians, in seconds and in starts of a
bare Python.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from registers import TODAY, Size, approvals, built, counted, laid
from timing import bare, run, said

_FOUND = frozenset({0, 1})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--open", type=int, default=50_000)
    parser.add_argument("--late", type=int, default=20_000)
    parser.add_argument("--every-rule", action="store_true")
    parser.add_argument("--keep", type=Path, help="build in this folder and leave it; one that is there is used again")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="approvals-bench-") as scratch:
        folder = wanted.keep or Path(scratch)
        root = folder / "register"
        if not root.exists():
            folder.mkdir(parents=True, exist_ok=True)
            built(root, Size(wanted.requests, wanted.open, wanted.late), every_rule=wanted.every_rule)
        measure(root, folder / "copy")


def measure(root: Path, copy: Path) -> None:
    start = median([bare() for _ in range(21)])
    check = approvals("--register", str(copy), "check", "--today", TODAY.isoformat(), "--format", "json")
    news, none = [], []
    for _ in range(3):
        laid(root, copy)
        news.append(run(check, _FOUND).seconds)
        none += [run(check, _FOUND).seconds for _ in range(5)]
    laid(root, copy)
    cards = json.loads(said(check))["new"]
    lines = {
        "python -c pass": start,
        f"check, {len(cards):,} new cards of {len({card['number'] for card in cards}):,} requests": median(news),
        "check, nothing new": median(none),
        "100,000 counts of 20 working days, in the process": counting(root),
    }
    for line, taken in lines.items():
        sys.stdout.write(f"{taken:8.3f} s  {taken / start:7.1f}  {line}\n")


def counting(root: Path) -> float:
    start = time.perf_counter()
    counted(root, 100_000)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
