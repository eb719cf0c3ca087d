"""Events of requests as people typed them, for a look at how they were typed."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple


class TypedEvent(NamedTuple):
    """An event of a request with the department of its item; `payload` is the canonical JSON text."""

    sequence: int
    number: str
    department: str
    type: str
    happened_on: str
    recorded_at: str
    actor: str
    origin: str
    payload: str


_ALL = """
select e.sequence, e.subject_id, r.department, e.type, e.happened_on, e.recorded_at, e.actor, e.origin, e.payload
from event e join request r on r.number = e.subject_id
where e.subject_kind = 'request' and (? = '' or r.department = ?) and substr(e.recorded_at, 1, 10) between ? and ?
order by e.sequence
"""


def events(connection: sqlite3.Connection, department: str, first: str, last: str) -> Iterator[TypedEvent]:
    """Yield the events of a department (empty: all) recorded between two days (UTC), typed and imported alike, in the order of the ledger."""
    return (TypedEvent(*row) for row in connection.execute(_ALL, (department, department, first, last)))
