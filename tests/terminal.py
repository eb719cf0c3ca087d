"""A command run in a terminal of its own, a pseudo-terminal, and what stood on its screen."""

import os
import pty
import select
import signal
import sys
import time
from collections.abc import Iterable
from typing import NamedTuple

_INTERRUPT = "\x03"
_PATIENCE = 20
"""Seconds after which a command that says nothing has failed; no test waits for them."""


class Screen(NamedTuple):
    """What stood on the screen in the end, the keys that were pressed, and the exit code."""

    text: str
    keys: int
    code: int


def typed(line: Iterable[str], answers: Iterable[tuple[str | tuple[str, ...], str]], folder: str, encoding: str = "utf-8", **variables: str) -> Screen:
    """Run a line in a folder and type each answer as (what the screen ends with, keys); it may end with one of several things."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs tests in the background has it ignored
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": encoding, "TERM": "dumb", "COLUMNS": "80", **variables}
        os.execve(sys.executable, [sys.executable, "-m", "approvals", *line], environment)  # noqa: S606 - our own interpreter
    screen, keys, answer = "", 0, ""
    for prompt, answer in answers:
        screen = _read(terminal, encoding, screen, prompt)
        os.write(terminal, answer.encode(encoding))
        screen, keys = screen + "⌨", keys + len(answer)
    screen = _read(terminal, encoding, screen, None, _INTERRUPT if screen.endswith("⌨") and answer == _INTERRUPT else "")
    os.close(terminal)
    return Screen(screen.replace("⌨", "").replace("\r\n", "\n"), keys, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _read(terminal: int, encoding: str, screen: str, prompt: str | tuple[str, ...] | None, again: str = "") -> str:
    """Read until the screen ends with a prompt, or to the end.

    `again` is typed once more where nothing comes: a signal that arrives in the moment before readline waits for a key wakes nobody.
    """
    ends, held = time.monotonic() + _PATIENCE, b""
    while prompt is None or not (screen + held.decode(encoding, "replace")).endswith(prompt):
        if time.monotonic() > ends:
            raise AssertionError(screen + held.decode(encoding, "replace"))
        ready = select.select([terminal], [], [], 1)[0]
        if again and not ready:
            os.write(terminal, again.encode())
        if ready:
            try:
                piece = os.read(terminal, 65536)
            except OSError:  # the command has ended
                piece = b""
            if not piece:
                if prompt is not None:
                    raise AssertionError(screen + held.decode(encoding, "replace"))
                break
            held += piece
    return screen + held.decode(encoding, "replace")
