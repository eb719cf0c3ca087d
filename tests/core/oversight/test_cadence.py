"""Cadences on the shipped calendar: which periods a duty has, and the day by which it is done in each."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from approvals.core.calendar import Calendar
from approvals.core.oversight.cadence import period_of, periods
from approvals.core.oversight.settings import Duty

day = date.fromisoformat


def due(duty: Duty, calendar: Calendar, until: str) -> list[tuple[str, str]]:
    """Return the periods of a duty with the day by which it is done."""
    return [(period.name, period.due.isoformat()) for period in periods(duty, calendar, day(until))]


FRIDAYS = Duty("bulletin", "通报", "week", day=5, first=day("2026-02-09"))


def test_a_weekly_duty_across_spring_festival_leaves_out_the_week_that_rests_whole(shipped: Calendar) -> None:
    """2026: 15 to 23 February rest, Saturday 14 and 28 February work."""
    assert due(FRIDAYS, shipped, "2026-03-01") == [("2026-W07", "2026-02-13"), ("2026-W09", "2026-02-27")]


@pytest.mark.parametrize("year", range(2008, 2027))
def test_in_every_year_a_weekly_duty_across_spring_festival_is_due_on_a_day_that_works(shipped: Calendar, year: int) -> None:
    """From the first week of the year through the third month: the last working day up to Friday, else the first after it, and no week that rests whole."""
    first = date.fromisocalendar(year, 2, 1)
    wanted = []
    for monday in (first + timedelta(weeks=number) for number in range(11)):
        days = [monday + timedelta(days=number) for number in range(7)]
        early, late = [one for one in days[:5] if shipped.works(one)], [one for one in days[5:] if shipped.works(one)]
        wanted += early[-1:] or late[:1]
    assert [period.due for period in periods(FRIDAYS._replace(first=first), shipped, first + timedelta(days=76))] == wanted
    assert len(wanted) in {10, 11}


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("before", [("2026-W40", "2026-09-30"), ("2026-W41", "2026-10-09")]),
        ("after", [("2026-W40", "2026-10-08"), ("2026-W41", "2026-10-09")]),
        ("skip", [("2026-W41", "2026-10-09")]),
        ("stay", [("2026-W40", "2026-10-02"), ("2026-W41", "2026-10-09")]),
    ],
)
def test_a_friday_that_rests_moves_as_the_duty_says(shipped: Calendar, rest: str, expected: list[tuple[str, str]]) -> None:
    """2026: 1 to 7 October rest."""
    assert due(FRIDAYS._replace(first=day("2026-09-28"), rest=rest), shipped, "2026-10-11") == expected


def test_before_stays_within_the_week(shipped: Calendar) -> None:
    """Monday and Tuesday, 4 and 5 May 2026, rest: the earlier working day lies in the week before, so the first one of the week is meant."""
    assert due(FRIDAYS._replace(day=1, first=day("2026-05-04")), shipped, "2026-05-10") == [("2026-W19", "2026-05-06")]


def test_without_a_day_a_duty_is_done_by_the_end_of_its_period(shipped: Calendar) -> None:
    first = day("2026-01-01")
    assert due(Duty("review", "讲评", "quarter", first=first), shipped, "2026-07-01") == [
        ("2026-Q1", "2026-03-31"),
        ("2026-Q2", "2026-06-30"),
        ("2026-Q3", "2026-09-30"),
    ]
    assert due(Duty("report", "年报", "year", first=first), shipped, "2026-01-01") == [("2026", "2026-12-31")]


def test_the_thirty_first_of_a_short_month_is_its_last_day(shipped: Calendar) -> None:
    assert due(Duty("meeting", "调度会", "month", day=31, first=day("2026-04-01")), shipped, "2026-06-30") == [
        ("2026-04", "2026-04-30"),
        ("2026-05", "2026-05-29"),
        ("2026-06", "2026-06-30"),
    ]


def test_a_duty_that_begins_in_the_middle_of_a_period_begins_with_the_next(shipped: Calendar) -> None:
    begun = FRIDAYS._replace(first=day("2026-03-04"))
    assert due(begun, shipped, "2026-03-15")[0][0] == "2026-W11"
    assert due(begun._replace(last=day("2026-03-15")), shipped, "2026-12-31") == [("2026-W11", "2026-03-13")]
    meant = period_of(begun, shipped, day("2026-03-04"))
    assert meant is not None
    assert meant.name == "2026-W11"


def test_every_day_of_a_year_lies_in_one_week_at_most(shipped: Calendar) -> None:
    weeks = list(periods(Duty("x", "…", "week", first=day("2026-01-05")), shipped, day("2026-12-31")))
    assert all(earlier.last < later.first for earlier, later in pairwise(weeks))
    assert {week.name for week in weeks} == {f"2026-W{number:02}" for number in range(2, 54)} - {"2026-W08"}
