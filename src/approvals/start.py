"""The console script: a start and an end that cost little, and between them the line that was typed."""

import atexit
import gc
import os
import sys
import threading
from contextlib import suppress
from typing import NoReturn

from approvals import asleep

INTERRUPTED = 130
"""128 and the number of the signal, as shells have it."""


def run() -> NoReturn:
    """Run the line that was typed and leave with its exit code."""
    code = main()
    if atexit._ncallbacks() or threading.active_count() > 1:  # noqa: SLF001 - somebody wants to be told of the end
        sys.exit(code)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with suppress(OSError):  # a reader who has gone was answered already, by the line itself
            stream.flush()
    # All is written and closed: taking two hundred modules apart one by one would only keep the shell waiting.
    os._exit(code)


def main() -> int:
    """Run the line that was typed, as a process of its own, and return its exit code."""
    # Nothing that a start allocates is garbage, and nothing is worth sweeping up before the end: an eighth of a short command.
    gc.disable()
    try:
        asleep.lay_asleep()
        from approvals.entry import complete_line, run_line  # noqa: PLC0415 - what they import finds those modules asleep

        return complete_line() if "_APPROVALS_COMPLETE" in os.environ else run_line(sys.argv[1:])
    except KeyboardInterrupt:  # before the line was run
        return INTERRUPTED
    finally:
        gc.freeze()
