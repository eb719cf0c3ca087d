"""Requests in the store: numbers without gaps, also under two writers, and rows that are what the events make them."""

import sqlite3
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from approvals.core.events import Accepted, Completed, Decided, Declined, Delivered, Event, Outcome, Received, Withdrawn
from approvals.desk.history import bare_request_of, request_of
from approvals.desk.projection import project
from approvals.desk.register import Desk, open_register
from approvals.desk.request import receive_request, record
from approvals.errors import NotAllowed
from approvals.nightly import check
from approvals.store import requests
from approvals.store.database import transaction
from approvals.store.history import all_events, events_of

day = date.fromisoformat
MONDAY = day("2026-03-02")

RECEIVE_FIFTY = """
import sys
from datetime import date
from pathlib import Path
from approvals.desk.register import open_register
from approvals.core.events import Received
from approvals.desk.request import receive_request

desk = open_register(Path(sys.argv[1]), date(2026, 3, 2))
desk.actor = sys.argv[2]
for _ in range(50):
    receive_request(desk, Received("GH-01", sys.argv[2]), date(2026, 3, 2))
"""


def test_numbers_have_no_gap_under_two_writers(root: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", RECEIVE_FIFTY, str(root), name]) for name in ("liwen", "wangfang")]  # noqa: S603 - our own program
    assert [writer.wait() for writer in writers] == [0, 0]
    desk = open_register(root, MONDAY)
    assert requests.numbers(desk.connection, only_open=False) == [f"2026-{number:04}" for number in range(1, 101)]
    received = [event for event in all_events(desk.connection) if event.type == "received"]
    assert [event.subject_id for event in received] == [f"2026-{number:04}" for number in range(1, 101)]
    assert {event.actor for event in received} == {"liwen", "wangfang"}
    assert [event.previous for event in received[1:]] == [event.hash for event in received[:-1]]
    desk.connection.close()


def test_each_year_has_numbers_of_its_own(desk: Desk) -> None:
    days = ("2025-12-31", "2026-01-04", "2025-12-31", "2026-01-05")
    assert [receive_request(desk, Received("GH-01", "甲"), day(when)).number for when in days] == ["2025-0001", "2026-0001", "2025-0002", "2026-0002"]


def test_numbers_go_on_past_four_digits(connection: sqlite3.Connection) -> None:
    connection.execute("insert into counter values ('request/2026', 9998)")
    assert [requests.next_number(connection, 2026) for _ in range(3)] == ["2026-9999", "2026-10000", "2026-10001"]


def test_a_number_that_an_import_took_is_passed_over(desk: Desk) -> None:
    row = receive_request(desk, Received("GH-01", "甲"), MONDAY)
    requests.write(desk.connection, [row._replace(number="2026-0002")])
    assert receive_request(desk, Received("GH-01", "乙"), MONDAY).number == "2026-0003"


def test_a_refused_request_leaves_neither_event_nor_number(desk: Desk) -> None:
    number = receive_request(desk, Received("GH-01", "甲"), MONDAY).number
    before = list(desk.connection.iterdump())
    with pytest.raises(NotAllowed):
        record(desk, number, Delivered(), MONDAY)
    with pytest.raises(RuntimeError), transaction(desk.connection):  # noqa: PT012 - what fails is the transaction
        requests.next_number(desk.connection, 2026)
        raise RuntimeError
    assert list(desk.connection.iterdump()) == before
    assert receive_request(desk, Received("GH-01", "乙"), MONDAY).number == "2026-0002"


def test_a_name_erased_is_shown_as_erased(desk: Desk) -> None:
    number = receive_request(desk, Received("GH-01", "云岭软件公司"), MONDAY).number
    assert request_of(desk, number, desk.today).applicant == "云岭软件公司"
    desk.connection.execute("delete from personal")
    assert request_of(desk, number, desk.today).applicant == "—"
    assert record(desk, number, Accepted(), MONDAY).stage == "accepted"


LIVES: list[tuple[str, tuple[tuple[int, Event], ...]]] = [
    ("GH-01", ()),
    ("GH-01", ((1, Accepted()),)),
    ("GH-01", ((1, Accepted()), (30, Completed()), (31, Delivered()))),
    ("GH-01", ((1, Accepted()), (10, Withdrawn("改变计划")))),
    ("GH-02", ()),
    ("GH-02", ((0, Declined("不属本机关职权", "云岭市水利局")),)),
    ("GH-03", ((2, Accepted()), (20, Decided(Outcome.REFUSED, "不符合规划条件")))),
    ("GH-03", ((2, Accepted()), (20, Decided()), (40, Completed()))),
]


def projection(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    return {table: desk.connection.execute(f"select * from {table} order by 1, 2, 3").fetchall() for table in ("request", "deadline", "next_card", "card")}  # noqa: S608 - our own tables


@pytest.mark.parametrize("nights", [(), (9,), (9, 12, 45), (60, 10)])
def test_the_projection_is_what_a_replay_makes(desk: Desk, nights: tuple[int, ...]) -> None:
    numbers = [receive_request(desk, Received(code, "甲"), MONDAY).number for code, _events in LIVES]
    for number, (_code, events) in zip(numbers, LIVES, strict=True):
        for days, event in events:
            record(desk, number, event, MONDAY + timedelta(days))
    for night in nights:
        check(desk, MONDAY + timedelta(night))
    before = projection(desk)
    for number in numbers:
        project(desk, bare_request_of(desk, number))
    assert projection(desk) == before
    assert [len(events_of(desk.connection, "request", number)) for number in numbers] == [1 + len(events) for _code, events in LIVES]
