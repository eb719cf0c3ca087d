"""What somebody with SQLite and this program's source does to a register."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from approvals.store.history import FIRST_PREVIOUS
from approvals.store.ledger import event_hash
from approvals.store.seals import seal_all


@contextmanager
def opened(register: Path) -> Iterator[sqlite3.Connection]:
    """Open the database with its triggers out of the way; they are as before afterwards, and what was done stays."""
    connection = sqlite3.connect(register / "register.db", isolation_level=None)
    triggers = connection.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
    connection.execute("begin")
    for name, _text in triggers:
        connection.execute(f"drop trigger {name}")
    yield connection
    for _name, text in triggers:
        connection.execute(text)
    connection.execute("commit")
    connection.close()


def rechained(connection: sqlite3.Connection) -> None:
    """Compute every hash of the chain anew, the heads that the runs of the check left, and their seals."""
    previous = FIRST_PREVIOUS
    for row in connection.execute("select * from event order by sequence").fetchall():
        digest = event_hash(previous, row[:10])
        connection.execute("update event set previous = ?, hash = ? where sequence = ?", (previous, digest, row[0]))
        previous = digest
    connection.execute("update run set hash = (select hash from event e where e.sequence = run.sequence) where sequence > 0")
    seal_all(connection, "run")
