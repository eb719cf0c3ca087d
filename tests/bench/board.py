"""Times the first paint of the board: `python tests/bench/board.py REGISTER [--runs N]`, with a register that `sizes.py --keep` left behind.

Opens `approvals board` in a terminal of 80 columns and 24 lines as a process of its own, and stops the time when the first number of the list
has been written to it. Printed is the median, in seconds and in starts of a bare Python.
"""

import argparse
import re
import sys
from pathlib import Path
from statistics import median

from registers import approvals
from screen import until_seen
from timing import bare

NUMBER = re.compile(rb"20\d\d-\d{4}|B\d{7}")


def main() -> None:
    """Measure in turns, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    wanted = parser.parse_args()
    board = approvals("board", "--register", str(wanted.register))
    pairs = [(until_seen(board, NUMBER, 2), bare()) for _ in range(wanted.runs)]
    paint, start = map(median, zip(*pairs, strict=True))
    sys.stdout.write(f"{paint:8.3f} s {paint / start:8.1f}  first paint of the board\n{start:8.3f} s {1:8.1f}  python -c pass\n")


if __name__ == "__main__":
    main()
