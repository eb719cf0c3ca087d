"""Reading the ledger: rows as they stand, in the order in which they were written."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

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
