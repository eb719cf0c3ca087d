"""Whole tables as they stand, for the proof that they are what the events say."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from approvals.store.schema import MIGRATIONS

Row = tuple[Any, ...]
# Kept by SQLite, sqlite-utils and Litestream for themselves; the names of the migrations are looked at apart.
_OWN = "name not like 'sqlite\\_%' escape '\\' and tbl_name not in ('_sqlite_migrations', '_litestream_seq', '_litestream_lock')"
_SCHEMA = f"select type, name, tbl_name, sql from sqlite_master where {_OWN} order by type, name"  # noqa: S608 - a constant


def rows(connection: sqlite3.Connection, table: str) -> Iterator[Row]:
    """Yield the rows of a table, its columns in their order."""
    yield from connection.execute(f"select * from {table}")  # noqa: S608 - the tables are ours


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


def damage(connection: sqlite3.Connection, most: int = 10) -> list[str]:
    """Return what SQLite itself finds wrong with the file, in its words: pages, and indices that differ from their tables."""
    return [row[0] for row in connection.execute(f"pragma integrity_check({most})") if row[0] != "ok"]
