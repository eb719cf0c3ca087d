"""Every single change that can be made in the SQLite file of a register, and whether `register verify` finds it."""
# ruff: noqa: S608 - the names of tables and columns are the schema's own

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

from approvals import nightly
from approvals.core.entry import PERSONAL, payload_of, type_of
from approvals.core.events import Accepted, Completed, Decided, Delivered, Event, Published, Received, Resumed, Stopped, SupplementRequested, Supplied
from approvals.desk.document import issue, listed
from approvals.desk.exporting import export
from approvals.desk.history import bare_request_of
from approvals.desk.merging import merge
from approvals.desk.projection import project
from approvals.desk.register import Desk, open_register
from approvals.desk.request import receive_request, record
from approvals.desk.verify import verify
from approvals.store import rules
from approvals.store.database import transaction
from approvals.store.ledger import Ledger, NewEvent
from console import run_line

DAY = date(2026, 11, 24)
_CASES = """case:concept:name,case:startdate,case:enddate,case:deadline,case:channel,concept:name,time:timestamp,org:resource
case-1,2011-10-11,2011-11-24,2011-12-06,Internet,Confirmation of receipt,2011-10-11 13:45:40,Resource21
case-2,2011-10-12,2011-11-25,2011-12-07,Desk,Confirmation of receipt,2011-10-12 09:12:10,Resource21
"""


def filled(root: Path, requests: int) -> Path:
    """Put rows into every table of a copy of the sample register, and so many requests of every kind of life besides."""
    (root.parent / "log.csv").write_text(_CASES, encoding="utf-8")
    lines = (
        ("request", "import", str(root.parent / "log.csv"), "--map", "permit-receipt-log.toml"),
        ("register", "pin", "liwen"),
        ("register", "pin", "zhoumin"),
        ("login", "zhoumin"),
    )
    for line in lines:
        ended = run_line(*line, "--register", str(root), typed=b"274190\n")
        assert ended.code == 0, ended
    _merged(root)
    desk = open_register(root, DAY)
    desk.actor = "liwen"
    for number in ("2026-0003", "2026-0005"):
        for one in listed(desk, number)[:2]:
            issue(desk, number, one.event)
    # What the check has to look at later, and a number given out over the counter.
    record(desk, receive_request(desk, Received("GH-03", "甲"), DAY).number, Accepted(), DAY)
    _lived(desk, requests)
    nightly.check(desk, DAY)
    nightly.check(desk, DAY)
    desk.connection.close()
    return root


def _merged(root: Path) -> None:
    """Merge a register like this one, under another code."""
    hall = Path(shutil.copytree(root, root.with_name("hall")))
    settings = hall / "register.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"YL"', '"GXQ"'), encoding="utf-8")
    file = root.with_name("GXQ.jsonl")
    _at_work(hall, lambda desk: export(desk, file, "", personal=True))
    _at_work(root, lambda desk: merge(desk, file))
    shutil.rmtree(hall)


def _at_work(root: Path, work: Callable[[Desk], object]) -> None:
    desk = open_register(root, DAY)
    desk.actor = "liwen"
    work(desk)
    desk.connection.close()


def _lived(desk: Desk, requests: int) -> None:
    chance = Random(1)  # noqa: S311 - no secret
    items = [row.code for row in rules.items(desk.connection, DAY) if row.data and '"承诺件"' in row.data]
    days = working_days(desk)
    with transaction(desk.connection):
        book = Ledger(desk.connection)
        for number in range(1, requests + 1):
            book.append_all(events_of(f"I-{number:05}", life(chance, chance.choice(items), number, days)))
            project(desk, bare_request_of(desk, f"I-{number:05}"))


def working_days(desk: Desk) -> list[date]:
    """Return the working days of the year up to the day."""
    return [day for number in range(330) if desk.calendar.works(day := date(2026, 1, 5) + timedelta(number)) and day <= DAY]


def life(chance: Random, item: str, number: int, days: list[date]) -> Iterator[tuple[date, Event]]:
    """Yield what happens to a request, and on which working day; what would happen after the last of them has not happened yet."""
    place = chance.randrange(len(days) - 5)
    for after, event in _steps(chance, item, number):
        place += after
        if place >= len(days):
            return
        yield days[place], event


def _steps(chance: Random, item: str, number: int) -> Iterator[tuple[int, Event]]:
    yield 0, Received(item, f"申请人{number % 997}", channel="窗口")
    if chance.random() < 0.1:
        yield 1, SupplementRequested(("申请表",))
        yield chance.randint(1, 4), Supplied(("申请表",), complete=True)
    yield chance.randint(0, 2), Accepted()
    if chance.random() < 0.05:
        yield 1, Stopped("专家评审", document=f"特〔2026〕{number}号")
        yield chance.randint(1, 8), Resumed("专家评审")
    yield chance.choices((1, 3, 4, 5, 6, 16), (20, 25, 25, 15, 10, 5))[0], Decided()
    yield 0, Completed()
    yield chance.randint(0, 3), Delivered()
    if chance.random() < 0.5:
        yield 0, Published()


