"""Opening the database: from the first schema to the present one, whole or not at all."""

import sqlite3
from pathlib import Path

import pytest

from approvals.errors import MachineFailed, RegisterUnfit
from approvals.store.database import FILE, create, open_database, rehearsal, transaction
from approvals.store.migrations import VERSION, migrate

TABLES = {
    *("event", "personal", "adopted", "item", "department", "counter", "pin", "shift"),
    *("request", "deadline", "next_card", "card", "run", "outbox", "document", "carried", "matter", "seal", "piece", "initials"),
}


def schema(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    return {(name, sql) for name, sql in connection.execute("select name, sql from sqlite_schema where sql is not null and name not like 'sqlite_%'")}


def test_a_new_database_has_the_present_schema(tmp_path: Path) -> None:
    connection = create(tmp_path)
    names = {name for name, _sql in schema(connection)}
    assert names >= TABLES
    assert connection.execute("pragma user_version").fetchone() == (VERSION,)
    assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
    assert connection.execute("pragma synchronous").fetchone() == (2,)
    assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    connection.close()


@pytest.mark.parametrize("statements", ["", "create table notes (text)"])
def test_an_emptied_database_is_no_healthy_register(tmp_path: Path, statements: str) -> None:
    (tmp_path / FILE).touch()
    sqlite3.connect(tmp_path / FILE).executescript(statements).close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(MachineFailed, match="is empty"):
        open_database(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    connection = create(tmp_path)
    before = schema(connection)
    migrate(connection)
    assert schema(connection) == before
    connection.close()


def test_every_table_is_strict(tmp_path: Path) -> None:
    connection = create(tmp_path)
    strict = {name for _schema, name, _kind, _columns, _without, strict in connection.execute("pragma table_list") if strict}
    assert strict == TABLES
    connection.close()


def test_the_next_cards_are_found_by_their_day(tmp_path: Path) -> None:
    # Without statistics SQLite prefers an equality on the subject to a range of days, which would read every open deadline.
    from approvals.store.deadlines import _DUE  # noqa: PLC0415 - its plan is what the check costs

    connection = create(tmp_path)
    plan = " / ".join(row[3] for row in connection.execute(f"explain query plan {_DUE}", ("2026-03-02", 10)))
    assert "n USING PRIMARY KEY (next_on<?)" in plan
    assert "TEMP B-TREE" not in plan
    connection.close()


def test_a_second_database_is_refused(tmp_path: Path) -> None:
    create(tmp_path).close()
    with pytest.raises(RegisterUnfit, match="exists already: give another folder"):
        create(tmp_path)


def test_a_missing_database_is_refused_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(RegisterUnfit, match="is missing: make a register with `approvals init DIR`"):
        open_database(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    connection = create(tmp_path)
    connection.execute(f"pragma user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(RegisterUnfit, match="was written by a newer version of approvals"):
        open_database(tmp_path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("建设工程规划许可证" * 100, encoding="utf-8")
    with pytest.raises(MachineFailed, match="is no database of a register, or is damaged"):
        open_database(tmp_path)


def test_a_transaction_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    connection, other = create(tmp_path), open_database(tmp_path)
    with transaction(connection):
        connection.execute("insert into counter values ('request/2026', 1)")
        assert other.execute("select count(*) from counter").fetchone() == (0,)
    with pytest.raises(KeyboardInterrupt), transaction(connection):  # noqa: PT012 - what is interrupted is the transaction
        connection.execute("insert into counter values ('request/2027', 1)")
        raise KeyboardInterrupt
    assert other.execute("select name from counter").fetchall() == [("request/2026",)]
    connection.close()
    other.close()


def test_a_rehearsal_leaves_nothing(tmp_path: Path) -> None:
    connection = create(tmp_path)
    with rehearsal(connection):
        connection.execute("insert into counter values ('request/2026', 1)")
    assert connection.execute("select count(*) from counter").fetchone() == (0,)
    connection.close()
