"""The statutory clock against a walk from day to day, written from the rules alone, and what holds for every limit."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from approvals.core.calendar import Calendar, CalendarYear, Circular, Holiday
from approvals.core.clock import Stop, count
from approvals.core.explain import Part, tell
from approvals.core.limits import TimeLimit, Unit

ONE = timedelta(days=1)


def by_hand(limit: TimeLimit, start: date, calendar: Calendar, stops: Iterable[Stop] = (), *, cap: bool = False) -> date:
    """Walk from the start to the last day, one day at a time."""
    stopped = {day for stop in stops for day in stopped_days(stop, calendar, cap=cap) if day > start}
    day = start
    left = calendar_days(limit, start) if limit.unit is not Unit.WORKING_DAYS else limit.amount
    while left:
        day += ONE
        left -= day not in stopped and (limit.unit is not Unit.WORKING_DAYS or calendar.day(day).works)
    if limit.unit is not Unit.WORKING_DAYS or not limit.amount:
        while not calendar.day(day).works or (day in stopped and day != start):
            day += ONE
    return day


def stopped_days(stop: Stop, calendar: Calendar, *, cap: bool) -> list[date]:
    """List the days of a stop: half-open, at least its first; with a cap up to the working day that exceeds those notified."""
    days: list[date] = []
    working, day = 0, stop.first
    while day < max(stop.end, stop.first + ONE):
        working += calendar.day(day).works
        if cap and stop.notified is not None and working > stop.notified:
            break
        days.append(day)
        day += ONE
    return days


def calendar_days(limit: TimeLimit, start: date) -> int:
    """Count the calendar days of a limit in days or months."""
    if limit.unit is Unit.CALENDAR_DAYS or not limit.amount:
        return limit.amount
    year, month = start.year, start.month
    for _ in range(limit.amount):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return (date(year, month, min(start.day, monthrange(year, month)[1])) - start).days


UNITS = (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS)
starts = st.dates(date(2007, 1, 1), date(2027, 6, 30))
limits = st.sampled_from(UNITS).flatmap(lambda unit: st.builds(TimeLimit, st.integers(0, 8 if unit is Unit.MONTHS else 60), st.just(unit)))


@st.composite
def cases(draw: st.DrawFn) -> tuple[date, list[Stop]]:
    """Draw a start and stops before, around and after it."""
    start = draw(starts)
    spans = draw(st.lists(st.tuples(st.integers(-10, 90), st.integers(0, 40), st.none() | st.integers(0, 30)), max_size=5))
    return start, [Stop(start + first * ONE, start + (first + length) * ONE, notified) for first, length, notified in spans]


@given(limit=limits, case=cases(), extension=st.integers(0, 15), cap=st.booleans())
def test_counted_as_by_hand(shipped: Calendar, limit: TimeLimit, case: tuple[date, list[Stop]], extension: int, *, cap: bool) -> None:
    start, stops = case
    whole = TimeLimit(limit.amount + extension, limit.unit)
    assert count(limit, start, shipped, stops, extension=extension, cap=cap).due == by_hand(whole, start, shipped, stops, cap=cap)


@given(limit=limits, case=cases(), cap=st.booleans())
def test_told_day_by_day_the_counted_days_sum_to_the_limit(shipped: Calendar, limit: TimeLimit, case: tuple[date, list[Stop]], *, cap: bool) -> None:
    start, stops = case
    run = count(limit, start, shipped, stops, cap=cap)
    told = list(tell(run, limit, shipped))
    whole = limit.amount if limit.unit is Unit.WORKING_DAYS else calendar_days(limit, start)
    assert [day.number for day in told if day.number] == list(range(1, whole + 1))
    assert [day.day.date for day in told] == [start + days * ONE for days in range((run.due - start).days + 1)]
    assert told[0].part is Part.START
    assert all(day.part in {Part.MOVED, Part.START} for day in told if day.day.date > run.reached)
    assert not any(day.part is Part.SKIPPED and day.day.works for day in told)


@given(limit=limits, case=cases(), cap=st.booleans())
def test_one_day_more_never_ends_earlier(shipped: Calendar, limit: TimeLimit, case: tuple[date, list[Stop]], *, cap: bool) -> None:
    start, stops = case
    assert count(limit, start, shipped, stops, cap=cap).due <= count(limit, start, shipped, stops, cap=cap, extension=1).due


@given(amount=st.integers(1, 60), unit=st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS]), case=cases())
def test_a_day_later_never_ends_earlier(shipped: Calendar, amount: int, unit: Unit, case: tuple[date, list[Stop]]) -> None:
    # Months are left out: the month from 31 January is a day shorter than the one from 30 January, which a stop between can bring to light.
    (start, stops), limit = case, TimeLimit(amount, unit)
    assert count(limit, start, shipped, stops).due <= count(limit, start + ONE, shipped, stops).due


@given(limit=limits, case=cases(), cap=st.booleans())
def test_a_stop_never_ends_earlier(shipped: Calendar, limit: TimeLimit, case: tuple[date, list[Stop]], *, cap: bool) -> None:
    start, stops = case
    assert count(limit, start, shipped, stops[1:], cap=cap).due <= count(limit, start, shipped, stops, cap=cap).due


@given(limit=limits, case=cases(), cap=st.booleans())
def test_the_order_of_stops_is_of_no_matter(shipped: Calendar, limit: TimeLimit, case: tuple[date, list[Stop]], *, cap: bool) -> None:
    start, stops = case
    assert count(limit, start, shipped, stops, cap=cap) == count(limit, start, shipped, reversed(stops), cap=cap)


@given(limit=limits, case=cases())
def test_a_working_day_limit_ends_on_a_working_day_and_any_other_too(shipped: Calendar, limit: TimeLimit, case: tuple[date, list[Stop]]) -> None:
    start, stops = case
    assert shipped.works(count(limit, start, shipped, stops).due)


def one_day_holidays(country: str, years: Sequence[int]) -> Calendar:
    """Return the calendar of another country, each day off a holiday of its own, as a file with nothing else would give it."""
    return Calendar(
        CalendarYear(year, Circular(tuple(Holiday(name, day, day) for day, name in sorted(holidays.country_holidays(country, years=year).items()))))
        for year in years
    )


@pytest.fixture(scope="session", params=["DE", "US", "JP"])
def abroad(request: pytest.FixtureRequest) -> Calendar:
    """Return the calendar of another country for 2015 to 2026."""
    return one_day_holidays(request.param, range(2015, 2027))


@given(limit=limits, start=st.dates(date(2015, 1, 1), date(2026, 6, 30)))
def test_calendars_of_other_countries(abroad: Calendar, limit: TimeLimit, start: date) -> None:
    assert count(limit, start, abroad).due == by_hand(limit, start, abroad)


@pytest.mark.parametrize("country", ["DE", "US", "JP"])
def test_a_calendar_of_one_day_holidays_rests_on_them_and_on_weekends(country: str) -> None:
    calendar, off = one_day_holidays(country, range(2015, 2027)), holidays.country_holidays(country, years=range(2015, 2027))
    days = [date(2015, 1, 1) + number * ONE for number in range((date(2027, 1, 1) - date(2015, 1, 1)).days)]
    assert [day for day in days if calendar.works(day)] == [day for day in days if day not in off and day.weekday() < 5]


@st.composite
def revised_years(draw: st.DrawFn) -> CalendarYear:
    """Draw a year whose one holiday was moved by up to three revisions, some of them published after the days they change."""

    def holiday() -> Holiday:
        first = date(2020, 1, 1) + draw(st.integers(0, 60)) * ONE
        return Holiday("春节", first, first + draw(st.integers(0, 9)) * ONE)

    published = sorted(draw(st.sets(st.dates(date(2020, 1, 1), date(2020, 3, 15)), min_size=1, max_size=3)))
    return CalendarYear(2020, Circular((holiday(),)), tuple(Circular((holiday(),), published=day) for day in published))


@settings(max_examples=400)
@given(year=revised_years(), limit=st.builds(TimeLimit, st.integers(0, 25), st.sampled_from(UNITS[:2])), start=st.dates(date(2019, 12, 20), date(2020, 2, 29)))
def test_a_revision_never_ends_a_limit_before_it_was_published(year: CalendarYear, limit: TimeLimit, start: date) -> None:
    known = by_hand(limit, start, Calendar([year._replace(revisions=())]))
    for number, revision in enumerate(year.revisions, 1):
        new = by_hand(limit, start, Calendar([year._replace(revisions=year.revisions[:number])]))
        assert revision.published
        known = max(new, min(known, revision.published))
    run = count(limit, start, Calendar([year]))
    assert run.due == known
    assert run.held is None or run.held >= run.due
    assert (run.held is None) == (run.due == by_hand(limit, start, Calendar([year])))
