"""What no event holds in full: PINs, shifts, messages, runs of the check and counters, as far as the events tell."""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from approvals.core.oversight.nouns import NOUNS
from approvals.desk import crossing, duty, revision
from approvals.desk.proof.compared import OTHERWISE, differences
from approvals.desk.proof.gathered import Gathered
from approvals.language import N_, Sentence
from approvals.record import NamedTuple
from approvals.store import audit, history, seals
from approvals.store.history import StoredEvent
from approvals.store.outbox import OutboxRow
from approvals.store.people import Pin
from approvals.store.runs import Run

if TYPE_CHECKING:
    from approvals.desk.register import Desk

# The end of a shift is written a moment after its event.
_MOMENT = timedelta(seconds=60)
_JUDGED = frozenset({"raised", "revoked", "cancelled"})
_NEVER = "9"
_CARDS_ALIVE = "0003-cards-runs-outbox"


def people(desk: "Desk", events: Iterable[StoredEvent]) -> Iterator[Sentence]:
    """Yield the PINs that are not those that were set, and the shifts that nobody began, or that end otherwise."""
    pins: dict[str, StoredEvent] = {}
    shifts: dict[str, StoredEvent] = {}
    for event in events:
        if event.subject_kind == "person":
            _noted(event, pins, shifts)
    found = {row[0]: Pin(*row) for row in audit.rows(desk.connection, "pin")}
    yield from _named("pin", (person for person in pins.keys() | found.keys() if not _set(found.get(person), pins.get(person))))
    begun = {row[0]: row for row in audit.rows(desk.connection, "shift")}
    yield from _named("shift", (place for place in shifts.keys() | begun.keys() if not _begun(begun.get(place), shifts.get(place))))


def _noted(event: StoredEvent, pins: dict[str, StoredEvent], shifts: dict[str, StoredEvent]) -> None:
    if event.type == "pin_set":
        pins[event.subject_id] = event
        for place in [place for place, shift in shifts.items() if shift.subject_id == event.subject_id]:
            del shifts[place]
    elif event.type == "shift_begun":
        shifts[json.loads(event.payload)["place"]] = event
    elif event.type == "shift_ended":
        shifts.pop(json.loads(event.payload)["place"], None)


def _set(pin: Pin | None, event: StoredEvent | None) -> bool:
    if pin is None or event is None:
        return False
    mark = hashlib.sha256(f"{pin.salt}:{pin.digest}".encode()).hexdigest()
    return pin.sequence == event.sequence and mark == json.loads(event.payload)["sha256"] and pin.failures >= 0


def _begun(row: audit.Row | None, event: StoredEvent | None) -> bool:
    if row is None or event is None:
        return False
    until = _time(event.recorded_at) + timedelta(hours=json.loads(event.payload)["hours"])
    return row[1:3] == (event.subject_id, event.sequence) and _is_time(row[3]) and timedelta(0) <= _time(row[3]) - until < _MOMENT


def messages(desk: "Desk", expected: set[int], events: Sequence[StoredEvent]) -> Iterator[Sentence]:
    """Yield the messages that are missing, that nobody has to be told of, or that contradict themselves."""
    found = {row[0]: OutboxRow(*row) for row in audit.rows(desk.connection, "outbox")}
    alive = _alive(desk)
    late = {event.sequence for event in events if event.sequence in expected and event.sequence not in found and event.recorded_at[:23] > alive}
    wrong = {row.sequence for row in found.values() if row.sequence not in expected or not _consistent(row)}
    yield from _named("outbox", late | wrong)


def _consistent(row: OutboxRow) -> bool:
    if row.delivered_at is not None:
        return row.attempts > 0 and row.tried_at == row.delivered_at and not row.error and _is_time(row.delivered_at)
    return (row.attempts > 0) == bool(row.error) == (row.tried_at is not None) and row.attempts >= 0 and (row.tried_at is None or _is_time(row.tried_at))


class _Judged(NamedTuple):
    """An event by which a check raised or revoked a card."""

    sequence: int
    at: str
    type: str


