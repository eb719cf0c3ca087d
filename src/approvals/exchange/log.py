"""The rows of a table gathered by request, each as soon as its last row was read."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from approvals.core.mapping import CASE_FIELDS, EVENT_FIELDS, FileMapping
from approvals.core.rules.problem import Path as KeyPath
from approvals.core.rules.problem import Problem, error, one_line
from approvals.exchange.fault import Fault
from approvals.exchange.opening import open_table
from approvals.exchange.table import Row
from approvals.language import N_
from approvals.record import NamedTuple

ITEM = "item"
Cells = tuple[str, ...]


class LogRow(NamedTuple):
    """A row: what it says of the request, and what of the event."""

    line: int
    case: Cells
    own: Cells


class Case(NamedTuple):
    """The rows of one request, in the order of the file; rows without a number stand alone."""

    number: str
    rows: Sequence[LogRow]


class Layout(NamedTuple):
    """Which fields a mapping reads, and their columns."""

    case: tuple[str, ...]
    own: tuple[str, ...]
    columns: dict[str, str]


def layout_of(mapping: FileMapping) -> Layout:
    """Return the fields that a mapping names columns for."""
    columns = {**mapping.columns, **({ITEM: mapping.item_column} if mapping.item_column else {})}
    return Layout(tuple(field for field in (*CASE_FIELDS, ITEM) if field in columns), tuple(field for field in EVENT_FIELDS if field in columns), columns)


class Log:
    """A table read by a mapping."""

    def __init__(self, path: Path, mapping: FileMapping) -> None:
        """Open the table and read its heading."""
        self.sheet = open_table(path, mapping.encoding, mapping.delimiter)
        self.layout = layout_of(mapping)

    def unfit(self) -> list[Problem]:
        """Return why the table cannot be read at all; it is empty, or a column that is needed stands in it twice."""
        if self.sheet.unreadable:
            return [self.sheet.unreadable]
        heading = Counter(self.sheet.heading)
        if not heading:
            return [error((), "empty", N_("the file is empty: its first row has to name the columns"))]
        template = N_("column “{column}” stands here {times} times: give each column a name of its own")
        needed = dict.fromkeys(self.layout.columns.values())
        return [error((), "column-twice", template, column=column, times=heading[column]) for column in needed if heading[column] > 1]

    def missing(self) -> list[Problem]:
        """Return the columns that the mapping names and the table does not have, as problems of the mapping."""
        return [
            self._missing(("item", "column") if field == ITEM else ("columns", field), column)
            for field, column in self.layout.columns.items()
            if column not in self.sheet.heading
        ]

    def _missing(self, path: KeyPath, column: str) -> Problem:
        from difflib import get_close_matches  # noqa: PLC0415 - only a wrong mapping pays for it

        if near := get_close_matches(column, self.sheet.heading, 1):
            return error(path, "no-column", N_("The table has no column “{column}”: did you mean “{near}”?"), column=column, near=near[0])
        template = N_("The table has no column “{column}”: its columns are {columns}.")
        return error(path, "no-column", template, column=column, columns=tuple(map(one_line, self.sheet.heading)))

    def counts(self) -> Counter[str]:
        """Return how many rows each number has; rows that are none are not counted."""
        place = self.sheet.heading.index(self.layout.columns["number"])
        return Counter(number_in(row.cells[place]) for row in self.sheet.rows() if isinstance(row, Row))

    def cases(self, counts: Counter[str]) -> Iterator[Case | Fault]:
        """Yield the requests, each when its last row was read, and the rows that are none."""
        waiting: dict[str, list[LogRow]] = {}
        for row in self._log_rows():
            if isinstance(row, Fault):
                yield row
                continue
            number = number_in(row.case[0])
            rows = waiting.setdefault(number, [])
            # The columns that repeat are kept once.
            rows.append(row._replace(case=rows[0].case) if rows and rows[0].case == row.case else row)
            if not number or len(rows) == counts[number]:
                yield Case(number, waiting.pop(number))
        yield from (Case(number, rows) for number, rows in waiting.items())

    def _log_rows(self) -> Iterator[LogRow | Fault]:
        case, own = self._places(self.layout.case), self._places(self.layout.own)
        held: dict[str, str] = {}
        for row in self.sheet.rows():
            if isinstance(row, Fault):
                yield row
            else:
                cells = row.cells
                yield LogRow(row.line, tuple([cells[place] for place in case]), tuple([held.setdefault(cells[place], cells[place]) for place in own]))

    def _places(self, fields: Sequence[str]) -> list[int]:
        return [self.sheet.heading.index(self.layout.columns[field]) for field in fields]


def number_in(cell: str) -> str:
    """Return the number a cell holds, without spaces around it."""
    return " ".join(cell.split())
