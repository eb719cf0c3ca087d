"""Seals: what follows from no event is laid beside the digest it was written with."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from approvals.store import seals
from approvals.store.database import FILE, create, open_database
from approvals.store.migrations import VERSION
from console import run_line


@pytest.fixture
def connection(tmp_path: Path) -> sqlite3.Connection:
    return create(tmp_path)


def test_a_new_database_is_sealed(connection: sqlite3.Connection) -> None:
    assert list(seals.broken(connection)) == []
    assert connection.execute("select count(*) from seal").fetchone() == (VERSION,)


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("update _sqlite_migrations set applied_at = '2020-01-01' where name = '0003-cards-runs-outbox'", ("_sqlite_migrations", "0003-cards-runs-outbox")),
        ("insert into run values (1, '2026-11-24T02:00:00.000Z', null, '2026-11-24', 0, 0, 0, '')", ("run", "1")),
        ("insert into counter values ('checked/crossing', 3)", ("counter", "checked/crossing")),
        ("insert into seal values ('run/7', '')", ("run", "7")),
        ("delete from seal where name like '%0001%'", ("_sqlite_migrations", "0001-ledger-rules-projections")),
    ],
)
def test_a_row_without_its_seal_is_named(connection: sqlite3.Connection, statement: str, broken: tuple[str, str]) -> None:
    connection.execute(statement)
    assert list(seals.broken(connection)) == [broken]


def test_a_number_given_out_and_a_message_nobody_tried_need_no_seal(connection: sqlite3.Connection) -> None:
    connection.execute("pragma foreign_keys = off")
    connection.execute("insert into counter values ('request/2026', 12)")
    connection.execute("insert into outbox values (1, 0, null, '', null)")
    assert list(seals.broken(connection)) == []
    connection.execute("update outbox set attempts = 1, tried_at = '2026-11-24T02:00:00.000Z', error = '拒收' where sequence = 1")
    assert list(seals.broken(connection)) == [("outbox", "1")]


def test_a_migration_broken_off_before_the_seals_is_ended_by_the_next_command(tmp_path: Path) -> None:
    with closing(create(tmp_path)) as connection:
        connection.execute("delete from seal")
        connection.execute(f"pragma user_version = {VERSION - 1}")
    with closing(open_database(tmp_path)) as connection:
        assert connection.execute("pragma user_version").fetchone() == (VERSION,)
        assert list(seals.broken(connection)) == []


def test_the_last_run_of_the_check_cannot_be_taken_out_or_dated_back(sample: Path) -> None:
    assert run_line("check", "--register", str(sample)).code == 1  # cards were raised
    for statement in ("update run set started_at = '2026-11-23T02:00:00.000Z', ended_at = '2026-11-23T02:00:01.000Z'", "delete from run"):
        with closing(sqlite3.connect(sample / FILE, isolation_level=None)) as connection:
            connection.execute(statement)
        ended = run_line("register", "verify", "--register", str(sample), "--lang", "zh")
        assert (ended.code, "与封签不符" in ended.out + ended.err) == (1, True)
