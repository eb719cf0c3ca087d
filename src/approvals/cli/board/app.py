"""The board itself: list, filter, keys, and what was said last; it looks every second whether somebody else has written."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from approvals.cli import options
from approvals.cli.board.choices import Choice, choices_for, subject_of
from approvals.cli.board.fields import Field, fields_of
from approvals.cli.board.form import Form, clean_lines, titled
from approvals.cli.board.judged import NOTHING, Judged, judged
from approvals.cli.board.keys import general, offered_line
from approvals.cli.board.line import Ended, carry_out
from approvals.cli.board.listing import Filter, Listing
from approvals.cli.board.menu import menu
from approvals.cli.board.page import Page
from approvals.cli.board.rows import Cards, Requests, Rows
from approvals.cli.board.style import CSS
from approvals.cli.board.verbs import NEW, ON_CARD, ON_REQUEST, Key
from approvals.language import N_, _, say
from approvals.render.text import cut
from approvals.store.database import changes

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from approvals.desk.register import Desk

_EVERY = 1.0
"""Seconds between two looks at what others wrote."""
_REST = 0.12
"""Seconds that the choice has to rest before its verbs are judged: leafing costs nothing."""
_SAID = 4
"""Lines of what a command said that stand below the list; longer ones are a page."""

_OPEN = N_("Requests {shown}/{all}  {person}  {date}  {register}")
_COMPLETED = N_("Completed, not delivered {shown}/{all}  {person}  {date}  {register}")


class Board(App[None]):
    """The board of one register."""

    CSS = CSS
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c,ctrl+q", "quit", show=False, priority=True)]

    def __init__(self, desk: "Desk", department: str, today: date | None, notes: str = "", acting: Sequence[str] = ()) -> None:
        """Take the open register, whose requests to show, and the day where it is not the present one; `acting` goes on every line."""
        super().__init__(ansi_color=True)
        self.desk, self.notes, self.acting, self._today = desk, notes, list(acting), today
        own = desk.person.department if desk.person else ""
        self._lists: tuple[Rows, Rows] = (Requests(desk, department), Cards(desk, department or own))
        self.rows: Rows = self._lists[0]
        self._seen = changes(desk.connection)
        self.judged: Judged = NOTHING
        # Held, for a timer may still fire while the screens are being taken down.
        self._lines = {name: Static(id=name, markup=False) for name in ("title", "heading", "said", "keys")}
        self.filter = Filter(id="filter", compact=True, placeholder=_("/ filter: number, applicant, item, department"))
        self.listing = Listing()
        self._resting: Timer | None = None
        self.failed: Exception | None = None
        self.rows.load()

    def _handle_exception(self, error: Exception) -> None:
        """Leave at once; whoever opened the board says what was wrong, as for every line, and no traceback is shown."""
        self.failed = self.failed or error
        super()._handle_exception(error)
        self._exit_renderables.clear()

    @property
    def noun(self) -> str:
        """Return what the list holds, as the table of commands names it."""
        return "card" if self.rows is self._lists[1] else "request"

    @property
    def keys(self) -> Sequence[Key]:
        """Return the verbs of what the list holds."""
        return ON_CARD if self.noun == "card" else ON_REQUEST

    def compose(self) -> "ComposeResult":
        """Lay out the board."""
        yield self._lines["title"]
        yield self.filter
        yield self._lines["heading"]
        yield self.listing
        yield self._lines["said"]
        yield self._lines["keys"]

    def on_mount(self) -> None:
        """Show the list, and begin to look what others write."""
        self.listing.focus()
        self.say(self.notes)
        self.set_interval(_EVERY, self.look)

    def on_listing_resized(self) -> None:
        """Fit everything to another width."""
        self.show_rows()

    def _put(self, name: str, text: str) -> None:
        self._lines[name].update(text)

    def show_rows(self, chosen: str = "") -> None:
        """Show the rows as they are held, and how many."""
        self.listing.show(self.rows, chosen or self.listing.chosen)
        self._put("heading", self.listing.heading())
        self._put("title", cut(self._titled(), max(self.size.width, 20)))

    def _titled(self) -> str:
        values = {"shown": len(self.rows.shown), "all": self.rows.count(), "date": self.desk.today, "register": self.desk.root.resolve().name}
        values |= {"person": self.desk.person.name if self.desk.person else self.desk.actor}
        if isinstance(self.rows, Requests):
            return say(_COMPLETED if self.rows.completed else _OPEN, values)
        return say(N_("Cards {shown}/{all}  {person}  {date}  {register}"), values)

    def say(self, text: str) -> None:
        """Show what was said last."""
        self._put("said", clean_lines(text))

    def look(self) -> None:
        """Read anew where somebody has written, or a new day has begun."""
        today, now = self._today or options.today(), changes(self.desk.connection)
        if (today, now) != (self.desk.today, self._seen):
            self.desk.today, self._seen = today, now
            self.reload()

    def reload(self, chosen: str = "") -> None:
        """Read everything anew; rules may have been adopted, too."""
        chosen = chosen or self.listing.chosen
        self.desk.forget()
        self.rows.load()
        self.judged = NOTHING
        self.show_rows(chosen)
        if isinstance(self.screen, Page):
            self.screen.fill()

    def on_listing_moved(self) -> None:
        """Judge the verbs once the choice rests."""
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self.judge)

    def judge(self) -> None:
        """Tell which verbs are possible on what is chosen."""
        if self.listing.chosen != self.judged.subject:
            self.judged = judged(self.desk, self.noun, self.listing.chosen, self.keys)
        self._put("keys", "\n".join([offered_line(self.judged.offered, self.size.width), general(self.noun, self.size.width)]))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep the rows that hold what is typed."""
        if event.input.id == "filter":
            chosen = self.listing.chosen
            self.rows.keep(event.value)
            self.show_rows(chosen)

    def on_key(self, event: "events.Key") -> None:
        """Take the letters that are verbs; those of forms and pages stay there."""
        if len(self.screen_stack) == 1 and event.character and event.is_printable:
            event.stop()
            # What was typed fast, after the slash, belongs to the filter.
            self.filter.insert_text_at_cursor(event.character) if self.focused is self.filter else self.press(event.character)

    def action_filter(self) -> None:
        """Begin to filter."""
        self.filter.focus()

    def action_leave_filter(self, clear: str = "") -> None:
        """Go from the filter to the list."""
        if clear:
            self.filter.value = ""
        self.listing.focus()

    def action_turn(self) -> None:
        """Show the cards instead of the requests, or the other way."""
        self.say("")
        self.rows = self._lists[self.rows is self._lists[0]]
        self.rows.typed = self.filter.value
        self.rows.load()
        self.judged = NOTHING
        self.listing.place = 0
        self.listing.show(self.rows)
        self.show_rows()

    def action_finished(self) -> None:
        """Show the requests that are completed and not delivered instead of the open ones, or the other way."""
        if isinstance(self.rows, Requests):
            self.rows.completed = not self.rows.completed
            self.reload()

    def press(self, character: str) -> None:
        """Begin the verb of a key, or tell why it cannot be."""
        if character in {" ", "?"}:
            self._show_menu()
            return
        key = next((known for known in (*self.keys, *(NEW if self.noun == "request" else ())) if known.key == character), None)
        if key and (key in NEW or self.listing.chosen):
            self.judge()
            if refusal := self.judged.why(key):
                self.tell(Ended(refusal.exit_code, "", say(N_("Error: {sentence}"), {"sentence": say(refusal.template, refusal.values)})))
            else:
                self._begin(key, "" if key in NEW else self.listing.chosen)

    def tell(self, ended: Ended) -> None:
        """Show what a line said: below the list, or below the details; as a page where it is longer."""
        told = ended.said.splitlines()
        self.say("\n".join(told[:_SAID]))
        if len(told) > _SAID:
            self.push_screen(Page(lambda _columns: ended.said))
        elif isinstance(self.screen, Page):
            self.screen.say(clean_lines(ended.said))

    def action_open(self) -> None:
        """Show what is chosen with its history and its explanation."""
        if subject := self.listing.chosen:
            self.push_screen(
                Page(lambda columns: self._detail(subject, columns), self.press, lambda width: offered_line(self.judged.offered, width, page=True))
            )

    def _detail(self, subject: str, columns: int) -> str:
        today = ["--today", self._today.isoformat()] if self._today else []
        lines = [["card", "show", subject]] if self.noun == "card" else [["request", "show", subject, *today], ["request", "explain", subject, *today]]
        return "\n\n".join(carry_out([*line, *self.acting], columns).said for line in lines)

    def _show_menu(self) -> None:
        self.judge()
        new = [] if self.noun == "card" else list(NEW)
        self.push_screen(Page(lambda _columns: menu(self.noun, [*self.judged.offered, *new], self.judged.refused), self._from_menu))

    def _from_menu(self, character: str) -> None:
        if character not in {" ", "?"}:
            self.pop_screen()
            self.press(character)

    def _begin(self, key: Key, subject: str) -> None:
        asked = fields_of(self.noun, key.verb)
        about = subject_of(self.desk, subject if self.noun == "request" else "")

        def choices(field: Field) -> list[Choice]:
            return choices_for(about, key.verb, field)

        title = titled(key.word, subject, about.item.name if about.item else "")
        if asked:
            form = Form(title, [self.noun, key.verb], subject, asked, choices=choices, run=self.run_line)
            self.push_screen(form, self._recorded)
        else:
            self._recorded(carry_out([self.noun, key.verb, subject, *self.acting], self.size.width))

    async def run_line(self, words: list[str]) -> Ended:
        """Carry out a line beside the screen, which goes on living while somebody else writes."""
        return await asyncio.to_thread(carry_out, [*self.acting, *words], self.size.width)

    def _recorded(self, ended: Ended | None) -> None:
        if ended:
            before = set(self.rows.names())
            self.look()
            new = [key for key in self.rows.names() if key not in before]
            if len(new) == 1:
                self.show_rows(new[0])
            self.tell(ended)
