"""The rules of a mapping file: a wrong line in an otherwise good mapping, and what is said of it."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from approvals.core.mapping import mapping_from
from approvals.core.rules.mapping import check_mapping
from approvals.language import say

TODAY = date(2026, 11, 24)
CASES = tomllib.loads(Path(__file__).with_name("mapping_problems.toml").read_text(encoding="utf-8"))["case"]
DATA = Path(__file__).parents[3] / "data"
EVENTS = """\
name = "log"
system = "elsewhere"
row = "event"
[columns]
number = "case"
received = "start"
activity = "activity"
at = "time"
[values]
applicant = "not published"
[activities]
default = "noted"
[item]
code = "GH-03"
"""
REQUESTS = """\
name = "table"
system = "elsewhere"
row = "request"
date_formats = ["%Y/%m/%d"]
[columns]
number = "编号"
received = "收件日期"
applicant = "申请人"
[item]
column = "事项"
[item.values]
"规划许可" = "GH-03"
"""
KNOWN = """\
name = "steps"
system = "elsewhere"
row = "event"
requests = "known"
[columns]
number = "case"
activity = "activity"
at = "time"
verdict = "decision"
remark = "opinion"
[activities]
default = "ignored"
"受理" = "accepted"
[outcomes]
"退回" = "refused"
"""
DEFINED = """\
[department]
code = "XX"
name = "Another authority"
[[define]]
code = "XX-01"
name = "Permit"
kind = "其他"
handling = "承诺件"
[define.limits]
statutory = { limit = "56 自然日", starts = "收到", ends = "办结", basis = "its own law", grade = "C" }
"""


def said(text: str) -> list[str]:
    return [f"{'.'.join(map(str, problem.path))}: {say(*problem.said())}" for problem in check_mapping(tomllib.loads(text), TODAY)]


@pytest.mark.parametrize("good", [EVENTS, REQUESTS, EVENTS + DEFINED, KNOWN])
def test_a_good_mapping_has_no_problem(good: str) -> None:
    assert said(good) == []


def test_the_shipped_mapping_is_good_and_brings_its_own_item() -> None:
    for file in (DATA / "mappings").glob("*.toml"):
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        assert check_mapping(table, TODAY) == []
        mapping = mapping_from(table)
        assert mapping.codes <= {item["code"] for item in mapping.items}


def test_the_mappings_that_the_documentation_shows_are_good() -> None:
    shown = re.findall(r"```toml\n(.*?)```", (DATA.parent / "docs" / "import.md").read_text(encoding="utf-8"), re.DOTALL)
    assert [said(text) for text in shown] == [[], []]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["said"].partition(":")[0])
def test_what_is_wrong_is_told_at_its_key(case: dict[str, str]) -> None:
    good = {"events": EVENTS, "requests": REQUESTS, "defined": EVENTS + DEFINED, "known": KNOWN}[case["good"]]
    assert case["old"] in good
    assert said(good.replace(case["old"], case["new"], 1)) == [case["said"]]


WRONG = ("columns = 1", "item = []", "define = 3", "activities = ''", "values = ''", "department = 1", "date_formats = ''", "row = 1")


@pytest.mark.parametrize("wrong", WRONG)
def test_any_shape_at_all_gives_problems_and_no_error(wrong: str) -> None:
    assert said(wrong)
