"""Messages that wait to be handed on: one row an event of a card that somebody has to be told of."""

import sqlite3
from collections.abc import Iterable

from approvals.record import NamedTuple
from approvals.store.seals import seal

_NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"


class Waiting(NamedTuple):
    """An event of a card that was not handed on yet; `error` is what the last try ended with."""

    sequence: int
    card: str
    about: str
    hash: str
    attempts: int
    tried_at: str | None
    error: str


class OutboxRow(NamedTuple):
    """A message as it is kept: how often it was tried, when last, what that ended with, when it was taken."""

    sequence: int
    attempts: int
    tried_at: str | None
    error: str
    delivered_at: str | None


def post(connection: sqlite3.Connection, sequences: Iterable[int]) -> None:
    """Put the events into the outbox, in the transaction that wrote them."""
    connection.executemany("insert into outbox values (?, 0, null, '', null)", ((sequence,) for sequence in sequences))


def waiting(connection: sqlite3.Connection, limit: int = -1) -> list[Waiting]:
    """Return up to `limit` messages that wait, those tried least often first, so that one nobody takes holds up no other."""
    rows = connection.execute(
        "select o.sequence, e.subject_id, e.type, e.hash, o.attempts, o.tried_at, o.error from outbox o join event e using (sequence) "
        "where o.delivered_at is null order by o.attempts, o.sequence limit ?",
        (limit,),
    )
    return [Waiting(*row) for row in rows]


def count(connection: sqlite3.Connection) -> int:
    """Count the messages that wait."""
    return int(connection.execute("select count(*) from outbox where delivered_at is null").fetchone()[0])


def tried(connection: sqlite3.Connection, sequence: int, error: str) -> None:
    """Record that handing a message on failed."""
    statement = f"update outbox set attempts = attempts + 1, tried_at = {_NOW}, error = ? where sequence = ?"  # noqa: S608 - a constant
    connection.execute(statement, (error, sequence))
    seal(connection, "outbox", sequence)


def delivered(connection: sqlite3.Connection, sequence: int) -> None:
    """Record that a message was handed on."""
    statement = f"update outbox set attempts = attempts + 1, tried_at = {_NOW}, error = '', delivered_at = {_NOW} where sequence = ?"  # noqa: S608 - a constant
    connection.execute(statement, (sequence,))
    seal(connection, "outbox", sequence)
