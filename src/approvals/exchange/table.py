"""A table as CSV: its heading, and its rows by the line on which each begins. A row that is none is a fault, and the next one is read."""

import codecs
import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from approvals.core.rules.problem import Problem, error
from approvals.exchange.fault import Fault
from approvals.language import N_
from approvals.record import NamedTuple

LARGEST = 128 * 1024 * 1024
# A cell that runs on over more lines than this has lost its closing quotation mark.
_MOST_LINES = 1_000


class _Endless(Exception):  # noqa: N818 - no error of the program: a row that does not end
    """A row that runs on over too many lines."""


class Row(NamedTuple):
    """A row: the line on which it begins, and as many cells as the heading has."""

    line: int
    cells: Sequence[str]


class Sheet:
    """A CSV file; opened for each reading, so that it may be read more than once."""

    def __init__(self, path: Path, encoding: str, delimiter: str) -> None:
        """Take the file and how it is written, and read its heading: empty where the file is."""
        self._path, self.delimiter = path, delimiter
        self._encoding = "utf-8-sig" if encoding == "utf-8" else encoding
        first = next(self._parsed(None), None)
        self.heading = tuple(cell.strip() for cell in first.cells) if isinstance(first, Row) else ()
        self.unreadable = first.problem if isinstance(first, Fault) else None

    def rows(self) -> Iterator[Row | Fault]:
        """Yield the rows below the heading, blank ones left out."""
        rows = self._parsed(len(self.heading))
        next(rows, None)
        return rows

    def raw(self) -> Iterator[tuple[int, str]]:
        """Yield each row, the heading first, as it is written, with the line on which it begins; bytes that are no text are kept."""
        csv.field_size_limit(LARGEST)
        with self._path.open(encoding=self._encoding, errors="surrogateescape", newline="") as stream:
            lines = _Lines(stream)
            while True:
                try:
                    for row in self._until_broken(lines, len(self.heading)):
                        yield row.line if isinstance(row, Row) else row.row, lines.text()
                except (_Endless, csv.Error):
                    yield lines.first, lines.text(1)
                    lines.back()
                else:
                    return

    def encoded(self, rows: Iterable[str]) -> bytes:
        """Return rows as the file is written: its encoding, its mark, and the bytes that are no text as they were."""
        with self._path.open("rb") as stream:
            marked = stream.read(3) == codecs.BOM_UTF8
        encoding = "utf-8" if self._encoding == "utf-8-sig" and not marked else self._encoding
        return "".join(rows).encode(encoding, "surrogateescape")

    def _parsed(self, width: int | None) -> Iterator[Row | Fault]:
        csv.field_size_limit(LARGEST)
        # What cannot be decoded becomes U+FFFD: the cells that hold it are refused one by one.
        with self._path.open(encoding=self._encoding, errors="replace", newline="") as stream:
            lines = _Lines(stream)
            while True:
                try:
                    yield from self._until_broken(lines, width)
                except _Endless:
                    yield Fault(lines.back(), _quotation())
                except csv.Error as wrong:
                    yield Fault(lines.back(), _too_large() if "limit" in str(wrong) else _quotation())
                except UnicodeError:
                    # Only UTF-16 cannot go on behind what it does not know.
                    template = N_("the file is not written in {encoding}: correct encoding in the mapping")
                    yield Fault(lines.first, error((), "encoding", template, encoding=self._encoding))
                    return
                else:
                    return

    def _until_broken(self, lines: "_Lines", width: int | None) -> Iterator[Row | Fault]:
        for cells in csv.reader(lines, delimiter=self.delimiter, strict=True):
            if any(map(str.strip, cells)):
                if width is None or len(cells) == width:
                    yield Row(lines.first, cells)
                elif lines.several:
                    # More lines than one were read as one row and do not fit: a quotation mark opened and closed in the wrong places.
                    raise _Endless
                else:
                    yield Fault(lines.first, error((), "ragged", N_("the row has {cells} cells, the heading {width}"), cells=len(cells), width=width))
            lines.taken()


class _Lines:
    """The lines of a file; those of the row under way are kept, so that reading can begin anew behind a broken one."""

    def __init__(self, stream: Iterable[str]) -> None:
        self._stream = iter(stream)
        self._held: list[str] = []
        self._again: deque[str] = deque()
        self.first = 1

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self._held) >= _MOST_LINES:
            raise _Endless
        line = self._again.popleft() if self._again else next(self._stream)
        self._held.append(line)
        return line

    @property
    def several(self) -> bool:
        """Tell whether the row under way runs over several lines."""
        return len(self._held) > 1

    def text(self, lines: int | None = None) -> str:
        """Return the lines of the row under way, or the first so many."""
        return "".join(self._held[:lines])

    def taken(self) -> None:
        """Begin the next row."""
        self.first += len(self._held)
        self._held.clear()

    def back(self) -> int:
        """Return the line of the broken row; reading goes on behind that one line."""
        broken = self.first
        self._again.extendleft(reversed(self._held[1:]))
        self._held.clear()
        self.first += 1
        return broken


def _quotation() -> Problem:
    return error((), "quotation", N_("the quotation marks of this row are not in order: close each one, and double those that stand inside a text"))


def _too_large() -> Problem:
    return error((), "too-large", N_("a cell of this row is larger than {most} MiB"), most=LARGEST // 1024**2)
