"""The life of a card: raised, confirmed or cancelled, told, appealed against and ruled on, revoked, followed up; the fold of its own events."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from approvals.core.level import Level
from approvals.language import N_
from approvals.record import NamedTuple


class CardState(StrEnum):
    """Where a card stands (待发、已发、申诉、撤销、取消、督办)."""

    PENDING = "pending"
    ISSUED = "issued"
    APPEALED = "appealed"
    REVOKED = "revoked"
    CANCELLED = "cancelled"
    FOLLOWED_UP = "followed_up"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _STATES[self], {}


_STATES = {
    CardState.PENDING: N_("pending confirmation"),
    CardState.ISSUED: N_("issued"),
    CardState.APPEALED: N_("appealed"),
    CardState.REVOKED: N_("revoked"),
    CardState.CANCELLED: N_("cancelled"),
    CardState.FOLLOWED_UP: N_("followed up"),
}
# An appealed card counts until the office has ruled otherwise.
VALID = frozenset({CardState.ISSUED, CardState.APPEALED, CardState.FOLLOWED_UP})
GONE = frozenset({CardState.REVOKED, CardState.CANCELLED})


class Ruling(StrEnum):
    """What the efficiency office rules on an appeal (撤销、维持、上报)."""

    REVOKE = "revoke"
    UPHOLD = "uphold"
    REFER = "refer"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _RULINGS[self], {}


_RULINGS = {Ruling.REVOKE: N_("revoked"), Ruling.UPHOLD: N_("upheld"), Ruling.REFER: N_("referred upwards")}


class Raised(NamedTuple):
    """亮牌: the rule, its inputs and the events that put policy and calendar in force; `pending` waits for the office."""

    deadline: str
    level: Level
    rule: str
    due: date
    subject_kind: str = "request"
    subject: str = ""
    item: str = ""
    department: str = ""
    person: str = ""
    limit: str = ""
    start: date | None = None
    policy: int | None = None
    calendar: int | None = None
    pending: bool = False
    turn: int = 1
    request: str = ""


class Confirmed(NamedTuple):
    """The office issues a card that waited for it."""

    reason: str = ""


class Cancelled(NamedTuple):
    """A card that waited for the office is not issued: by its decision, or by the check when a circular (`calendar`) made it untrue."""

    reason: str = ""
    calendar: int | None = None


class Told(NamedTuple):
    """The department was told: periods for appeal run from here. `message` is the id of what was sent, `how` what was handed over."""

    message: str = ""
    how: str = ""


class Appealed(NamedTuple):
    """申诉 by the carded department with its evidence; `entry` is the event that contradicts the card where the record itself opened the appeal."""

    reason: str = ""
    evidence: str = ""
    entry: int | None = None


class Ruled(NamedTuple):
    """The office ruled on an appeal."""

    ruling: Ruling
    reason: str
    document: str = ""


class Revoked(NamedTuple):
    """撤销: by the check when a circular made the card untrue (`calendar` is the event that adopted it), or by the office of its own accord."""

    reason: str = ""
    document: str = ""
    calendar: int | None = None


class Ordered(NamedTuple):
    """督办单: a follow-up order with its deadline in working days, counted from the day the department was told."""

    text: str
    within: str
    document: str = ""
    told_on: date | None = None


class Replied(NamedTuple):
    """The department replied to a follow-up order."""

    text: str
    document: str = ""


CardEvent = Raised | Confirmed | Cancelled | Told | Appealed | Ruled | Revoked | Ordered | Replied
CARD_EVENTS: Mapping[str, tuple[type[CardEvent], str]] = {
    "raised": (Raised, N_("raised")),
    "confirmed": (Confirmed, N_("confirmed and issued")),
    "cancelled": (Cancelled, N_("cancelled")),
    "told": (Told, N_("the department was told")),
    "appealed": (Appealed, N_("appealed")),
    "ruled": (Ruled, N_("ruled on")),
    "revoked": (Revoked, N_("revoked")),
    "ordered": (Ordered, N_("follow-up order")),
    "replied": (Replied, N_("replied")),
}
_TYPES: Mapping[type[CardEvent], str] = {event: name for name, (event, _word) in CARD_EVENTS.items()}
# What goes without saying.
_UNSAID: Mapping[str, object] = {"turn": 1, "subject_kind": "request"}
_DATES = frozenset({"due", "start", "told_on"})


def card_event_type(event: CardEvent) -> str:
    """Return the name under which the ledger keeps an event of a card."""
    return _TYPES[type(event)]


def card_payload(event: CardEvent) -> dict[str, Any]:
    """Return the fields that say something, as JSON holds them."""
    said = ((name, value) for name, value in zip(event._fields, event, strict=True) if value and value != _UNSAID.get(name))
    return {name: value.isoformat() if type(value) is date else value for name, value in said}


def card_event_from(kind: str, payload: Mapping[str, Any]) -> CardEvent:
    """Return the event of a type and its payload; fields it does not know are left out."""
    event, _word = CARD_EVENTS[kind]
    return event(**{name: _field(name, payload[name]) for name in event._fields if name in payload})


def _field(name: str, value: Any) -> Any:  # noqa: ANN401 - the fields of events are of many types
    if name in _DATES:
        return date.fromisoformat(value)
    return {"level": Level, "ruling": Ruling}.get(name, lambda given: given)(value)


class CardEntry(NamedTuple):
    """An event of a card as the ledger holds it; `late_reason` and `paper` stand by a late one."""

    sequence: int
    happened_on: date
    event: CardEvent
    actor: str = ""
    origin: str = "typed"
    recorded_at: str = ""
    late_reason: str = ""
    paper: str = ""

    @property
    def late(self) -> bool:
        """Tell whether it was entered later than the policy of its time allowed, for a reason and with a paper."""
        return bool(self.late_reason)


class Order(NamedTuple):
    """A follow-up order: from when its days run, in what limit, and when it was replied to."""

    place: int
    ordered: Ordered
    told_on: date
    replied_on: date | None = None


class Card(NamedTuple):
    """A card on its history; `since` is the day it became true, `told_on` the day the department was told."""

    id: str
    sequence: int
    since: date
    raised: Raised
    state: CardState
    told_on: date | None = None
    appeal: Appealed | None = None
    appealed_on: date | None = None
    ruling: Ruled | None = None
    ended_on: date | None = None
    orders: tuple[Order, ...] = ()
    history: tuple[CardEntry, ...] = ()

    @property
    def subject(self) -> str:
        """Return the id of what was carded: the number of a request, or what it is an order of."""
        return self.raised.subject or self.raised.request

    @property
    def order(self) -> Order | None:
        """Return the order that waits for its reply."""
        return next((order for order in reversed(self.orders) if order.replied_on is None), None)


def card_of(card_id: str, entries: Iterable[CardEntry]) -> Card:
    """Return a card from all its entries, the first of which raised it."""
    first, *later = entries
    raised = first.event
    if not isinstance(raised, Raised):
        raise TypeError(card_id)
    state = CardState.PENDING if raised.pending else CardState.ISSUED
    card = Card(card_id, first.sequence, first.happened_on, raised, state, history=(first,))
    for entry in later:
        card = card_after(card, entry)
    return card


def card_after(card: Card, entry: CardEntry) -> Card:
    """Return a card after one more event."""
    return _changed(card, entry)._replace(history=(*card.history, entry))


def _changed(card: Card, entry: CardEntry) -> Card:
    return _CHANGES[type(entry.event)](card, entry.event, entry.happened_on)


def _ordered(card: Card, event: Ordered, day: date) -> Card:
    # An order takes no appeal from the office's table: the card stays under appeal until it is ruled on.
    state = card.state if card.state is CardState.APPEALED else CardState.FOLLOWED_UP
    return card._replace(state=state, orders=(*card.orders, Order(len(card.orders) + 1, event, event.told_on or day)))


def _replied(card: Card, _event: Replied, day: date) -> Card:
    waiting = card.order
    return card._replace(orders=tuple(order._replace(replied_on=day) if order is waiting else order for order in card.orders))


def _ruled(card: Card, event: Ruled, day: date) -> Card:
    if event.ruling is Ruling.REVOKE:
        return card._replace(state=CardState.REVOKED, ruling=event, ended_on=day)
    if event.ruling is Ruling.UPHOLD:
        return card._replace(state=CardState.FOLLOWED_UP if card.orders else CardState.ISSUED, ruling=event)
    return card._replace(ruling=event)


_CHANGES: Mapping[type[CardEvent], Callable[[Card, Any, date], Card]] = {
    Raised: lambda card, _event, _day: card,
    Confirmed: lambda card, _event, _day: card._replace(state=CardState.ISSUED),
    Cancelled: lambda card, _event, day: card._replace(state=CardState.CANCELLED, ended_on=day),
    Told: lambda card, _event, day: card._replace(told_on=card.told_on or day),
    Appealed: lambda card, event, day: card._replace(state=CardState.APPEALED, appeal=event, appealed_on=day),
    Ruled: _ruled,
    Revoked: lambda card, _event, day: card._replace(state=CardState.REVOKED, ended_on=day),
    Ordered: _ordered,
    Replied: _replied,
}


def counting(cards: Iterable[Card]) -> list[Card]:
    """Return the cards that count: of one object and person only the highest valid one, the earlier of two alike."""
    highest: dict[tuple[str, str, str], Card] = {}
    for card in cards:
        if card.state not in VALID:
            continue
        key = (card.raised.subject_kind, card.subject, card.raised.person)
        held = highest.get(key)
        if held is None or (card.raised.level.gravity, -card.sequence) > (held.raised.level.gravity, -held.sequence):
            highest[key] = card
    return sorted(highest.values(), key=lambda card: (card.since, card.sequence))
