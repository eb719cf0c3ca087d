"""Requests that lived alike are replayed once: the same item, the same events on the same days, by the same persons."""

import re
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from approvals.core.entry import PERSONAL, register_of
from approvals.core.late import local
from approvals.core.plan import Planned
from approvals.desk.history import entry_from, request_from
from approvals.desk.projection import rows_of
from approvals.record import NamedTuple
from approvals.store.deadlines import NextRow, planned

if TYPE_CHECKING:
    from approvals.desk.register import Desk
    from approvals.store.history import StoredEvent

# What tells requests apart and moves no date: whose they are, and their number elsewhere.
_VARYING = re.compile(r'"sha256:[0-9a-f]{64}"|"source_number":"(?:[^"\\]|\\.)*"')
_MOST = 50_000
# Personal values by sequence and field.
Personal = Mapping[int, Mapping[str, str]]


class Shape(NamedTuple):
    """The rows of a request without what is its own: of the request's, columns 2 to 5 and those from 7 on; of the others', all but the subject.

    `cards` are those that the rules in force plan, `nexts` are as they stand while no card was raised, `ahead` the rows they come from.
    `own` are number at the source and applicant, where the events that amended them had to be replayed.
    """

    middle: tuple[object, ...]
    rest: tuple[object, ...]
    deadlines: list[tuple[object, ...]]
    nexts: list[tuple[object, ...]]
    ahead: list[NextRow]
    cards: tuple[Planned, ...] = ()
    own: tuple[str, str] | None = None


class Shapes:
    """Replays requests, each kind of life once."""

    def __init__(self, desk: "Desk") -> None:
        """Replay by the rules in force."""
        self._desk = desk
        self._known: dict[Hashable, Shape] = {}
        self._days: dict[str, str] = {}

    def of(self, number: str, events: "Sequence[StoredEvent]", personal: Personal) -> Shape:
        """Return the rows of a request, as its events leave it before any card was raised."""
        key = self._key(events)
        found = self._known.get(key) if key else None
        if found is None:
            found = self._replayed(number, events, personal)
            found = found._replace(own=None) if key else found
            if len(self._known) >= _MOST:
                self._known.clear()
            if key:
                self._known[key] = found
        return found

    def _key(self, events: "Sequence[StoredEvent]") -> Hashable:
        """Return all that the rows of a request follow from; None where an event names another, which makes it one of a kind."""
        parts: list[str] = []
        for event in events:
            if event.amends is not None:
                return None
            payload = _VARYING.sub("", event.payload) if event.type in PERSONAL else event.payload
            origin = event.origin
            if origin == "typed":
                parts += (event.type, event.happened_on, payload, event.actor, self._day(event.recorded_at))
            else:
                register = register_of(origin)
                parts += (event.type, event.happened_on, payload, event.actor, f"register:{register}" if register else origin)
        return tuple(parts)

    def _day(self, recorded_at: str) -> str:
        """Return the day on which an event was recorded, where the register stands."""
        minute = recorded_at[:16]
        if minute not in self._days:
            self._days[minute] = local(recorded_at, self._desk.offset).date().isoformat()
        return self._days[minute]

    def _replayed(self, number: str, events: "Sequence[StoredEvent]", personal: Personal) -> Shape:
        request = request_from(self._desk, number, [entry_from(event, personal.get(event.sequence, {})) for event in events], date.min)
        found = rows_of(self._desk, request, ())
        nexts = [ahead for row in found.nexts if (ahead := planned(row, {}))]
        return Shape(
            tuple(found.row[2:6]),
            tuple(found.row[7:]),
            sorted(tuple(row[2:]) for row in found.deadlines),
            sorted((row.next_on, *row[3:]) for row in nexts),
            [row._replace(subject_id="") for row in found.nexts],
            found.cards,
            (found.row.source_number, found.row.applicant),
        )
