"""One field changed, a row taken out, put in, or swapped, directly in SQLite: `register verify` finds it (`tests/soak/forged_everywhere.py` tries all)."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from approvals.desk.register import Desk
from approvals.desk.verify import verify
from forged import DAY, TO_THE_SCHEMA, Change, Forger, changes, filled, tables
from forging import rechained

EACH = 6


@pytest.fixture(scope="module")
def forger(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forger]:
    root = filled(Path(shutil.copytree(demo, tmp_path_factory.mktemp("forged") / "register")), 10)
    forger = Forger(root)
    yield forger
    forger.connection.close()


def test_the_register_is_whole_and_has_rows_in_every_table(forger: Forger) -> None:
    assert forger.broken() == []
    assert [table for table in tables(forger.connection) if not forger.connection.execute(f"select 1 from {table}").fetchone()] == []  # noqa: S608 - our own tables


def test_changes_of_every_table_are_found(forger: Forger) -> None:
    by_table: dict[str, list[Change]] = {}
    for change in changes(forger.connection):
        by_table.setdefault(change.what.partition(" ")[0], []).append(change)
    chance = Random(1)  # noqa: S311 - no secret
    tried = [change for of_table in by_table.values() for change in chance.sample(of_table, min(EACH, len(of_table)))]
    assert len(tried) > EACH * 15
    assert [change.what for change in tried if not forger.found(change)] == []


@pytest.mark.parametrize("change", TO_THE_SCHEMA, ids=lambda change: change.what)
def test_a_changed_schema_is_found(forger: Forger, change: Change) -> None:
    assert forger.found(change)


@pytest.mark.parametrize("kind", ["request", "card", "adoption", "person", "document", "register"])
@pytest.mark.parametrize("payload", ["{}", '{"kind":1,"place":[],"hours":"x","sha256":2,"series":3}'])
def test_a_rewritten_chain_of_what_nobody_wrote_is_found_and_no_bug(forger: Forger, kind: str, payload: str) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        forger.connection.backup(copy)
        copy.execute("drop trigger event_stays")
        copy.execute("update event set payload = ? where sequence = (select min(sequence) from event where subject_kind = ?)", (payload, kind))
        rechained(copy)
        assert len(verify(Desk(forger.root, copy, DAY)).broken) > 1
