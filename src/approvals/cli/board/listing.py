"""The list on the screen: only the lines that are seen are drawn."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input

from approvals.cli.board.rows import Rows
from approvals.cli.output import STYLES
from approvals.language import _
from approvals.render.table import GAP, Kind, Table
from approvals.render.text import clean, cut, pad

_LEVELS = {level: Style.parse(style) for level, style in STYLES.items()}
_PLAIN, _CHOSEN = Style(), Style(reverse=True)


class Filter(Input):
    """The line that is typed into; whatever leaves it goes to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.leave_filter('clear')", show=False, priority=True),
        Binding("enter,tab,up,down", "app.leave_filter", show=False, priority=True),
    ]


class Listing(ScrollView, can_focus=True):
    """Rows with one of them chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # At once, before what is typed next finds its way to a widget.
        Binding("slash", "app.filter", show=False, priority=True),
        Binding("escape", "app.leave_filter('clear')", show=False, priority=True),
        Binding("tab", "app.turn", show=False, priority=True),
        Binding("enter", "app.open", show=False, priority=True),
        Binding("full_stop", "app.finished", show=False, priority=True),
        Binding("q", "app.quit", show=False, priority=True),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "leaf(-1)", show=False),
        Binding("pagedown", "leaf(1)", show=False),
        Binding("home", "end(0)", show=False),
        Binding("end", "end(1)", show=False),
    ]

    class Resized(Message):
        """It has another width."""

    class Moved(Message):
        """Another row was chosen."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.rows: Rows | None = None
        self.place = 0
        self._table: Table | None = None

    @property
    def chosen(self) -> str:
        """Return what verbs call the chosen row, empty where there is none."""
        return self.rows.name(self.rows.shown[self.place]) if self.rows and self.place < len(self.rows.shown) else ""

    def show(self, rows: Rows, chosen: str = "") -> None:
        """Show rows, the one of that name chosen; where it is gone, the one that stands in its place."""
        keys = rows.names() if chosen else []
        place = keys.index(chosen) if chosen in keys else min(self.place, len(rows.shown) - 1)
        self.rows, self._table = rows, None
        self.virtual_size = Size(self.size.width, len(rows.shown))
        self._go(place)
        self.refresh()

    def heading(self) -> str:
        """Return the line of titles."""
        table = self._fitted()
        return GAP.join(pad(column.title, room, right=column.kind is Kind.NUMBER) for column, room in zip(table.columns, table.widths, strict=True))

    def _fitted(self) -> Table:
        if self._table is None and self.rows:
            self._table = self.rows.table(max(self.size.width - 1, 1))
        return self._table or Table((), (), ())

    def on_resize(self) -> None:
        """Fit the columns to another width."""
        self._table = None
        self.post_message(self.Resized())

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is seen."""
        place = y + self.scroll_offset.y
        if not self.rows or place >= len(self.rows.shown):
            nothing = _(self.rows.nothing) if self.rows and place == 0 else ""
            return Strip([Segment(nothing)]).adjust_cell_length(self.size.width)
        base = _CHOSEN if place == self.place else _PLAIN
        return Strip(self._segments(place, base)).adjust_cell_length(self.size.width, base)

    def _segments(self, place: int, base: Style) -> list[Segment]:
        table, cells = self._fitted(), self.rows.cells(place) if self.rows else ()
        level = next((cell.level for cell, column in zip(cells, self.rows.columns if self.rows else (), strict=True) if column.kind is Kind.LEVEL), "")
        # Where the level has no room, its colour stands on the days.
        painted = next((kind for kind in (Kind.LEVEL, Kind.NUMBER) if any(column.kind is kind for column in table.columns)), None)
        drawn = []
        for column, room, at in zip(table.columns, table.widths, table.places, strict=True):
            text = pad(cut(clean(cells[at].text), room), room, right=column.kind is Kind.NUMBER)
            colour = _LEVELS.get(level, _PLAIN) if column.kind is painted and base is _PLAIN else _PLAIN
            drawn += [Segment(text, base + colour), Segment(GAP, base)]
        return drawn

    def _go(self, place: int) -> None:
        last = len(self.rows.shown) - 1 if self.rows else -1
        self.place = max(min(place, last), 0)
        self.scroll_to_region(Region(0, self.place, 1, 1), animate=False, force=True, immediate=True)
        self.refresh()
        self.post_message(self.Moved())

    def action_step(self, by: int) -> None:
        """Choose the next row, or the one before."""
        self._go(self.place + by)

    def action_leaf(self, by: int) -> None:
        """Go a screen on, or back."""
        self._go(self.place + by * max(self.size.height - 1, 1))

    def action_end(self, last: int) -> None:
        """Go to the first row, or to the last."""
        self._go(len(self.rows.shown) if last and self.rows else 0)
