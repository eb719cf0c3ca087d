"""What happens to a matter of oversight: one transaction that folds it, appends the event, and rewrites its row and its deadlines."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from approvals.core.dates import When, day_of, when_from
from approvals.core.late import delay, demand
from approvals.core.number import spelt_out
from approvals.core.oversight.matter import Happening, Matter, Noun, deadlines_of, event_from, grown, matter_of, payload_of
from approvals.core.permission import permit_matter
from approvals.core.plan import Planned, plan
from approvals.desk.history import ERASED
from approvals.desk.projection import plan_text
from approvals.errors import NoSuchThing
from approvals.language import N_, Sentence
from approvals.store import deadlines as deadline_store
from approvals.store import history
from approvals.store import matters as store
from approvals.store.database import transaction
from approvals.store.deadlines import DeadlineRow, NextRow
from approvals.store.ledger import Ledger, NewEvent, canonical
from approvals.store.matters import MatterRow

if TYPE_CHECKING:
    from approvals.core.deadline import Deadline
    from approvals.core.level import Level
    from approvals.core.oversight.settings import Oversight
    from approvals.desk.register import Desk


def open_matter(desk: "Desk", noun: Noun, event: Any, on: When) -> Matter:  # noqa: ANN401 - any event that opens a matter
    """Open a matter and return it with its number."""
    with transaction(desk.connection):
        return opened(desk, noun, event, on)


def opened(desk: "Desk", noun: Noun, event: Any, on: When) -> Matter:  # noqa: ANN401 - see open_matter
    """Open a matter in the transaction at hand."""
    if desk.acting:
        permit_matter(desk.acting, "", own=False)
    return written(desk, noun, event, on)


def written(desk: "Desk", noun: Noun, event: Any, on: When, number: str = "") -> Matter:  # noqa: ANN401 - see open_matter
    """Open a matter in the transaction at hand, under a number of its own or the next; whoever calls has asked whether the person may."""
    number = number or store.next_number(desk.connection, noun.kind, noun.prefix, on.year)
    return _appended(desk, noun, Matter(noun.kind, number, on), event, on, desk.oversight)


def record_matter(desk: "Desk", noun: Noun, number: str, event: Any, on: When) -> Matter:  # noqa: ANN401 - any event of a matter
    """Append what happened to a matter; refused when its stage, its files or the person's role forbid it."""
    with transaction(desk.connection):
        return recorded(desk, noun, number, event, on)


def recorded(desk: "Desk", noun: Noun, number: str, event: Any, on: When) -> Matter:  # noqa: ANN401 - see record_matter
    """Append what happened to a matter in the transaction at hand."""
    matter = find_matter(desk, noun, number)
    if desk.acting:
        permit_matter(desk.acting, noun.answering(matter, event), own=type(event) in noun.own)
    return _appended(desk, noun, matter, event, on, rules_of(desk, matter))


def _appended(desk: "Desk", noun: Noun, matter: Matter, event: Any, on: When, rules: "Oversight") -> Matter:  # noqa: ANN401 - see record_matter
    happening = Happening(on, event)
    noun.refuse(matter, happening, rules)
    happening = append(desk, noun, matter.number, event, on)
    matter = grown(noun, matter, happening, rules)
    project_matter(desk, noun, matter)
    return matter


def append(desk: "Desk", noun: Noun, number: str, event: Any, on: When, *, origin: str = "typed") -> Happening:  # noqa: ANN401 - see record_matter
    """Append an event in the transaction at hand."""
    late = desk.late
    demand(late, delay(day_of(on), desk.today, desk.calendar), desk.law("").practice.late_after)
    payload = {**payload_of(event), **({"late_reason": late.text, "paper": late.paper} if late.text else {})}
    book = Ledger(desk.connection)
    personal = noun.personal if type(event) in noun.opening else frozenset()
    new = NewEvent(noun.kind, number, noun.type_of(event), on.isoformat(), desk.actor, payload, origin, personal=personal)
    return Happening(on, event, book.append(new), book.recorded_at, desk.actor, origin, late.text, late.paper)


def find_matter(desk: "Desk", noun: Noun, number: str) -> Matter:
    """Return a matter with its whole history; its number may be short, `1` for the first of the desk's year."""
    happened = happenings(desk, noun, number)
    if not happened:
        number = spelt_out(number, desk.today.year, noun.prefix)
        happened = happenings(desk, noun, number)
    if not happened:
        raise NoSuchThing(N_("There is no {word} {number}: the list shows the numbers."), word=Sentence(noun.word), number=number)
    return matter_of(noun, number, happened, _rules_at(desk, happened[0].sequence))


def happenings(desk: "Desk", noun: Noun, number: str) -> list[Happening]:
    """Return what happened to a matter in the order of the ledger."""
    personal = history.personal_of(desk.connection, noun.kind, number)
    return [happening_from(noun, stored, personal.get(stored.sequence, {})) for stored in history.events_of(desk.connection, noun.kind, number)]


