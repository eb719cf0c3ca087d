"""A table that people filled, read by the names of its columns; what is wrong is told by row and column, and the good rows are handed on."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from approvals.core.rules.problem import Problem, error
from approvals.errors import NoSuchThing, Refusal, WrongUsage
from approvals.exchange.cells import LONGEST, unfit
from approvals.exchange.fault import Fault, cell
from approvals.exchange.opening import Rows, open_table
from approvals.files.reader import Finding
from approvals.language import N_
from approvals.record import NamedTuple

Read = TypeVar("Read")


class Headings(NamedTuple):
    """The fields of a table with the headings under which each may stand, and those that it has to have."""

    known: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]


class Filled(NamedTuple):
    """A row: its line, and the text of each field, empty where the table has no such column."""

    line: int
    cells: Mapping[str, str]


class Table:
    """A table under its headings; `findings` grows while its rows are read."""

    def __init__(self, path: Path, headings: Headings) -> None:
        """Open a table as CSV, XLSX or JSON Lines; a heading that lacks a column is the first finding, and then there are no rows."""
        if not path.exists():
            raise NoSuchThing(N_("There is no file {file}: check its name."), file=str(path))
        if not path.is_file():
            raise WrongUsage(N_("{file} is no file: name a table."), file=str(path))
        self.path, self._headings = path, headings
        self.findings: list[Finding] = []
        self._rows: Rows = open_table(path, "utf-8", ",")
        self._places = {field: place for field, names in headings.known.items() for place, name in enumerate(self._rows.heading) if name in names}
        self.unread = tuple(name for place, name in enumerate(self._rows.heading) if name and place not in self._places.values())
        self._unfit()

    def _unfit(self) -> None:
        if self._rows.unreadable:
            self.refuse(1, self._rows.unreadable)
            return
        for field in self._headings.needed:
            if field not in self._places:
                names = self._headings.known[field]
                self.refuse(1, error((), "column", N_("the table has no column “{column}”: write it in the first row"), column=names[0]))

    @property
    def unfit(self) -> bool:
        """Tell whether the table cannot be read at all."""
        return bool(self._rows.unreadable) or not set(self._headings.needed) <= self._places.keys()

    def rows(self) -> Iterator[Filled]:
        """Yield the rows whose cells can stand in the register."""
        for row in () if self.unfit else self._rows.rows():
            if isinstance(row, Fault):
                self.refuse(row.row, row.problem)
                continue
            cells = {field: " ".join(row.cells[place].split()) for field, place in self._places.items()}
            wrong = [self.column(field, text, template) for field, text in cells.items() if text and (template := unfit(text))]
            for problem in wrong:
                self.refuse(row.line, problem)
            if not wrong:
                yield Filled(row.line, {field: cells.get(field, "") for field in self._headings.known})

    def column(self, field: str, value: str, template: str, **values: object) -> Problem:
        """Return what is wrong with a cell, under the heading of its column."""
        return cell(self._rows.heading[self._places[field]], value, template, **{"most": LONGEST, "encoding": "utf-8", **values})

    def has(self, field: str) -> bool:
        """Tell whether the table has the column of a field."""
        return field in self._places

    @property
    def refused(self) -> int:
        """Return how many rows, or the heading, have something wrong."""
        return len({finding.line for finding in self.findings})

    def refuse(self, line: int, problem: Problem) -> None:
        """Add what is wrong with a row."""
        self.findings.append(Finding(str(self.path), line, problem))


class Reading:
    """The cells of one row as they are read: whatever is wrong with any of them is told, and then the row is not `fit`."""

    def __init__(self, table: Table, row: Filled) -> None:
        """Take a row of a table."""
        self._table, self.row, self.fit = table, row, True

    def take(self, field: str, read: Callable[[str], Read]) -> Read | None:
        """Return what is read from a cell, None where it is refused."""
        try:
            return read(self.row.cells[field])
        except Refusal as refusal:
            self.refuse(field, refusal)
            return None

    def refuse(self, field: str, refusal: Refusal) -> None:
        """Add why a cell is refused, or the whole row where the table has no such column."""
        self.fit = False
        if self._table.has(field):
            problem = self._table.column(field, self.row.cells[field], refusal.template, **refusal.values)
        else:
            problem = error((), "row", refusal.template, **refusal.values)
        self._table.refuse(self.row.line, problem)
