"""When the check ran, what it raised, and the head of the ledger it left: its heartbeat."""

import sqlite3
from datetime import date

from approvals.record import NamedTuple
from approvals.store.seals import seal

# The clock is the database's own, as in the ledger.
_NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"


class Run(NamedTuple):
    """A run of the check; `ended_at` is None while it goes on or where it was broken off. Times are UTC."""

    id: int
    started_at: str
    ended_at: str | None
    today: str
    raised: int
    revoked: int
    sequence: int
    hash: str


def begin(connection: sqlite3.Connection, today: date) -> int:
    """Record that a run begins and return its id."""
    statement = f"insert into run (started_at, today, raised, revoked, sequence, hash) values ({_NOW}, ?, 0, 0, 0, '') returning id"  # noqa: S608 - a constant
    run = int(connection.execute(statement, (today.isoformat(),)).fetchone()[0])
    seal(connection, "run", run)
    return run


def end(connection: sqlite3.Connection, run: int, raised: int, revoked: int, head: tuple[int, str]) -> None:
    """Record that a run came to its end."""
    statement = f"update run set ended_at = {_NOW}, raised = ?, revoked = ?, sequence = ?, hash = ? where id = ?"  # noqa: S608 - a constant
    connection.execute(statement, (raised, revoked, *head, run))
    seal(connection, "run", run)


def last(connection: sqlite3.Connection) -> Run | None:
    """Return the last run that came to its end."""
    row = connection.execute("select * from run where ended_at is not null order by id desc limit 1").fetchone()
    return Run(*row) if row else None


def mark(connection: sqlite3.Connection, name: str) -> int:
    """Return up to which event something was looked at, 0 before it ever was."""
    row = connection.execute("select value from counter where name = ?", (name,)).fetchone()
    return row[0] if row else 0


def set_mark(connection: sqlite3.Connection, name: str, value: int) -> None:
    """Say up to which event something was looked at."""
    connection.execute("insert or replace into counter values (?, ?)", (name, value))
    seal(connection, "counter", name)