def happening_from(noun: Noun, stored: history.StoredEvent, personal: dict[str, str]) -> Happening:
    """Return an event of the ledger as an event of its matter, with its personal values; those that are not given count as erased."""
    payload = {**json.loads(stored.payload), **personal}
    if noun.events[stored.type][0] in noun.opening:
        payload.update(dict.fromkeys(noun.personal & payload.keys() - personal.keys(), ERASED))
    event = event_from(noun, stored.type, payload)
    late_reason, paper = payload.get("late_reason", ""), payload.get("paper", "")
    return Happening(when_from(stored.happened_on), event, stored.sequence, stored.recorded_at, stored.actor, stored.origin, late_reason, paper)


def rules_of(desk: "Desk", matter: Matter) -> "Oversight":
    """Return the oversight files that a matter is judged by: those in force when it was opened."""
    return _rules_at(desk, matter.history[0].sequence if matter.history else None)


def _rules_at(desk: "Desk", sequence: int | None) -> "Oversight":
    return desk.oversight_at(sequence) if sequence else desk.oversight


def project_matter(desk: "Desk", noun: Noun, matter: Matter) -> None:
    """Write the row and the deadlines of a matter."""
    row, deadlines, nexts = rows_of_matter(desk, noun, matter)
    store.write(desk.connection, [row])
    deadline_store.write(desk.connection, noun.kind, matter.number, deadlines, nexts)


def rows_of_matter(desk: "Desk", noun: Noun, matter: Matter) -> tuple[MatterRow, list[DeadlineRow], list[NextRow]]:
    """Return the rows of a matter as its events leave it, without writing them."""
    found = list(deadlines_of(matter, desk.calendar, desk.law("").practice.hall))
    owed = {f"{one.kind}/{one.about}" if one.about else str(one.kind): one for one in matter.owed}
    cards = [card._replace(person=(owed[card.key].person if card.key in owed else "") or matter.person) for card in _planned(desk, noun, matter, found)]
    deadlines = [_deadline_row(noun, matter, deadline, cards) for deadline in found]
    nexts = [following for deadline in found if (following := _next_row(noun, matter, deadline, cards, owed[deadline.key].department)).plan != "[]"]
    return _row(matter, found), deadlines, nexts


def _planned(desk: "Desk", noun: Noun, matter: Matter, found: "Sequence[Deadline]") -> list[Planned]:
    """Return the cards of a matter as a check on every night would raise them: what an event moved later was true the night before it."""
    cards = [*plan(desk.policy, found, desk.calendar), *_nights_before(desk, noun, matter)]
    if desk.policy.cards_from:
        cards = [card for card in cards if card.on >= desk.policy.cards_from]
    first: dict[tuple[str, Level], Planned] = {}
    for card in sorted(cards, key=lambda card: (card.on, card.level.gravity)):
        first.setdefault((card.key, card.level), card)
    return list(first.values())


def _nights_before(desk: "Desk", noun: Noun, matter: Matter) -> Iterator[Planned]:
    if noun.kind == "duty":
        return
    rules, hall = rules_of(desk, matter), desk.law("").practice.hall
    for day in sorted({happening.day for happening in matter.history[1:]}):
        before = [happening for happening in matter.history if happening.day < day]
        if before:
            earlier = matter_of(noun, matter.number, before, rules)
            yield from (card for card in plan(desk.policy, list(deadlines_of(earlier, desk.calendar, hall)), desk.calendar) if card.on < day)


def _deadline_row(noun: Noun, matter: Matter, deadline: "Deadline", cards: Sequence[Planned]) -> DeadlineRow:
    ended = deadline.ended.isoformat() if deadline.ended else None
    start, due = deadline.start.isoformat(), deadline.due.isoformat()
    return DeadlineRow(noun.kind, matter.number, deadline.key, start, due, ended, int(deadline.provisional), plan_text(cards, deadline.key))


def _next_row(noun: Noun, matter: Matter, deadline: "Deadline", cards: Sequence[Planned], department: str) -> NextRow:
    due, start, whose = deadline.due.isoformat(), deadline.start.isoformat(), department or matter.department
    return NextRow("", noun.kind, matter.number, deadline.key, due, start, str(deadline.limit), "", whose, plan_text(cards, deadline.key))


def _row(matter: Matter, found: "Sequence[Deadline]") -> MatterRow:
    due = min((deadline.due for deadline in found if deadline.ended is None), default=None)
    return MatterRow(
        matter.kind,
        matter.number,
        matter.title,
        matter.department,
        matter.person,
        str(matter.stage),
        int(matter.closed is None),
        day_of(matter.opened).isoformat(),
        matter.closed.isoformat() if matter.closed else None,
        due.isoformat() if due else None,
        canonical({name: value.isoformat() if isinstance(value, date) else value for name, value in matter.values.items()}),
    )
