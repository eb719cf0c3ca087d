"""Bringing a database to the present schema, by migrations that are only ever appended to; `user_version` counts them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

# How many migrations `approvals.store.schema` lists: said here, so that opening a database need not read them.
VERSION = 8


def migrate(connection: "sqlite3.Connection") -> None:
    """Bring a database to the present schema; each migration runs in a transaction of its own."""
    from sqlite_utils import Database  # noqa: PLC0415 - heavy, and needed only when the schema changes
    from sqlite_utils.migrations import Migrations  # noqa: PLC0415

    from approvals.store.schema import MIGRATIONS  # noqa: PLC0415

    migrations = Migrations("approvals")
    for place, (name, statements) in enumerate(MIGRATIONS, 1):
        _add(migrations, name, (*statements, f"pragma user_version = {place}", "analyze"))
    migrations.apply(Database(connection, execute_plugins=False))


def _add(migrations: "Migrations", name: str, statements: tuple[str, ...]) -> None:
    @migrations(name=name)
    def _run(database: "Database") -> None:
        for statement in statements:
            database.execute(statement)
