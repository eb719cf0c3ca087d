"""How events were typed: late, in batches, with gaps in the papers they name; and a sample of them to compare with the papers."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from approvals.core.events import day_of, when_from
from approvals.core.late import ONE_DAY, delay, gaps
from approvals.desk.listing import department_code
from approvals.desk.register import Desk
from approvals.store import typed
from approvals.store.typed import TypedEvent


class Span(NamedTuple):
    """What a report looks at: a department (empty: all) and the days of recording."""

    department: str = ""
    first: date = date.min
    last: date = date.max


class LateRow(NamedTuple):
    """An event entered late, machine output's names; `days_late` are working days, `batch` how many events its person recorded in that minute."""

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


class Late(NamedTuple):
    """Late entries by department and person, the papers missing in a series, and how many events were typed and imported."""

    rows: tuple[LateRow, ...]
    missing: tuple[str, ...]
    typed: int
    imported: int


def late_entries(desk: Desk, span: Span) -> Late:
    """Return what was typed later than the policy allows; what an import brought is told apart and is never late typing."""
    found = list(_events(desk, span))
    by_hand = [event for event in found if event.origin == "typed"]
    allowed = desk.law("").practice.late_after
    limit = ONE_DAY if allowed is None else allowed
    minutes: dict[tuple[str, str], int] = {}
    for event in by_hand:
        minutes[_minute(event)] = minutes.get(_minute(event), 0) + 1
    rows = [row for event in by_hand if (row := _row(desk, event, minutes[_minute(event)])).days_late > limit]
    papers = [json.loads(event.payload).get("document", "") for event in by_hand]
    return Late(tuple(sorted(rows, key=lambda row: (row.department, row.person, row.sequence))), tuple(gaps(papers)), len(by_hand), len(found) - len(by_hand))


def sample(desk: Desk, span: Span, size: int, seed: str) -> Sequence[TypedEvent]:
    """Draw events for a paper check: those whose SHA-256 of `SEED:SEQUENCE` comes first, so that anybody can draw them again without this program."""
    ranked = sorted(_events(desk, span), key=lambda event: hashlib.sha256(f"{seed}:{event.sequence}".encode()).hexdigest())
    return sorted(ranked[:size])


def _events(desk: Desk, span: Span) -> Iterator[TypedEvent]:
    code = department_code(desk, span.department) if span.department else ""
    return typed.events(desk.connection, code, span.first.isoformat(), span.last.isoformat())


def _minute(event: TypedEvent) -> tuple[str, str]:
    return event.actor, event.recorded_at[: len("2026-03-02T10:30")]


def _row(desk: Desk, event: TypedEvent, batch: int) -> LateRow:
    payload = json.loads(event.payload)
    days = delay(day_of(when_from(event.happened_on)), date.fromisoformat(event.recorded_at[:10]), desk.calendar)
    return LateRow(
        event.department,
        event.actor,
        event.number,
        event.sequence,
        event.type,
        event.happened_on,
        event.recorded_at,
        days,
        batch,
        payload.get("late_reason", ""),
        payload.get("paper", ""),
    )
