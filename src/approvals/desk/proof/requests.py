"""The rows of requests, their deadlines and their next cards against the replay of their events."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from approvals.core.card import Card
from approvals.desk.bearing import Bearing
from approvals.desk.listing import entries_of, request_from
from approvals.desk.projection import rows_of
from approvals.desk.proof import cards as card_proof
from approvals.desk.proof import matters
from approvals.errors import Refusal
from approvals.language import N_, Sentence
from approvals.store import audit
from approvals.store import deadlines as store
from approvals.store.deadlines import DeadlineRow, NextRow
from approvals.store.requests import RequestRow

if TYPE_CHECKING:
    from approvals.desk.register import Desk

Subject = tuple[str, str]
_REQUEST = N_("Request {number} is not stored as its events say.")
_DEADLINES = N_("The deadlines of request {number} are not stored as its events say.")
_NEXT = N_("What the nightly check is to look at of request {number} is not stored as its events say.")
_ORDER = N_("The deadline of order {order} is not stored as its events say.")


class Stored(NamedTuple):
    """The projections as they stand, by subject: each is taken out when it was compared, and what is left belongs to nothing."""

    requests: dict[str, RequestRow]
    deadlines: dict[Subject, list[DeadlineRow]]
    nexts: dict[Subject, list[NextRow]]


def stored(desk: "Desk") -> Stored:
    """Return the projections as they stand."""
    found = Stored({row[0]: RequestRow(*row) for row in audit.rows(desk.connection, "request")}, {}, {})
    for row in audit.rows(desk.connection, "deadline"):
        found.deadlines.setdefault((row[0], row[1]), []).append(DeadlineRow(*row))
    for row in audit.rows(desk.connection, "next_card"):
        found.nexts.setdefault((row[1], row[2]), []).append(NextRow(*row))
    return found


def replayed(desk: "Desk", numbers: Sequence[str], cards: Sequence[Card], held: Stored) -> Iterator[Sentence]:
    """Yield what differs from the replay of each request and order, and what no event leads to."""
    own: dict[str, list[Card]] = {}
    for card in cards:
        if card.raised.subject_kind == "request":
            own.setdefault(card.subject, []).append(card)
    bearing = Bearing(desk)
    for number in numbers:
        try:
            yield from _request(desk, number, held, own.get(number, ()), bearing)
        except (Refusal, ValueError, KeyError, TypeError, IndexError):
            yield Sentence(_REQUEST, {"number": number})
    yield from _orders(desk, cards, held)
    yield from matters.replayed(desk, held)
    yield from _left_over(held)


def _request(desk: "Desk", number: str, held: Stored, cards: Sequence[Card], bearing: Bearing) -> Iterator[Sentence]:
    entries = entries_of(desk, number)
    row, deadlines, nexts = held.requests.pop(number, None), *_taken(held, ("request", number))
    found = rows_of(desk, request_from(desk, number, entries))
    if row != found.row:
        yield Sentence(_REQUEST, {"number": number})
    if deadlines != sorted(found.deadlines):
        yield Sentence(_DEADLINES, {"number": number})
    if nexts != sorted(store.following(desk.connection, "request", number, found.nexts)):
        yield Sentence(_NEXT, {"number": number})
    for card in cards:
        yield from card_proof.untrue(desk, card, entries, bearing)


def _taken(held: Stored, subject: Subject) -> tuple[list[DeadlineRow], list[NextRow]]:
    return sorted(held.deadlines.pop(subject, ())), sorted(held.nexts.pop(subject, ()))


def _orders(desk: "Desk", cards: Sequence[Card], held: Stored) -> Iterator[Sentence]:
    for row, following in card_proof.orders(desk, cards):
        deadlines, nexts = _taken(held, ("order", row.subject_id))
        if deadlines != [row] or nexts != store.following(desk.connection, "order", row.subject_id, following):
            yield Sentence(_ORDER, {"order": row.subject_id})


def _left_over(held: Stored) -> Iterator[Sentence]:
    rest: Mapping[str, set[str]] = {
        "request": set(held.requests),
        "deadline": {" ".join(subject) for subject in held.deadlines},
        "next_card": {" ".join(subject) for subject in held.nexts},
    }
    for table, names in rest.items():
        for name in sorted(names):
            yield Sentence(N_("{table} {row} belongs to no event."), {"table": table, "row": name})
