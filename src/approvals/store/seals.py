"""Seals (封签): the SHA-256 of each row that follows from no event, written with the row and kept apart from it; `register verify` lays them side by side."""

import sqlite3
from collections.abc import Iterator

# The rows that are sealed, and the columns that name one. A message nobody tried yet has nothing to seal; of the counters only marks follow from no event.
SEALED = {
    "pin": ("person", "pin"),
    "shift": ("place", "shift"),
    "outbox": ("sequence", "outbox where attempts <> 0 or tried_at is not null or delivered_at is not null or error <> ''"),
    "run": ("id", "run"),
    "initials": ("name", "initials"),
    "counter": ("name", "counter where name like '%/until' or name like 'checked/%'"),
    "_sqlite_migrations": ("name", "_sqlite_migrations where migration_set = 'approvals'"),
}
_WRITE = "insert or replace into seal values (?, ?)"


def seal(connection: sqlite3.Connection, table: str, key: str | int) -> None:
    """Seal a row as it stands, in the transaction that wrote it."""
    column, _rows = SEALED[table]
    row = connection.execute(f"select * from {table} where {column} = ?", (key,)).fetchone()  # noqa: S608 - the tables are ours
    connection.execute(_WRITE, (f"{table}/{key}", _digest(table, row)))


def unseal(connection: sqlite3.Connection, table: str, key: str) -> None:
    """Take the seal off a row that is taken out."""
    connection.execute("delete from seal where name = ?", (f"{table}/{key}",))


def seal_all(connection: sqlite3.Connection, table: str) -> None:
    """Seal every row of a table as it stands."""
    connection.executemany(_WRITE, _digests(connection, table))


def broken(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield (table, row) where a row and its seal differ, or one of the two is missing."""
    stored = set(connection.execute("select name, digest from seal"))
    expected = {pair for table in SEALED for pair in _digests(connection, table)}
    for name in sorted({name for name, _digest in stored ^ expected}):
        table, _slash, row = name.partition("/")
        yield table, row


def _digests(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    column, rows = SEALED[table]
    found = connection.execute(f"select {column}, * from {rows}")  # noqa: S608 - the tables are ours
    return ((f"{table}/{key}", _digest(table, tuple(row))) for key, *row in found.fetchall())


def _digest(table: str, row: tuple[object, ...]) -> str:
    from approvals.sha256 import sha256  # noqa: PLC0415 - whoever only reads writes no seal
    from approvals.store.ledger import canonical  # noqa: PLC0415

    return sha256(canonical([table, *row]).encode()).hexdigest()
