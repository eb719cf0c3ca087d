"""Registers of any size for the benches: requests that the program itself made, repeated under other numbers, with their whole ledger.

`register verify` finds nothing wrong in one. A twentieth of the requests is open, if not said otherwise, and two fifths of these have two
working days left of their promise, so that each of them gets one card; both lie at even distances over all numbers. Built beside the program:
indices and triggers are laid down when all rows are there.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from approvals.core.clock import count
from approvals.core.entry import PERSONAL, payload_of, type_of
from approvals.core.events import Accepted, Completed, Decided, Delivered, Event, Published, Received
from approvals.core.limits import parse_limit
from approvals.core.pieces import pieces
from approvals.desk.adoption import adopt
from approvals.desk.history import entries_of
from approvals.desk.policy import policy_file
from approvals.desk.register import Desk, open_register
from approvals.desk.request import receive_request, record
from approvals.store import deadlines, ledger
from approvals.store.database import transaction
from approvals.store.deadlines import DeadlineRow, NextRow
from approvals.store.ledger import Ledger, NewEvent
from approvals.store.requests import RequestRow

TODAY = date(2026, 11, 24)
BEFORE = date(2026, 11, 18)
ITEM = "GH-03"  # promised in 10 working days, due by law in 20
FINISHED = [date(2026, 3, 2) + timedelta(number) for number in range(200)]
LATE = [date(2026, 11, 10) + timedelta(number) for number in range(3)]  # two working days are left, or were last night: one card each
IN_TIME = [date(2026, 11, 16) + timedelta(number) for number in range(8)]
CHUNK = 10_000
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红文辉建国志海峰春梅玲婷雪慧鑫宇浩然子轩欣怡梓涵诗雨泽俊佳琪思远"
RARE = "欧阳云帆"  # applied three times, however many others there are


class Size(NamedTuple):
    """How many requests, how many of them open, and how many of these near the end of their promise."""

    every: int
    unfinished: int
    late: int

    @classmethod
    def usual(cls, every: int) -> "Size":
        """Return the size of so many requests of which a twentieth is open."""
        return cls(every, every // 20, every // 50)


class Pattern(NamedTuple):
    """A request as the program itself keeps it, to be repeated under other numbers."""

    row: RequestRow
    deadlines: list[DeadlineRow]
    nexts: list[NextRow]
    events: list[NewEvent]

    def named(self, number: str, applicant: str) -> "Pattern":
        """Return the same of another number and applicant, its events as an import leaves them: typed within minutes they would be a fact of their own."""
        first, *others = (event._replace(subject_id=number, origin="import:bench/0001") for event in self.events)
        return Pattern(
            self.row._replace(number=number, applicant=applicant),
            [row._replace(subject_id=number) for row in self.deadlines],
            [row._replace(subject_id=number) for row in self.nexts],
            [first._replace(payload={**first.payload, "applicant": applicant}), *others],
        )


def number_of(place: int) -> str:
    """Return the number of the so manieth request, as the system had it that it was imported from."""
    return f"B{place:07}"


def applicant_of(place: int, every: int) -> str:
    """Return who applies: one of some hundred thousand names, in which each character and most pairs are shared by many."""
    if place in {every // 4, every // 2, every * 3 // 4}:
        return RARE
    family, first = divmod(place, len(SURNAMES))[::-1]
    first, second = divmod(first % len(GIVEN) ** 2, len(GIVEN))
    return f"{SURNAMES[family]}{GIVEN[first] if first else ''}{GIVEN[second]}"


def approvals(*words: str) -> list[str]:
    """Return the line that runs the program as a process of its own."""
    return [sys.executable, "-m", "approvals", *words]


def built(root: Path, size: Size, *, every_rule: bool = False) -> None:
    """Build a register in a folder that is not there yet; the night before today was checked."""
    subprocess.run(approvals("init", str(root)), check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
    desk = open_register(root, TODAY)
    if every_rule:
        shutil.copy(policy_file(None, "every-rule"), root / "policy.toml")
        adopt(desk, ["policy"], None)
        desk.forget()
    with tempfile.TemporaryDirectory() as scratch:
        _fill(desk.connection, _patterns(root, Path(scratch) / "patterns", size), size.every)
    desk.connection.close()
    subprocess.run(approvals("--register", str(root), "check", "--today", BEFORE.isoformat()), check=False, stdout=subprocess.DEVNULL)  # noqa: S603 - see above


def _fill(connection: sqlite3.Connection, source: Iterator[Pattern], every: int) -> None:
    laid = connection.execute("select type, name, sql from sqlite_schema where type in ('index', 'trigger') and sql is not null").fetchall()
    connection.execute("pragma journal_mode = off")
    connection.execute("pragma cache_size = -200000")
    for kind, name, _sql in laid:
        connection.execute(f"drop {kind} {name}")
    for first in range(1, every + 1, CHUNK):
        numbers = range(first, min(first + CHUNK, every + 1))
        _write(connection, [made.named(number_of(number), applicant_of(number, every)) for number, made in zip(numbers, source, strict=False)])
        sys.stderr.write(f"\r{numbers[-1]:>9,} requests")
    _write_pieces(connection)
    for _kind, _name, sql in laid:
        connection.execute(sql)
    connection.execute("pragma journal_mode = wal")
    sys.stderr.write("\n")


def _write(connection: sqlite3.Connection, made: Sequence[Pattern]) -> None:
    with transaction(connection):
        Ledger(connection).append_all(event for one in made for event in one.events)
        _insert(connection, "request", [one.row for one in made])
        _insert(connection, "deadline", [row for one in made for row in one.deadlines])
        _insert(connection, "next_card", [row for one in made for row in one.nexts])


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Sequence[object]]) -> None:
    if rows:
        connection.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608 - names of ours


def _write_pieces(connection: sqlite3.Connection) -> None:
    numbers: dict[str, list[str]] = {}
    for number, applicant in connection.execute("select number, applicant from request order by number"):
        for piece in pieces(applicant):
            numbers.setdefault(piece, []).append(number)
    with transaction(connection):
        for piece in sorted(numbers):
            connection.executemany("insert into piece values (?, ?)", ((piece, number) for number in numbers[piece]))


def _patterns(root: Path, scratch: Path, size: Size) -> Iterator[Pattern]:
    """Yield what each number is to hold, without end: the open ones and the late ones among them at even distances."""
    shutil.copytree(root, scratch)
    desk = open_register(scratch, TODAY)
    finished = cycle(_pattern(desk, day, (Decided(), Completed(), Delivered(), Published())) for day in FINISHED)
    over, running = cycle(_pattern(desk, day, ()) for day in LATE), cycle(_pattern(desk, day, ()) for day in IN_TIME)
    opened = behind = number = 0
    while True:
        number += 1
        if number * size.unfinished // size.every == opened:
            yield next(finished)
            continue
        opened += 1
        is_late = opened * size.late // size.unfinished > behind
        behind += is_late
        yield next(over if is_late else running)


def _pattern(desk: Desk, accepted: date, later: tuple[Event, ...]) -> Pattern:
    with _recorded(accepted):
        number = receive_request(desk, Received(ITEM, "申请人"), accepted).number
        row = record(desk, number, Accepted(), accepted)
    with _recorded(accepted + timedelta(3)):
        for event in later:
            row = record(desk, number, event, accepted + timedelta(3))
    events = [
        NewEvent("request", number, kind, entry.happened_on.isoformat(), "liwen", payload_of(entry.event), personal=PERSONAL.get(kind, frozenset()))
        for entry in entries_of(desk, number)
        for kind in (type_of(entry.event),)
    ]
    rows, nexts = deadlines.of_subject(desk.connection, "request", number), deadlines.next_of_subject(desk.connection, "request", number)
    return Pattern(row, rows, nexts, events)


def _recorded(day: date) -> AbstractContextManager[object]:
    """Record what follows on the day it happens, as a counter does."""
    return patch.object(ledger, "_NOW", f"select '{day}T04:00:00.000Z'")


def laid(root: Path, copy: Path) -> None:
    """Lay down a copy of a register in place of one that may be there, with nothing of it left to write on the disk."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy)
    os.sync()


def counted(root: Path, times: int) -> None:
    """Count a limit so many times, on the calendar of a register."""
    limit, calendar = parse_limit("20 工作日"), open_register(root, TODAY).calendar
    for start in islice(cycle(FINISHED), times):
        count(limit, start, calendar)


if __name__ == "__main__":
    built(Path(sys.argv[1]), Size.usual(int(sys.argv[2])))
