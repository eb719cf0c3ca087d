# ruff: noqa: S608 - the names of tables and columns are the schema's own
"""Every table of the register: one field changed, a row taken out, a row put in, directly in SQLite; `register verify` finds each."""

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from approvals.desk.register import Desk
from approvals.desk.verify import verify
from approvals.store.database import open_database

TABLES = (
    "event",
    "personal",
    "adopted",
    "item",
    "department",
    "request",
    "deadline",
    "next_card",
    "card",
    "outbox",
    "run",
    "counter",
    "pin",
    "shift",
    "document",
    "carried",
)
# What follows from no event (docs/trust.md): how often a message was tried, a PIN mistyped, when exactly a check ran, up to where it had looked.
UNTOLD = {("pin", "failures"), ("counter", "value")}


def broken(register: Path) -> bool:
    desk = Desk(register, open_database(register), date(2026, 11, 24))
    try:
        return bool(verify(desk).broken)
    finally:
        desk.connection.close()


class Forger:
    """Changes a register with the triggers out of the way, and puts everything back afterwards."""

    def __init__(self, register: Path) -> None:
        """Work on a register of its own."""
        self.register = register
        self.connection = sqlite3.connect(register / "register.db", isolation_level=None)
        self.triggers = self.connection.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()

    def found(self, statement: str, values: tuple[object, ...] = ()) -> bool:
        """Tell whether a statement is refused or its change found."""
        kept = self.register.parent / "kept.db"
        self.connection.execute("pragma wal_checkpoint(truncate)")
        shutil.copy(self.register / "register.db", kept)
        self.connection.execute("begin")
        for name, _text in self.triggers:
            self.connection.execute(f"drop trigger {name}")
        try:
            self.connection.execute(statement, values)
        except (sqlite3.IntegrityError, sqlite3.OperationalError):
            self.connection.execute("rollback")
            return True
        for _name, text in self.triggers:
            self.connection.execute(text)
        self.connection.execute("commit")
        found = broken(self.register)
        self.connection.close()
        for file in self.register.glob("register.db-*"):
            file.unlink()
        shutil.copy(kept, self.register / "register.db")
        self.connection = sqlite3.connect(self.register / "register.db", isolation_level=None)
        return found


@pytest.fixture(scope="module")
def forger(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forger]:
    forger = Forger(Path(shutil.copytree(demo, tmp_path_factory.mktemp("forged") / "register")))
    yield forger
    forger.connection.close()


def columns(forger: Forger, table: str) -> list[tuple[str, str]]:
    return [(row[1], row[2]) for row in forger.connection.execute(f"pragma table_info({table})")]


def test_the_register_is_whole(forger: Forger) -> None:
    assert not broken(forger.register)
    assert {row[0] for row in forger.connection.execute("select name from sqlite_master where type = 'table'")} >= set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_a_changed_field_is_found(forger: Forger, table: str) -> None:
    key = ", ".join(row[1] for row in sorted(forger.connection.execute(f"pragma table_info({table})").fetchall(), key=lambda row: row[5]) if row[5])
    for place, (name, kind) in enumerate(columns(forger, table)):
        if (table, name) in UNTOLD:
            continue
        changed = f"coalesce({name}, 0) + 1" if kind == "INTEGER" else f"coalesce({name}, '') || 'x'"
        some = f"({key}) = (select {key} from {table} order by {key} limit 1 offset {place} % max(1, (select count(*) from {table})))"
        if forger.connection.execute(f"select 1 from {table} limit 1").fetchone():
            assert forger.found(f"update {table} set {name} = {changed} where {some}"), f"{table}.{name}"


@pytest.mark.parametrize("table", [table for table in TABLES if table != "run"])
def test_a_row_taken_out_is_found(forger: Forger, table: str) -> None:
    key = ", ".join(row[1] for row in forger.connection.execute(f"pragma table_info({table})") if row[5])
    told = "name not like 'checked/%'" if table == "counter" else "1"
    if forger.connection.execute(f"select 1 from {table} where {told}").fetchone():
        assert forger.found(f"delete from {table} where ({key}) = (select {key} from {table} where {told} limit 1)")


@pytest.mark.parametrize("table", TABLES)
def test_a_row_put_in_is_found(forger: Forger, table: str) -> None:
    values = [f"'{name}'" if kind == "TEXT" else "999" for name, kind in columns(forger, table)]
    assert forger.found(f"insert into {table} values ({', '.join(values)})")


@pytest.mark.parametrize(
    "statement",
    [
        "drop index request_open",
        "create table apart (a)",
        "create trigger quiet after insert on event begin select 1; end",
        "pragma user_version = 2",
        "update event set payload = (select payload from event where sequence = 60) where sequence = 61",
        "update request set person = case number when '2026-0002' then 'x' else person end",
    ],
)
def test_a_changed_schema_and_swaps_are_found(forger: Forger, statement: str) -> None:
    assert forger.found(statement)
