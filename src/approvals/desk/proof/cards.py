"""Cards, their orders and messages against the events of the cards; and each card against the rules that raised it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from approvals.core.card import Card, CardState, card_of
from approvals.core.entry import Entry, register_of
from approvals.core.events import Received
from approvals.core.fold import replay
from approvals.core.plan import Planned
from approvals.desk.bearing import Bearing, among, crosses
from approvals.desk.card import completed, row_of_card, told
from approvals.desk.card_history import card_entry
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


class Borne:
    """Tells of the cards of one request whether its record, as it was when they were raised, bears them out by the rules of then.

    `replayed` are the cards that the whole record leads to by the rules in force, which most were raised by.
    """

    def __init__(self, desk: "Desk", bearing: Bearing, entries: Callable[[int], Sequence[Entry]], last: int, replayed: tuple[Planned, ...]) -> None:
        """Take what is known of the request: `entries` gives those before an event, `last` is its last event."""
        self._desk, self._bearing, self._entries, self._last, self._replayed = desk, bearing, entries, last, replayed
        self._known: dict[tuple[int, int | None, int | None], tuple[Planned, ...]] = {}

    def untrue(self, card: Card) -> Iterator[Sentence]:
        """Yield a sentence for a card that does not follow."""
        if card.state in _STANDING and not crosses(card) and not among(card, self._planned(card)):
            template = N_("Card {number} ({card}) does not follow from the rules that raised it.")
            yield Sentence(template, {"number": card.sequence, "card": card.id})

    def _planned(self, card: Card) -> tuple[Planned, ...]:
        rules = (card.raised.policy, card.raised.calendar)
        if self._last < card.sequence and rules == (self._desk.rules_sequence("policy"), self._desk.rules_sequence("calendar")):
            return self._replayed
        entries = self._entries(card.sequence)
        place = (len(entries), *rules)
        if place not in self._known:
            first = entries[0].event
            request = replay(card.subject, entries, self._desk.law(first.item if isinstance(first, Received) else ""), date.min)
            self._known[place] = self._bearing.planned(card, request, then=True)
        return self._known[place]
