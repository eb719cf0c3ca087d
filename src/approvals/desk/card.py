"""What happens to a card: one transaction that replays it, appends the event, and rewrites its row and the level of its request."""

from collections.abc import Sequence
from datetime import date

from approvals.core.acting import Reason
from approvals.core.card import (
    Appealed,
    Card,
    CardEntry,
    CardEvent,
    CardState,
    Confirmed,
    Ordered,
    Raised,
    Revoked,
    Ruled,
    card_after,
    card_event_type,
    card_of,
    card_payload,
)
from approvals.core.dates import When, day_of
from approvals.core.entry import TYPED
from approvals.core.late import delay, demand
from approvals.core.refusals.card import check_card
from approvals.desk.card_history import card_entry, find_card
from approvals.desk.carried import refuse_carried
from approvals.desk.history import bare_request_of
from approvals.desk.order import project_orders
from approvals.desk.permission import may_handle
from approvals.desk.projection import project
from approvals.desk.register import Desk
from approvals.record import NamedTuple
from approvals.store import cards as store
from approvals.store import outbox
from approvals.store import requests as request_store
from approvals.store.cards import CardRow
from approvals.store.database import transaction
from approvals.store.ledger import Ledger, NewEvent

# Somebody has to be told of these.
_TOLD = (Confirmed, Appealed, Ruled, Revoked, Ordered)


class Raising(NamedTuple):
    """A card to raise, and the day it became true."""

    since: date
    raised: Raised

    @property
    def id(self) -> str:
        """Return the id of the card: its subject, deadline and level, and which time it is where one was revoked before."""
        again = f"/{self.raised.turn}" if self.raised.turn > 1 else ""
        return f"{self.raised.subject}/{self.raised.deadline}/{self.raised.level}{again}"


def raise_all(desk: Desk, book: Ledger, raisings: Sequence[Raising]) -> list[int]:
    """Raise cards in the transaction at hand and return their numbers, which are those of their events."""
    sequences = book.append_all(
        NewEvent("card", raising.id, "raised", raising.since.isoformat(), desk.actor, card_payload(raising.raised), "check") for raising in raisings
    )
    found = list(zip(raisings, sequences, strict=True))
    store.add(desk.connection, (_row_of_raising(raising, sequence) for raising, sequence in found))
    # A card can be true of a night before something moved the date that it is about.
    certain = (raising for raising in raisings if raising.raised.subject_kind == "request" and not raising.raised.pending)
    request_store.show_raised(desk.connection, ((str(raising.raised.level), raising.since.isoformat(), raising.raised.subject) for raising in certain))
    outbox.post(desk.connection, [sequence for raising, sequence in found if not raising.raised.pending])
    return sequences


def _row_of_raising(raising: Raising, sequence: int) -> CardRow:
    """Return the row of a card that was raised just now."""
    since, raised = raising.since, raising.raised
    state = CardState.PENDING if raised.pending else CardState.ISSUED
    return row_of_card(Card(raising.id, sequence, since, raised, state))


def row_of_card(card: Card) -> CardRow:
    """Return the row of a card as its events leave it."""
    raised = card.raised
    return CardRow(
        raised.subject_kind,
        card.subject,
        raised.deadline,
        str(raised.level),
        raised.turn,
        card.id,
        raised.rule,
        raised.due.isoformat(),
        card.since.isoformat(),
        raised.item,
        raised.department,
        raised.person,
        str(card.state),
        card.told_on.isoformat() if card.told_on else None,
        card.ended_on.isoformat() if card.ended_on else None,
        card.sequence,
    )


def record_card(desk: Desk, reference: str, event: CardEvent, on: When) -> Card:
    """Append what somebody did with a card; refused when its state, a period that ended, or the person's role forbid it.

    An order that says no days has those of the policy, and is handed over on the day it is issued unless it says otherwise.
    """
    day = day_of(on)
    if isinstance(event, Ordered):
        event = event._replace(within=event.within or str(desk.policy.order), told_on=event.told_on or day)
    with transaction(desk.connection):
        card = find_card(desk, reference)
        refuse_carried(card.history[0].origin, card.id)
        may_handle(desk, event, card)
        check_card(card, event, day, desk.policy, desk.calendar)
        card = append(desk, Ledger(desk.connection), card, event, day)
        settle_card(desk, card)
        return card


def append(desk: Desk, book: Ledger, card: Card, event: CardEvent, on: date, origin: str = TYPED) -> Card:
    """Append an event of a card in the transaction at hand and write its row; what somebody types late needs its reason and its paper."""
    late = desk.late if origin == TYPED else Reason()
    if origin == TYPED:
        since = min(on, event.told_on or on) if isinstance(event, Ordered) else on
        demand(late, delay(since, desk.today, desk.calendar), desk.law("").practice.late_after)
    new = NewEvent("card", card.id, card_event_type(event), on.isoformat(), desk.actor, {**card_payload(event), **late.payload}, origin)
    sequence = book.append(new)
    card = card_after(card, CardEntry(sequence, on, event, desk.actor, origin, book.recorded_at, *late))
    store.write(desk.connection, [row_of_card(card)])
    if told(event):
        outbox.post(desk.connection, [sequence])
    return card


def told(event: CardEvent) -> bool:
    """Tell whether somebody has to be told of an event."""
    return isinstance(event, _TOLD) or (isinstance(event, Raised) and not event.pending)


def settle_card(desk: Desk, card: Card) -> None:
    """Write what follows from a card: the level of its request, and the deadline of its order."""
    if card.raised.subject_kind == "request":
        project(desk, bare_request_of(desk, card.subject))
    project_orders(desk, card)


def rebuild_cards(desk: Desk) -> None:
    """Write the rows of all cards anew from the ledger."""
    store.clear(desk.connection)
    entries: dict[str, list[CardEntry]] = {}
    for stored in store.events(desk.connection):
        entries.setdefault(stored.subject_id, []).append(card_entry(stored))
    cards = [completed(desk, card_of(card_id, own)) for card_id, own in entries.items()]
    store.write(desk.connection, map(row_of_card, cards))
    for card in cards:
        project_orders(desk, card)


def completed(desk: Desk, card: Card) -> Card:
    """Return a card with item and department from its request, where the event that raised it did not name them."""
    if card.raised.item or card.raised.subject_kind != "request":
        return card
    row = request_store.find(desk.connection, card.subject)
    return card._replace(raised=card.raised._replace(item=row.item, department=row.department)) if row else card
