"""What happened to a request, and the request that its events make."""

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from approvals.core.dates import when_from
from approvals.core.entry import PERSONAL, Entry, event_from
from approvals.core.events import Received
from approvals.core.request import Fault, Request
from approvals.errors import NoSuchThing
from approvals.language import N_
from approvals.store import history
from approvals.store import requests as store
from approvals.store.requests import RequestRow

if TYPE_CHECKING:
    from approvals.desk.register import Desk

ERASED = "—"


def request_of(desk: "Desk", number: str, today: date) -> Request:
    """Return a request with its whole history, as it stands on a day."""
    return request_from(desk, number, entries_of(desk, number), today)


def request_from(desk: "Desk", number: str, entries: list[Entry], today: date = date.min) -> Request:
    """Return the request of a number from its entries, as it stands on a day, unless told otherwise as the events alone leave it."""
    from approvals.core.fold import replay  # noqa: PLC0415 - rows are shown as they are stored; only few commands replay a history

    first = entries[0].event
    return replay(number, entries, desk.law(first.item if isinstance(first, Received) else ""), today)


def bare_request_of(desk: "Desk", number: str) -> Request:
    """Return a request as its events alone leave it, without what time brings about."""
    return request_of(desk, number, date.min)


def faults_of(desk: "Desk", row: RequestRow, today: date) -> tuple[Fault, ...]:
    """Return what was taken against the rules; a request without any is not replayed for it."""
    deemed = row.deemed_on is not None and row.deemed_on <= today.isoformat()
    expired = row.expires_on is not None and row.expires_on < today.isoformat()
    return request_of(desk, row.number, today).faults if row.faults or deemed or expired else ()


def entries_of(desk: "Desk", number: str) -> list[Entry]:
    """Return what happened to a request in the order of the ledger."""
    personal = history.personal_of(desk.connection, "request", number)
    return [entry_from(stored, personal.get(stored.sequence, {})) for stored in history.events_of(desk.connection, "request", number)]


def entry_from(stored: history.StoredEvent, personal: Mapping[str, str]) -> Entry:
    """Return an event of the ledger with its personal values, those that are not given erased."""
    payload: dict[str, Any] = json.loads(stored.payload) if stored.payload != "{}" else {}
    if stored.type in PERSONAL:
        payload.update(personal)
        payload.update(dict.fromkeys(PERSONAL[stored.type] & payload.keys() - personal.keys(), ERASED))
    return Entry(
        when_from(stored.happened_on),
        event_from(stored.type, payload),
        stored.sequence,
        stored.recorded_at,
        stored.actor,
        stored.origin,
        stored.amends,
        payload.get("late_reason", ""),
        payload.get("paper", ""),
        payload.get("by", ""),
    )


_CODE = 8


def query_code(desk: "Desk", number: str) -> str:
    """Return the code that answers for a request without a name: its number and the beginning of its receipt's hash, which nobody can guess."""
    first = history.events_of(desk.connection, "request", number)[0]
    return f"{number}-{first.hash[:_CODE]}"


def by_query_code(desk: "Desk", code: str) -> RequestRow:
    """Return the row that a query code answers for."""
    number, _dash, mark = code.strip().rpartition("-")
    row = store.find(desk.connection, number) if number else None
    if not row or query_code(desk, row.number) != f"{row.number}-{mark.lower()}":
        raise NoSuchThing(N_("There is no request with the code {code}: read it again from the slip."), code=code[:60])
    return row
