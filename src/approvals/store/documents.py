"""The documents that were issued: a projection of their events, and the numbers that are taken, by them or by hand."""

import json
import sqlite3
from collections.abc import Iterator, Sequence

from approvals.record import NamedTuple


class DocumentRow(NamedTuple):
    """A document as it was issued: `about` is the event it stands for, `sequence` that of its issue.

    `serial` is its place in the series, None where its number was typed with the event.
    """

    number: str
    series: str
    serial: int | None
    request: str
    kind: str
    about: int
    sequence: int


class Taken(NamedTuple):
    """An event that names a number."""

    subject_kind: str
    subject_id: str
    sequence: int


def write(connection: sqlite3.Connection, row: DocumentRow) -> None:
    """Write a document that has just been issued."""
    connection.execute("insert into document values (?, ?, ?, ?, ?, ?, ?)", row)


def of_request(connection: sqlite3.Connection, number: str) -> list[DocumentRow]:
    """Return the documents issued for a request, in the order of their issue."""
    return [DocumentRow(*row) for row in connection.execute("select * from document where request = ? order by sequence", (number,))]


def of_number(connection: sqlite3.Connection, number: str) -> DocumentRow | None:
    """Return the document that a number was given to."""
    row = connection.execute("select * from document where number = ?", (number,)).fetchone()
    return DocumentRow(*row) if row else None


def every(connection: sqlite3.Connection) -> list[DocumentRow]:
    """Return all documents by series and place."""
    return [DocumentRow(*row) for row in connection.execute("select * from document order by series, serial, number")]


def issued(connection: sqlite3.Connection) -> Iterator[DocumentRow]:
    """Yield every document as the ledger says that it was issued."""
    for sequence, number, payload in connection.execute("select sequence, subject_id, payload from event where subject_kind = 'document' order by sequence"):
        told = json.loads(payload)
        yield DocumentRow(number, told.get("series", ""), told.get("serial"), told["request"], told["kind"], told["about"], sequence)


def bears(connection: sqlite3.Connection, about: int) -> str:
    """Return when the event happened for which a document was issued: the day that it bears."""
    found: str = connection.execute("select happened_on from event where sequence = ?", (about,)).fetchone()[0]
    return found


def rebuild(connection: sqlite3.Connection) -> None:
    """Write the documents anew from the ledger."""
    connection.execute("delete from document")
    connection.executemany("insert into document values (?, ?, ?, ?, ?, ?, ?)", list(issued(connection)))


def digest(connection: sqlite3.Connection, sequence: int) -> str:
    """Return the hash of a document's words that its issue recorded."""
    found: tuple[str] | None = connection.execute("select json_extract(payload, '$.sha256') from event where sequence = ?", (sequence,)).fetchone()
    return found[0] if found else ""


def last_serial(connection: sqlite3.Connection, series: str) -> int:
    """Return the highest place that a series has given, 0 before its first."""
    found: int | None = connection.execute("select max(serial) from document where series = ?", (series,)).fetchone()[0]
    return found or 0


# Each has a partial index of the same expression: whatever wrote an event, its number is found.
_NAMED = ("$.document", "$.record", "$.paper")


def taken(connection: sqlite3.Connection, spellings: Sequence[str]) -> list[Taken]:
    """Return every event that names a number, however it is spelled: issued, typed with an event, or put right by an amendment."""
    marks = ", ".join("?" * len(spellings))
    # The paths are ours, the numbers are given as values.
    named = (f"json_extract(payload, '{path}')" for path in _NAMED)
    conditions = (f"subject_kind = 'document' and subject_id in ({marks})", *(f"{value} is not null and {value} in ({marks})" for value in named))
    queries = [f"select subject_kind, subject_id, sequence from event where {condition}" for condition in conditions]  # noqa: S608 - see above
    found = [Taken(*row) for query in queries for row in connection.execute(query, tuple(spellings))]
    return [*found, *_renumbered(connection, frozenset(spellings))]


def _renumbered(connection: sqlite3.Connection, spellings: frozenset[str]) -> Iterator[Taken]:
    # The conditions are those of the index on numbers put right.
    query = """
        select subject_kind, subject_id, sequence, payload from event indexed by event_renumbered
        where type = 'amended' and (instr(payload, '"document"') > 0 or instr(payload, '"record"') > 0)
    """
    for subject_kind, subject_id, sequence, payload in connection.execute(query):
        fields = json.loads(payload).get("fields", [])
        if any(name in {"document", "record"} and value in spellings for name, value in zip(fields[::2], fields[1::2], strict=True)):
            yield Taken(subject_kind, subject_id, sequence)
