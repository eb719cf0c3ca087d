"""What a request used, against the count it is defined by, and figures from enough cases only."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core import events
from approvals.core.calendar import Calendar
from approvals.core.clock import Stop, count
from approvals.core.figures import ENOUGH, Share
from approvals.core.limits import TimeLimit, Unit, parse_limit
from approvals.core.simulation import Figures, cut, figures, spanned, used
from living import law_of, licence, replayed

DAYS = st.integers(0, 330)


@given(accepted=DAYS, took=st.integers(0, 60), stop=st.integers(0, 20), unit=st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS]))
def test_a_promise_of_what_was_used_is_kept_and_a_shorter_one_is_not(shipped: Calendar, accepted: int, took: int, stop: int, unit: Unit) -> None:
    start = date(2025, 1, 1) + timedelta(accepted)
    end = start + timedelta(took)
    law = law_of(licence(), shipped)
    stops: list[tuple[str, events.Event]] = []
    if stop:
        stops = [(start.isoformat(), events.Stopped("听证")), (min(start + timedelta(stop), end).isoformat(), events.Resumed("听证"))]
    request = replayed(
        law,
        (start.isoformat(), events.Received("GH-03", "甲")),
        (start.isoformat(), events.Accepted()),
        *stops,
        (end.isoformat(), events.Decided()),
        (end.isoformat(), events.Completed()),
    )
    amount = used(request, spanned(licence()), unit, law)
    assert amount is not None
    over = [Stop(start, min(start + timedelta(stop), end))] if stop else []
    assert count(TimeLimit(amount, unit), start, shipped, over).due >= end
    assert not amount or count(TimeLimit(amount - 1, unit), start, shipped, over).due < end


def test_a_request_that_was_not_completed_stands_behind_nothing(shipped: Calendar) -> None:
    law = law_of(licence(), shipped)
    begun = (("2025-03-03", events.Received("GH-03", "甲")), ("2025-03-03", events.Accepted()))
    done = (*begun, ("2025-03-10", events.Decided()), ("2025-03-10", events.Completed()))
    assert used(replayed(law, *begun), spanned(licence()), Unit.WORKING_DAYS, law) is None
    assert used(replayed(law, *done, ("2025-03-11", events.Voided("重复录入"))), spanned(licence()), Unit.WORKING_DAYS, law) is None


def test_a_handful_concludes_nothing() -> None:
    assert figures([5] * (ENOUGH - 1), parse_limit("3 工作日")) == Figures(ENOUGH - 1)


def test_the_figures_of_twenty_requests() -> None:
    uses = [*range(1, 20), 40]
    assert figures(uses, parse_limit("15 工作日")) == Figures(20, Share(5, 20), 3.0, 25, 10.5, 18, 19)
    assert figures(uses, parse_limit("40 工作日")) == Figures(20, Share(0, 20), None, None, 10.5, 18, 19)


@given(st.lists(st.integers(0, 90), min_size=ENOUGH, max_size=80))
def test_the_shortest_promise_met_by_95_per_cent_leaves_one_in_twenty_late(uses: list[int]) -> None:
    met = figures(uses, parse_limit("10 工作日")).met_by_95
    assert met is not None
    late = figures(uses, TimeLimit(met, Unit.WORKING_DAYS)).late
    assert late is not None
    assert late.value is not None
    assert late.value <= Fraction(1, 20)
    shorter = figures(uses, TimeLimit(met - 1, Unit.WORKING_DAYS)).late
    assert not met or (shorter is not None and shorter.value is not None and shorter.value > Fraction(1, 20))


@pytest.mark.parametrize(
    ("promise", "by", "tried"), [("10 工作日", "1/3", "6 工作日"), ("9 工作日", "1/3", "6 工作日"), ("1 工作日", "1/2", "1 工作日"), ("当场", "1/3", "当场")]
)
def test_a_cut_promise_is_cut_by_the_share_at_least(promise: str, by: str, tried: str) -> None:
    assert cut(parse_limit(promise), Fraction(by)) == parse_limit(tried)
