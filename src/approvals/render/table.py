"""Rows in aligned columns; on a narrow screen texts are cut first, then columns left out in a stated order, never one marked `keep`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain

from approvals.record import NamedTuple
from approvals.render.text import clean, cut, pad, width, wrap

GAP = "  "
_READABLE = {"text": 12, "prose": 24}
"""How far a column of texts is cut before a column is left out."""
_NARROWEST = 8
"""How far what is left is cut where it still does not fit."""


class Kind(StrEnum):
    """What a column holds: numbers stand flush right, dates in ISO form, levels are coloured by their own word.

    Only texts are cut, and prose goes on in the next line; a code is what people type again.
    """

    TEXT = "text"
    PROSE = "prose"
    CODE = "code"
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
    """Columns that fit, the width of each, the rows cut to them, and at which places the columns stood among all."""

    columns: Sequence[Column]
    widths: Sequence[int]
    rows: Iterable[Sequence[Cell]]
    places: Sequence[int] = ()


def fitted(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], screen: int | None, gap: int = len(GAP)) -> Table:
    """Return the table as it fits a screen of so many columns, whole where `screen` is None."""
    cells = [[_cell(cell, column.kind, None) for column, cell in zip(columns, row, strict=True)] for row in rows]
    widths = [max([width(column.title), *(width(row[place].text) for row in cells)]) for place, column in enumerate(columns)]
    shown = list(range(len(columns)))
    if screen is not None:
        least = [min(natural, _READABLE.get(column.kind, natural)) for column, natural in zip(columns, widths, strict=True)]
        going = leaving(columns)
        while going and _needed(least, shown, gap) > screen:
            if [place for place in going if columns[place].kind is Kind.TEXT] == going[:1]:
                # The last text that tells one row from another is cut to the utmost before it goes.
                least[going[0]] = min(least[going[0]], _NARROWEST)
                if _needed(least, shown, gap) <= screen:
                    break
            shown.remove(going.pop(0))
        _narrow(widths, least, shown, _needed(widths, shown, gap) - screen)
        last = [min(natural, _NARROWEST) if column.kind in _READABLE else natural for column, natural in zip(columns, widths, strict=True)]
        _narrow(widths, last, shown, _needed(widths, shown, gap) - screen)
    kept = [(place, columns[place], widths[place]) for place in shown]
    return Table(
        [column for _place, column, _room in kept],
        [room for _place, _column, room in kept],
        [line for row in cells for line in _lines_of([row[place] for place in shown], kept)],
        shown,
    )


def going_on(table: Table, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Table:
    """Return a table with more rows behind its own, cut to its widths; what must not be lost and was whole so far stands out where it is wider."""
    own = list(table.rows)
    kept = [column.keep and not any(row[place].text.endswith("…") for row in own) for place, column in enumerate(table.columns)]
    chosen = [(place, columns[place].kind, None if whole else room) for place, room, whole in zip(table.places, table.widths, kept, strict=True)]
    return table._replace(rows=chain(own, ([_cell(row[place], kind, room) for place, kind, room in chosen] for row in rows)))


def _cell(cell: Cell, kind: Kind, room: int | None) -> Cell:
    text = clean(cell.text)
    return Cell(text if room is None else cut(text, room), cell.level if kind is Kind.LEVEL else "")


def leaving(columns: Sequence[Column]) -> list[int]:
    """Return the places of the columns that a narrow screen leaves out, the first to go first."""
    return sorted((place for place, column in enumerate(columns) if not column.keep), key=lambda place: (columns[place].priority, -place))


def _needed(widths: Sequence[int], shown: Sequence[int], gap: int) -> int:
    return sum(widths[place] for place in shown) + gap * (len(shown) - 1)


def _narrow(widths: list[int], least: Sequence[int], shown: Sequence[int], over: int) -> None:
    """Take what is over from the widest texts, so that they end up alike."""
    for _column in range(over):
        loose = [place for place in shown if widths[place] > least[place]]
        if not loose:
            break
        widths[max(loose, key=lambda place: widths[place])] -= 1


def _lines_of(row: Sequence[Cell], kept: Sequence[tuple[int, Column, int]]) -> Iterator[list[Cell]]:
    """Yield a row as the screen shows it: prose goes on in lines of its own, any other text is cut."""
    if all(column.kind is not Kind.PROSE for _place, column, _room in kept):
        yield [cell._replace(text=cut(cell.text, room)) for cell, (_place, _column, room) in zip(row, kept, strict=True)]
        return
    texts = [
        [cut(text, room) for text in wrap(cell.text, room)] if column.kind is Kind.PROSE else [cut(cell.text, room)]
        for cell, (_place, column, room) in zip(row, kept, strict=True)
    ]
    for number in range(max(map(len, texts), default=1)):
        yield [Cell(text[number] if number < len(text) else "", "" if number else cell.level) for text, cell in zip(texts, row, strict=True)]


def lines(table: Table, paint: Callable[[str, str], str] = lambda text, _level: text) -> Iterator[str]:
    """Yield the heading and the rows; `paint` gives a text the colour of a level."""
    yield _line([pad(cut(column.title, room), room, right=column.kind is Kind.NUMBER) for column, room in zip(table.columns, table.widths, strict=True)])
    for row in table.rows:
        yield _line(
            [
                paint(pad(cell.text, room, right=column.kind is Kind.NUMBER), cell.level)
                for column, room, cell in zip(table.columns, table.widths, row, strict=True)
            ]
        )


def _line(parts: Sequence[str]) -> str:
    return GAP.join(parts).rstrip()
