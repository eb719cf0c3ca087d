"""What a printed guide is made of. Every part holds texts only, so that each form of print shows the same ones; what is empty is left out."""

from collections.abc import Iterable
from enum import StrEnum

from approvals.record import NamedTuple


class Align(StrEnum):
    """Where the text of a column stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Column(NamedTuple):
    """A column of a table; `width` is its share of the sheet, 0 for as much as its texts take."""

    title: str
    width: int
    align: Align = Align.CENTER


class Pair(NamedTuple):
    """A name and its value."""

    name: str
    value: str


class Stage(NamedTuple):
    """A box of the flow drawing: one step, or several that run at the same time, each a name with its limit."""

    steps: tuple[Pair, ...]


class Section(NamedTuple):
    """A section under its heading; `key` tells a template which one it is, `number` is the Chinese numeral before its title.

    Any of its parts may be empty, never all.
    """

    key: str
    title: str
    pairs: tuple[Pair, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[str, ...] = ()
    flow: tuple[Stage, ...] = ()
    number: str = ""

    @property
    def holds(self) -> bool:
        """Tell whether anything stands in it."""
        return bool(self.pairs or self.rows or self.lines)


class Sheet(NamedTuple):
    """The guide of one item; `web` is its address, empty where the register has none."""

    code: str
    name: str
    department: str
    remark: str
    web: str
    sections: tuple[Section, ...]


class Chapter(NamedTuple):
    """A department with the sheets of its items."""

    code: str
    name: str
    sheets: tuple[Sheet, ...]


class Entry(NamedTuple):
    """A line of an index: a name, the code of its sheet and of the chapter it stands in, and where: `2_5` is the fifth sheet of the second chapter."""

    name: str
    code: str
    chapter: str
    place: str


class Index(NamedTuple):
    """A part of the index under its heading."""

    title: str
    entries: tuple[Entry, ...]


class Leaflet(NamedTuple):
    """A whole print: its title, whose it is, the day whose guide it shows, the mark of a sample (empty where it is none), how many items.

    `counted` says on the cover what is in it, `foot` stands below every page, `indices` behind the last. An item printed alone has neither cover,
    contents nor index.
    """

    title: str
    publisher: str
    as_of: str
    sample: str
    items: int
    chapters: tuple[Chapter, ...]
    counted: str
    foot: str = ""
    indices: tuple[Index, ...] = ()


def pairs(*given: tuple[str, str]) -> tuple[Pair, ...]:
    """Return the pairs that have a value."""
    return tuple(Pair(name, value) for name, value in given if value)


def filled(columns: Iterable[Column], rows: Iterable[tuple[str, ...]]) -> tuple[tuple[Column, ...], tuple[tuple[str, ...], ...]]:
    """Return a table without the columns in which nothing stands."""
    known, found = tuple(columns), tuple(rows)
    kept = [place for place in range(len(known)) if any(row[place] for row in found)]
    return tuple(known[place] for place in kept), tuple(tuple(row[place] for place in kept) for row in found)
