"""The profiles that ship: on which day each card becomes true, worked out by hand on the calendar of March 2026."""

import tomllib
from datetime import date

import pytest

from approvals.core.calendar import Calendar
from approvals.core.events import Accepted, Received
from approvals.core.facts import FACTS
from approvals.core.guide import item_from
from approvals.core.nights import planned, standing
from approvals.core.policy import Policy, Tier, policy_from
from approvals.core.rules.policy import OBJECTS, check_policy
from conftest import DATA
from living import law_of, replayed

NAMES = sorted(file.stem for file in (DATA / "profiles").glob("*.toml"))
# Accepted on Monday 2026-03-02, by law within 20 working days, that is by 2026-03-30.
DATES = [
    ("promise-then-law", "10 工作日", [("warning", "2026-03-12"), ("yellow", "2026-03-17"), ("red", "2026-03-31")]),
    ("ninety-per-cent", "10 工作日", [("yellow", "2026-03-13"), ("red", "2026-03-17"), ("red", "2026-03-31")]),
    ("ninety-per-cent", "5 工作日", [("yellow", "2026-03-09"), ("red", "2026-03-10"), ("red", "2026-03-31")]),
    ("ninety-per-cent", "7 工作日", [("yellow", "2026-03-11"), ("red", "2026-03-12"), ("red", "2026-03-31")]),
    ("warning-then-red", "10 工作日", [("warning", "2026-03-13"), ("red", "2026-03-17"), ("red", "2026-03-31")]),
    ("warning-then-red", "2 工作日", [("warning", "2026-03-03"), ("red", "2026-03-05"), ("red", "2026-03-31")]),
]


def profile(name: str) -> Policy:
    return policy_from(tomllib.loads((DATA / "profiles" / f"{name}.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(("name", "promised", "expected"), DATES)
def test_the_days_of_a_profile(shipped: Calendar, name: str, promised: str, expected: list[tuple[str, str]]) -> None:
    limits = {
        "promised": {"limit": promised, "starts": "受理", "ends": "办结"},
        "statutory": {"limit": "20 工作日", "starts": "受理", "ends": "办结"},
    }
    law = law_of(item_from({"code": "GH-01", "name": "…", "kind": "公共服务", "handling": "承诺件", "limits": limits}), shipped)
    request = replayed(law, ("2026-03-02", Received("GH-01", "云岭软件公司")), ("2026-03-02", Accepted()))
    found = planned(request, law, profile(name), None, standing(request, law))
    assert [(str(card.level), card.on.isoformat()) for card in found] == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_passes_its_check(name: str) -> None:
    assert check_policy(tomllib.loads((DATA / "profiles" / f"{name}.toml").read_text(encoding="utf-8"))) == []


def test_the_policy_of_a_new_register_is_the_first_profile() -> None:
    assert (DATA / "policy.toml").read_text(encoding="utf-8") == (DATA / "profiles" / "promise-then-law.toml").read_text(encoding="utf-8")


def test_one_profile_has_a_rule_for_every_object_and_fact(every_rule: Policy) -> None:
    assert {str(rule.basis) for rule in every_rule.rules if rule.basis} == {*OBJECTS, "promised", "statutory"} - {"handling", "fact"}
    assert {rule.fact for rule in every_rule.rules if rule.fact} >= set(FACTS) - {"supplement-late", "stop-notice-late", "stop-longer-than-notified"}
    assert all(rule.confirm for rule in every_rule.rules if rule.fact)


def test_who_is_told_by_default(policy: Policy) -> None:
    told = {str(level): tiers for level, tiers in policy.tell.items()}
    assert told == {"warning": (Tier.HANDLER,), "yellow": (Tier.HANDLER, Tier.SECTION), "red": tuple(Tier)}


def test_dates_of_a_policy_may_come_from_its_adoption() -> None:
    assert policy_from({"name": "x", "rule": [], "cards_from": "2026-01-01"}).cards_from == date(2026, 1, 1)


def test_a_number_nobody_can_count_to_is_a_problem_and_no_crash() -> None:
    rule = {"id": "T1", "object": "delivery", "over": "9" * 5000 + " 工作日", "level": "red"}
    assert [problem.rule for problem in check_policy({"name": "x", "rule": [rule]})] == ["limit"]
