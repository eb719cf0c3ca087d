"""A line run as in a terminal, in this process, and what it printed."""

import io
import sys
from collections.abc import Callable
from typing import NamedTuple
from unittest.mock import patch

from approvals.entry import run_line as run_in_process


class Ended(NamedTuple):
    """What a line printed, and its exit code."""

    code: int
    out: str
    err: str


class Stream(io.TextIOWrapper):
    """A standard stream whose bytes can be read afterwards, a terminal's where `terminal` says so."""

    def __init__(self, encoding: str = "utf-8", *, terminal: bool = False) -> None:
        """Begin empty."""
        self.held = io.BytesIO()
        self.terminal = terminal
        super().__init__(self.held, encoding=encoding, write_through=True)

    def isatty(self) -> bool:
        """Tell whether this is a terminal."""
        return self.terminal


Run = Callable[..., Ended]


def run_line(*line: str, encoding: str = "utf-8", terminal: bool = False, typed: bytes = b"", together: bool = False) -> Ended:
    """Run a line in this process; `together` prints standard error among the rest, as a terminal shows it."""
    out = Stream(encoding, terminal=terminal)
    err = out if together else Stream(encoding, terminal=terminal)
    with patch.multiple(sys, stdout=out, stderr=err, stdin=io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8")):
        code = run_in_process(line)
    return Ended(code, out.held.getvalue().decode(encoding), err.held.getvalue().decode(encoding))
