"""A page of figures (通报): texts, tables, bars and lines as values, from which every form of print is made."""

from enum import StrEnum

from approvals.core.leaflet.parts import Column
from approvals.record import NamedTuple


class PartKind(StrEnum):
    """What a part of a page is."""

    TEXT = "text"
    TABLE = "table"
    BARS = "bars"
    LINES = "lines"


class Series(NamedTuple):
    """A group of bars, or a line: its name and a value for each name of its part, None where there is none.

    `words` stand beside the bars in place of the bare values, one for each; none, and the values stand there.
    """

    name: str
    values: tuple[float | None, ...]
    words: tuple[str, ...] = ()


class Part(NamedTuple):
    """A part under its heading, of which a kind needs some: paragraphs; columns with rows; or names with series, in a unit. `note` stands below it."""

    kind: PartKind
    title: str
    paragraphs: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    names: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    unit: str = ""
    note: str = ""

    @property
    def heading(self) -> str:
        """Return the title with the unit of the figures."""
        return f"{self.title}（{self.unit}）" if self.unit else self.title


class Bulletin(NamedTuple):
    """A page: its title and what stands below it, what runs in the head at the left and at the right, the mark of a sample (empty where it is none).

    `mark` stands before each note, `nothing` where a chart has no rows.
    """

    title: str
    parts: tuple[Part, ...]
    subtitle: str = ""
    left: str = ""
    right: str = ""
    sample: str = ""
    mark: str = "注："
    nothing: str = "（没有数据）"


def shown(value: float | None) -> str:
    """Return a figure as charts write it: whole, or with one place behind the point; 无 where there is none."""
    if value is None:
        return "无"
    return str(int(value)) if value == int(value) else f"{value:.1f}"


def beside(series: Series) -> tuple[str, ...]:
    """Return what stands beside each value of a series."""
    return series.words or tuple(shown(value) for value in series.values)
