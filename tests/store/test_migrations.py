"""Every migration, from the first schema on, with a row in every table, and with a register that had lived under the first schema."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from approvals.desk.register import open_register
from approvals.desk.verify import verify
from approvals.store import copying
from approvals.store.database import open_database
from approvals.store.migrations import VERSION
from approvals.store.schema import MIGRATIONS
from console import run_line

# What no migration may touch: the ledger, and what stands beside it.
KEPT = ("event", "personal", "adopted", "item", "department", "pin", "document", "carried")


def brought_to(connection: sqlite3.Connection, version: int) -> None:
    """Bring an empty database to a version of the schema, as the program of then left it."""
    migrations = Migrations("approvals")
    for name, statements in MIGRATIONS[:version]:
        _list(migrations, name, statements)
    migrations.apply(Database(connection, execute_plugins=False))
    connection.execute(f"pragma user_version = {version}")


def _list(migrations: Migrations, name: str, statements: tuple[str, ...]) -> None:
    @migrations(name=name)
    def _run(database: Database) -> None:
        for statement in statements:
            database.execute(statement)


def tables(connection: sqlite3.Connection) -> list[str]:
    query = "select name from sqlite_schema where type = 'table' and name not like 'sqlite%' and name not like '\\_sqlite%' escape '\\'"
    return [row[0] for row in connection.execute(query)]


def a_row_in_every_table(connection: sqlite3.Connection) -> None:
    """Put into every table a row of the first event, numbers for what is a number, JSON for what is JSON."""
    for table in tables(connection):
        values = [_value(*column) for column in connection.execute(f"select name, type from pragma_table_info('{table}')")]  # noqa: S608 - our own tables
        connection.execute(f"insert or ignore into {table} values ({', '.join('?' * len(values))})", values)  # noqa: S608


def _value(column: str, kind: str) -> object:
    if kind == "INTEGER":
        return 1
    return '{"code": "GH", "name": "甲"}' if column in {"payload", "data"} else "[]" if column == "plan" else f"一 {column}"


def rows(connection: sqlite3.Connection) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    for table in sorted(set(tables(connection)) & set(KEPT)):
        yield table, connection.execute(f"select * from {table}").fetchall()  # noqa: S608 - our own tables


def test_a_new_index_is_known_with_its_size(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "register.db", isolation_level=None)) as connection:
        brought_to(connection, VERSION - 1)
        connection.execute("insert into deadline values ('order', '1/promised/red', 'reply', '2026-03-02', '2026-03-09', null, 0, '[]')")
    with closing(open_database(tmp_path)) as opened:
        assert opened.execute("select stat from sqlite_stat1 where idx = 'deadline_beside'").fetchone() == ("1 1 1",)


@pytest.mark.parametrize("version", range(1, VERSION))
def test_a_row_in_every_table_comes_through(tmp_path: Path, version: int) -> None:
    file = tmp_path / "register.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        brought_to(connection, version)
        assert connection.execute("pragma user_version").fetchone() == (version,)
        a_row_in_every_table(connection)
        assert all(connection.execute(f"select count(*) from {table}").fetchone() == (1,) for table in tables(connection))  # noqa: S608 - our own tables
        before = dict(rows(connection))
    opened = open_database(tmp_path)
    after = dict(rows(opened))
    assert {table: after[table] for table in before} == before
    assert opened.execute("pragma user_version").fetchone() == (VERSION,)
    assert opened.execute("pragma integrity_check").fetchone() == ("ok",)
    assert opened.execute("pragma foreign_key_check").fetchall() == []
    opened.close()
    _laid_aside(tmp_path, version, before)


def _laid_aside(root: Path, version: int, before: dict[str, list[tuple[object, ...]]]) -> None:
    """See that the copy made before the migration holds what the database held, and has its checksum."""
    (kept,) = (root / "backups").glob("*.db")
    assert kept.name.startswith(f"schema-{version}-")
    assert kept.with_name(f"{kept.name}.sha256").read_text(encoding="utf-8") == f"{copying.digest(kept)}  {kept.name}\n"
    with copying.opened_copy(kept) as copied:
        assert dict(rows(copied)) == before


@pytest.fixture
def grown_old(sample: Path) -> Path:
    """Return the sample register as it would stand in the first schema: the same events and rules, and what was projected then."""
    old = sample.with_name("old")
    shutil.copytree(sample, old, ignore=shutil.ignore_patterns("register.db*"))
    with closing(sqlite3.connect(old / "register.db", isolation_level=None)) as connection:
        brought_to(connection, 1)
        connection.execute("attach ? as present", (str(sample / "register.db"),))
        for table in ("event", "personal", "adopted", "item", "department", "counter", "request", "deadline"):
            connection.execute(f"insert into {table} select * from present.{table}")  # noqa: S608 - our own tables
    (old / "register.db").chmod(0o660)
    return old


def test_a_register_of_the_first_schema_is_brought_up_and_verifies(grown_old: Path) -> None:
    desk = open_register(grown_old, date(2026, 11, 24))
    found = verify(desk)
    desk.connection.close()
    assert (found.requests, found.broken) == (17, ())


def test_the_words_in_the_views_of_an_older_register_are_those_of_now(sample: Path) -> None:
    with closing(sqlite3.connect(sample / "register.db", isolation_level=None)) as connection:
        connection.execute("drop view v_event")
        connection.execute("create view v_event as select sequence, 'of then' as type_label from event")
        connection.execute(f"pragma user_version = {VERSION - 1}")
    desk = open_register(sample, date(2026, 11, 24))
    found = verify(desk)
    desk.connection.close()
    assert found.broken == ()


def test_the_days_given_with_a_procedure_are_its_notice_from_now_on(sample: Path) -> None:
    """A register of before had a fault stored where the notice bore no number yet."""
    assert run_line("request", "stop", "2026-0003", "专家评审", "--days", "5", "--on", "2026-03-30", "--register", str(sample)).code == 0
    with closing(sqlite3.connect(sample / "register.db", isolation_level=None)) as connection:
        connection.execute("update request set faults = 1 where number = '2026-0003'")
        connection.execute("delete from _sqlite_migrations where name = '0015-notices'")
        connection.execute("delete from seal where name = '_sqlite_migrations/0015-notices'")
        connection.execute("pragma user_version = 14")
    desk = open_register(sample, date(2026, 11, 24))
    found = verify(desk)
    desk.connection.close()
    assert found.broken == ()


def test_what_was_laid_aside_can_be_put_back(grown_old: Path) -> None:
    assert run_line("request", "list", "--register", str(grown_old)).code == 0
    (kept,) = (grown_old / "backups").glob("*.db")
    assert run_line("register", "restore", str(kept), "--register", str(grown_old), "--yes").code == 0
    assert run_line("register", "verify", "--register", str(grown_old)).code == 0


def test_a_copy_that_cannot_be_made_keeps_the_schema_as_it_is(grown_old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "in English")

    monkeypatch.setattr(copying, "copy", full)
    ended = run_line("request", "list", "--register", str(grown_old), "--lang", "en")
    assert (ended.code, "The disk is full" in ended.err) == (7, True)
    with closing(sqlite3.connect(grown_old / "register.db")) as connection:
        assert connection.execute("pragma user_version").fetchone() == (1,)
