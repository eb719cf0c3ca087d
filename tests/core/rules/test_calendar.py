from pathlib import Path
from typing import Any

import pytest
import tomli

from approvals.core.rules.calendar import check_year, check_years
from approvals.core.rules.problem import Severity

CALENDAR = Path(__file__).parents[3] / "data/calendar"
YEARS = [path.stem for path in sorted(CALENDAR.glob("*.toml"))]


def shipped(year: str) -> dict[str, Any]:
    return tomli.loads((CALENDAR / f"{year}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("year", YEARS)
def test_a_shipped_year_lacks_a_statutory_day_when_a_festival_is_left_out(year: str) -> None:
    """全国年节及纪念日放假办法: ten days until 2007, eleven from 2008, thirteen from 2025."""
    table = shipped(year)
    assert check_year(table) == []
    table.pop("revision", None)
    told = [check_year({**table, "holiday": [other for other in table["holiday"] if other is not holiday]}) for holiday in table["holiday"]]
    assert [[problem.rule for problem in problems] for problems in told] == [["statutory-days"]] * len(told)


@pytest.mark.parametrize(
    ("year", "days", "told"),
    [
        (2007, {"元旦": 1, "春节": 3, "劳动节": 3, "国庆节": 3}, None),
        (2024, {"元旦": 1, "春节": 3, "清明节": 1, "劳动节": 1, "端午节": 1, "中秋节、国庆节": 4}, None),
        (2025, {"元旦": 1, "春节": 3, "清明节": 1, "劳动节": 1, "端午节": 1, "中秋节、国庆节": 4}, ("春节", "劳动节")),
        (2025, {"元旦": 1, "春节": 4, "清明节": 1, "五一": 2, "端午节": 1, "中秋节": 1, "十一": 3}, None),
    ],
)
def test_the_statutory_days_of_a_year(year: int, days: dict[str, int], told: tuple[str, ...] | None) -> None:
    holidays = [
        {"name": name, "from": f"{year}-{month:02}-01", "to": f"{year}-{month:02}-{number:02}"} for month, (name, number) in enumerate(days.items(), start=1)
    ]
    found = [problem.values["names"] for problem in check_year({"year": year, "holiday": holidays})]
    assert found == ([told] if told else [])


FOREIGN = """
year = 2026
notice = "Bank Holidays 2026"
published = 2025-06-01

[[holiday]]
name = "New Year's Day"
from = 2026-01-01
to = 2026-01-01

[[holiday]]
name = "Bank Holiday"
from = 2026-05-04

[[holiday]]
name = "Bank Holiday"
from = 2026-08-31

[[holiday]]
name = "Boxing Day"
from = 2026-12-26
work = [2026-12-20]
"""


def test_the_calendar_of_another_country_passes() -> None:
    assert check_year(tomli.loads(FOREIGN)) == []


def test_only_contradictions_block() -> None:
    table = {**shipped("2026"), "holiday": [{"name": "春节", "from": "2026-02-15", "to": "2026-02-17", "work": ["2026-02-18"]}]}
    assert {problem.severity for problem in check_year(table)} == {Severity.WARNING}


def test_a_holiday_that_a_revision_replaces_is_out_of_the_way() -> None:
    """国务院办公厅关于延长2020年春节假期的通知: 1 February was to be a make-up workday and became a holiday."""
    assert check_year(shipped("2020")) == []


def test_nothing_in_a_file_stops_the_rules() -> None:
    holidays = [{"name": "x", "from": 1, "work": [1, None]}], [{"name": [], "from": "2026-01-01", "to": "x", "work": 1}]
    junk: list[object] = [None, 1, True, "x", [], {}, [1], [{}], *holidays]
    tables: dict[str, Any] = {f"calendar/{number}.toml": {"year": value, "holiday": value, "revision": value} for number, value in enumerate(junk)}
    tables |= {f"calendar/2026-{number}.toml": {"year": 2026, "holiday": value, "revision": [{"holiday": value}]} for number, value in enumerate(junk)}
    assert all(check_years(tables).values())
