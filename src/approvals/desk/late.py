"""How events were typed: which late, by whom and in which batches, what is missing among the papers; and a sample for a paper check."""

import hashlib
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from approvals.core.dates import day_of, when_from
from approvals.core.entry import TYPED, event_from, register_of
from approvals.core.events import Amended
from approvals.core.late import ONE_DAY, delay, gaps, local, touched_since
from approvals.core.law import practice_from
from approvals.desk.listing import chosen_department
from approvals.desk.proof.gathered import set_back
from approvals.desk.register import Desk
from approvals.language import Sentence
from approvals.record import NamedTuple
from approvals.store import documents, rules, typed
from approvals.store.typed import TypedEvent


class Span(NamedTuple):
    """What a report looks at: a department (empty: all) and the days of recording, as the register counts them."""

    department: str = ""
    first: date = date.min
    last: date = date.max


class LateRow(NamedTuple):
    """An event entered late, machine output's names; `days_late` are working days, `batch` how many events its person recorded in that minute.

    `allowed` are the working days that the policy of that time allowed, None where it set no limit; `same_paper` is how many late entries of the
    whole register its paper is to prove.
    """

    department: str
    person: str
    number: str
    sequence: int
    event: str
    happened_on: str
    recorded_at: str
    days_late: int
    batch: int
    reason: str
    paper: str
    allowed: int | None
    same_paper: int


class BatchRow(NamedTuple):
    """What a person recorded in one minute, some of it late; `minute` is the time of the register."""

    department: str
    person: str
    minute: str
    events: int
    late: int
    requests: int
    first: str
    last: str


class GapRow(NamedTuple):
    """A number missing in a series of documents, with the numbers beside it, their requests, and the days they bear."""

    paper: str
    before: str
    before_request: str
    before_on: str
    behind: str
    behind_request: str
    behind_on: str


class Late(NamedTuple):
    """Late entries by department and person, batches, gaps, how many events were typed, imported, and carried here, and where the clock was set back."""

    rows: tuple[LateRow, ...]
    batches: tuple[BatchRow, ...]
    missing: tuple[GapRow, ...]
    typed: int
    imported: int
    carried: int
    set_back: tuple[Sentence, ...] = ()


def late_entries(desk: Desk, span: Span) -> Late:
    """Return what was typed later than the policy of its time allowed; what an import brought is told apart and is never late typing."""
    found = list(_events(desk, span, others=True))
    by_hand = [event for event in found if event.origin == TYPED]
    carried = sum(bool(register_of(event.origin)) for event in found)
    rows = tuple(sorted(_late(desk, by_hand), key=lambda row: (row.department, row.person, row.sequence)))
    lists = (rows, tuple(_batches(desk, by_hand, rows)), tuple(_gaps(desk, found)))
    return Late(*lists, len(by_hand), len(found) - len(by_hand) - carried, carried, tuple(set_back(*row) for row in typed.set_back(desk.connection)))


def sample(desk: Desk, span: Span, size: int, seed: str) -> Sequence[TypedEvent]:
    """Draw events for a paper check: those whose SHA-256 of `SEED:SEQUENCE` comes first, so that anybody can draw them again without this program."""
    ranked = sorted(_events(desk, span), key=lambda event: hashlib.sha256(f"{seed}:{event.sequence}".encode()).hexdigest())
    return sorted(ranked[:size])


def local_minute(desk: Desk, recorded_at: str) -> str:
    """Return when something was recorded in the time of the register, `2026-03-02T10:30`."""
    return local(recorded_at, desk.offset).isoformat()[: len("2026-03-02T10:30")]


def _events(desk: Desk, span: Span, *, others: bool = False) -> Iterator[TypedEvent]:
    code = chosen_department(desk, span.department)
    last = span.last + timedelta(1) if span.last < date.max else date.max
    chosen = (code, _begins(desk, span.first), _begins(desk, last))
    yield from desk.waiting.through(typed.events(desk.connection, *chosen, others=others), lambda: typed.count(desk.connection, *chosen, others=others))


