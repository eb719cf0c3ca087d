"""A card as it is shown: in a list, and with the rule, the inputs and the count that made it."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from approvals.core.card import Card, CardState, Raised, card_event_type, card_payload, counting
from approvals.core.choosing import NO_LEVEL, NO_STATE, chosen
from approvals.core.deadline import Deadline, deadlines
from approvals.core.entry import Entry, type_of
from approvals.core.fold import replay
from approvals.core.late import local
from approvals.core.law import Law
from approvals.core.level import CARDED, Level
from approvals.core.policy import policy_from
from approvals.core.refusals.card import appeal_until
from approvals.core.request import Fault
from approvals.desk.history import entries_of
from approvals.desk.listing import chosen_department, row_of
from approvals.desk.order import order_deadline
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import cards as store
from approvals.store import requests as request_store
from approvals.store import rules, typed
from approvals.store.cards import CardFilter, CardRow

if TYPE_CHECKING:
    from approvals.core.calendar import Calendar
    from approvals.core.policy import Rule
    from approvals.desk.register import Desk


class CardView(NamedTuple):
    """A card as machine output shows it; the names are a promise (docs/reference.md).

    `counts` tells the highest valid one of its object and person, `late_entry` that its own record, or that of its request, holds a late entry.
    """

    card: int
    id: str
    subject_kind: str
    subject: str
    item: str
    item_name: str
    department: str
    person: str
    kind: str
    level: str
    rule: str
    due: str
    since: str
    state: str
    told_on: str | None
    counts: bool
    late_entry: bool


class CardPage(NamedTuple):
    """A card with everything that made it.

    `deadline` is counted on the record and the calendar as they were when the card was raised, None for a card about a fact; `now` is the same
    deadline on the record as it stands; `late` are the entries of the record that were entered late.
    """

    view: CardView
    card: Card
    rule: "Rule | None"
    calendar: "Calendar"
    deadline: Deadline | None
    now: Deadline | None
    faults: tuple[Fault, ...]
    concerned: tuple[Entry, ...]
    late: tuple[Entry, ...]
    appeal_until: date | None
    orders: tuple[Deadline, ...]

    def plain(self) -> dict[str, Any]:
        """Return the card as machine output has it."""
        raised = self.card.raised
        return {
            **self.view._asdict(),
            "limit": raised.limit,
            "start": raised.start,
            "policy": raised.policy,
            "calendar": raised.calendar,
            "appeal_until": self.appeal_until,
            "orders": [
                {"place": order.place, "text": order.ordered.text, "within": order.ordered.within, "told_on": order.told_on, "due": found.due}
                | {"replied_on": order.replied_on}
                for order, found in zip(self.card.orders, self.orders, strict=True)
            ],
            "history": [
                {"sequence": entry.sequence, "on": entry.happened_on, "event": card_event_type(entry.event), "by": entry.actor, "origin": entry.origin}
                | {"details": card_payload(entry.event), "late_entry": entry.late}
                for entry in self.card.history
            ],
            "late_entries": [
                {"sequence": entry.sequence, "event": type_of(entry.event), "happened_on": entry.happened_on, "recorded_at": entry.recorded_at}
                | {"reason": entry.late_reason, "paper": entry.paper}
                for entry in self.late
            ],
        }


# Somebody has still to act on these.
_WAITING = frozenset({CardState.PENDING, CardState.APPEALED})


def cards_wanted(  # noqa: PLR0913 - one parameter a filter
    desk: "Desk",
    *,
    department: str,
    person: str,
    level: str,
    state: str,
    subject: str,
    since: tuple[date | None, date | None],
    everything: bool,
) -> CardFilter:
    """Return the filter of a list of cards; a value that no card can have is refused, never answered with an empty list.

    Without `everything` or a state only cards are meant that count, or wait for somebody.
    """
    level, state = chosen(level, CARDED, NO_LEVEL), chosen(state, CardState, NO_STATE)
    if person and person not in {one.id for one in desk.people} and not store.select(desk.connection, CardFilter(person=person)):
        raise WrongUsage(N_("Nobody called {person} is on the staff or has a card: staff.toml lists the ids."), person=person)
    code = chosen_department(desk, department)
    number = row_of(desk, subject).number if subject else ""
    return CardFilter(code, person, level, state, number, *since, everything=everything or bool(state))


def listed(desk: "Desk", wanted: CardFilter) -> list[CardView]:
    """Return the cards that pass a filter, each marked where it counts."""
    rows = store.select(desk.connection, wanted)
    counts = counting_numbers(desk, rows)
    names = {row.code: row.name for row in rules.items(desk.connection, desk.today)}
    late = typed.late_subjects(desk.connection)
    seen = desk.waiting.through(rows, len(rows))
    found = [_view(row, names.get(row.item, row.item), counts=row.sequence in counts, late=bool({row.subject_id, row.card} & late)) for row in seen]
    return [card for card in found if wanted.everything or card.counts or card.state in _WAITING]


def counting_numbers(desk: "Desk", rows: list[CardRow]) -> set[int]:
    """Return the numbers of the cards that count among all of the subjects that rows name."""
    subjects = {(row.subject_kind, row.subject_id) for row in rows}
    cards = [card_by_row(row) for subject in sorted(subjects) for row in store.of_subject(desk.connection, *subject)]
    return {card.sequence for card in counting(cards)}


def card_by_row(row: CardRow) -> Card:
    """Return a card from its row alone, without its history: enough to compare and count."""
    raised = Raised(
        row.kind, Level(row.level), row.rule, date.fromisoformat(row.due_on), row.subject_kind, row.subject_id, row.item, row.department, row.person
    )
    return Card(
        row.card, row.sequence, date.fromisoformat(row.since_on), raised, CardState(row.state), date.fromisoformat(row.told_on) if row.told_on else None
    )


def _view(row: CardRow, name: str, *, counts: bool, late: bool) -> CardView:
    return CardView(
        row.sequence,
        row.card,
        row.subject_kind,
        row.subject_id,
        row.item,
        name,
        row.department,
        row.person,
        row.kind,
        row.level,
        row.rule,
        row.due_on,
        row.since_on,
        row.state,
        row.told_on,
        counts,
        late,
    )


def page(desk: "Desk", card: Card) -> CardPage:
    """Return everything that made a card and what became of it."""
    raised = card.raised
    policies = rules.tables_at(desk.connection, "policy", raised.policy or card.sequence)
    calendar = _calendar_at(desk, raised.calendar or card.sequence)
    deadline = now = None
    faults: tuple[Fault, ...] = ()
    concerned: tuple[Entry, ...] = ()
    late: tuple[Entry, ...] = ()
    if raised.subject_kind == "request" and request_store.exists(desk.connection, card.subject):
        deadline, now, faults = _counted(desk, card, calendar)
        concerned = tuple(_concerned(desk, card))
        late = tuple(entry for entry in entries_of(desk, card.subject) if entry.late)
    name = next((row.name for row in rules.items(desk.connection, desk.today) if row.code == raised.item), raised.item)
    rows = store.of_subject(desk.connection, raised.subject_kind, card.subject)
    own = next(row for row in rows if row.sequence == card.sequence)
    return CardPage(
        _view(own, name, counts=card.sequence in counting_numbers(desk, rows), late=bool(late) or any(entry.late for entry in card.history)),
        card,
        policy_from(policies[0]).rule(raised.rule) if policies else None,
        calendar,
        deadline,
        now,
        faults,
        concerned,
        late,
        appeal_until(card, desk.policy, desk.calendar),
        tuple(order_deadline(desk, card, order) for order in card.orders),
    )


def _concerned(desk: "Desk", card: Card) -> Iterator[Entry]:
    """Yield the entries that a card about a fact is about: what happened, or was recorded, on its day."""
    if card.raised.deadline.startswith("fact/"):
        for entry in entries_of(desk, card.subject):
            if card.since in {entry.day, local(entry.recorded_at, desk.offset).date()}:
                yield entry


def _calendar_at(desk: "Desk", sequence: int) -> "Calendar":
    from approvals.core.calendar import Calendar, year_from  # noqa: PLC0415 - only a page of a card looks back

    return Calendar(year_from(table) for table in rules.tables_at(desk.connection, "calendar", sequence))


def _counted(desk: "Desk", card: Card, calendar: "Calendar") -> tuple[Deadline | None, Deadline | None, tuple[Fault, ...]]:
    """Return the deadline of a card as it was counted, as it is counted now, and the faults the card is about."""
    entries = entries_of(desk, card.subject)
    law = desk.law(card.raised.item)
    then = Law(law.version, calendar, law.practice)
    known = [entry for entry in entries if (entry.sequence or 0) < card.sequence and entry.day <= card.since]
    seen = replay(card.subject, known or entries[:1], then, card.since)
    request = replay(card.subject, entries, law, desk.today)
    # A late event may lie before the card: what it did is told by the deadline as it stands now.
    fact = card.raised.deadline.split("/")[1] if card.raised.deadline.startswith("fact/") else ""
    faults = tuple(fault for fault in request.faults if fault.rule == fact)
    return (
        next((found for found in deadlines(seen, then, card.since) if found.key == card.raised.deadline), None),
        next((found for found in deadlines(request, law, desk.today) if found.key == card.raised.deadline), None),
        faults,
    )
