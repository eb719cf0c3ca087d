from datetime import date
from typing import Any

import pytest

from approvals.core.rules.policy import check_policy
from approvals.core.rules.settings import check_register, check_staff

LIWEN = {"id": "liwen", "name": "李文", "department": "GH", "roles": ["clerk"], "login": ["lw"], "to": date(2026, 6, 30)}


def rules(*people: dict[str, Any], departments: set[str] | None = None, own: tuple[str, ...] = ()) -> list[str]:
    table = {"person": list(people), "department": [{"code": code, "name": code} for code in own]}
    return [problem.rule for problem in check_staff(table, departments)]


def test_a_login_may_pass_on_but_not_be_shared() -> None:
    zhoumin = {**LIWEN, "id": "zhoumin", "to": None, "from": date(2026, 7, 1)}
    del zhoumin["to"]
    assert rules(LIWEN, zhoumin) == []
    assert rules(LIWEN, {**zhoumin, "from": date(2026, 6, 30)}) == ["login-once"]


def test_a_department_is_one_of_the_guide_or_of_the_staff_file() -> None:
    assert rules(LIWEN) == []
    assert rules(LIWEN, departments={"JS"}) == ["department-known"]
    assert rules(LIWEN, departments={"JS"}, own=("GH",)) == []


@pytest.mark.parametrize("offset", ["+08:00", "-03:30", "+00:00", "+14:00"])
def test_a_difference_from_utc_is_written_as_iso_8601_does(offset: str) -> None:
    assert check_register({"name": "云岭高新区", "utc_offset": offset}) == []


@pytest.mark.parametrize(
    ("threshold", "rule"),
    [
        ({"left": "2 工作日"}, []),
        ({"left_share": "1/3"}, []),
        ({"left": "2 working days", "left_share": "1/2"}, []),
        ({"over": "0 工作日"}, []),
        ({}, ["rule-threshold"]),
        ({"left_share": "1/3", "over": "0 工作日"}, ["rule-threshold"]),
        ({"left_share": "3/2"}, ["form"]),
        ({"over": "1 个月"}, ["limit"]),
    ],
)
def test_a_card_rule_looks_at_days_left_or_at_days_over(threshold: dict[str, str], rule: list[str]) -> None:
    table = {"name": "zone", "rule": [{"id": "T1", "object": "handling", "basis": "promised", "level": "黄牌", **threshold}]}
    assert [problem.rule for problem in check_policy(table)] == rule


def test_nothing_in_a_file_stops_the_rules() -> None:
    junk: list[object] = [None, 1, True, "x", [], {}, [1], [{}], [{"id": [], "login": 1}], [{"id": "x", "login": [1, []], "from": 1, "left": []}]]
    for value in junk:
        assert check_register({"name": value, "language": value, "utc_offset": value})
        assert check_staff({"person": value, "department": value, "persons": value}, {"GH"})
        assert check_policy({"name": value, "rule": value, "fallback": value, "rules": value})
