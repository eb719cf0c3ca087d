"""The zone's own year: its bulletins and its assessment come out, and every number of them is found again by SQL."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from approvals.core.period import Every, period_of
from approvals.desk.assessment import assess, basis_of
from approvals.desk.evaluation import outcome
from approvals.desk.periodic import counted, figures, queries
from approvals.desk.register import Desk, open_register
from approvals.desk.verify import verify
from approvals.store.asking import ask
from console import run_line
from the_year import DAY, lived


@pytest.fixture(scope="module")
def year(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lived(Path(shutil.copytree(demo, tmp_path_factory.mktemp("zone") / "register")), requests=120, respondents=6)


@pytest.fixture(scope="module")
def desk(year: Path) -> Iterator[Desk]:
    opened = open_register(year, DAY)
    yield opened
    opened.connection.close()


def one(desk: Desk, query: str, *values: object) -> tuple[object, ...]:
    row: tuple[object, ...] = desk.connection.execute(query, values).fetchone()
    return row


def test_the_year_is_that_of_the_programme(desk: Desk, year: Path) -> None:
    assert verify(desk).broken == ()
    counted = dict(desk.connection.execute("select kind, count(*) from matter group by 1").fetchall())
    assert (counted["complaint"], counted["audit"], counted["evaluator"]) == (20, 80, 320)
    assert one(desk, "select count(distinct json_extract(facts, '$.channel')) from matter where kind = 'complaint'") == (6,)
    kinds = desk.connection.execute("select json_extract(facts, '$.audit_kind'), count(*) from matter where kind = 'audit' group by 1 order by 1").fetchall()
    assert kinds == [("engineering", 58), ("revenue-expenditure", 22)]
    assert len(desk.oversight.groups) == 10
    assert run_line("powers", "list", "--register", str(year), "--lang", "en").out.splitlines()[-1] == "Departments: 24, powers: 24, rules: 139."


PERIODS = [
    (Every.WEEK, date(2026, 4, 15)),
    (Every.WEEK, date(2026, 11, 16)),
    (Every.MONTH, date(2026, 5, 1)),
    (Every.MONTH, date(2026, 10, 1)),
    (Every.QUARTER, date(2026, 7, 1)),
]


@pytest.mark.parametrize(("every", "day"), PERIODS)
def test_every_number_of_a_bulletin_is_found_again_by_sql(desk: Desk, every: Every, day: date) -> None:
    counts = counted(desk, period_of(every, day, DAY), "")
    told: dict[str, object] = {**figures(counts)}
    for code, flow in counts.flows.items():
        told |= {f"{code}:requests.{name}": value for name, value in flow._asdict().items()}
    assert {figure: next(ask(desk.root, query, 20, {}).rows)[0] for figure, query in queries(desk, counts).items()} == told
    assert told["inspections.recorded"]


def test_a_week_with_one_inspection_is_carded_on_the_monday_after(desk: Desk) -> None:
    weeks = desk.connection.execute("""
        select date(opened_on, 'weekday 0') as sunday, count(*) from matter
        where kind = 'inspection' and opened_on >= '2026-04-06' and opened_on < '2026-11-16' group by 1 having count(*) < 2 order by 1
    """).fetchall()
    carded = {row[0] for row in desk.connection.execute("select since_on from card where subject_kind = 'duty' and subject_id = 'counter-inspection'")}
    assert {one(desk, "select date(?, '+1 day')", sunday)[0] for sunday, _count in weeks} <= carded
    assert len(weeks) > 2


def test_every_number_of_the_assessment_is_found_again_by_sql(desk: Desk) -> None:
    standings = assess(desk, basis_of(desk, 2026, None)).standings
    assert len(standings) == 24
    for standing in standings:
        found = {figure.component: figure for figure in standing.figures}
        code = standing.department
        assert found["inspections"].points == -2 * Fraction(str(one(desk, _INSPECTED, code)[0]))
        assert found["complaints"].points == Fraction(str(one(desk, _COMPLAINED, code)[0]))
        assert found["cards"].points == Fraction(str(one(desk, _CARDED, code)[0]))
        assert found["duties"].points == -2 * Fraction(str(one(desk, _MISSED, code)[0]))


_INSPECTED = """
    select count(*) from matter where kind = 'inspection' and department = ? and stage <> 'voided' and opened_on like '2026%'
        and json_extract(facts, '$.findings') <> '["none"]'
"""
_COMPLAINED = """
    select coalesce(sum(case json_extract(e.payload, '$.conclusion') when 'true' then -5 when 'partly' then -2 else 0 end), 0)
    from event e join matter m on m.kind = e.subject_kind and m.number = e.subject_id
    where e.subject_kind = 'complaint' and e.type = 'concluded' and m.department = ? and m.stage <> 'voided'
"""
# Of one request and person the highest card in force counts.
_CARDED = """
    select coalesce(sum(points), 0) from (
        select max(case level when 'red' then 10 when 'yellow' then 5 else 0 end) * -1 as points from card
        where subject_kind = 'request' and department = ? and level <> 'warning' and since_on like '2026%' and state in ('issued', 'appealed', 'followed_up')
        group by subject_id, person
    )
"""
_MISSED = """
    select count(*) from deadline d join matter m on m.kind = d.subject_kind and m.number = d.subject_id
    where d.subject_kind = 'duty' and m.department = ? and d.due_on like '2026%' and d.due_on < '2026-11-24' and d.ended_on is null
"""


def test_every_count_of_the_evaluation_is_found_again_by_sql(desk: Desk) -> None:
    number = str(one(desk, "select number from matter where kind = 'evaluation' and json_extract(facts, '$.period') = '2026'")[0])
    found = outcome(desk, number)
    rows = desk.connection.execute(
        "select department, json_extract(facts, '$.answers') from matter where kind = 'ballot' and json_extract(facts, '$.evaluation') = ?", (number,)
    ).fetchall()
    for result in found.results:
        answers = [json.loads(text) for department, text in rows if department == result.department]
        assert (result.ballots, len(answers)) == (12, 12)
        assert result.valid == sum(sum(level != "-" for level in answer) >= found.form.answered_at_least for answer in answers)


def test_a_year_frozen_comes_out_the_same_ever_after(year: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(year, tmp_path / "register"))

    def line(*words: str) -> str:
        ended = run_line(*words, "--register", str(root), "--as", "luoxia", "--lang", "zh")
        assert ended.code == 0, ended
        return ended.out

    line("assess", "freeze", "--year", "2026")
    before = line("assess", "--year", "2026")
    line("inspection", "record", "C01", "--finding", "absent", "--on", "2026-11-20")
    line("assess", "item", "GH", "--year", "2026", "--points", "3", "--reason", "创新", "--signer", "谭国华")
    assert line("assess", "--year", "2026") == before
    with closing(sqlite3.connect(root / "register.db")) as connection:
        assert connection.execute("select count(*) from matter where kind = 'assessment'").fetchone()[0] >= 2
