"""How far a long run is, on a terminal only: a line on standard error that appears after a second and goes when the run ends."""

import sys
from time import monotonic
from types import TracebackType
from typing import Self

from approvals.language import N_, say

_QUIET = 1.0
_PAUSE = 0.1
_BAR = 24
_CLEAR = "\r\x1b[K"


class Progress:
    """A context manager; calling it tells that so many more pieces are done."""

    def __init__(self, total: int | None) -> None:
        """Expect `total` pieces; None where nobody knows how many will come, as on standard input."""
        self._total = None if total is None else max(total, 1)
        self._done = 0
        self._shown = False
        self._terminal = sys.stderr.isatty()

    def __enter__(self) -> Self:
        """Start the watch."""
        self._start = monotonic()
        self._next = self._start + _QUIET
        return self

    def __call__(self, pieces: int = 1) -> None:
        """Count pieces that are done."""
        self._done += pieces
        if self._terminal and (moment := monotonic()) >= self._next:
            self._next = moment + _PAUSE
            self._show(moment - self._start)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()

    def _show(self, elapsed: float) -> None:
        sys.stderr.write(f"{_CLEAR}{self._line(elapsed)}")
        sys.stderr.flush()
        self._shown = True

    def _line(self, elapsed: float) -> str:
        if self._total is None:
            return say(N_("{count} lines read, {rate} a second"), {"count": self._done, "rate": round(self._done / elapsed)})
        share = min(self._done / self._total, 1.0)
        bar = "#" * round(share * _BAR)
        left = say(N_("about {seconds} s left"), {"seconds": round(elapsed / share - elapsed)}) if share else ""
        return f"[{bar:<{_BAR}}] {share:4.0%}  {left}"
