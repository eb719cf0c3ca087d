"""From rows to what happened: requests a row each, activities that move a stage, items and outcomes by their words."""

import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core.dates import When, when_from
from approvals.core.events import Accepted, Completed, Decided, Declined, Delivered, Event, Noted, Outcome, Received
from approvals.core.mapping import mapping_from, read_when
from approvals.errors import WrongUsage
from approvals.exchange.fault import Fault
from approvals.exchange.log import Log
from approvals.exchange.taking import Taken, Taker
from approvals.language import say

TODAY = date(2026, 11, 24)
REQUESTS = """\
name = "table"
system = "elsewhere"
row = "request"
delimiter = ";"
date_formats = ["%Y/%m/%d", "%Y年%m月%d日 %H:%M"]
[columns]
number = "编号"
applicant = "申请人"
received = "收件"
accepted = "受理"
declined = "不予受理"
decided = "决定"
completed = "办结"
delivered = "送达"
outcome = "结果"
ground = "理由"
reason = "理由"
[outcomes]
"准予" = "granted"
"不予许可" = "refused"
[item]
column = "事项"
[item.values]
"规划许可" = "GH-03"
"""
HEADING = "编号;申请人;事项;收件;受理;不予受理;决定;结果;理由;办结;送达\n"
EVENTS = """\
name = "log"
system = "elsewhere"
row = "event"
[columns]
number = "case"
activity = "activity"
at = "time"
by = "who"
[values]
applicant = "not published"
received = "first row"
[activities]
"Register" = "received"
"Accept" = "accepted"
"Reject" = "declined"
"Decide" = "decided"
"Close" = "completed"
"Send" = "delivered"
[item]
code = "GH-03"
"""


def take(folder: Path, mapping: str, table: str, encoding: str = "utf-8") -> tuple[list[Taken], list[str]]:
    (folder / "t.csv").write_text(table, encoding=encoding)
    read = mapping_from(tomllib.loads(mapping))
    log = Log(folder / "t.csv", read)
    assert (log.unfit(), log.missing()) == ([], [])
    taker = Taker(read, log.layout, TODAY)
    taken: list[Taken] = []
    faults: list[Fault] = []
    for case in log.cases(log.counts()):
        request, wrong = (None, (case,)) if isinstance(case, Fault) else taker.take(case)
        taken += [request] if request else []
        faults += wrong
    return taken, [f"{fault.row}: {say(*fault.problem.said())}" for fault in faults]


def happened(request: Taken) -> list[tuple[When, Event]]:
    return [(happening.when, happening.event) for happening in request.happenings]


def test_a_row_is_a_request(tmp_path: Path) -> None:
    row = "A1;王伟;规划许可;2026/3/2;2026/3/2;;2026年3月20日 10:30;准予;;2026-03-20;2026-03-21\n"
    taken, faults = take(tmp_path, REQUESTS, HEADING + row)
    assert faults == []
    assert happened(taken[0]) == [
        (date(2026, 3, 2), Received("GH-03", "王伟", "A1")),
        (date(2026, 3, 2), Accepted()),
        (when_from("2026-03-20T10:30:00"), Decided(Outcome.GRANTED)),
        (date(2026, 3, 20), Completed()),
        (date(2026, 3, 21), Delivered()),
    ]


@pytest.mark.parametrize(
    ("row", "events"),
    [
        ("A1;王伟;规划许可;2026/3/2;;2026/3/3;;;不属本机关职权;;", [Declined("不属本机关职权")]),
        ("A1;王伟;规划许可;2026/3/2;2026/3/3;;2026/3/9;不予许可;不符合规划条件;;", [Accepted(), Decided(Outcome.REFUSED, "不符合规划条件")]),
    ],
)
def test_what_was_not_granted_has_its_ground(tmp_path: Path, row: str, events: list[Event]) -> None:
    taken, faults = take(tmp_path, REQUESTS, HEADING + row)
    assert (faults, [event for _, event in happened(taken[0])][1:]) == ([], events)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("A1;王伟;建设许可;2026/3/2;;;;;;;", "2: column “事项”: the mapping does not say which item this is: add it to [item.values] (value “建设许可”)"),
        ("A1;王伟;;2026/3/2;;;;;;;", "2: column “事项” is empty"),
        ("A1;;规划许可;2026/3/2;;;;;;;", "2: column “申请人” is empty"),
        ("A1;王伟;规划许可;;;;;;;;", "2: column “收件” is empty"),
        ("-A1;王伟;规划许可;2026/3/2;;;;;;;", "2: column “编号”: a number does not begin with =, +, - or @ (value “-A1”)"),
        ("A1;王伟;规划许可;2026/3/2;;2026/3/3;;;;;", "2: column “理由” is empty"),
        (
            "A1;王伟;规划许可;2026/3/2;2026/3/2;;2026/3/3;缓办;;;",
            "2: column “结果”: the mapping does not say what this outcome is: add it to [outcomes] (value “缓办”)",
        ),
    ],
)
def test_a_cell_that_cannot_be_taken_refuses_the_request(tmp_path: Path, row: str, fault: str) -> None:
    assert take(tmp_path, REQUESTS, HEADING + row) == ([], [fault])


