"""The events of many requests, request by request, as an event log wants them."""

import sqlite3
from collections.abc import Iterator
from datetime import date

from approvals.record import NamedTuple
from approvals.store.history import StoredEvent


class Chosen(NamedTuple):
    """Which requests; empty means no condition."""

    department: str = ""
    item: str = ""
    received_from: date | None = None
    received_to: date | None = None


class CaseRow(NamedTuple):
    """What the list knows of a request, beside its events."""

    number: str
    item: str
    item_name: str
    department: str
    department_name: str


_ALL = """
select r.number, r.item, r.item_name, r.department, r.department_name, e.*
from request r join event e on e.subject_kind = 'request' and e.subject_id = r.number
where (:department = '' or r.department = :department) and (:item = '' or r.item = :item)
    and (:received_from is null or r.received_on >= :received_from) and (:received_to is null or r.received_on <= :received_to)
order by r.number, e.sequence
"""
_WIDTH = len(CaseRow._fields)


def count(connection: sqlite3.Connection, chosen: Chosen) -> int:
    """Count the events of the chosen requests."""
    found: int = connection.execute(f"select count(*) from ({_ALL})", _values(chosen)).fetchone()[0]  # noqa: S608 - a text of ours
    return found


def _values(chosen: Chosen) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in chosen._asdict().items()}


def events(connection: sqlite3.Connection, chosen: Chosen) -> Iterator[tuple[CaseRow, StoredEvent]]:
    """Yield the events of the chosen requests, ordered by number, those of each in the order of the ledger."""
    return ((CaseRow(*row[:_WIDTH]), StoredEvent(*row[_WIDTH:])) for row in connection.execute(_ALL, _values(chosen)))
