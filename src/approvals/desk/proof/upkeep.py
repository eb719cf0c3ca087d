"""What no event holds in full: PINs, shifts, messages, runs of the check and counters, as far as the events tell."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from approvals.core.oversight.nouns import NOUNS
from approvals.desk import crossing, duty, revision
from approvals.desk.proof.compared import OTHERWISE, differences
from approvals.language import Sentence
from approvals.store import audit
from approvals.store.history import FIRST_PREVIOUS, StoredEvent
from approvals.store.outbox import OutboxRow
from approvals.store.people import Pin
from approvals.store.runs import Run

if TYPE_CHECKING:
    from approvals.desk.register import Desk

# The end of a shift is written a moment after its event.
_MOMENT = timedelta(seconds=60)
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
    # Cards that were raised before there were messages have none.
    alive = audit.migrated(desk.connection).get(_CARDS_ALIVE, "").replace(" ", "T")[:23]
    late = {sequence for sequence in expected - found.keys() if events[sequence - 1].recorded_at[:23] > alive}
    wrong = {row.sequence for row in found.values() if row.sequence not in expected or not _consistent(row)}
    yield from _named("outbox", late | wrong)


def _consistent(row: OutboxRow) -> bool:
    if row.delivered_at is not None:
        return row.attempts > 0 and row.tried_at == row.delivered_at and not row.error and _is_time(row.delivered_at)
    return (row.attempts > 0) == bool(row.error) == (row.tried_at is not None) and row.attempts >= 0 and (row.tried_at is None or _is_time(row.tried_at))


class _Judged(NamedTuple):
    """When a check raised or revoked a card."""

    at: str
    type: str


def runs(desk: "Desk", events: Sequence[StoredEvent]) -> Iterator[Sentence]:
    """Yield the runs of the check that do not fit the head they left, or the number of cards raised and revoked while they went on."""
    judged = [_Judged(event.recorded_at, event.type) for event in events if event.subject_kind == "card" and event.origin == "check"]
    wrong, place = [], 0
    for row in sorted(audit.rows(desk.connection, "run")):
        run, place = Run(*row), place + 1
        if run.id != place or not _sound(run, events, judged):
            wrong.append(run.id)
        place = run.id
    yield from _named("run", wrong)


def _sound(run: Run, events: Sequence[StoredEvent], judged: Sequence[_Judged]) -> bool:
    if not _is_time(run.started_at) or not _is_day(run.today):
        return False
    if run.ended_at is None:
        return (run.raised, run.revoked, run.sequence, run.hash) == (0, 0, 0, "")
    if not _is_time(run.ended_at) or run.ended_at < run.started_at or not 0 <= run.sequence <= len(events):
        return False
    found = [event.type for event in judged if run.started_at <= event.at <= run.ended_at]
    head = events[run.sequence - 1].hash if run.sequence else FIRST_PREVIOUS
    at = events[run.sequence - 1].recorded_at if run.sequence else ""
    counted = (found.count("raised"), found.count("revoked") + found.count("cancelled"))
    return run.hash == head and at <= run.ended_at and (run.raised, run.revoked) == counted


def counters(desk: "Desk", events: Sequence[StoredEvent]) -> Iterator[Sentence]:
    """Yield the counters that differ from the highest number given out over the counter, or lie beyond the ledger."""
    highest: dict[str, int] = {}
    for event in events:
        if (event.subject_kind, event.type, event.origin) == ("request", "received", "typed"):
            year, _dash, number = event.subject_id.partition("-")
            name = f"request/{year}"
            highest[name] = max(highest.get(name, 0), int(number))
        elif event.subject_kind in NOUNS and event.origin == "typed":
            _prefix, year, number = event.subject_id.split("-")
            name = f"{event.subject_kind}/{year}"
            highest[name] = max(highest.get(name, 0), int(number))
    found: dict[str, int] = dict(audit.rows(desk.connection, "counter"))
    marks = {name for name in found if name in {crossing.MARK, revision.MARK} and 0 <= found[name] <= len(events)} | {duty.MARK}
    if duty.MARK not in found and duty.duties(desk):
        yield from _named("counter", [duty.MARK])
    yield from differences("counter", highest.items(), ((name, value) for name, value in found.items() if name not in marks), 1)


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
