"""How far a long run is, on a terminal only: a line on standard error that appears after a second and goes when anything else is printed."""

import os
import sys
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from typing import Self

from approvals.cli import destination
from approvals.language import N_, say

_QUIET = 1.0
_PAUSE = 0.1
_BAR = 24
_MINUTES = 120
"""Seconds from which on what is left is said in minutes."""


def shown() -> bool:
    """Tell whether somebody sees the line, and the terminal can take it away again."""
    return sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"


class Progress:
    """A context manager; calling it tells that so many more pieces are done."""

    def __init__(self, total: int | None, since: float | None = None) -> None:
        """Expect `total` pieces; None where nobody knows how many will come, as on standard input. The second counts from `since`, if that is given."""
        self._total = None if total is None else max(total, 1)
        self._done = 0
        self._since = since
        self._terminal = shown()

    def __enter__(self) -> Self:
        """Start the watch."""
        self._start = monotonic()
        self._next = (self._start if self._since is None else self._since) + _QUIET
        Ticking.parts += 1
        return self

    def __call__(self, pieces: int = 1) -> None:
        """Count pieces that are done."""
        self._done += pieces
        if self._terminal and (moment := monotonic()) >= self._next:
            self._next = moment + _PAUSE
            destination.tell(self._line(moment - self._start))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the line away."""
        Ticking.parts -= 1
        destination.clear()

    def _line(self, elapsed: float) -> str:
        if self._total is None:
            return say(N_("{count} lines read, {rate} a second"), {"count": self._done, "rate": round(self._done / elapsed) if elapsed else 0})
        share = min(self._done / self._total, 1.0)
        bar = "#" * round(share * _BAR)
        return f"[{bar:<{_BAR}}] {share:4.0%}  {_left(elapsed / share - elapsed) if share else ''}"


def _left(seconds: float) -> str:
    if seconds >= _MINUTES:
        return say(N_("about {minutes} min left"), {"minutes": round(seconds / 60)})
    return say(N_("about {seconds} s left"), {"seconds": round(seconds)})


class Ticking(Thread):
    """Tells for how long a command has been at work, while nothing knows how far it is."""

    parts = 0
    """How many pieces of work are under way that tell of themselves."""

    def __init__(self) -> None:
        """Begin to wait."""
        super().__init__(daemon=True)
        self.since = monotonic()
        self._ended = Event()

    def run(self) -> None:
        """Tell once a second, from the first second on."""
        while not self._ended.wait(_QUIET):
            if not Ticking.parts:
                destination.tell(say(N_("at work for {seconds} s"), {"seconds": round(monotonic() - self.since)}))

    def end(self) -> None:
        """Tell nothing any more."""
        self._ended.set()
        self.join()
        destination.clear()
