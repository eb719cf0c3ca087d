"""Rows in aligned columns; what does not fit a narrow screen is left out in a stated order, never a column marked `keep`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain

from approvals.record import NamedTuple
from approvals.render.text import clean, cut, pad, width

GAP = "  "
_NARROWEST = 8


class Kind(StrEnum):
    """What a column holds: numbers stand flush right, dates in ISO form, levels are coloured by their own word."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    LEVEL = "level"


class Column(NamedTuple):
    """A column: on a narrow screen those of the lowest `priority` go first, those marked `keep` never."""

    title: str
    kind: Kind = Kind.TEXT
    priority: int = 0
    keep: bool = False


class Cell(NamedTuple):
    """A text, and in a column of levels the level (`warning`, `yellow`, `red`) that gives it its colour."""

    text: str
    level: str = ""


class Table(NamedTuple):
    """Columns that fit, the width of each, and the rows cut to them."""

    columns: Sequence[Column]
    widths: Sequence[int]
    rows: Iterable[Sequence[Cell]]


def fitted(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], screen: int | None, gap: int = len(GAP)) -> Table:
    """Return the table as it fits a screen of so many columns, whole where `screen` is None."""
    cells = [[_cell(cell, column.kind, None) for column, cell in zip(columns, row, strict=True)] for row in rows]
    widths = [max([width(column.title), *(width(row[place].text) for row in cells)]) for place, column in enumerate(columns)]
    shown = list(range(len(columns)))
    while screen is not None and _needed(widths, shown, gap) > screen and (loose := [place for place in shown if not columns[place].keep]):
        shown.remove(min(loose, key=lambda place: (columns[place].priority, -place)))
    if screen is not None and (over := _needed(widths, shown, gap) - screen) > 0:
        _narrow(columns, widths, shown, over)
    return Table(
        [columns[place] for place in shown],
        [widths[place] for place in shown],
        [[Cell(cut(row[place].text, widths[place]), row[place].level) for place in shown] for row in cells],
    )


def going_on(table: Table, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Table:
    """Return a table with more rows behind its own, cut to its widths; what must not be lost and was whole so far stands out where it is wider."""
    own = list(table.rows)
    kept = [column.keep and not any(row[place].text.endswith("…") for row in own) for place, column in enumerate(table.columns)]
    chosen = [(columns.index(column), column.kind, None if whole else room) for column, room, whole in zip(table.columns, table.widths, kept, strict=True)]
    return table._replace(rows=chain(own, ([_cell(row[place], kind, room) for place, kind, room in chosen] for row in rows)))


def _cell(cell: Cell, kind: Kind, room: int | None) -> Cell:
    text = clean(cell.text)
    return Cell(text if room is None else cut(text, room), cell.level if kind is Kind.LEVEL else "")


def _needed(widths: Sequence[int], shown: Sequence[int], gap: int) -> int:
    return sum(widths[place] for place in shown) + gap * (len(shown) - 1)


def _narrow(columns: Sequence[Column], widths: list[int], shown: Sequence[int], over: int) -> None:
    """Take what is over from the widest texts; numbers and levels are never cut."""
    for place in sorted((place for place in shown if columns[place].kind is Kind.TEXT), key=lambda place: -widths[place]):
        taken = max(min(over, widths[place] - _NARROWEST), 0)
        widths[place] -= taken
        over -= taken


def lines(table: Table, paint: Callable[[str, str], str] = lambda text, _level: text) -> Iterator[str]:
    """Yield the heading and the rows; `paint` gives a text the colour of a level."""
    yield _line([pad(column.title, room, right=column.kind is Kind.NUMBER) for column, room in zip(table.columns, table.widths, strict=True)])
    for row in table.rows:
        yield _line(
            [
                paint(pad(cell.text, room, right=column.kind is Kind.NUMBER), cell.level)
                for column, room, cell in zip(table.columns, table.widths, row, strict=True)
            ]
        )


def _line(parts: Sequence[str]) -> str:
    return GAP.join(parts).rstrip()
