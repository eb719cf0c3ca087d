"""The rows of requests, their deadlines and their next cards against the replay of their events, some hundreds of requests at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import TYPE_CHECKING

from approvals.core.card import Card
from approvals.core.entry import PERSONAL, Entry
from approvals.desk.bearing import Bearing
from approvals.desk.history import ERASED, entry_from
from approvals.desk.projection import raised_of
from approvals.desk.proof import cards as card_proof
from approvals.desk.proof import matters
from approvals.desk.proof.personal import Lawful, of_events, wrong
from approvals.desk.proof.shapes import Shape, Shapes
from approvals.errors import Refusal
from approvals.language import N_, Sentence
from approvals.record import NamedTuple
from approvals.store import audit
from approvals.store import deadlines as store
from approvals.store.audit import Row
from approvals.store.cards import CardRow
from approvals.store.deadlines import ALWAYS

if TYPE_CHECKING:
    from approvals.desk.register import Desk
    from approvals.store.history import StoredEvent

_CHUNK = 500
_REQUEST = N_("Request {number} is not stored as its events say.")
_DEADLINES = N_("The deadlines of request {number} are not stored as its events say.")
_NEXT = N_("What the nightly check is to look at of request {number} is not stored as its events say.")
_ORDER = N_("The deadline of order {order} is not stored as its events say.")


class _Stored(NamedTuple):
    """The rows of some requests as they stand, by number; what is left when all were looked at belongs to nothing."""

    request: dict[str, Row]
    deadline: dict[str, list[Row]]
    next_card: dict[str, list[Row]]

    def left_over(self) -> Iterator[Sentence]:
        for table, numbers in self._asdict().items():
            for number in sorted(numbers):
                yield Sentence(N_("{table} {row} belongs to no event."), {"table": table, "row": f"{number}"})


class Replay:
    """Goes through all requests; `seen` counts them."""

    def __init__(self, desk: "Desk", cards: Sequence[Card], lawful: Lawful) -> None:
        """Compare by the rules in force; of personal values only those lack that lawfully may."""
        self.seen = 0
        self._desk, self._lawful = desk, lawful
        self._shapes, self._bearing = Shapes(desk), Bearing(desk)
        self._cards: dict[str, list[Card]] = {}
        for card in cards:
            if card.raised.subject_kind == "request":
                self._cards.setdefault(card.subject, []).append(card)
        self._raised: dict[str, list[CardRow]] = {}
        for row in sorted(map(CardRow._make, audit.rows(desk.connection, "card")), key=lambda row: row.turn):
            if row.subject_kind == "request":
                self._raised.setdefault(row.subject_id, []).append(row)

    def differing(self) -> Iterator[Sentence]:
        """Yield what differs from the replay of each request, and what no event leads to."""
        groups = groupby(audit.requests(self._desk.connection), key=lambda event: event.subject_id)
        after = ""
        with self._desk.waiting.part(lambda: audit.count_rows(self._desk.connection, "request")) as done:
            while batch := {number: list(events) for number, events in islice(groups, _CHUNK)}:
                last = next(reversed(batch))
                yield from self._batch(batch, self._stored(after, last))
                after = last
                done(len(batch))
        yield from self._stored(after, audit.LAST).left_over()

    def _stored(self, after: str, last: str) -> _Stored:
        found = _Stored({row[0]: row for row in audit.between(self._desk.connection, "request", after, last)}, {}, {})
        for row in audit.between(self._desk.connection, "deadline", after, last):
            found.deadline.setdefault(row[1], []).append(row[2:])
        for row in audit.between(self._desk.connection, "next_card", after, last):
            found.next_card.setdefault(row[2], []).append((row[0], *row[3:]))
        return found

    def _batch(self, batch: "Mapping[str, list[StoredEvent]]", stored: _Stored) -> Iterator[Sentence]:
        named = [event for events in batch.values() for event in events if event.type in PERSONAL]
        personal = of_events(self._desk, (event.sequence for event in named))
        for event in named:
            yield from wrong(event, personal.get(event.sequence, {}), self._lawful)
        values = {sequence: {field: value for field, (value, _salt) in fields.items()} for sequence, fields in personal.items()}
        for number, events in batch.items():
            self.seen += 1
            row, deadlines, nexts = stored.request.pop(number, None), stored.deadline.pop(number, []), stored.next_card.pop(number, [])
            try:
                yield from self._request(number, events, values, (row, deadlines, nexts))
            except (Refusal, ValueError, KeyError, TypeError, IndexError, AttributeError):
                yield Sentence(_REQUEST, {"number": number})
        yield from stored.left_over()

    def _request(
        self, number: str, events: "list[StoredEvent]", personal: Mapping[int, Mapping[str, str]], found: tuple[Row | None, list[Row], list[Row]]
    ) -> Iterator[Sentence]:
        row, deadlines, nexts = found
        shape = self._shapes.of(number, events, personal)
        raised = self._raised.get(number)
        rest, ahead = (shape.rest, shape.nexts) if raised is None else self._with_cards(shape, raised)
        own = shape.own or _own(events[0], personal.get(events[0].sequence, {}))
        if row is None or row[2:6] != shape.middle or row[7:] != rest or (row[1], row[6]) != own:
            yield Sentence(_REQUEST, {"number": number})
        if deadlines != shape.deadlines:
            yield Sentence(_DEADLINES, {"number": number})
        if nexts != ahead:
            yield Sentence(_NEXT, {"number": number})
        if cards := self._cards.get(number):

            def before(sequence: int) -> list[Entry]:
                return [entry_from(event, personal.get(event.sequence, {})) for event in events if event.sequence < sequence]

            borne = card_proof.Borne(self._desk, self._bearing, before, events[-1].sequence, shape.cards)
            for card in cards:
                yield from borne.untrue(card)

    def _with_cards(self, shape: Shape, cards: list[CardRow]) -> tuple[tuple[object, ...], list[Row]]:
        """Return what the cards that were raised change of a request's row, and of what the check is to look at."""
        days = {"warning": shape.rest[-3], "yellow": shape.rest[-2], "red": shape.rest[-1]}
        for card in raised_of(self._desk, cards):
            on = card.on.isoformat()
            days[card.level] = min(on, str(days[card.level] or on))
        levels = store.raised_levels((card.kind, card.level, card.since_on if card.state in {"revoked", "cancelled"} else ALWAYS, card.turn) for card in cards)
        nexts = [found for row in shape.ahead if (found := store.planned(row, levels.get(row.kind, {})))]
        return (*shape.rest[:-3], *days.values()), sorted((row.next_on, *row[3:]) for row in nexts)


