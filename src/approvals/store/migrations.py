"""Bringing a database to the present schema, by migrations that are only ever appended to; `user_version` counts them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

# How many migrations `approvals.store.schema` lists: said here, so that opening a database need not read them.
VERSION = 15
# The first schemas with seals, and with pieces of names.
_SEALS, _PIECES = 9, 11


def migrate(connection: "sqlite3.Connection") -> None:
    """Bring a database to the present schema; each migration runs in a transaction of its own, and what they leave is sealed with the version in a last one.

    Whoever is broken off before that finds the version of before, and goes on.
    """
    from sqlite_utils import Database  # noqa: PLC0415 - heavy, and needed only when the schema changes
    from sqlite_utils.migrations import Migrations  # noqa: PLC0415

    from approvals.store import pieces  # noqa: PLC0415
    from approvals.store.schema import MIGRATIONS  # noqa: PLC0415
    from approvals.store.seals import SEALED, seal_all  # noqa: PLC0415

    before: int = connection.execute("pragma user_version").fetchone()[0]
    migrations = Migrations("approvals")
    for name, statements in MIGRATIONS:
        _add(migrations, name, (*statements, "analyze"))
    migrations.apply(Database(connection, execute_plugins=False))
    connection.execute("begin immediate")
    for table in SEALED if before < _SEALS else ("_sqlite_migrations",):
        seal_all(connection, table)
    if before < _PIECES:
        pieces.fill(connection)
    _view_anew(connection)
    connection.execute(f"pragma user_version = {VERSION}")
    connection.execute("commit")


def _view_anew(connection: "sqlite3.Connection") -> None:
    """Make every view as a new database has it: the words in the views of an older one are those of then."""
    from approvals.store.audit import schema_as_written  # noqa: PLC0415 - see migrate

    for (name,) in connection.execute("select name from sqlite_schema where type = 'view'").fetchall():
        connection.execute(f"drop view {name}")
    for name, text in schema_as_written().items():
        if name.startswith("view ") and text:
            connection.execute(text)


def _add(migrations: "Migrations", name: str, statements: tuple[str, ...]) -> None:
    @migrations(name=name)
    def _run(database: "Database") -> None:
        for statement in statements:
            database.execute(statement)
