"""Every figure of a bulletin is found again by its query, on the demo and on a year lived by chance; printed late it says what it said on its day."""

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from approvals.core.period import Every, Period, period_of
from approvals.desk.periodic import counted, figures, queries
from approvals.desk.register import Desk, open_register
from approvals.store.asking import ask
from console import run_line

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def year(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo lived on: its requests moved through the year by chance, so that every stage lies on both sides of every period."""
    root = Path(shutil.copytree(demo, tmp_path_factory.mktemp("year") / "register"))
    chance = Random(2026)  # noqa: S311 - no secret
    items = ("GH-03", "SC-05", "JS-01", "XF-01", "SC-01", "HB-05")
    with sqlite3.connect(root / "register.db") as connection:
        request = connection.execute("select * from request limit 1")
        columns = [column[0] for column in request.description]
        template = dict(zip(columns, request.fetchone(), strict=True))
        for number in range(400):
            _live(connection, template, f"2026-{number + 5000}", chance, items)
    return root


def _live(connection: sqlite3.Connection, template: dict[str, object], number: str, chance: Random, items: tuple[str, ...]) -> None:
    def later(day: date | None, most: int, share: float = 1) -> date | None:
        return day + timedelta(chance.randrange(most)) if day and chance.random() < share else None

    received = date(2026, 1, 1) + timedelta(chance.randrange(200))
    accepted = later(received, 9, 0.9)
    completed, closed = later(accepted, 40, 0.8), later(received, 60, 0.15)
    deemed = received + timedelta(7) if not accepted else None
    item = chance.choice(items)
    row = {**template, "number": number, "item": item, "department": item[:2], "received_on": received, "accepted_on": accepted, "deemed_on": deemed}
    row |= {"completed_on": completed, "closed_on": closed, "source_number": ""}
    _insert(connection, "request", row)
    due = received + timedelta(7)
    answered = accepted if accepted and chance.random() < 0.7 else None
    _insert(connection, "deadline", _deadline(number, "acceptance", received, due, answered))
    for kind, days in (("promised", 20), ("statutory", 30)):
        if accepted and chance.random() < 0.9:
            _insert(connection, "deadline", _deadline(number, kind, accepted, accepted + timedelta(chance.randrange(days)), completed))


def _deadline(number: str, kind: str, start: date, due: date, ended: date | None) -> dict[str, object]:
    row = {"subject_kind": "request", "subject_id": number, "kind": kind, "start_on": start, "due_on": due, "ended_on": ended}
    return {**row, "provisional": 0, "plan": "[]"}


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    values = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
    marks = ", ".join(f":{name}" for name in values)
    connection.execute(f"insert into {table} ({', '.join(values)}) values ({marks})", values)  # noqa: S608 - names of the schema


def opened(root: Path, today: date = TODAY) -> Iterator[Desk]:
    desk = open_register(root, today)
    yield desk
    desk.connection.close()


@pytest.fixture(params=["demo", "year"])
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    yield from opened(request.getfixturevalue(request.param))


PERIODS = [
    period_of(every, day, TODAY)
    for every, day in ((Every.WEEK, date(2026, 3, 25)), (Every.WEEK, date(2026, 4, 1)), (Every.MONTH, date(2026, 3, 1)), (Every.QUARTER, date(2026, 2, 1)))
]


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: f"{period.every}-{period.first}")
@pytest.mark.parametrize("department", ["", "GH"])
def test_every_figure_is_found_again_by_its_query(desk: Desk, period: Period, department: str) -> None:
    counts = counted(desk, period, department)
    told: dict[str, object] = {**figures(counts)}
    for code, flow in counts.flows.items() if not department else ():
        told |= {f"{code}:requests.{name}": value for name, value in flow._asdict().items()}
    asked = {figure: next(ask(desk.root, query, 20, {}).rows)[0] for figure, query in queries(desk, counts).items()}
    assert asked == told


@pytest.mark.parametrize("every", list(Every))
def test_what_came_in_and_was_there_went_out_or_stays_and_the_next_period_begins_with_it(year: Path, every: Every) -> None:
    for desk in opened(year):
        stayed: dict[str, int] = {}
        day = date(2025, 12, 31)
        while day < TODAY:
            counts = counted(desk, period_of(every, day, TODAY), "")
            for code, flow in [*counts.flows.items(), ("", counts.total)]:
                assert flow.carried_in + flow.received == flow.completed + flow.ended + flow.carried_out
                assert flow.early + flow.in_time + flow.late + flow.no_limit == flow.completed
                assert flow.carried_in == stayed.get(code, 0)
            stayed = {code: flow.carried_out for code, flow in [*counts.flows.items(), ("", counts.total)]}
            day = counts.period.ends + timedelta(1)
        assert sum(stayed.values()) > 0


def test_printed_late_it_says_what_it_said_on_its_own_day(sample: Path) -> None:
    def told(today: date) -> dict[str, object]:
        found = [dict(figures(counted(desk, period_of(Every.WEEK, date(2026, 3, 25), today), ""))) for desk in opened(sample, today)]
        return {name: value for name, value in found[0].items() if name != "late.recorded_after"}

    before = told(date(2026, 3, 30))
    lines = [
        "request decide 2026-0003 --on 2026-04-02",
        "request void 2026-0015 --reason 重复录入 --on 2026-04-02",
        "request supplied 2026-0011 --on 2026-04-02",
        "request withdraw 2026-0012 --on 2026-04-02",
        "complaint assign TS-2026-0002 --to SC --as luoxia --on 2026-04-02",
    ]
    assert [run_line(*line.split(), "--register", str(sample)).code for line in lines] == [0] * len(lines)
    assert told(TODAY) == before


def test_a_late_entry_is_counted_and_told(sample: Path) -> None:
    period = period_of(Every.WEEK, date(2026, 3, 25), TODAY)
    before = next(figures(counted(desk, period, "")) for desk in opened(sample))
    assert run_line("request", "receive", "GH-03", "--applicant", "云岭科技", "--on", "2026-03-26", "--register", str(sample)).code == 0
    after = next(figures(counted(desk, period, "")) for desk in opened(sample))
    changed = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    assert {name: (now or 0) - (then or 0) for name, (then, now) in changed.items()} == {
        "requests.received": 1,
        "requests.carried_out": 1,
        "late.recorded_after": 1,
    }
