"""A table as a workbook (XLSX): its first sheet, read row by row."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import IO, Any

from approvals.core.rules.problem import Problem, error
from approvals.exchange.fault import Fault
from approvals.exchange.table import Row
from approvals.language import N_

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How a workbook begins, and how one of the older kind (XLS) does."""


class Workbook:
    """A workbook; opened for each reading. A formula counts as the value it had when the file was saved."""

    def __init__(self, path: Path) -> None:
        """Take the file and read its heading."""
        self._path = path
        self.heading: tuple[str, ...] = ()
        self.unreadable: Problem | None = None
        try:
            first = next(self._filled(), None)
        except Exception:  # noqa: BLE001 - whatever a broken file makes a foreign reader raise, it is the file that is wrong
            self.unreadable = _broken()
        else:
            self.heading = tuple(text.strip() for text in first[1]) if first else ()

    def rows(self) -> Iterator[Row | Fault]:
        """Yield the rows below the heading, blank ones left out."""
        if self.unreadable:
            return
        last = 1
        try:
            for line, cells in islice(self._filled(), 1, None):
                last = line
                yield _row(line, cells, len(self.heading))
        except Exception:  # noqa: BLE001 - see above
            yield Fault(last + 1, _broken())

    def _filled(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield the rows that say something, without the empty cells at their end."""
        with self._path.open("rb") as stream:
            yield from _filled(stream)


def _filled(stream: IO[bytes]) -> Iterator[tuple[int, Sequence[str]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second, paid by workbooks alone

    book = load_workbook(stream, read_only=True, data_only=True)
    try:
        for line, values in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            cells = [_text(value) for value in values]
            while cells and not cells[-1].strip():
                cells.pop()
            if cells:
                yield line, cells
    finally:
        book.close()


def _row(line: int, cells: Sequence[str], width: int) -> Row | Fault:
    if len(cells) > width:
        return Fault(line, error((), "ragged", N_("the row has {cells} cells, the heading {width}"), cells=len(cells), width=width))
    return Row(line, [*cells, *[""] * (width - len(cells))])


def _broken() -> Problem:
    return error((), "workbook", N_("the file is no workbook that can be read: save it anew as XLSX, or as CSV in UTF-8"))


def _text(value: Any) -> str:  # noqa: ANN401 - openpyxl has no types
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
