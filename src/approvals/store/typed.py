"""Events as people typed them, for a look at how they were typed."""

import sqlite3
from collections.abc import Iterator

from approvals.record import NamedTuple


class TypedEvent(NamedTuple):
    """An event with its request, or what else its card is about, and the department; `payload` is the canonical JSON text.

    `target_on` is when the event happened that it amends, None where it amends none.
    """

    sequence: int
    number: str
    department: str
    type: str
    happened_on: str
    recorded_at: str
    actor: str
    origin: str
    payload: str
    target_on: str | None


_OF_REQUESTS = """
select e.sequence as sequence, e.subject_id, r.department, e.type, e.happened_on, e.recorded_at, e.actor, e.origin, e.payload, t.happened_on
from event e join request r on r.number = e.subject_id left join event t on t.sequence = e.amends
where e.subject_kind = 'request' and (:department = '' or r.department = :department) and e.recorded_at >= :first and e.recorded_at < :last
"""
# What the check raises, and what came from another register, was not typed.
_OF_CARDS = """
select e.sequence, c.subject_id, c.department, e.type, e.happened_on, e.recorded_at, e.actor, e.origin, e.payload, null
from event e join card c on c.card = e.subject_id
where e.subject_kind = 'card' and e.origin = 'typed' and (:department = '' or c.department = :department) and e.recorded_at >= :first and e.recorded_at < :last
"""
_OF_MATTERS = """
select e.sequence, m.number, m.department, e.type, e.happened_on, e.recorded_at, e.actor, e.origin, e.payload, null
from event e join matter m on m.kind = e.subject_kind and m.number = e.subject_id
where e.origin = 'typed' and (:department = '' or m.department = :department) and e.recorded_at >= :first and e.recorded_at < :last
"""
# The conditions are those of the index on late entries.
_LATE = "json_extract(payload, '$.paper') is not null and json_extract(payload, '$.late_reason') is not null"


def events(connection: sqlite3.Connection, department: str, first: str, last: str, *, others: bool = False) -> Iterator[TypedEvent]:
    """Yield the events of a department (empty: all) recorded from one moment to before another (UTC), typed and imported alike, in the ledger's order.

    With `others` also what people typed about cards, complaints and duties.
    """
    rows = connection.execute(f"{_asked(others=others)} order by 1", {"department": department, "first": first, "last": last})
    return (TypedEvent(*row) for row in rows)


def _asked(*, others: bool) -> str:
    return f"{_OF_REQUESTS} union all {_OF_CARDS} union all {_OF_MATTERS}" if others else _OF_REQUESTS


def count(connection: sqlite3.Connection, department: str, first: str, last: str, *, others: bool = False) -> int:
    """Count what `events` yields."""
    query = f"select count(*) from ({_asked(others=others)})"  # noqa: S608 - texts of ours
    found: int = connection.execute(query, {"department": department, "first": first, "last": last}).fetchone()[0]
    return found


def late_subjects(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the numbers of the requests, and the ids of the cards, with an event that was entered late."""
    return frozenset(row[0] for row in connection.execute(f"select distinct subject_id from event indexed by event_late where {_LATE}"))  # noqa: S608 - a constant


def entered_late(connection: sqlite3.Connection, number: str) -> bool:
    """Tell whether an event of a request was entered late."""
    query = f"select 1 from event indexed by event_late where subject_id = ? and {_LATE} limit 1"  # noqa: S608 - a constant
    return connection.execute(query, (number,)).fetchone() is not None


def uses_of_papers(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many late entries each paper is to prove."""
    query = f"select json_extract(payload, '$.paper'), count(*) from event where {_LATE} group by 1"  # noqa: S608 - a constant
    return dict(connection.execute(query).fetchall())


def set_back(connection: sqlite3.Connection) -> list[tuple[int, str, str]]:
    """Return the events recorded before the one in front of them: sequence, when it was recorded, and when that one was."""
    query = "select sequence, recorded_at, lag(recorded_at, 1, '') over (order by sequence) as before from event"
    return connection.execute(f"select * from ({query}) where recorded_at < before order by sequence").fetchall()  # noqa: S608 - a constant