def events_of(number: str, happened: Iterator[tuple[date, Event]]) -> Iterator[NewEvent]:
    """Yield the events of a request as an import leaves them: typed in one minute they would be a fact of their own."""
    for day, event in happened:
        kind = type_of(event)
        yield NewEvent("request", number, kind, day.isoformat(), "liwen", payload_of(event), "import:test/0001", personal=PERSONAL.get(kind, frozenset()))


class Change(NamedTuple):
    """A change to a database: what it is, and how it is made."""

    what: str
    statement: str
    values: tuple[object, ...] = ()


def changes(connection: sqlite3.Connection) -> Iterator[Change]:
    """Yield every change: each field of each row to another text or number, and to that of the next row; each row out; each in once more; two swapped."""
    for table in tables(connection):
        columns = [(row[1], row[2]) for row in connection.execute(f"pragma table_info({table})")]
        key = [row[1] for row in connection.execute(f"pragma table_info({table})") if row[5]]
        names = [name for name, _kind in columns]
        rows = [dict(zip(names, row, strict=True)) for row in connection.execute(f"select * from {table} order by {', '.join(key)}")]
        for row in rows:
            yield from _of_row(table, columns, key, row)
        for one, other in pairwise(rows):
            yield from _of_two(table, names, key, one, other)


def tables(connection: sqlite3.Connection) -> list[str]:
    """Return the tables of a register, and that in which the migrations are kept."""
    return [row[0] for row in connection.execute("select name from sqlite_schema where type = 'table' and name not like 'sqlite%' order by name")]


def _of_row(table: str, columns: list[tuple[str, str]], key: list[str], row: dict[str, object]) -> Iterator[Change]:
    where, named = " and ".join(f"{name} = ?" for name in key), tuple(row[name] for name in key)
    for name, kind in columns:
        new: object = (int(str(row[name] or 0)) + 1) if kind == "INTEGER" else f"{row[name] or ''}x"
        yield Change(f"{table} {named}: {name} changed", f"update {table} set {name} = ? where {where}", (new, *named))
        if row[name] is not None:
            yield Change(f"{table} {named}: {name} emptied", f"update {table} set {name} = null where {where}", named)
    yield Change(f"{table} {named}: taken out", f"delete from {table} where {where}", named)
    again = {**row, key[-1]: (int(str(row[key[-1]])) + 100_000) if isinstance(row[key[-1]], int) else f"{row[key[-1]]}x"}
    yield Change(f"{table} {named}: put in again", f"insert into {table} values ({', '.join('?' * len(again))})", tuple(again.values()))


def _of_two(table: str, columns: list[str], key: list[str], one: dict[str, object], other: dict[str, object]) -> Iterator[Change]:
    where, named = " and ".join(f"{name} = ?" for name in key), tuple(one[name] for name in key)
    for name in columns:
        if name in key or one[name] == other[name]:
            continue
        yield Change(f"{table} {named}: {name} as in the next row", f"update {table} set {name} = ? where {where}", (other[name], *named))
        both = tuple(other[part] for part in key)
        swapped = f"update {table} set {name} = case when {where} then ? else ? end where ({where}) or ({where})"
        yield Change(f"{table} {named}: {name} swapped with the next row", swapped, (*named, other[name], one[name], *named, *both))


class Forger:
    """Makes changes in copies of a register, and verifies each."""

    def __init__(self, root: Path) -> None:
        """Keep the register in memory."""
        self.root = root
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        with closing(sqlite3.connect(root / "register.db")) as file:
            file.backup(self.connection)
        self._triggers = self.connection.execute("select name, sql from sqlite_schema where type = 'trigger'").fetchall()

    def broken(self) -> list[str]:
        """Return what is wrong with the register as it is."""
        return list(map(str, verify(Desk(self.root, self.connection, DAY)).broken))

    def found(self, change: Change) -> bool:
        """Tell whether a change is refused by the schema, or found; the triggers are out of its way, and there again afterwards."""
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
            self.connection.backup(copy)
            copy.execute("begin")
            for name, _text in self._triggers:
                copy.execute(f"drop trigger {name}")
            try:
                copy.execute(change.statement, change.values)
            except sqlite3.Error:
                return True
            for name, text in self._triggers:
                if name not in change.statement:
                    copy.execute(text)
            copy.execute("commit")
            return bool(verify(Desk(self.root, copy, DAY)).broken)


TO_THE_SCHEMA = (
    *(Change(f"{kind} {name}", f"drop {kind} {name}") for kind, name in (("index", "request_open"), ("trigger", "event_stays"), ("view", "requests"))),
    Change("a table more", "create table apart (a)"),
    Change("a trigger more", "create trigger quiet after insert on event begin select 1; end"),
    Change("the version", "pragma user_version = 2"),
)
