"""Cadence (周期): the periods of a recurring duty and the day by which it is done in each, on the calendar of the register."""

from collections.abc import Iterator
from datetime import date, timedelta

from approvals.core.calendar import Calendar
from approvals.core.oversight.settings import Duty
from approvals.record import NamedTuple

EVERY = ("day", "week", "month", "quarter", "year")
RESTS = ("before", "after", "skip", "stay")
_QUARTER = 3
_LONGEST = 2 * 366


class Period(NamedTuple):
    """A period of a duty: its name (2026-W48, 2026-11, 2026-Q4), its days, and the day by which it is done."""

    name: str
    first: date
    last: date
    due: date


def periods(duty: Duty, calendar: Calendar, until: date) -> Iterator[Period]:
    """Yield the periods that begin on the duty's first day or later and up to a day; one whose days all rest is left out.

    A duty that begins in the middle of a period begins with the next one, unless its first day is the period's.
    """
    if duty.first is None:
        return
    first, last = _span(duty.every, duty.first)
    if first < duty.first:
        first, last = _span(duty.every, last + timedelta(1))
    end = min(until, duty.last or until)
    while first <= end:
        if calendar.working_days(first.toordinal(), last.toordinal() + 1) and (due := _due(duty, first, last, calendar)):
            yield Period(_name(duty.every, first), first, last, due)
        first, last = _span(duty.every, last + timedelta(1))


def period_of(duty: Duty, calendar: Calendar, day: date) -> Period | None:
    """Return the period that a day lies in, before the first one that, None where the duty has none then."""
    first = next(periods(duty, calendar, day + timedelta(_LONGEST)), None)
    if first and day < first.first:
        return first
    return next((period for period in periods(duty, calendar, day) if period.first <= day <= period.last), None)


def _span(every: str, day: date) -> tuple[date, date]:
    """Return the first and last day of the period in which a day lies; weeks begin on Monday."""
    if every == "day":
        return day, day
    if every == "week":
        first = day - timedelta(day.weekday())
        return first, first + timedelta(6)
    months = {"month": 1, "quarter": _QUARTER}.get(every, 12)
    month = (day.month - 1) // months * months + 1
    first = date(day.year, month, 1)
    following = month - 1 + months
    return first, date(day.year + following // 12, following % 12 + 1, 1) - timedelta(1)


def _name(every: str, first: date) -> str:
    if every == "week":
        year, week, _day = first.isocalendar()
        return f"{year}-W{week:02}"
    if every == "month":
        return f"{first.year}-{first.month:02}"
    if every == "quarter":
        return f"{first.year}-Q{(first.month - 1) // _QUARTER + 1}"
    return f"{first.year}" if every == "year" else first.isoformat()


def _due(duty: Duty, first: date, last: date, calendar: Calendar) -> date | None:
    """Return the day by which a duty is done: the day it names, moved off a rest day as it says, or the end of the period.

    `before` stays within the period, and falls on its first working day where the day lies before every one of them.
    """
    if duty.day is None:
        return last
    day = min(first + timedelta(duty.day - 1), last)
    if calendar.works(day) or duty.rest == "stay":
        return day
    if duty.rest == "skip":
        return None
    if duty.rest == "after":
        return date.fromordinal(calendar.working_day(day.toordinal(), 1))
    earlier = date.fromordinal(calendar.working_day_before(day.toordinal()))
    return earlier if earlier >= first else date.fromordinal(calendar.working_day(first.toordinal(), 1))
