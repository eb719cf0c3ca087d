from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core.calendar import Calendar
from approvals.core.late import Reason, delay, demand, gaps
from approvals.errors import WrongUsage


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
    assert gaps(["云规〔2026〕3号", "云规〔2026〕6号", "云规〔2025〕1号", "", "口头"]) == ["云规〔2026〕4号", "云规〔2026〕5号"]
    assert gaps(["1", "2026001"]) == []


@given(st.sets(st.integers(1, 60), min_size=1))
def test_a_series_with_its_gaps_is_whole(numbers: set[int]) -> None:
    found = {int(text.removeprefix("甲").removesuffix("号")) for text in gaps(f"甲{number}号" for number in numbers)}
    assert found | numbers == set(range(min(numbers), max(numbers) + 1))
    assert not found & numbers
