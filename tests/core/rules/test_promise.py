from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli

from approvals.core.calendar import Calendar, year_from
from approvals.core.limits import parse_limit
from approvals.core.rules.guide import ITEM_RULES, check_guide
from approvals.core.rules.item import Reading
from approvals.core.rules.problem import Problem, Severity
from approvals.core.rules.trial import Trial

CALENDAR = Path(__file__).parents[3] / "data/calendar"
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def trial() -> Trial:
    """Return the trial on 2025, whose December runs into the Spring Festival of 2026."""
    return Trial(Calendar(year_from(tomli.loads((CALENDAR / f"{year}.toml").read_text(encoding="utf-8"))) for year in (2025, 2026)))


def problems(item: dict[str, Any], trial: Trial, rule: str) -> Iterator[Problem]:
    reading = Reading(item, ("item", 0), TODAY, trial)
    return (problem for check in ITEM_RULES for problem in check(reading) if problem.rule == rule)


def limits(statutory: str, promised: str, *alternatives: str) -> dict[str, Any]:
    others = [{"limit": limit, "when": "不能当场登记"} for limit in alternatives]
    return {"limits": {"statutory": {"limit": statutory, "alternatives": others}, "promised": {"limit": promised}}}


@pytest.mark.parametrize(
    ("statutory", "promised", "severity"),
    [
        ("20 工作日", "20 工作日", None),
        ("20 工作日", "21 工作日", Severity.ERROR),
        ("3 个月", "4 个月", Severity.ERROR),
        ("30 自然日", "15 工作日", None),  # 15 working days over a Spring Festival: 29 days
        ("30 自然日", "20 工作日", Severity.WARNING),
        ("30 自然日", "25 工作日", Severity.ERROR),
        ("20 工作日", "26 自然日", None),
        ("3 个月", "50 工作日", None),
        ("3 个月", "70 工作日", Severity.ERROR),
        ("24 小时", "1 工作日", Severity.WARNING),  # the working day after a Friday is a Monday
        ("当场", "1 工作日", Severity.ERROR),
        ("20 工作日", "当场", None),
    ],
)
def test_a_promise_is_held_against_the_law(trial: Trial, statutory: str, promised: str, severity: Severity | None) -> None:
    found = [problem.severity for problem in problems(limits(statutory, promised), trial, "promise-within-law")]
    assert found == ([severity] if severity else [])


def test_where_the_law_wants_it_on_the_spot_or_within_days_the_days_bind_the_promise(trial: Trial) -> None:
    """市场主体登记管理条例 19: on the spot, or within three working days where that cannot be."""
    assert not list(problems(limits("当场", "3 工作日", "3 工作日"), trial, "promise-within-law"))
    assert list(problems(limits("当场", "4 工作日", "3 工作日"), trial, "promise-within-law"))


def test_where_the_law_has_days_its_longer_alternative_does_not_stretch_the_promise(trial: Trial) -> None:
    assert list(problems(limits("20 自然日", "30 自然日", "45 自然日"), trial, "promise-within-law"))


def test_the_first_day_from_which_the_promise_is_late_is_named(trial: Trial) -> None:
    later = trial.later(parse_limit("20 工作日"), parse_limit("30 自然日"))
    assert later
    assert (later.start, later.first, later.second) == (date(2025, 1, 2), date(2025, 2, 6), date(2025, 2, 5))
    assert 0 < later.days < later.tried


def test_without_a_circular_nothing_is_tried() -> None:
    for calendar in (None, Calendar([])):
        assert Trial(calendar).later(parse_limit("30 工作日"), parse_limit("30 自然日")) is None
        assert list(problems(limits("20 工作日", "21 工作日"), Trial(calendar), "promise-within-law"))


def test_two_limits_as_long_as_they_can_be_are_tried_in_the_last_years_that_can_be_counted() -> None:
    calendar = Calendar(year_from({"year": year}) for year in (2026, 2198, 2199))
    assert Trial(calendar).later(parse_limit("5000 工作日"), parse_limit("1 个月"))


STEPS = [
    ("受理", "2 工作日", {}),
    ("审查", "8 工作日", {}),
    ("公示", "7 工作日", {"parallel": True}),
    ("专家评审", "20 工作日", {}),
    ("送达", "3 工作日", {}),
    ("现场核查", "5 自然日", {}),
]


@pytest.mark.parametrize(
    ("promised", "above"), [("10 工作日", False), ("9 工作日", True), ("5 自然日", False), ("4 自然日", True), ("当场", True), ("3 个月", False)]
)
def test_serial_steps_in_the_unit_of_the_promise_are_added(trial: Trial, promised: str, above: bool) -> None:  # noqa: FBT001 - a column of the table
    steps = [{"name": name, "limit": limit, **more} for name, limit, more in STEPS]
    item = {**limits("60 工作日", promised), "step": steps, "special_procedure": [{"name": "专家评审"}]}
    assert bool(list(problems(item, trial, "steps-within-promise"))) is above


def test_nothing_in_a_file_stops_the_rules() -> None:
    junk: list[object] = [None, 1, "x", [], {}, [1], ["x"], [{}], {"limit": 1}, {"limit": []}, [{"limit": {}, "basis": [], "name": 1}], date(2026, 1, 1)]
    keys = ("limits", "step", "material", "fee", "special_procedure", "code", "handling", "hotline")
    tables: dict[str, Any] = {f"guide/{number}.toml": {"department": value, "item": [dict.fromkeys(keys, value)]} for number, value in enumerate(junk)}
    tables |= {f"guide/limits-{number}.toml": {"item": [{"limits": {"statutory": value, "promised": value}}]} for number, value in enumerate(junk)}
    tables |= {f"guide/item-{number}.toml": {"item": value} for number, value in enumerate(junk)}
    assert all(check_guide(tables, TODAY, None).values())
