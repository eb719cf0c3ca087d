"""The error gallery: `tests/cases/<name>/` is a small register with one thing wrong, `expected.txt` what its keeper is told."""

import ast
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from approvals.core.calendar import Calendar, year_from
from approvals.core.rules.calendar import CIRCULAR_RULES, HOLIDAY_RULES, YEARS_RULES
from approvals.core.rules.guide import ITEM_RULES, duplicate_code, missing_hotline
from approvals.core.rules.oversight import OVERSIGHT_RULES
from approvals.core.rules.policy import POLICY_RULES
from approvals.core.rules.powers import ONCE_RULES, POWER_RULES, Known, Served
from approvals.core.rules.settings import STAFF_RULES
from approvals.core.rules.shape import SHAPE_RULES
from approvals.core.rules.statutory_days import statutory_days
from approvals.files.calendar import read_calendar
from approvals.files.guide import read_guide
from approvals.files.oversight import read_oversight
from approvals.files.place import REGISTER
from approvals.files.powers import read_powers
from approvals.files.reader import Finding, Source, in_order, read
from approvals.files.settings import POLICY, STAFF, read_policy, read_register, read_staff
from approvals.language import say

ROOT = Path(__file__).parents[2]
CASES = sorted(path for path in (ROOT / "tests" / "cases").iterdir() if path.is_dir())
TODAY = date(2026, 11, 24)
RULES = (
    *ITEM_RULES,
    missing_hotline,
    duplicate_code,
    *HOLIDAY_RULES,
    *CIRCULAR_RULES,
    *YEARS_RULES,
    statutory_days,
    *STAFF_RULES,
    *POLICY_RULES,
    *OVERSIGHT_RULES,
    *ONCE_RULES,
    *POWER_RULES,
)
KNOWN = Known(frozenset({"GH", "JS"}), {"GH-03": Served("GH", "行政许可", bases=True, steps=True)}, frozenset({"liwen", "李文"}))
# Mapping files are read, and their sentences shown, on the floor of foreign formats.
SPEAKING = [*(path for path in sorted((ROOT / "src/approvals/core/rules").glob("*.py")) if path.stem != "mapping"), ROOT / "src/approvals/files/syntax.py"]


@cache
def two_years() -> Calendar:
    """Return the calendar on which the cases are tried, which stays as it is when a new year is shipped."""
    files = [read(ROOT / "data", f"calendar/{year}.toml") for year in (2025, 2026)]
    return Calendar(year_from(file.table) for file in files if isinstance(file, Source))


@cache
def findings(case: Path) -> list[Finding]:
    """Return everything that is wrong with the files of a case."""
    found = [*read_guide(case, TODAY, two_years()).findings, *read_calendar(case).findings]
    found += read_register(case).findings if (case / REGISTER).exists() else []
    found += read_staff(case, {"GH"}, {"GH-03"}).findings if (case / STAFF).exists() else []
    found += read_policy(case).findings if (case / POLICY).exists() else []
    found += read_oversight(case, {"liwen"}, {"GH"}).findings
    found += read_powers(case, KNOWN).findings
    return in_order(found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_told_exactly(case: Path) -> None:
    told = "".join(f"{say(*finding.said())}\n" for finding in findings(case))
    assert told == (case / "expected.txt").read_text(encoding="utf-8")
    assert told


def test_every_rule_has_a_case() -> None:
    shown = {finding.problem.rule for case in CASES for finding in findings(case)}
    assert {rule.__name__.replace("_", "-") for rule in RULES} <= shown
    assert set(SHAPE_RULES) <= shown


@pytest.mark.parametrize("file", SPEAKING, ids=lambda file: file.name)
def test_every_sentence_has_a_case(file: Path) -> None:
    shown = {finding.problem.template for case in CASES for finding in findings(case)}
    assert sentences(file) <= shown


def sentences(file: Path) -> set[str]:
    """Return the sentences a module marks for translation."""
    calls = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    marked = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "N_"]
    return {str(node.value) for node in marked if isinstance(node, ast.Constant)}
