from datetime import date, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core.acting import Reason
from approvals.core.calendar import Calendar
from approvals.core.events import Amended
from approvals.core.late import Gap, delay, demand, gaps, local, touched_since
from approvals.errors import WrongUsage

ON = date(2026, 3, 18)


@pytest.mark.parametrize(
    ("happened", "recorded", "days"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), 0),
        (date(2026, 3, 2), date(2026, 3, 3), 1),
        (date(2026, 3, 6), date(2026, 3, 8), 0),
        (date(2026, 3, 6), date(2026, 3, 9), 1),
        (date(2026, 9, 30), date(2026, 10, 8), 1),
        (date(2026, 3, 3), date(2026, 3, 2), 0),
    ],
    ids=["the same day", "the next day", "over the weekend", "on Monday", "after the National Day holidays", "recorded before"],
)
def test_a_delay_counts_working_days(shipped: Calendar, happened: date, recorded: date, days: int) -> None:
    assert delay(happened, recorded, shipped) == days


def test_an_entry_later_than_the_policy_allows_needs_its_reason_and_its_paper() -> None:
    demand(Reason(), 1, 1)
    demand(Reason(), 99, None)
    demand(Reason("停电", "云停〔2026〕1号"), 2, 1)
    with pytest.raises(WrongUsage, match="2 working days late, and the policy allows 1"):
        demand(Reason(), 2, 1)
    with pytest.raises(WrongUsage, match="go together"):
        demand(Reason(paper="云停〔2026〕1号"), 0, None)


def test_the_papers_missing_in_a_series_are_named() -> None:
    assert gaps(["云规〔2026〕3号", "云规〔2026〕6号", "云规〔2025〕1号", "", "口头"]) == [
        Gap("云规〔2026〕4号", "云规〔2026〕3号", "云规〔2026〕6号"),
        Gap("云规〔2026〕5号", "云规〔2026〕3号", "云规〔2026〕6号"),
    ]
    assert gaps(["1", "2026001"]) == []


def test_a_series_is_one_however_people_write_it() -> None:
    assert [gap.paper for gap in gaps(["云规[2026]第0003号", "云规〔2026〕5号", "云规（2026）4号", "云规〔2026〕7号"])] == ["云规〔2026〕6号"]
    assert [gap.paper for gap in gaps(["云规〔2026〕第0009号", "云规〔2026〕第0011号"])] == ["云规〔2026〕第0010号"]


@pytest.mark.parametrize(
    ("change", "since"),
    [
        (Amended("笔误", fields=("document", "7号")), ON),
        (Amended("笔误", applicant="甲"), ON),
        (Amended("笔误", happened_on="2026-03-05"), date(2026, 3, 5)),
        (Amended("笔误", happened_on="2026-03-17T10:30"), date(2026, 3, 9)),
        (Amended("没有发生", struck=True), date(2026, 3, 9)),
        (Amended("笔误", fields=("told_on", "2026-03-06")), date(2026, 3, 9)),
    ],
    ids=["a number", "a name", "an earlier day", "a later day", "struck out", "a day inside"],
)
def test_an_amendment_is_as_late_as_what_it_moves(change: Amended, since: date) -> None:
    assert touched_since(ON, date(2026, 3, 9), change) == since


def test_what_is_not_late_needs_no_paper() -> None:
    with pytest.raises(WrongUsage, match="Nothing is late here"):
        demand(Reason("停电", "1号"), 0, 1)


@pytest.mark.parametrize(("recorded", "day"), [("2026-03-01T15:59:59.999Z", "2026-03-01T23:59"), ("2026-03-01T16:00:00.000Z", "2026-03-02T00:00")])
def test_a_day_of_recording_is_that_of_the_register(recorded: str, day: str) -> None:
    assert local(recorded, timezone(timedelta(hours=8))).isoformat(timespec="minutes") == day


@given(st.sets(st.integers(1, 60), min_size=1))
def test_a_series_with_its_gaps_is_whole(numbers: set[int]) -> None:
    found = {int(gap.paper.removeprefix("甲").removesuffix("号")) for gap in gaps(f"甲{number}号" for number in numbers)}
    assert found | numbers == set(range(min(numbers), max(numbers) + 1))
    assert not found & numbers
