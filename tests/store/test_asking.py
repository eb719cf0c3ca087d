"""SQL of others: it reads the views, for so long, and reaches nothing else by any name."""

import os
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest

from approvals.core.views import VIEWS
from approvals.errors import MachineFailed, RegisterUnfit, WrongUsage
from approvals.store.asking import ask
from approvals.store.queries import QUERIES
from approvals.store.reading import open_reading

TODAY = {"today": "2026-04-01"}
# A query that goes on by itself.
ENDLESS = "with recursive c (x) as (select 1 union all select x + 1 from c) select count(*) from c"


def asked(root: Path, query: str, seconds: float = 10) -> list[tuple[object, ...]]:
    return list(ask(root, query, seconds, TODAY).rows)


@pytest.mark.parametrize("name", QUERIES)
def test_every_question_that_ships_has_an_answer(demo: Path, name: str) -> None:
    assert asked(demo, QUERIES[name].sql)


def test_a_day_may_stand_in_the_query(demo: Path) -> None:
    assert asked(demo, "select number from v_request where red_on <= :today order by 1") == [("2026-0002",), ("2026-0005",), ("2026-0007",)]


def test_views_may_be_joined_counted_and_named_anew(demo: Path) -> None:
    query = "with late as (select * from v_card where valid) select count(*) from late l join main.v_request r on r.number = l.subject"
    assert asked(demo, query) == [(14,)]


@pytest.mark.parametrize(
    "query",
    [
        "select * from personal",
        "select value, salt from main.personal",
        "select applicant from request",
        "select applicant from v_request",
        "select payload from event",
        "with v_request as (select value from personal) select * from v_request",
        "with v_event as (select payload from event) select * from v_event, main.v_event",
        "select (select group_concat(value) from personal) from v_request",
        "select number from v_request union select value from personal",
        "select sql from sqlite_schema",
        "select name from sqlite_master",
        "select * from temp.sqlite_master",
        "select * from pragma_table_info('personal')",
        "select * from dbstat",
        "select load_extension('x')",
    ],
)
def test_what_is_no_view_is_out_of_reach(demo: Path, query: str) -> None:
    with pytest.raises(WrongUsage, match="only the views can be read"):
        asked(demo, query)


@pytest.mark.parametrize(
    "query",
    [
        *("delete from v_request", "insert into event values (1)", "update request set applicant = ''", "drop view v_request", "create table t (a)"),
        *("create temp table t (a)", "attach 'other.db' as other", "vacuum into 'copy.db'", "pragma query_only = off", "begin", "analyze", "reindex"),
        *("select 1; select 2", "select 1; delete from event", "", " ", "-- nothing", "/* open", "selekt 1", "select 'a' as a\0b", "query plan select 1"),
        "select 1 where 1 = :unknown",
    ],
)
def test_what_does_not_read_is_refused(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WrongUsage, match="cannot be carried out"):
        asked(demo, query)
    assert list(tmp_path.iterdir()) == []


def test_a_query_that_takes_too_long_is_broken_off(demo: Path) -> None:
    with pytest.raises(WrongUsage, match=r"took longer than 0\.05 seconds"):
        asked(demo, ENDLESS, 0.05)


def test_a_query_may_not_fill_the_memory(demo: Path) -> None:
    with pytest.raises(WrongUsage, match="too big"):
        asked(demo, "select randomblob(1000000000)")


def test_an_answer_comes_while_somebody_writes(sample: Path) -> None:
    writer = sqlite3.connect(sample / "register.db", isolation_level=None)
    writer.execute("begin immediate")
    writer.execute("delete from request")
    assert asked(sample, "select count(*) from v_request") == [(17,)]
    writer.execute("rollback")
    writer.close()


def test_reading_leaves_the_database_as_it_was(sample: Path) -> None:
    before = (sample / "register.db").read_bytes()
    for view in VIEWS:
        asked(sample, f"select * from {view}")  # noqa: S608 - views of ours
    assert (sample / "register.db").read_bytes() == before


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="to root no folder is closed")
def test_a_register_in_a_folder_that_is_closed_can_be_read(sample: Path) -> None:
    mode = stat.S_IMODE(sample.stat().st_mode)
    sample.chmod(0o550)
    try:
        assert asked(sample, "select count(*) from v_request") == [(17,)]
    finally:
        sample.chmod(mode)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY | 6 << 8])
def test_where_no_file_may_be_laid_beside_it_the_database_is_read_as_it_lies(sample: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    opened: list[str] = []
    connect = sqlite3.connect

    class Closed(sqlite3.Connection):
        def execute(self, *_arguments: object) -> sqlite3.Cursor:
            error = sqlite3.OperationalError("closed")
            error.sqlite_errorcode = code
            raise error

    def closed(place: str, **options: Any) -> sqlite3.Connection:  # noqa: ANN401 - those of connect
        opened.append(place)
        return connect(place, **options) if "immutable" in place else connect(place, factory=Closed, **options)

    connect(sample / "register.db").close()
    for side in sample.glob("register.db-*"):
        side.unlink()
    monkeypatch.setattr("approvals.store.reading.sqlite3.connect", closed)
    open_reading(sample).close()
    assert [place.rpartition("?")[2] for place in opened] == ["mode=ro", "mode=ro&immutable=1"]
    (sample / "register.db-wal").write_bytes(b"written")  # an empty one holds nothing
    with pytest.raises(MachineFailed, match="cannot be read"):
        open_reading(sample)


def test_what_cannot_be_read_is_told_and_never_made(sample: Path, tmp_path: Path) -> None:
    with pytest.raises(RegisterUnfit, match="is missing"):
        open_reading(tmp_path / "nowhere")
    file = tmp_path / "register.db"
    file.write_text("no database" * 100, encoding="utf-8")
    with pytest.raises(MachineFailed, match="cannot be read"):
        open_reading(tmp_path)
    file.write_bytes(b"")
    with pytest.raises(MachineFailed, match="is empty"):
        open_reading(tmp_path)
    for version, told in ((1, "an older version"), (99, "a newer version")):
        connection = sqlite3.connect(sample / "register.db")
        connection.execute(f"pragma user_version = {version}")
        connection.close()
        with pytest.raises(RegisterUnfit, match=told):
            open_reading(sample)
