"""Warnings, yellow and red cards by the shipped policy: on which day each becomes true, and when it never does."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core.calendar import Calendar
from approvals.core.deadline import deadlines
from approvals.core.events import Accepted, Completed, Decided, Event, Received
from approvals.core.guide import item_from
from approvals.core.level import Level
from approvals.core.plan import plan
from approvals.core.policy import Policy, policy_from
from living import law_of, replayed

day = date.fromisoformat
LAW = {"limit": "20 工作日", "starts": "受理", "ends": "办结"}


def cards(
    policy: Policy, calendar: Calendar, promised: str, *, accepted: str = "2026-03-02", completed: str = "", law: Mapping[str, str] | None = LAW
) -> list[tuple[str, str]]:
    """Return the cards of a request received and accepted on a day, as (level, day)."""
    limits: dict[str, Any] = {"promised": {"limit": promised, "starts": "受理", "ends": "办结"}} if promised else {}
    item = item_from({"code": "GH-03", "name": "…", "kind": "公共服务", "handling": "承诺件", "limits": {**limits, **({"statutory": law} if law else {})}})
    events: list[Event] = [Received("GH-03", "云岭软件公司"), Accepted(), *([Completed()] if completed else [])]
    days = (accepted, accepted, completed)
    law_ = law_of(item, calendar)
    request = replayed(law_, *zip(days, events, strict=False))
    return [(str(card.level), card.on.isoformat()) for card in plan(policy, deadlines(request, law_, day(accepted)), calendar)]


PROMISES = [  # of a request accepted on Monday 2026-03-02: min(2 working days, a third of the promise) left, then past it
    ("1 工作日", "2026-03-03", "2026-03-04"),
    ("2 工作日", "2026-03-04", "2026-03-05"),
    ("3 工作日", "2026-03-04", "2026-03-06"),
    ("5 工作日", "2026-03-06", "2026-03-10"),
    ("6 工作日", "2026-03-06", "2026-03-11"),
    ("7 工作日", "2026-03-09", "2026-03-12"),
    ("10 工作日", "2026-03-12", "2026-03-17"),
    ("15 工作日", "2026-03-19", "2026-03-24"),
]


@pytest.mark.parametrize(("promised", "warning", "yellow"), PROMISES)
def test_warned_before_the_promise_yellow_past_it_red_past_the_law(policy: Policy, shipped: Calendar, promised: str, warning: str, yellow: str) -> None:
    assert cards(policy, shipped, promised) == [("warning", warning), ("yellow", yellow), ("red", "2026-03-31")]


def test_a_promise_that_is_the_law_has_one_card_past_it(policy: Policy, shipped: Calendar) -> None:
    assert cards(policy, shipped, "20 工作日") == [("warning", "2026-03-26"), ("red", "2026-03-31")]


def test_a_promise_without_a_law_is_yellow_at_most(policy: Policy, shipped: Calendar) -> None:
    assert cards(policy, shipped, "20 工作日", law=None) == [("warning", "2026-03-26"), ("yellow", "2026-03-31")]


def test_a_law_without_a_promise_is_red_past_it(policy: Policy, shipped: Calendar) -> None:
    assert cards(policy, shipped, "") == [("red", "2026-03-31")]


def test_an_item_without_limits_has_no_cards(policy: Policy, shipped: Calendar) -> None:
    assert cards(policy, shipped, "", law=None) == []


def test_on_the_spot_is_yellow_the_day_after_and_never_warned(policy: Policy, shipped: Calendar) -> None:
    assert cards(policy, shipped, "当场") == [("yellow", "2026-03-03"), ("red", "2026-03-31")]
    assert cards(policy, shipped, "当场", accepted="2026-03-07") == [("yellow", "2026-03-10"), ("red", "2026-04-04")]  # from a Saturday


@given(amount=st.integers(0, 60), unit=st.sampled_from(["工作日", "自然日", "个月"]), accepted=st.dates(date(2025, 1, 1), date(2026, 6, 30)))
def test_no_warning_falls_on_the_day_of_acceptance(policy: Policy, shipped: Calendar, amount: int, unit: str, accepted: date) -> None:
    found = cards(policy, shipped, f"{amount} {unit}", accepted=accepted.isoformat(), law=None)
    assert all(day(on) > accepted for _level, on in found)
    assert [level for level, _on in found] in (["warning", "yellow"], ["yellow"])
    assert [level for level, _on in found] == ["warning", "yellow"] or amount == 0


FINISHED = [  # a promise of seven working days, due on 2026-03-11, warned of on 2026-03-09; the law is due on 2026-03-30
    ("2026-03-06", []),
    ("2026-03-09", []),  # done on the very day of the warning: in time
    ("2026-03-10", [("warning", "2026-03-09")]),
    ("2026-03-11", [("warning", "2026-03-09")]),  # on the last day: no card
    ("2026-03-12", [("warning", "2026-03-09"), ("yellow", "2026-03-12")]),  # a day late
    ("2026-03-30", [("warning", "2026-03-09"), ("yellow", "2026-03-12")]),
    ("2026-03-31", [("warning", "2026-03-09"), ("yellow", "2026-03-12"), ("red", "2026-03-31")]),
    ("2026-06-30", [("warning", "2026-03-09"), ("yellow", "2026-03-12"), ("red", "2026-03-31")]),
]


@pytest.mark.parametrize(("completed", "expected"), FINISHED)
def test_what_is_finished_keeps_the_cards_that_were_true_before(policy: Policy, shipped: Calendar, completed: str, expected: list[tuple[str, str]]) -> None:
    assert cards(policy, shipped, "7 工作日", completed=completed) == expected


def test_late_begins_the_day_after_the_last_day_even_at_a_weekend(policy: Policy, shipped: Calendar) -> None:
    assert cards(policy, shipped, "4 工作日") == [("warning", "2026-03-05"), ("yellow", "2026-03-07"), ("red", "2026-03-31")]


def test_a_promise_in_calendar_days_is_warned_of_in_working_days(policy: Policy, shipped: Calendar) -> None:
    law = {**LAW, "limit": "60 自然日"}
    assert cards(policy, shipped, "30 自然日", law=law) == [("warning", "2026-03-30"), ("yellow", "2026-04-02"), ("red", "2026-05-07")]
    assert cards(policy, shipped, "3 自然日", law=law) == [("warning", "2026-03-04"), ("yellow", "2026-03-06"), ("red", "2026-05-07")]


def test_the_law_ends_with_the_decision_while_the_promise_runs_on(policy: Policy, shipped: Calendar) -> None:
    limits = {"promised": {"limit": "7 工作日", "starts": "受理", "ends": "办结"}, "statutory": {**LAW, "ends": "决定"}}
    item = item_from({"code": "GH-03", "name": "…", "kind": "行政许可", "handling": "承诺件", "limits": limits})
    history: list[tuple[str, Event]] = [("2026-03-02", Received("GH-03", "甲")), ("2026-03-02", Accepted()), ("2026-03-20", Decided())]
    law = law_of(item, shipped)
    found = plan(policy, deadlines(replayed(law, *history), law, day("2026-03-20")), shipped)
    assert [(str(card.level), card.key, card.on.isoformat()) for card in found] == [
        ("warning", "promised", "2026-03-09"),
        ("yellow", "promised", "2026-03-12"),
    ]


def rules(*table: dict[str, str], **fallback: str) -> Policy:
    return policy_from({"name": "test", "rule": [{"id": f"R{number}", **rule} for number, rule in enumerate(table, 1)], "fallback": fallback})


def test_a_city_that_is_yellow_before_the_promise(shipped: Calendar) -> None:
    before = rules(
        {"level": "黄牌", "basis": "promised", "left": "1 工作日"}, {"level": "红牌", "basis": "promised", "over": "0 工作日"}, without_statutory="red"
    )
    assert cards(before, shipped, "7 工作日", law=None) == [("yellow", "2026-03-10"), ("red", "2026-03-12")]


OVER = [("0 工作日", "2026-03-12"), ("1 工作日", "2026-03-13"), ("3 工作日", "2026-03-17"), ("3 自然日", "2026-03-15")]


@pytest.mark.parametrize(("over", "on"), OVER)
def test_a_policy_may_tolerate_some_days(shipped: Calendar, over: str, on: str) -> None:
    assert cards(rules({"level": "黄牌", "basis": "promised", "over": over}), shipped, "7 工作日", law=None) == [("yellow", on)]


def test_of_two_rules_of_one_level_the_earlier_makes_the_card(shipped: Calendar) -> None:
    twice = rules({"level": "预警", "basis": "promised", "left": "1 工作日"}, {"level": "预警", "basis": "promised", "left": "3 工作日"})
    assert cards(twice, shipped, "7 工作日") == [("warning", "2026-03-06")]


def test_a_promise_as_long_as_its_warning_is_not_warned_of_on_acceptance(shipped: Calendar) -> None:
    two_days = rules({"level": "预警", "basis": "promised", "left": "2 工作日"})
    found = {amount: cards(two_days, shipped, f"{amount} 工作日") for amount in (1, 2, 3)}
    assert found == {1: [], 2: [], 3: [("warning", "2026-03-03")]}


def test_a_promise_cut_short_by_the_law_is_not_warned_of_on_acceptance(policy: Policy, shipped: Calendar) -> None:
    law = {**LAW, "limit": "1 自然日"}
    assert cards(policy, shipped, "20 工作日", law=law) == [("red", "2026-03-04")]


def test_the_shipped_policy_is_the_one_the_documents_tell(policy: Policy) -> None:
    assert [(rule.id, str(rule.basis), str(rule.level), str(rule.left or ""), rule.left_share, str(rule.over or "")) for rule in policy.rules] == [
        ("T1-warning", "promised", "warning", "2 working days", (1, 3), ""),
        ("T1-yellow", "promised", "yellow", "", None, "on the spot"),
        ("T1-red", "statutory", "red", "", None, "on the spot"),
        ("T7-warning", "renewal", "warning", "10 working days", None, ""),
        ("T7-yellow", "renewal", "yellow", "3 working days", None, ""),
        ("T10-acceptance", "complaint_acceptance", "yellow", "", None, "on the spot"),
        ("T10-warning", "complaint_handling", "warning", "2 working days", None, ""),
        ("T10-yellow", "complaint_handling", "yellow", "", None, "on the spot"),
        ("T10-red", "complaint_handling", "red", "", None, "2 working days"),
        ("T10-first-reply", "first_reply", "yellow", "", None, "on the spot"),
        ("T10-progress", "progress", "yellow", "", None, "on the spot"),
        ("T10-follow-up", "follow_up", "warning", "", None, "on the spot"),
        ("T13-duty", "duty", "yellow", "", None, "on the spot"),
        ("T14-rectification", "rectification", "yellow", "", None, "on the spot"),
        ("T15-problem", "problem", "warning", "", None, "on the spot"),
        ("T16-submission", "submission", "warning", "", None, "on the spot"),
    ]
    assert (policy.without_statutory, policy.promise_is_law) == (Level.YELLOW, Level.RED)


def test_levels_rank_by_gravity() -> None:
    assert sorted(Level, key=lambda level: level.gravity) == [Level.NONE, Level.WARNING, Level.YELLOW, Level.RED]


def test_nobody_is_late_before_the_day_from_which_silence_is_acceptance(policy: Policy, shipped: Calendar) -> None:
    limits = {"promised": {"limit": "2 工作日", "starts": "受理", "ends": "办结"}, "statutory": LAW}
    law = law_of(item_from({"code": "X", "name": "…", "kind": "行政许可", "handling": "承诺件", "limits": limits}), shipped)
    deemed = replayed(law, ("2026-03-02", Received("X", "甲")), today=day("2026-03-10"))
    ahead = [deadline._replace(not_before=day("2026-03-10")) for deadline in deadlines(deemed, law, day("2026-03-10"))]
    found = plan(policy, ahead, shipped)
    assert [(str(card.level), card.on.isoformat()) for card in found] == [("yellow", "2026-03-10"), ("red", "2026-03-31")]
