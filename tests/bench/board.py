"""Times the first paint of the board: `python tests/bench/board.py REGISTER [--runs N]`, with a register that `check.py --keep` left behind.

Opens `approvals board` in a terminal of 80 columns and 24 lines as a process of its own, and stops the time when the first number of the list
has been written to it. Printed is the median, in seconds and in starts of a bare Python.
"""

import argparse
import contextlib
import fcntl
import os
import pty
import re
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

NUMBER = re.compile(rb"20\d\d-\d{4}.*20\d\d-\d{4}", re.DOTALL)


def first_paint(register: Path) -> float:
    """Return the seconds from the start of the process to its first rows."""
    screen, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    line = [sys.executable, "-m", "approvals", "board", "--register", str(register)]
    begun = time.perf_counter()
    with subprocess.Popen(line, stdin=terminal, stdout=terminal, stderr=terminal, env={**os.environ, "TERM": "xterm-256color"}) as board:  # noqa: S603 - our own program
        os.close(terminal)
        shown = b""
        while not NUMBER.search(shown):
            shown += os.read(screen, 65536)
        taken = time.perf_counter() - begun
        board.send_signal(signal.SIGKILL)
        with contextlib.suppress(OSError):
            while os.read(screen, 65536):
                pass
    os.close(screen)
    return taken


def bare() -> float:
    """Return the seconds of a bare start."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - begun


def main() -> None:
    """Measure in turns, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    wanted = parser.parse_args()
    pairs = [(first_paint(wanted.register), bare()) for _ in range(wanted.runs)]
    paint, start = (statistics.median(times) for times in zip(*pairs, strict=True))
    sys.stdout.write(f"{paint:8.3f} s {paint / start:8.1f}  first paint of the board\n{start:8.3f} s {1:8.1f}  python -c pass\n")


if __name__ == "__main__":
    main()
