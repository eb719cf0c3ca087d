"""A page over the board: what a command prints, to be leafed through."""

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from approvals.language import _
from approvals.render.text import wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.events import Key


class Page(Screen[None]):
    """Text that `make` gives for a number of columns; keys that are no keys of the page go to `press`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q", "leave", show=False)]

    def __init__(self, make: "Callable[[int], str]", press: "Callable[[str], None] | None" = None, keys: "Callable[[int], str] | None" = None) -> None:
        """Take what makes the page, what takes a key, and what tells which keys there are."""
        super().__init__()
        self._make, self._press, self._keys = make, press, keys

    def compose(self) -> "ComposeResult":
        """Lay out the text, what was said last, and the line of keys."""
        with VerticalScroll():
            yield Static(id="text", markup=False)
        yield Static(id="said", markup=False)
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        """Let the arrow keys leaf."""
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Make the page anew for another width."""
        self.fill()

    def fill(self) -> None:
        """Make the page as the register stands now."""
        columns = max(self.size.width - 1, 20)
        self.query_one("#text", Static).update(flowing(self._make(columns), columns))
        keys = self._keys(self.size.width) if self._keys else _("Esc back")
        self.query_one("#keys", Static).update(keys)

    def say(self, text: str) -> None:
        """Show what was said last."""
        self.query_one("#said", Static).update(text)

    def action_leave(self) -> None:
        """Go back to the board."""
        self.dismiss()

    def on_key(self, event: "Key") -> None:
        """Hand a key on to whoever knows what it means here."""
        if self._press and event.character and event.is_printable:
            event.stop()
            self._press(event.character)


def flowing(text: str, columns: int) -> Text:
    """Return a text whose long lines are broken where Chinese and English allow it; coloured ones are tables, and fit."""
    shown = Text()
    for line in text.splitlines():
        if "\x1b" in line:
            shown.append_text(Text.from_ansi(line))
        else:
            indent = line[: len(line) - len(line.lstrip())]
            broken = wrap(line, columns - len(indent))
            shown.append("\n".join(f"{indent}{part}" for part in broken))
        shown.append("\n")
    return shown
