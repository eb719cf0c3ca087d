"""The projection of cards: one row each, written in the transaction of its event; the ledger's events of the card are what counts."""

import sqlite3
from collections.abc import Iterable
from datetime import date

from approvals.record import NamedTuple
from approvals.store.history import StoredEvent


class CardRow(NamedTuple):
    """A card: of which subject and deadline, by which rule, since when, where it stands; `sequence` is the event that raised it."""

    subject_kind: str
    subject_id: str
    kind: str
    level: str
    turn: int
    card: str
    rule: str
    due_on: str
    since_on: str
    item: str
    department: str
    person: str
    state: str
    told_on: str | None
    ended_on: str | None
    sequence: int


class CardFilter(NamedTuple):
    """Which cards to list; empty means no condition. `subject` is the number of a request."""

    department: str = ""
    person: str = ""
    level: str = ""
    state: str = ""
    subject: str = ""
    since_from: date | None = None
    since_to: date | None = None
    valid: bool = False
    everything: bool = True


_MARKS = ", ".join("?" * len(CardRow._fields))


def add(connection: sqlite3.Connection, rows: Iterable[CardRow]) -> None:
    """Add the rows of cards that were raised just now."""
    connection.executemany(f"insert into card values ({_MARKS})", rows)  # noqa: S608 - only question marks


def write(connection: sqlite3.Connection, rows: Iterable[CardRow]) -> None:
    """Write rows over those of the same cards."""
    connection.executemany(f"insert or replace into card values ({_MARKS})", rows)  # noqa: S608 - only question marks


def of_subject(connection: sqlite3.Connection, subject_kind: str, subject_id: str) -> list[CardRow]:
    """Return the cards of a subject, oldest first."""
    rows = connection.execute("select * from card where subject_kind = ? and subject_id = ? order by since_on, sequence", (subject_kind, subject_id))
    return [CardRow(*row) for row in rows]


# Through the event that raised it to the primary key: an index of its own would be written for every card, and asked for a few.
_OF_EVENT = """
    select c.* from event e join card c
        on c.subject_kind = coalesce(json_extract(e.payload, '$.subject_kind'), 'request')
        and c.subject_id = coalesce(json_extract(e.payload, '$.subject'), json_extract(e.payload, '$.request'))
        and c.kind = json_extract(e.payload, '$.deadline') and c.level = json_extract(e.payload, '$.level') and c.sequence = e.sequence
    where e.subject_kind = 'card' and e.type = 'raised' and
"""


def by_sequence(connection: sqlite3.Connection, sequence: int) -> CardRow | None:
    """Return the card that an event raised."""
    row = connection.execute(f"{_OF_EVENT} e.sequence = ?", (sequence,)).fetchone()
    return CardRow(*row) if row else None


def by_id(connection: sqlite3.Connection, card: str) -> CardRow | None:
    """Return the card of an id."""
    row = connection.execute(f"{_OF_EVENT} e.subject_id = ?", (card,)).fetchone()
    return CardRow(*row) if row else None


def select(connection: sqlite3.Connection, wanted: CardFilter) -> list[CardRow]:
    """Return the cards that pass a filter, by the day they became true."""
    conditions = {
        "state in ('issued', 'appealed', 'followed_up')": wanted.valid,
        "department = :department": wanted.department,
        "person = :person": wanted.person,
        "level = :level": wanted.level,
        "state = :state": wanted.state,
        "subject_kind = 'request' and subject_id = :subject": wanted.subject,
        "since_on >= :since_from": wanted.since_from,
        "since_on <= :since_to": wanted.since_to,
    }
    where = " and ".join(condition for condition, given in conditions.items() if given) or "1"
    values = {name: value.isoformat() if isinstance(value, date) else value for name, value in wanted._asdict().items()}
    rows = connection.execute(f"select * from card where {where} order by since_on, sequence", values)  # noqa: S608 - conditions are ours
    return [CardRow(*row) for row in rows]


def raised_before(connection: sqlite3.Connection, sequence: int) -> list[CardRow]:
    """Return the cards not yet revoked or cancelled that were raised before an event."""
    rows = connection.execute("select * from card where sequence < ? and state not in ('revoked', 'cancelled') order by sequence", (sequence,))
    return [CardRow(*row) for row in rows]


def carded(connection: sqlite3.Connection) -> list[str]:
    """Return the numbers of the requests that have cards."""
    return [row[0] for row in connection.execute("select distinct subject_id from card where subject_kind = 'request'")]


def events(connection: sqlite3.Connection) -> Iterable[StoredEvent]:
    """Yield the events of all cards, card by card."""
    rows = connection.execute("select * from event where subject_kind = 'card' order by subject_id, sequence")
    return (StoredEvent(*row) for row in rows)


def clear(connection: sqlite3.Connection) -> None:
    """Empty the projection, to be written anew from the ledger."""
    connection.execute("delete from card")


def waiting(connection: sqlite3.Connection) -> list[CardRow]:
    """Return the cards that wait for the efficiency office: to be confirmed, or under appeal."""
    return [CardRow(*row) for row in connection.execute("select * from card where state in ('pending', 'appealed') order by sequence")]


def waiting_subjects(connection: sqlite3.Connection) -> frozenset[str]:
    """Return what has a card that waits for confirmation or is appealed against."""
    return frozenset(row[0] for row in connection.execute("select distinct subject_id from card where state in ('pending', 'appealed')"))


def touched_after(connection: sqlite3.Connection, number: str, sequence: int) -> str:
    """Return a card of a request that an event after another is about, empty where there is none."""
    query = "select subject_id from event where subject_kind = 'card' and subject_id >= ? and subject_id < ? and sequence > ? order by sequence desc limit 1"
    row = connection.execute(query, (f"{number}/", f"{number}0", sequence)).fetchone()
    return row[0] if row else ""
