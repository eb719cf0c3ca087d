"""The personal values that stand apart from the ledger."""

import sqlite3
from collections.abc import Iterable
from datetime import date

_CLOSED = """
select distinct r.number from request r join event e on e.subject_kind = 'request' and e.subject_id = r.number join personal p using (sequence)
where r.open = 0 and coalesce(r.closed_on, r.completed_on, r.decided_on) < :day order by r.number
"""
_CLOSED_MATTERS = """
select distinct m.number from matter m join event e on e.subject_kind = m.kind and e.subject_id = m.number join personal p using (sequence)
where m.open = 0 and m.closed_on < :day order by m.number
"""

_ERASE = """
delete from personal where sequence in (
    select sequence from event where subject_kind in (select 'request' union select kind from matter) and subject_id = ?
)
"""


def closed_before(connection: sqlite3.Connection, day: date) -> list[str]:
    """Return the numbers of requests closed before a day that still have personal values."""
    return [row[0] for row in connection.execute(_CLOSED, {"day": day.isoformat()})]


def matters_closed_before(connection: sqlite3.Connection, day: date) -> list[str]:
    """Return the numbers of matters of oversight, complaints and others, closed before a day that still have personal values."""
    return [row[0] for row in connection.execute(_CLOSED_MATTERS, {"day": day.isoformat()})]


def erase(connection: sqlite3.Connection, numbers: Iterable[str]) -> None:
    """Erase the personal values of requests and matters, and overwrite where they stood."""
    connection.execute("pragma secure_delete = on")
    connection.executemany(
        _ERASE,
        [(number,) for number in numbers],
    )


def empty_log(connection: sqlite3.Connection) -> None:
    """Carry the log of the database over and empty it, as far as nobody reads just now: erased values stand in it until then."""
    connection.execute("pragma wal_checkpoint(truncate)")