def test_a_number_stands_in_one_row(tmp_path: Path) -> None:
    row = "A1;王伟;规划许可;2026/3/2;;;;;;;\n"
    taken, faults = take(tmp_path, REQUESTS, HEADING + row + row)
    assert (len(taken), faults) == (1, ["3: column “编号”: the number stands in row 2 already (value “A1”)"])


def test_activities_move_the_stage_once_and_are_noted_when_they_come_again(tmp_path: Path) -> None:
    log = """\
case,activity,time,who
7,Close,2026-03-20 16:00,b
7,Register,2026-03-02 09:00,a
7,Decide,2026-03-18T10:00:00Z,b
7,Accept,2026-03-02 11:00,a
7,Decide,2026-03-19 10:00,b
7,Send,2026-03-20,b
"""
    taken, faults = take(tmp_path, EVENTS, log)
    assert faults == []
    assert happened(taken[0]) == [
        (when_from("2026-03-02T09:00:00"), Received("GH-03", "not published", "7")),
        (when_from("2026-03-02T11:00:00"), Accepted()),
        (when_from("2026-03-18T10:00:00"), Decided()),
        (when_from("2026-03-19T10:00:00"), Noted("Decide", "b")),
        (when_from("2026-03-20T16:00:00"), Completed()),
        (date(2026, 3, 20), Delivered()),
    ]


def test_an_activity_is_its_own_ground_and_the_first_row_can_be_the_receipt(tmp_path: Path) -> None:
    taken, faults = take(tmp_path, EVENTS, "case,activity,time,who\n7,Accept,2026-03-03,a\n8,Reject,2026-03-04,a\n")
    assert faults == []
    assert [event for _, event in happened(taken[0])] == [Received("GH-03", "not published", "7"), Accepted()]
    assert [event for _, event in happened(taken[1])] == [Received("GH-03", "not published", "8"), Declined("Reject")]


def test_an_activity_without_a_meaning_is_a_fault_of_its_row(tmp_path: Path) -> None:
    taken, faults = take(tmp_path, EVENTS, "case,activity,time,who\n7,Register,2026-03-03,a\n7,Lunch,2026-03-04,a\n")
    assert len(taken[0].happenings) == 1
    assert faults == ["3: column “activity”: the mapping does not say what this activity is: add it to [activities] (value “Lunch”)"]


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16"])
def test_encodings_the_mapping_names(tmp_path: Path, encoding: str) -> None:
    mapping = EVENTS.replace("[columns]", f'encoding = "{encoding}"\n[columns]').replace('"Register"', '"收件"')
    taken, faults = take(tmp_path, mapping, "case,activity,time,who\n7,收件,2026-03-03,王\n", encoding)
    assert (len(taken), faults) == (1, [])


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2011-12-06", date(2011, 12, 6)),
        ("2011-12-06 13:41:31.788000+01:00", when_from("2011-12-06T13:41:31.788000")),
        ("2011-12-06T23:59:59+0100", when_from("2011-12-06T23:59:59")),
        ("2011-12-06T00:30Z", when_from("2011-12-06T00:30:00")),
        ("2011-12-06 13:41:31 -05", when_from("2011-12-06T13:41:31")),
        ("2011-12-06T13:41:31.123456789Z", when_from("2011-12-06T13:41:31.123456")),
        ("2012-02-29", date(2012, 2, 29)),
        ("06.12.2011", date(2011, 12, 6)),
        ("6/12/11 1:41 PM", when_from("2011-12-06T13:41:00")),
        ("06-12-2011 13:41 +0100", when_from("2011-12-06T13:41:00")),
    ],
)
def test_dates_are_local_as_they_are_written(text: str, when: When) -> None:
    assert read_when(text, ("%d.%m.%Y", "%d/%m/%y %I:%M %p", "%d-%m-%Y %H:%M %z")) == when


NO_DATES = ("2011-02-30", "2011-13-01", "2011-12-06 24:00", "2011-12-06 13:60", "20111206", "2011-W49-2", "40883", "now", "\uff12011-12-06", "1949-12-31", "")


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage):
        read_when(text)


@given(when=st.datetimes(datetime.fromisoformat("1950-01-01"), datetime.fromisoformat("2199-12-31")), zone=st.sampled_from(["", "Z", "+08:00", "-0330"]))
def test_every_time_that_python_writes_is_read_back_without_its_zone(when: datetime, zone: str) -> None:
    assert read_when(when.isoformat(" ") + zone) == when


@given(order=st.permutations(range(4)))
def test_the_order_of_the_rows_does_not_matter(tmp_path_factory: pytest.TempPathFactory, order: list[int]) -> None:
    rows = ["7,Register,2026-03-02,a\n", "7,Accept,2026-03-02,a\n", "7,Decide,2026-03-09,a\n", "7,Lunch break,2026-03-05,a\n"]
    mapping = EVENTS.replace("[activities]", '[activities]\ndefault = "noted"')
    folder = tmp_path_factory.getbasetemp()
    taken, _ = take(folder, mapping, "case,activity,time,who\n" + "".join(rows[place] for place in order))
    assert [event for _, event in happened(taken[0])] == [Received("GH-03", "not published", "7"), Accepted(), Noted("Lunch break", "a"), Decided()]
