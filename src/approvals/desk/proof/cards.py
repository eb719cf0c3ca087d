"""Cards, their orders and messages against the events of the cards; and each card against the rules that raised it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from approvals.core.card import Card, CardState, Raised, card_of
from approvals.core.entry import Entry, register_of
from approvals.core.events import Received
from approvals.core.fold import replay
from approvals.desk.bearing import Bearing
from approvals.desk.card import card_entry, completed, row_of_card, told
from approvals.desk.order import order_rows
from approvals.desk.proof.compared import differences
from approvals.language import N_, Sentence
from approvals.store import audit
from approvals.store.deadlines import DeadlineRow, NextRow
from approvals.store.history import StoredEvent

if TYPE_CHECKING:
    from approvals.desk.register import Desk

# A card under appeal, or ruled on, is the office's matter.
_STANDING = frozenset({CardState.PENDING, CardState.ISSUED, CardState.FOLLOWED_UP})


def cards_of(events: Iterable[StoredEvent]) -> list[Card]:
    """Return every card as its events leave it."""
    entries: dict[str, list[StoredEvent]] = {}
    for event in events:
        if event.subject_kind == "card":
            entries.setdefault(event.subject_id, []).append(event)
    return [card_of(card, map(card_entry, own)) for card, own in entries.items()]


def stored(desk: "Desk", cards: Iterable[Card]) -> Iterator[Sentence]:
    """Yield the rows of cards that are not as their events leave them."""
    expected = [row_of_card(completed(desk, card)) for card in cards]
    return differences("card", expected, audit.rows(desk.connection, "card"), 5)


def orders(desk: "Desk", cards: Iterable[Card]) -> Iterator[tuple[DeadlineRow, list[NextRow]]]:
    """Yield the rows of the orders of cards."""
    return (rows for card in cards for rows in order_rows(desk, completed(desk, card)))


def posted(cards: Iterable[Card]) -> set[int]:
    """Return the events of cards that somebody has to be told of; of the cards of another register, that one tells."""
    return {entry.sequence for card in cards for entry in card.history if told(entry.event) and not register_of(entry.origin)}


def untrue(desk: "Desk", card: Card, entries: Sequence[Entry], bearing: Bearing) -> Iterator[Sentence]:
    """Yield a sentence for a card that its request, as recorded when it was raised, does not bear out by the rules of then."""
    known = [entry for entry in entries if (entry.sequence or 0) < card.sequence]
    if card.state not in _STANDING or not known or not isinstance(known[0].event, Received):
        return
    request = replay(card.subject, known, desk.law(known[0].event.item), date.min)
    if isinstance(card.raised, Raised) and not bearing.borne_out(card, request, then=True):
        template = N_("Card {number} ({card}) does not follow from the rules that raised it.")
        yield Sentence(template, {"number": card.sequence, "card": card.id})