def runs(desk: "Desk", events: Sequence[StoredEvent]) -> Iterator[Sentence]:
    """Yield the runs of the check that do not fit the head they left, or the cards raised and revoked while they went on; and cards of no run."""
    judged = [
        _Judged(event.sequence, event.recorded_at, event.type)
        for event in events
        if event.subject_kind == "card" and event.origin == "check" and event.type in _JUDGED
    ]
    found = [Run(*row) for row in sorted(audit.rows(desk.connection, "run"))]
    wrong, before, head, places = [], "", 0, [event.sequence for event in judged]
    for place, run in enumerate(found, 1):
        since = judged[bisect_right(places, head) : bisect_right(places, run.sequence)]
        own = [event for event in since if event.at >= run.started_at]
        # One check runs at a time; the next begins when it has ended.
        if run.id != place or run.started_at < before or not _sound(desk, run, own):
            wrong.append(run.id)
        before, head = run.ended_at or run.started_at, run.sequence or head
    yield from _named("run", wrong)
    if not wrong:
        yield from _named("run", _of_no_run(found, judged, _alive(desk)))


def _of_no_run(found: Sequence[Run], judged: Iterable[_Judged], alive: str) -> set[str]:
    """Return when cards were raised or revoked while no check ran, since there are rows of runs; one that was broken off lasts until the next."""
    begun = [run.started_at for run in found]
    ends = [run.ended_at or (found[place].started_at if place < len(found) else _NEVER) for place, run in enumerate(found, 1)]
    return {at for _sequence, at, _type in judged if at[:23] > alive and not ((place := bisect_right(begun, at)) and at <= ends[place - 1])}


def _alive(desk: "Desk") -> str:
    """Return since when there are messages and runs: cards that were raised before have none."""
    return audit.migrated(desk.connection).get(_CARDS_ALIVE, "").replace(" ", "T")[:23]


def _sound(desk: "Desk", run: Run, own: Sequence[_Judged]) -> bool:
    """Tell whether a run fits the head it left and what it raised and revoked: all since the head of the run before, but what one broken off left."""
    if not _is_time(run.started_at) or not _is_day(run.today):
        return False
    if run.ended_at is None:
        return (run.raised, run.revoked, run.sequence, run.hash) == (0, 0, 0, "")
    head, at = history.link(desk.connection, run.sequence)
    if not _is_time(run.ended_at) or run.ended_at < run.started_at:
        return False
    found = [event.type for event in own]
    counted = (found.count("raised"), found.count("revoked") + found.count("cancelled"))
    return run.hash == head and at <= run.ended_at and (run.raised, run.revoked) == counted


def counters(desk: "Desk", gathered: Gathered) -> Iterator[Sentence]:
    """Yield the counters that differ from the highest number given out over the counter, or lie beyond the ledger."""
    highest = dict(gathered.counted)
    for event in gathered.others:
        if event.subject_kind in NOUNS and NOUNS[event.subject_kind].prefix and event.origin == "typed":
            _prefix, year, number = event.subject_id.split("-")
            name = f"{event.subject_kind}/{year}"
            highest[name] = max(highest.get(name, 0), int(number))
    found: dict[str, int] = dict(audit.rows(desk.connection, "counter"))
    marks = {name for name in found if name in {crossing.MARK, revision.MARK} and 0 <= found[name] <= gathered.events} | {duty.MARK}
    if duty.MARK not in found and duty.duties(desk):
        yield from _named("counter", [duty.MARK])
    yield from differences("counter", highest.items(), ((name, value) for name, value in found.items() if name not in marks), 1)


def unsealed(desk: "Desk") -> Iterator[Sentence]:
    """Yield the rows that follow from no event and are not as they were sealed."""
    for table, row in seals.broken(desk.connection):
        yield Sentence(N_("{table} {row} is not as it was sealed."), {"table": table, "row": row})


def _named(table: str, rows: Iterable[object]) -> Iterator[Sentence]:
    return (Sentence(OTHERWISE, {"table": table, "row": row}) for row in sorted(rows, key=str))


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _is_time(text: str) -> bool:
    try:
        return _time(text).tzinfo is not None and text.endswith("Z")
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    try:
        return _time(text).isoformat()[:10] == text
    except ValueError:
        return False
