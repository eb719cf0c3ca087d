"""Whole tables as they stand, for the proof that they are what the events say."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from approvals.store.history import StoredEvent
from approvals.store.schema import MIGRATIONS

Row = tuple[Any, ...]
# Kept by SQLite, sqlite-utils and Litestream for themselves; the names of the migrations are looked at apart.
_OWN = "name not like 'sqlite\\_%' escape '\\' and tbl_name not in ('_sqlite_migrations', '_litestream_seq', '_litestream_lock')"
_SCHEMA = f"select type, name, tbl_name, sql from sqlite_master where {_OWN} order by type, name"  # noqa: S608 - a constant


def rows(connection: sqlite3.Connection, table: str) -> Iterator[Row]:
    """Yield the rows of a table, its columns in their order."""
    yield from connection.execute(f"select * from {table}")  # noqa: S608 - the tables are ours


def count_rows(connection: sqlite3.Connection, table: str) -> int:
    """Count the rows of a table."""
    found: int = connection.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608 - see rows
    return found


def requests(connection: sqlite3.Connection) -> Iterator[StoredEvent]:
    """Yield the events of requests, request by request, each in the order of the ledger."""
    rows = connection.execute("select * from event where subject_kind = 'request' order by subject_id, sequence")
    return map(StoredEvent._make, rows)


def count_requests(connection: sqlite3.Connection) -> int:
    """Count the requests that any event tells of."""
    found: int = connection.execute("select count(distinct subject_id) from event where subject_kind = 'request'").fetchone()[0]
    return found


_BETWEEN = {
    "request": "select * from request where number > ? and number <= ? order by number",
    "deadline": "select * from deadline where subject_kind = 'request' and subject_id > ? and subject_id <= ? order by subject_id, kind",
    "next_card": "select * from next_card where subject_kind = 'request' and subject_id > ? and subject_id <= ? order by subject_id, next_on, kind",
}
# Behind every number.
LAST = "\U0010ffff"


def between(connection: sqlite3.Connection, table: str, after: str, last: str) -> Iterator[Row]:
    """Yield the rows of requests after a number up to another, of the tables `request`, `deadline` and `next_card`."""
    yield from connection.execute(_BETWEEN[table], (after, last))


def personal(connection: sqlite3.Connection, sequences: Iterable[int]) -> Iterator[tuple[int, str, str, str]]:
    """Yield (sequence, field, value, salt) of the personal values of events."""
    numbers = f"[{','.join(map(str, sequences))}]"
    yield from connection.execute("select * from personal where sequence in (select value from json_each(?))", (numbers,))


def personal_of_nothing(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Yield (sequence, field) of the personal values that belong to no event of a request."""
    yield from connection.execute("""
        select p.sequence, p.field from personal p left join event e using (sequence) where e.subject_kind is not 'request' order by 1, 2
    """)


def schema(connection: sqlite3.Connection) -> dict[str, str | None]:
    """Return the text of every table, index and trigger by its name."""
    return {f"{kind} {name}": text for kind, name, _table, text in connection.execute(_SCHEMA)}


def schema_as_written() -> dict[str, str | None]:
    """Return what `schema` gives for a database that the migrations have just made."""
    connection = sqlite3.connect(":memory:")
    try:
        for _name, statements in MIGRATIONS:
            for statement in statements:
                connection.execute(statement)
        return schema(connection)
    finally:
        connection.close()


def version(connection: sqlite3.Connection) -> int:
    """Return the number of the schema that the database bears."""
    found: int = connection.execute("pragma user_version").fetchone()[0]
    return found


def migrated(connection: sqlite3.Connection) -> dict[str, str]:
    """Return when each migration ran, by its name (UTC)."""
    if not connection.execute("select 1 from sqlite_master where name = '_sqlite_migrations'").fetchone():
        return {}
    return dict(connection.execute("select name, applied_at from _sqlite_migrations where migration_set = 'approvals' order by id").fetchall())


def migrations(connection: sqlite3.Connection) -> list[Row]:
    """Return (id, set, name) of every migration that ran."""
    if not connection.execute("select 1 from sqlite_master where name = '_sqlite_migrations'").fetchone():
        return []
    return connection.execute("select id, migration_set, name from _sqlite_migrations order by id").fetchall()


def damage(connection: sqlite3.Connection, most: int = 10) -> list[str]:
    """Return what SQLite itself finds wrong with the file, in its words: pages, and indices that differ from their tables."""
    return [row[0] for row in connection.execute(f"pragma integrity_check({most})") if row[0] != "ok"]
