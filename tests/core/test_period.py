"""Periods of bulletins: which days they hold, and what is known of one that is not over."""

from datetime import date

import pytest

from approvals.core.period import Every, period_before, period_of

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("every", "day", "first", "ends"),
    [
        (Every.WEEK, "2026-03-25", "2026-03-23", "2026-03-29"),
        (Every.WEEK, "2026-01-01", "2025-12-29", "2026-01-04"),
        (Every.MONTH, "2024-02-29", "2024-02-01", "2024-02-29"),
        (Every.MONTH, "2025-12-31", "2025-12-01", "2025-12-31"),
        (Every.QUARTER, "2026-05-10", "2026-04-01", "2026-06-30"),
        (Every.QUARTER, "2025-11-01", "2025-10-01", "2025-12-31"),
    ],
)
def test_a_day_lies_in_its_period(every: Every, day: str, first: str, ends: str) -> None:
    period = period_of(every, date.fromisoformat(day), TODAY)
    assert (period.first.isoformat(), period.ends.isoformat(), period.over) == (first, ends, True)


@pytest.mark.parametrize(
    ("every", "first", "ends"),
    [(Every.WEEK, "2026-11-16", "2026-11-22"), (Every.MONTH, "2026-10-01", "2026-10-31"), (Every.QUARTER, "2026-07-01", "2026-09-30")],
)
def test_without_a_day_it_is_the_one_before(every: Every, first: str, ends: str) -> None:
    period = period_before(every, TODAY)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, ends)


def test_a_period_that_is_not_over_is_told_up_to_today_and_today_misses_nothing() -> None:
    period = period_of(Every.WEEK, TODAY, TODAY)
    assert (period.last, period.over, period.judged) == (TODAY, False, date(2026, 11, 23))
