"""The sample register in `data/` passes its own check, and its limits are those of the reference list."""

import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import tomli

from approvals.core.calendar import Calendar, year_from
from approvals.core.guide import Item, item_from
from approvals.core.limits import TimeLimit, Unit
from approvals.core.terms import Grade, Kind
from approvals.files.calendar import read_calendar
from approvals.files.guide import read_guide
from approvals.files.settings import read_policy, read_register, read_staff
from approvals.language import say

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
TODAY = date(2026, 11, 24)
LISTED = tomli.loads((ROOT / "tests/guide_data/zone_limits.toml").read_text(encoding="utf-8"))["limit"]
# The reference list calls it by its common name, the rule (劳部发〔1994〕503号) by what it allows.
OTHER_NAMES = {"RS-06"}
# 城市道路管理条例 34: the 24 hours bind the applicant, who has dug first, not the organ.
APPLICANTS_LIMITS = {"CG-03"}
DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")}


@cache
def calendar() -> Calendar:
    return Calendar(year_from(source.table) for source in read_calendar(DATA).sources)


@cache
def items() -> dict[str, Item]:
    sources = read_guide(DATA, TODAY, calendar()).sources
    return {item.code: item for source in sources for item in map(item_from, source.table["item"])}


def test_the_sample_register_has_no_findings() -> None:
    guide = read_guide(DATA, TODAY, calendar())
    departments = {source.table["department"]["code"] for source in guide.sources}
    items = {item["code"] for source in guide.sources for item in source.table["item"]}
    files = (guide, read_calendar(DATA), read_register(DATA), read_policy(DATA), read_staff(DATA, departments, items))
    assert [say(*finding.said()) for file in files for finding in file.findings] == []


def test_the_sample_guide_has_24_departments_and_148_items_in_the_grades_of_the_list() -> None:
    assert len(read_guide(DATA, TODAY, calendar()).sources) == 24
    assert Counter(item.statutory.grade for item in items().values() if item.statutory) == {
        Grade.SPECIAL_LIMIT: 71,
        Grade.GENERAL_LIMIT: 52,
        Grade.RULE: 19,
        Grade.UNCHECKED: 6,
    }
    assert {code: str(item.statutory.grade) for code, item in items().items() if item.statutory} == {entry["code"]: entry["grade"] for entry in LISTED}


@pytest.mark.parametrize("entry", LISTED, ids=lambda entry: entry["code"])
def test_an_item_has_the_name_of_the_list(entry: dict[str, str]) -> None:
    name = set(re.sub(r"\([^)]*\)", "", entry["name"]))
    shared = name & set(items()[entry["code"]].name)
    assert (len(shared) >= len(name) * 3 / 4) is (entry["code"] not in OTHER_NAMES)


@pytest.mark.parametrize("entry", [entry for entry in LISTED if entry["grade"] == "A"], ids=lambda entry: entry["code"])
def test_a_special_limit_is_that_of_the_list(entry: dict[str, str]) -> None:
    limit = items()[entry["code"]].statutory
    assert limit
    assert limit.starts == entry.get("starts", limit.starts)
    assert limit.ends == entry.get("ends", limit.ends)
    if "text" in entry:
        kept = (amount(entry["text"]), amount(entry["text"])) == (limit.limit, amount(limit.text))
        assert kept is (entry["code"] not in APPLICANTS_LIMITS)


@pytest.mark.parametrize("entry", [entry for entry in LISTED if entry["grade"] == "A*"], ids=lambda entry: entry["code"])
def test_where_no_law_sets_a_limit_the_general_one_applies(entry: dict[str, str]) -> None:
    item = items()[entry["code"]]
    assert item.statutory
    if item.kind is Kind.LICENCE:
        assert item.statutory.limit == TimeLimit(20, Unit.WORKING_DAYS)
        assert item.statutory.basis in {"行政许可法 42(1)", "行政许可法 43"}
    else:
        assert (item.statutory.limit, item.statutory.basis) == (TimeLimit(20, Unit.CALENDAR_DAYS), "湖南省行政程序规定 81")


def amount(text: str) -> TimeLimit:
    """Read the words of a law, where days are calendar days unless it says 工作日: 20个工作日, 三十日, 3个月, 当场登记."""
    if text.startswith("当场"):
        return TimeLimit(0, Unit.WORKING_DAYS)
    form = re.fullmatch(r"(\d+|[一二三四五六七八九十]+)(个工作日|日|个月|小时)", text)
    assert form, text
    units = {"个工作日": Unit.WORKING_DAYS, "日": Unit.CALENDAR_DAYS, "个月": Unit.MONTHS, "小时": Unit.HOURS}
    return TimeLimit(number(form[1]), units[form[2]])


def number(text: str) -> int:
    """Read a number below a hundred in Chinese or Arabic figures."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (DIGITS[tens] if tens else 1 if ten else 0) * 10 + (DIGITS[ones] if ones else 0)