def _begins(desk: Desk, day: date) -> str:
    """Return the moment at which a day of the register begins, as the ledger writes it."""
    if day in {date.min, date.max}:
        return day.isoformat()
    return datetime.combine(day, time(), desk.offset).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _late(desk: Desk, by_hand: Sequence[TypedEvent]) -> Iterator[LateRow]:
    limits = _Limits(desk)
    minutes = Counter((event.actor, local_minute(desk, event.recorded_at)) for event in by_hand)
    uses = typed.uses_of_papers(desk.connection)
    for event in by_hand:
        payload, allowed = json.loads(event.payload), limits.at(event.sequence)
        days = delay(_since(event, payload), local(event.recorded_at, desk.offset).date(), desk.calendar)
        if days > (ONE_DAY if allowed is None else allowed) or payload.get("late_reason"):
            batch = minutes[event.actor, local_minute(desk, event.recorded_at)]
            yield _row(event, payload, days, batch)._replace(allowed=allowed, same_paper=uses.get(payload.get("paper", ""), 0))


def _since(event: TypedEvent, payload: dict[str, Any]) -> date:
    """Return the day from which an event is counted late: of an amendment that of what it moves."""
    happened = day_of(when_from(event.happened_on))
    change = event_from(event.type, payload) if event.target_on else None
    return touched_since(happened, day_of(when_from(event.target_on)), change) if event.target_on and isinstance(change, Amended) else happened


def _row(event: TypedEvent, payload: dict[str, Any], days: int, batch: int) -> LateRow:
    reason, paper = payload.get("late_reason", ""), payload.get("paper", "")
    when = (event.happened_on, event.recorded_at)
    return LateRow(event.department, event.actor, event.number, event.sequence, event.type, *when, days, batch, reason, paper, None, 0)


class _Limits:
    """The working days within which an entry was timely, by the policy that was in force when it was recorded."""

    def __init__(self, desk: Desk) -> None:
        found = rules.adopted_tables(desk.connection, "policy")
        self._sequences = [sequence for sequence, _table in found]
        self._limits = [practice_from(table).late_after for _sequence, table in found]

    def at(self, sequence: int) -> int | None:
        """Return the limit at an event, None where there was none."""
        place = bisect_right(self._sequences, sequence)
        return self._limits[place - 1] if place else None


def _batches(desk: Desk, by_hand: Sequence[TypedEvent], rows: Sequence[LateRow]) -> Iterator[BatchRow]:
    """Yield the minutes in which a person recorded several events, late ones among them."""
    late = {row.sequence for row in rows}

    def of(event: TypedEvent) -> tuple[str, str, str]:
        return event.department, event.actor, local_minute(desk, event.recorded_at)

    for (department, person, minute), group in groupby(sorted(by_hand, key=lambda event: (of(event), event.sequence)), of):
        events = list(group)
        overdue = sum(event.sequence in late for event in events)
        if overdue and len(events) > 1:
            days = sorted(event.happened_on[:10] for event in events)
            yield BatchRow(department, person, minute, len(events), overdue, len({event.number for event in events}), days[0], days[-1])


def _gaps(desk: Desk, found: Iterable[TypedEvent]) -> Iterator[GapRow]:
    """Yield what is missing between documents of the requests that are looked at; a number that stands anywhere in the register is not missing."""
    known: dict[str, tuple[str, str]] = {}
    for event in typed.events(desk.connection, "", *map(date.isoformat, (date.min, date.max))):
        for number in _documents(json.loads(event.payload)):
            known.setdefault(number, (event.number, event.happened_on[:10]))
    for row in documents.every(desk.connection):
        known.setdefault(row.number, (row.request, documents.bears(desk.connection, row.about)[:10]))
    looked_at = {event.number for event in found}
    for gap in gaps(known):
        before, behind = known[gap.before], known[gap.behind]
        if looked_at & {before[0], behind[0]}:
            yield GapRow(gap.paper, gap.before, *before, gap.behind, *behind)


def _documents(payload: dict[str, Any]) -> Iterator[str]:
    """Yield the numbers of documents that an event names, those it puts right among them."""
    fields = payload.get("fields", ())
    pairs = zip((*_NAMED, *fields[::2]), (*map(payload.get, _NAMED), *fields[1::2]), strict=True)
    return (value for name, value in pairs if name in _NAMED and value)


_NAMED = ("document", "record")
