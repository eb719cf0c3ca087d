"""A form: what a verb needs, one line a field, and the line of the command that it stands for."""

import shlex
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from approvals.cli.board.choices import Choice, settled
from approvals.cli.board.fields import Field, late_fields, words_of
from approvals.cli.board.line import Ended
from approvals.core.late import TOO_LATE
from approvals.language import N_, _, say
from approvals.render.text import clean, cut

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget


class Tick(Static, can_focus=True):
    """A flag, ticked with the space bar."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "turn", show=False)]
    value: reactive[bool] = reactive(default=False)

    class Turned(Message):
        """It was ticked, or was so."""

    def render(self) -> str:
        """Draw the box."""
        return "(x)" if self.value else "( )"

    def action_turn(self) -> None:
        """Tick it, or take the tick away."""
        self.value = not self.value
        self.post_message(self.Turned())


class Form(Screen[Ended | None]):
    """Asks for what a verb needs and carries it out; stays with what was typed where it is refused."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # At once, before what is typed next finds its way to the field that is left.
        Binding("escape", "leave", show=False, priority=True),
        Binding("enter", "carry_out", show=False, priority=True),
        Binding("up,shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("down,tab", "app.focus_next", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        command: Sequence[str],
        subject: str,
        asked: Sequence[Field],
        *,
        choices: Callable[[Field], list[Choice]],
        run: Callable[[list[str]], Awaitable[Ended]],
    ) -> None:
        """Take the words of the command, what it acts on, its fields, what each can hold, and what carries out a line."""
        super().__init__()
        self._title, self._command, self._subject = title, list(command), subject
        self._asked, self._choices, self._run = list(asked), choices, run
        self._offered: dict[str, list[Choice]] = {}
        self._busy = False

    def compose(self) -> "ComposeResult":
        """Lay out the title, the fields, what the present one can hold, and the line."""
        yield Static(self._title, id="title", markup=False)
        with VerticalScroll(id="fields", can_focus=False):
            for field in self._asked:
                yield self._row(field)
        yield Static(id="hint", markup=False)
        yield Static(id="refusal", markup=False)
        yield Static(id="line", markup=False)
        yield Static(_("Enter record   Esc back   ↑↓ field   Space tick"), id="keys", markup=False)

    def _row(self, field: Field) -> Horizontal:
        mark = "* " if field.required else "  "
        self._offered[field.name] = self._choices(field)
        return Horizontal(Static(f"{mark}{_short(field.help)}", classes="label", markup=False), self._box(field), classes="field")

    def _box(self, field: Field) -> "Tick | Input":
        if field.flag:
            return Tick(id=_id(field))
        values = [choice.value for choice in self._offered[field.name]]
        suggester = SuggestFromList(values, case_sensitive=False) if values else None
        return Input(id=_id(field), compact=True, password=field.secret, suggester=suggester, select_on_focus=False)

    def on_mount(self) -> None:
        """Begin at the first field."""
        self._to(self._asked[0] if self._asked else None)
        self._tell()

    def _to(self, field: Field | None) -> None:
        if field:
            self.query_one(f"#{_id(field)}").focus()

    def on_descendant_focus(self, _event: "events.DescendantFocus") -> None:
        """Tell what the field is for."""
        self._tell()

    def on_descendant_blur(self, event: "events.DescendantBlur") -> None:
        """Take a part of a name for what it can only mean."""
        if isinstance(event.widget, Input):
            self._settle(event.widget)

    def _settle(self, box: Input) -> None:
        field = self._field(box.id)
        if field and not field.many:
            box.value = settled(box.value, self._offered[field.name])

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Show the line as it would be typed."""
        self._tell()

    def on_tick_turned(self) -> None:
        """Show the line as it would be typed."""
        self._tell()

    def _field(self, box: str | None) -> Field | None:
        return next((field for field in self._asked if _id(field) == box), None)

    def _tell(self) -> None:
        field = self._field(self.focused.id if self.focused else None)
        self.query_one("#hint", Static).update(self._hint(field) if field else _("Nothing is needed: Enter records it."))
        shown = [field._replace(secret=False) for field in self._asked if not field.secret]
        line = shlex.join(["approvals", *words_of(self._command, self._subject, shown, self._values())])
        self.query_one("#line", Static).update(clean(line))

    def _hint(self, field: Field) -> str:
        box = self.query_one(f"#{_id(field)}")
        typed = box.value.rpartition(";")[2].strip().casefold() if isinstance(box, Input) else ""
        known = [str(choice) for choice in self._offered[field.name]]
        offered = [choice for choice in known if typed in choice.casefold()] or known
        more = [_("Several: write ; between them.")] if field.many else []
        return "\n".join([" ".join([field.help, field.option, *more]).rstrip(), *offered])

    def _values(self) -> dict[str, str]:
        return {field.name: _value(self.query_one(f"#{_id(field)}")) for field in self._asked}

    def action_leave(self) -> None:
        """Go back, nothing recorded."""
        if not self._busy:
            self.dismiss(None)

    def action_carry_out(self) -> None:
        """Record what the form says."""
        if not self._busy:
            for box in self.query(Input):
                self._settle(box)
            self._busy = True
            self.query_one("#refusal", Static).update(_("Being recorded …"))
            self.run_worker(self._carried_out(), exclusive=True)

    async def _carried_out(self) -> None:
        ended = await self._run(words_of(self._command, self._subject, self._asked, self._values()))
        self._busy = False
        if ended.well:
            self.dismiss(ended)
            return
        self.query_one("#refusal", Static).update(clean_lines(ended.said))
        if ended.refusal and ended.refusal.template == TOO_LATE:
            await self._ask_why_late()
        else:
            self._to(next((field for field in self._asked if field.required and not self._values()[field.name]), None))

    async def _ask_why_late(self) -> None:
        """Add the two fields of a late entry, and go to the first."""
        late = late_fields()
        if late[0] not in self._asked:
            self._asked += late
            await self.query_one("#fields").mount(*(self._row(field) for field in late))
        # A field takes the keys once it has been laid out.
        self.call_after_refresh(self._to, late[0])


def _value(box: "Widget") -> str:
    """Return what stands in a box; a tick is any word."""
    return box.value if isinstance(box, Input) else "x" if isinstance(box, Tick) and box.value else ""


def _id(field: Field) -> str:
    return f"field-{field.name}"


_LABEL = 200


def _short(text: str) -> str:
    """Return a help text as a label: its first sentence without its full stop."""
    return cut(text.rstrip("。.").split("；")[0].split("; ")[0], _LABEL)


def clean_lines(text: str) -> str:
    """Return a text of several lines without control characters."""
    return "\n".join(clean(line) for line in text.splitlines())


def titled(word: str, subject: str, about: str) -> str:
    """Return the title of a form."""
    return say(N_("{word}: {subject} {about}"), {"word": _(word), "subject": subject, "about": about}).rstrip(" :：")
