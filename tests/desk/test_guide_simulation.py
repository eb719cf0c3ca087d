"""What if, on a synthetic year: every figure beside the query that a statistician would write in SQL."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest

from approvals.core.events import Accepted, Completed, Decided, Received, Resumed, Stopped
from approvals.core.limits import parse_limit
from approvals.desk.adoption import adopt
from approvals.desk.founding import found
from approvals.desk.guide_simulation import Asked, simulate
from approvals.desk.register import Desk, open_register
from approvals.desk.request import receive_request, record
from approvals.errors import NoSuchThing
from living import without_late

FIRST, TODAY, CASES = date(2025, 1, 2), date(2026, 3, 2), 120
GUIDE = """
[department]
code = "GH"
name = "自然资源和规划分局"
hotline = "0000-8888 0001"

[[item]]
code = "GH-01"
name = "建设工程规划核实"
kind = "公共服务"
handling = "承诺件"
[item.limits]
promised = { limit = "30 工作日", starts = "受理", ends = "办结" }
[[item.special_procedure]]
name = "听证"
basis = "条例 2"
typical = "5 工作日"

[[item]]
code = "GH-02"
name = "规划信息查询"
kind = "公共服务"
handling = "即办件"
[item.limits]
promised = { limit = "当场", starts = "收到", ends = "办结" }
"""
# The working days used: those after acceptance up to completion, less those of the stop (the day it begins not counted, the day it ends counted).
USED = """
    select r.number,
        (select count(*) from working where d > r.accepted_on and d <= r.completed_on)
        - (select count(*) from working where d > r.accepted_on and d >= s.first and d < s.last)
        + (r.completed_on not in (select d from working)) as used
    from request r left join stopped s using (number) where r.item = 'GH-01' and r.completed_on between :first and :last
"""


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a register with a year of requests, some of them stopped, the same ones every time."""
    root = tmp_path_factory.mktemp("year") / "register"
    found(root, FIRST, "liwen", guide=False)
    (root / "guide" / "guihua.toml").write_text(GUIDE, encoding="utf-8")
    without_late(root)
    desk = open_register(root, TODAY)
    desk.actor = "liwen"
    adopt(desk, ["guide", "policy"], None)
    draw = Random(2025)  # noqa: S311 - the same requests every time
    desk.connection.execute("create temp table stopped (number text, first text, last text)")
    for _ in range(CASES):
        _live(desk, draw)
    days = [FIRST + timedelta(place) for place in range(600)]
    desk.connection.execute("create temp table working (d text primary key)")
    desk.connection.executemany("insert into working values (?)", [(day.isoformat(),) for day in days if desk.calendar.works(day)])
    yield desk
    desk.connection.close()


def _live(desk: Desk, draw: Random) -> None:
    accepted = next(day for place in range(draw.randrange(330), 345) if desk.calendar.works(day := FIRST + timedelta(place)))
    ended = accepted + timedelta(min(int(draw.expovariate(1 / 14)), 60))
    number = receive_request(desk, Received("GH-01", "云岭科技有限公司"), accepted).number
    record(desk, number, Accepted(), accepted)
    if draw.random() < Fraction(1, 4) and ended > accepted:
        stop, end = sorted(accepted + timedelta(draw.randrange((ended - accepted).days + 1)) for _ in range(2))
        if stop < end:
            record(desk, number, Stopped("听证", days=5, told_on=stop), stop)
            record(desk, number, Resumed("听证"), end)
            desk.connection.execute("insert into stopped values (?, ?, ?)", (number, stop.isoformat(), end.isoformat()))
    if draw.random() < Fraction(9, 10):
        record(desk, number, Decided(), ended)
        record(desk, number, Completed(), ended)


def asked(text: str = "GH-01", **changes: object) -> Asked:
    return Asked(text, parse_limit("10 工作日"), None, date.min, date.max)._replace(**changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("promise", ["3 工作日", "7 工作日", "10 工作日", "20 工作日", "45 工作日"])
@pytest.mark.parametrize(("first", "last"), [("0001-01-01", "9999-12-31"), ("2025-04-01", "2025-09-30")])
def test_the_figures_are_those_of_a_query(year: Desk, promise: str, first: str, last: str) -> None:
    limit, period = parse_limit(promise), {"first": first, "last": last}
    (row,) = simulate(year, asked(promised=limit, first=date.fromisoformat(first), last=date.fromisoformat(last))).rows
    uses = sorted(used for _number, used in year.connection.execute(USED, period))
    late = year.connection.execute(f"select count(*), max(used - :amount) from ({USED}) where used > :amount", {**period, "amount": limit.amount}).fetchone()  # noqa: S608 - our own text
    figures = row.figures
    assert figures.late is not None
    assert (figures.cases, figures.late.numerator, figures.late_by_most) == (len(uses), *late)
    middle = "select avg(used) from (select used from ({}) order by used limit 2 - {} % 2 offset ({} - 1) / 2)"
    assert figures.used_median == year.connection.execute(middle.format(USED, len(uses), len(uses)), period).fetchone()[0]
    assert (figures.used_90, figures.met_by_95) == (uses[-(-len(uses) * 9 // 10) - 1], uses[-(-len(uses) * 19 // 20) - 1])


def test_a_month_with_a_handful_concludes_nothing(year: Desk) -> None:
    found_now = simulate(year, asked(first=date(2025, 3, 1), last=date(2025, 3, 14)))
    view = found_now.rows[0].view()
    assert 0 < found_now.together.denominator < 20
    assert view["cases"] == found_now.together.denominator
    assert (view["concluded"], view["late"], view["met_by_95"]) == (False, None, None)
    assert not found_now.concluded


def test_a_department_under_a_cut_leaves_out_what_is_on_the_spot(year: Desk) -> None:
    found_now = simulate(year, asked("GH", promised=None, cut=Fraction(1, 3)))
    assert [(row.entry.item.code, str(row.tried)) for row in found_now.rows] == [("GH-01", "20 working days")]
    assert found_now.left_out == 1
    assert found_now.together == found_now.rows[0].figures.late


def test_an_item_that_is_none_is_refused(year: Desk) -> None:
    with pytest.raises(NoSuchThing, match="neither an item nor a department"):
        simulate(year, asked("XX"))


def test_the_register_is_left_as_it_was(year: Desk) -> None:
    before = year.connection.total_changes
    simulate(year, asked())
    assert year.connection.total_changes == before