def _own(received: "StoredEvent", personal: Mapping[str, str]) -> tuple[str, str]:
    """Return the number at the source and the applicant, as the receipt tells them."""
    import json  # noqa: PLC0415 - hardly any receipt has a number elsewhere

    source = json.loads(received.payload)["source_number"] if '"source_number":' in received.payload else ""
    if "applicant" in personal:
        return source, personal["applicant"]
    return source, ERASED if '"applicant":' in received.payload else ""


class Held(NamedTuple):
    """The deadlines and next cards that are not of requests, by subject; each is taken out when it was compared."""

    deadlines: dict[tuple[str, str], list[Row]]
    nexts: dict[tuple[str, str], list[Row]]


def others(desk: "Desk", cards: Iterable[Card]) -> Iterator[Sentence]:
    """Yield what differs from the replay of each follow-up order and matter of oversight, and what no event leads to."""
    held = Held(_by_subject(audit.rows(desk.connection, "deadline"), 0), _by_subject(audit.rows(desk.connection, "next_card"), 1))
    for row, following in card_proof.orders(desk, cards):
        subject = ("order", row.subject_id)
        expected = store.following(desk.connection, "order", row.subject_id, following)
        if held.deadlines.pop(subject, []) != [tuple(row)] or sorted(held.nexts.pop(subject, [])) != sorted(map(tuple, expected)):
            yield Sentence(_ORDER, {"order": row.subject_id})
    yield from matters.replayed(desk, held)
    for table, left in (("deadline", held.deadlines), ("next_card", held.nexts)):
        for subject in sorted(left):
            yield Sentence(N_("{table} {row} belongs to no event."), {"table": table, "row": " ".join(subject)})


def _by_subject(rows: Iterable[Row], place: int) -> dict[tuple[str, str], list[Row]]:
    """Return the rows that are not of requests, by subject; `place` is where its kind stands."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row[place] != "request":
            found.setdefault((row[place], row[place + 1]), []).append(row)
    return found
