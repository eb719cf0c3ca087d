"""Events that came from another register: beside each, what its row was there, so that the chain of that register can be verified here."""

import sqlite3
from collections.abc import Iterable, Iterator

from approvals.record import NamedTuple
from approvals.store.history import FIRST_PREVIOUS, StoredEvent

_ROWS = """
    select e.*, k.source_sequence, k.subject_kind, k.subject_id, e.type, e.happened_on, k.recorded_at, k.actor, k.origin, k.amends,
        coalesce(k.payload, e.payload), k.previous, k.hash
    from carried k join event e using (sequence) where k.register = ? order by k.source_sequence
"""


class Pair(NamedTuple):
    """An event as it stands here, and as it stood in its register."""

    here: StoredEvent
    there: StoredEvent


def add(connection: sqlite3.Connection, register: str, pairs: Iterable[tuple[int, str, StoredEvent]]) -> None:
    """Keep the rows of another register's events, each with its sequence and payload here; an equal payload is not kept twice."""
    connection.executemany(f"insert into carried values ({', '.join('?' * 12)})", (_row(register, *pair) for pair in pairs))  # noqa: S608 - only question marks


def _row(register: str, sequence: int, payload: str, source: StoredEvent) -> tuple[object, ...]:
    kept = None if source.payload == payload else source.payload
    subject, written = (source.subject_kind, source.subject_id), (source.recorded_at, source.actor, source.origin, source.amends)
    return (sequence, register, source.sequence, *subject, *written, kept, source.previous, source.hash)


def head(connection: sqlite3.Connection, register: str) -> tuple[int, str]:
    """Return the sequence and hash of the last event of a register that is known here, (0, 64 zeros) where none is."""
    query = "select source_sequence, hash from carried where register = ? order by source_sequence desc limit 1"
    return connection.execute(query, (register,)).fetchone() or (0, FIRST_PREVIOUS)


def place(connection: sqlite3.Connection, register: str, source_sequence: int) -> tuple[int, str] | None:
    """Return the sequence here, and the hash there, of an event of another register; None where it is not known."""
    row: tuple[int, str] | None = connection.execute(
        "select sequence, hash from carried where register = ? and source_sequence = ?", (register, source_sequence)
    ).fetchone()
    return row


def registers(connection: sqlite3.Connection) -> list[str]:
    """Return the codes of the registers whose events are known here."""
    return [row[0] for row in connection.execute("select distinct register from carried order by register")]


def pairs(connection: sqlite3.Connection, register: str) -> Iterator[Pair]:
    """Yield the events of another register in their order there."""
    size = len(StoredEvent._fields)
    return (Pair(StoredEvent(*row[:size]), StoredEvent(*row[size:])) for row in connection.execute(_ROWS, (register,)))
