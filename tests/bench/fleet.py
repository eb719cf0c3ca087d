"""Times the questions asked of many registers: `python tests/bench/fleet.py [--registers N] [--requests N] [--open N] [--late N]`.

Builds one register as tests/bench/check.py does, a hundred thousand requests with their whole ledger, and lays fifty copies of it beside each
other: five million requests in some ten gigabytes. Asks as processes of their own, with the files in memory and with none of their pages there.
Printed are medians, in seconds and in starts of a bare Python.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from registers import Size, approvals, built
from timing import bare, run, said

_FOUND = frozenset({0, 1})
DAY = "2026-11-27"  # the late ones are past their promise


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--registers", type=int, default=50)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--open", type=int, default=5_000)
    parser.add_argument("--late", type=int, default=100)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="approvals-fleet-") as scratch:
        halls = Path(scratch) / "halls"
        halls.mkdir()
        built(halls / "01", Size(wanted.requests, wanted.open, wanted.late))
        for number in range(2, wanted.registers + 1):
            shutil.copytree(halls / "01", halls / f"{number:02}")
        os.sync()
        measure(halls)


def forget(halls: Path) -> None:
    """Let the system forget the pages of the databases, and of nobody else's files."""
    for file in halls.glob("*/register.db*"):
        handle = os.open(file, os.O_RDONLY)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)


def measure(halls: Path) -> None:
    start = median([bare() for _ in range(21)])
    lines = {"python -c pass": start}
    for verb in ("report", "list", "check"):
        command = approvals("fleet", verb, "--registers", f"{halls}/*", "--today", DAY, "--format", "json")
        lines[f"fleet {verb}, {len(said(command)):,} bytes of answer"] = median([run(command, _FOUND).seconds for _ in range(7)])
        cold = []
        for _ in range(3):
            forget(halls)
            cold.append(run(command, _FOUND).seconds)
        lines[f"fleet {verb}, nothing in memory"] = median(cold)
    for line, taken in lines.items():
        sys.stdout.write(f"{taken:8.3f} s  {taken / start:7.1f}  {line}\n")


if __name__ == "__main__":
    main()
