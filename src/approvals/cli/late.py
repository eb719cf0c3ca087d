"""`approvals report late-entries` and `report sample`: how events were typed, and which to compare with their papers."""

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.request_page import origin_told
from approvals.cli.room import desk
from approvals.core.card import CARD_EVENTS
from approvals.core.dates import read_day
from approvals.core.entry import NAMES
from approvals.core.late import local
from approvals.errors import WrongUsage
from approvals.language import N_, Sentence
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from approvals.desk.late import BatchRow, Late, LateRow
    from approvals.store.typed import TypedEvent

From = Annotated[date | None, typer.Option("--from", metavar=words.DATE, parser=read_day, help=N_("Recorded on or after this day."))]
To = Annotated[date | None, typer.Option("--to", metavar=words.DATE, parser=read_day, help=N_("Recorded on or before this day."))]


def late_entries(
    department: options.OfDepartment = "",
    first: From = None,
    last: To = None,
    batches: Annotated[bool, typer.Option("--batches", help=N_("The minutes in which somebody recorded several events, late ones among them."))] = False,  # noqa: FBT002 - Typer's form of a flag
    missing: Annotated[bool, typer.Option("--gaps", help=N_("The numbers that are missing in the series of documents."))] = False,  # noqa: FBT002 - Typer's form of a flag
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """List what was entered late, by department and person; the batches of a minute, the papers missing in a series."""
    if batches and missing:
        raise WrongUsage(N_("{first} and {second} do not go together: leave one out."), first="--batches", second="--gaps")
    with desk() as opened:
        from approvals.desk.late import Span, late_entries  # noqa: PLC0415 - the desk opens only for commands that need it

        found = late_entries(opened, Span(department, first or date.min, last or date.max))
        offset = opened.offset
    if shape is options.Shape.JSON:
        output.data([row._asdict() for row in (found.batches if batches else found.missing if missing else found.rows)])
    elif batches:
        output.listed(_BATCHES, [_batch(row) for row in found.batches], N_("No late entry was recorded together with others."))
    elif missing:
        output.listed(_GAPS, list(found.missing), N_("No number is missing in any series of documents."))
    else:
        _show(found, offset)


LISTED = (
    Column(N_("Department"), priority=1),
    Column(N_("Person"), keep=True),
    Column(N_("Number"), Kind.CODE, keep=True),
    Column(N_("What"), priority=1),
    Column(N_("Happened"), Kind.DATE, keep=True),
    Column(N_("Recorded"), Kind.DATE, priority=5),
    Column(N_("Working days late"), Kind.NUMBER, keep=True),
    Column(N_("Allowed"), Kind.NUMBER, priority=2),
    Column(N_("In that minute"), Kind.NUMBER, priority=2),
    Column(N_("Reason"), priority=3),
    Column(N_("Paper"), priority=3),
    Column(N_("Entries of that paper"), Kind.NUMBER, priority=4),
)
_BATCHES = (
    Column(N_("Department"), priority=1),
    Column(N_("Person"), keep=True),
    Column(N_("Minute"), keep=True),
    Column(N_("Events"), Kind.NUMBER, keep=True),
    Column(N_("Entered late"), Kind.NUMBER, keep=True),
    Column(N_("Requests"), Kind.NUMBER, priority=1),
    Column(N_("First day"), Kind.DATE, priority=2),
    Column(N_("Last day"), Kind.DATE, priority=2),
)
_GAPS = (
    Column(N_("Missing"), keep=True),
    Column(N_("Before it"), keep=True),
    Column(N_("Number"), priority=2),
    Column(N_("Happened"), Kind.DATE, priority=1),
    Column(N_("Behind it"), keep=True),
    Column(N_("Number"), priority=2),
    Column(N_("Happened"), Kind.DATE, priority=1),
)


def _show(found: "Late", offset: tzinfo | None) -> None:
    if found.rows or output.for_spreadsheet():
        output.table(LISTED, [_row(row, offset) for row in found.rows])
    output.say(
        N_("{typed} events were typed, {late} of them late; {imported} were imported."), typed=found.typed, late=len(found.rows), imported=found.imported
    )
    if found.carried:
        output.say(N_("{carried} came from other registers: their own reports tell how they were typed."), carried=found.carried)
    for sentence in found.set_back:
        output.say(sentence.template, **sentence.values)
    if found.batches:
        output.say(N_("{count} batches hold late entries: `approvals report late-entries --batches` lists them."), count=len(found.batches))
    if found.missing:
        papers = tuple(row.paper for row in found.missing)
        output.say(N_("Missing in a series of papers: {papers}."), papers=papers[:_SHOWN] + (("…",) if len(papers) > _SHOWN else ()))


_SHOWN = 10


def _row(row: "LateRow", offset: tzinfo | None) -> Sequence[object]:
    recorded = local(row.recorded_at, offset).date().isoformat()
    days = (row.happened_on[:10], recorded, row.days_late, "—" if row.allowed is None else row.allowed)
    return row.department, row.person, row.number, event_named(row.event), *days, row.batch, row.reason, row.paper, row.same_paper or ""


def event_named(kind: str) -> Sentence:
    """Return the word for an event of a request, a card, or a matter of oversight."""
    from approvals.core.oversight.duty import DUTY  # noqa: PLC0415 - only a report about people
    from approvals.core.oversight.nouns import NOUNS  # noqa: PLC0415

    known = (DUTY.events, *(noun.events for noun in reversed(tuple(NOUNS.values()))), CARD_EVENTS)
    words = {name: word for events in known for name, (_kind, word) in events.items()} | dict(NAMES)
    return Sentence(words[kind])


def _batch(row: "BatchRow") -> Sequence[object]:
    return row.department, row.person, row.minute.replace("T", " "), row.events, row.late, row.requests, row.first, row.last


def sample(
    size: Annotated[int, typer.Option("--size", metavar=words.COUNT, min=1, help=N_("How many events to draw."))] = 20,
    seed: Annotated[str, typer.Option("--seed", metavar=words.TEXT, help=N_("What the draw depends on: the same seed draws the same events."))] = "1",
    department: options.OfDepartment = "",
    first: From = None,
    last: To = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """Draw a random sample for a paper check, which anybody can draw again."""
    with desk() as opened:
        from approvals.desk.late import Span  # noqa: PLC0415
        from approvals.desk.late import sample as draw  # noqa: PLC0415

        found = draw(opened, Span(department, first or date.min, last or date.max), size, seed)
        offset = opened.offset
    if shape is options.Shape.JSON:
        names = ("sequence", "number", "department", "type", "happened_on", "recorded_at", "actor", "origin")
        output.data([{name: value for name, value in event._asdict().items() if name in names} for event in found])
        return
    output.table(_DRAWN, [_drawn(event, offset) for event in found])
    output.say(N_("The draw takes the events whose SHA-256 of “{seed}:No.” comes first; anybody can draw them again."), seed=seed)


_DRAWN = (
    Column(N_("No."), Kind.NUMBER, keep=True),
    Column(N_("Number"), Kind.CODE, keep=True),
    Column(N_("What"), keep=True),
    Column(N_("Happened"), Kind.DATE, keep=True),
    Column(N_("Recorded"), Kind.DATE),
    Column(N_("By"), priority=1),
    Column(N_("From"), priority=2),
)


def _drawn(event: "TypedEvent", offset: tzinfo | None) -> Sequence[object]:
    recorded = local(event.recorded_at, offset).date().isoformat()
    return event.sequence, event.number, Sentence(NAMES[event.type]), event.happened_on[:10], recorded, event.actor, origin_told(event.origin)
