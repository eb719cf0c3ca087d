"""Reading the ledger: rows as they stand, in the order in which they were written."""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from approvals.record import NamedTuple

FIRST_PREVIOUS = "0" * 64


class StoredEvent(NamedTuple):
    """A row of the ledger as it stands; `payload` is the canonical JSON text."""

    sequence: int
    subject_kind: str
    subject_id: str
    type: str
    happened_on: str
    recorded_at: str
    actor: str
    origin: str
    amends: int | None
    payload: str
    previous: str
    hash: str


def events_of(connection: sqlite3.Connection, subject_kind: str, subject_id: str) -> list[StoredEvent]:
    """Return the events of one subject in the order of the ledger."""
    rows = connection.execute("select * from event where subject_kind = ? and subject_id = ? order by sequence", (subject_kind, subject_id))
    return [StoredEvent(*row) for row in rows]


def events_of_kind(connection: sqlite3.Connection, subject_kind: str, until: int) -> Iterator[StoredEvent]:
    """Yield the events of all subjects of a kind up to an event, in the order of the ledger."""
    rows = connection.execute("select * from event where subject_kind = ? and sequence <= ? order by sequence", (subject_kind, until))
    return (StoredEvent(*row) for row in rows)


def personal_of_kind(connection: sqlite3.Connection, subject_kind: str) -> dict[str, dict[str, str]]:
    """Return the personal values of all subjects of a kind by subject and field; erased ones are missing."""
    # In this order: there are as many personal values as requests, and few subjects of another kind.
    query = "select e.subject_id, p.field, p.value from event e cross join personal p using (sequence) where e.subject_kind = ?"
    rows = connection.execute(query, (subject_kind,))
    found: dict[str, dict[str, str]] = {}
    for subject, field, value in rows:
        found.setdefault(subject, {})[field] = value
    return found


def personal_of(connection: sqlite3.Connection, subject_kind: str, subject_id: str) -> dict[int, dict[str, str]]:
    """Return the personal values of one subject by sequence and field; erased ones are missing."""
    rows = connection.execute(
        "select p.sequence, p.field, p.value from event e join personal p using (sequence) where e.subject_kind = ? and e.subject_id = ?",
        (subject_kind, subject_id),
    )
    found: dict[int, dict[str, str]] = {}
    for sequence, field, value in rows:
        found.setdefault(sequence, {})[field] = value
    return found


def all_events(connection: sqlite3.Connection) -> Iterator[StoredEvent]:
    """Yield every row of the ledger in its order."""
    return (StoredEvent(*row) for row in connection.execute("select * from event order by sequence"))


def head(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return the sequence and hash of the last event, (0, 64 zeros) in an empty ledger."""
    found: tuple[int, str] | None = connection.execute("select sequence, hash from event order by sequence desc limit 1").fetchone()
    return found or (0, FIRST_PREVIOUS)


def last(connection: sqlite3.Connection) -> StoredEvent | None:
    """Return the last event, None in an empty ledger."""
    row = connection.execute("select * from event order by sequence desc limit 1").fetchone()
    return StoredEvent(*row) if row else None


def span(connection: sqlite3.Connection, first: int) -> tuple[str, str, int]:
    """Return when the events from one on were recorded first and last (UTC), and how many requests they are about."""
    query = """
        select coalesce(min(recorded_at), ''), coalesce(max(recorded_at), ''), count(distinct case when subject_kind = 'request' then subject_id end)
        from event where sequence >= ?
    """
    found: tuple[str, str, int] = connection.execute(query, (first,)).fetchone()
    return found


_PERSONAL = """(
    select json_group_array(json_array(p.field, p.value, p.salt)) from personal p
    where p.sequence = e.sequence and e.subject_kind = 'request' and p.field not in (select value from json_each(:without))
)"""


def events_after(connection: sqlite3.Connection, sequence: int, without: Iterable[str] = ()) -> Iterator[tuple[StoredEvent, str]]:
    """Yield every row after an event, each with the JSON array of the personal values of a request as [field, value, salt], some fields left out."""
    query = f"select e.*, {_PERSONAL} from event e where e.sequence > :after order by e.sequence"  # noqa: S608 - a constant
    rows = connection.execute(query, {"after": sequence, "without": json.dumps(list(without))})
    return ((StoredEvent(*row[:-1]), row[-1]) for row in rows)


def last_before(connection: sqlite3.Connection, recorded_at: str) -> int:
    """Return the event before the first one recorded at a time (UTC) or after it, the last one where none was."""
    first = connection.execute("select min(sequence) from event where recorded_at >= ?", (recorded_at,)).fetchone()[0]
    return first - 1 if first else head(connection)[0]


def hash_at(connection: sqlite3.Connection, sequence: int) -> str:
    """Return the hash of an event, 64 zeros for 0."""
    row = connection.execute("select hash from event where sequence = ?", (sequence,)).fetchone()
    return row[0] if row else FIRST_PREVIOUS


def link(connection: sqlite3.Connection, sequence: int) -> tuple[str, str]:
    """Return the hash of an event and when it was recorded (UTC); of none, 64 zeros before the first, and nothing beyond the last."""
    row: tuple[str, str] | None = connection.execute("select hash, recorded_at from event where sequence = ?", (sequence,)).fetchone()
    return row or (FIRST_PREVIOUS if sequence == 0 else "", "")


def known(connection: sqlite3.Connection, subject_kind: str, subject_id: str) -> bool:
    """Tell whether anything happened to a subject."""
    query = "select 1 from event where subject_kind = ? and subject_id = ? limit 1"
    return connection.execute(query, (subject_kind, subject_id)).fetchone() is not None


def set_personal(connection: sqlite3.Connection, rows: Iterable[tuple[int, str, str, str]]) -> None:
    """Keep personal values, each as (sequence, field, value, salt), beside payloads that hold their hashes already."""
    connection.executemany("insert into personal values (?, ?, ?, ?)", rows)
