"""A command in a terminal of 80 columns and 24 lines, until its first rows stand there."""

import contextlib
import fcntl
import os
import pty
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

_LINES, _COLUMNS = 24, 80


def until_seen(line: Sequence[str], rows: "re.Pattern[bytes]", many: int) -> float:
    """Return the seconds from the start of a process until so many different texts of a form were written to its terminal, or it ended; then it is killed."""
    screen, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
    begun = time.perf_counter()
    environment = {**os.environ, "TERM": "xterm-256color"}
    with subprocess.Popen(line, stdin=terminal, stdout=terminal, stderr=terminal, env=environment, start_new_session=True) as process:  # noqa: S603 - our own lines
        os.close(terminal)
        shown = b""
        with contextlib.suppress(OSError):  # the process has ended
            while len(set(rows.findall(shown))) < many and (piece := os.read(screen, 65536)):
                shown += piece
        taken = time.perf_counter() - begun
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # the pager, too
        with contextlib.suppress(OSError):
            while os.read(screen, 65536):
                pass
    os.close(screen)
    return taken
