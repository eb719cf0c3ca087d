"""A line carried out while the board stands on the screen: the command itself, and what it printed.

So every verb has one set of rules and sentences, those of the command line, and no second way into the register.
"""

import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout

from approvals.cli import app, endings
from approvals.errors import Refusal
from approvals.record import NamedTuple


class Ended(NamedTuple):
    """How a line ended: its exit code, what it printed on either stream, and the refusal that ended it."""

    code: int
    out: str
    err: str
    refusal: Refusal | None = None

    @property
    def well(self) -> bool:
        """Tell whether the line was carried out."""
        return self.refusal is None and self.code in {0, 1}

    @property
    def said(self) -> str:
        """Return what is shown: notes first, as on a terminal."""
        return (self.err + self.out).rstrip("\n")


class Paper(io.StringIO):
    """Stands where standard output is: a terminal of so many columns, so that tables fit and levels have their colours."""

    def __init__(self, columns: int) -> None:
        """Begin an empty page."""
        super().__init__()
        self.columns = columns

    def isatty(self) -> bool:
        """Tell that somebody reads it on a screen."""
        return True


def carry_out(words: Sequence[str], columns: int) -> Ended:
    """Run a line whose tables fit so many columns; nothing can be asked, for the board has the keyboard."""
    out, err = Paper(columns), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), _nobody_typing():
        code, refusal = _run(words)
    return Ended(code, out.getvalue(), err.getvalue(), refusal)


def _run(words: Sequence[str]) -> tuple[int, Refusal | None]:
    try:
        return app.run(words), None
    except Exception as error:  # noqa: BLE001 - as in entry.run_line: every end is a sentence and a code
        return endings.ended(error), error if isinstance(error, Refusal) else None


@contextmanager
def _nobody_typing() -> Iterator[None]:
    before, sys.stdin = sys.stdin, io.StringIO()
    try:
        yield
    finally:
        sys.stdin = before
