"""What happened to a card, and the card that its events make."""

import json
import re
from typing import TYPE_CHECKING

from approvals.core.card import GONE, VALID, Card, CardEntry, CardState, card_event_from, card_of
from approvals.core.dates import day_of, when_from
from approvals.core.level import Level
from approvals.desk.numbers import found
from approvals.errors import NoSuchThing
from approvals.language import N_
from approvals.store import cards as store
from approvals.store import history
from approvals.store import requests as request_store
from approvals.store.cards import CardRow
from approvals.store.history import StoredEvent

if TYPE_CHECKING:
    from approvals.desk.register import Desk

# Numbers of events: no card has one that SQLite could not hold.
_NUMBER = r"[0-9]{1,18}"


def find_card(desk: "Desk", reference: str) -> Card:
    """Return a card by its number, its id, or the number of its request, whose highest card is meant."""
    number = int(reference) if re.fullmatch(_NUMBER, reference) else None
    row = store.by_sequence(desk.connection, number) if number is not None else store.by_id(desk.connection, reference)
    return card_by_id(desk, (row or _highest_card(desk, reference)).card)


def _highest_card(desk: "Desk", number: str) -> CardRow:
    """Return the highest card of a request that is not gone, of two alike the first."""
    # A numeral alone is the number of a card, so that it never comes to mean a request that has no card yet.
    request = request_store.find(desk.connection, number) if number.isdecimal() else found(desk, number)
    cards = [card for card in store.of_subject(desk.connection, "request", request.number) if CardState(card.state) not in GONE] if request else []
    if not cards:
        raise NoSuchThing(N_("There is no card {card}: `approvals card list --all` shows their numbers."), card=number)
    return max(cards, key=lambda card: (CardState(card.state) in VALID, Level(card.level).gravity, -card.sequence))


def card_by_id(desk: "Desk", card_id: str) -> Card:
    """Return a card with its whole history."""
    return card_of(card_id, map(card_entry, history.events_of(desk.connection, "card", card_id)))


def card_entry(stored: StoredEvent) -> CardEntry:
    """Return an event of a card from its row in the ledger."""
    payload = json.loads(stored.payload)
    event, on = card_event_from(stored.type, payload), day_of(when_from(stored.happened_on))
    late = (payload.get("late_reason", ""), payload.get("paper", ""))
    return CardEntry(stored.sequence, on, event, stored.actor, stored.origin, stored.recorded_at, *late)
