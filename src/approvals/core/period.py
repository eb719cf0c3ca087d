"""The periods of bulletins: calendar weeks, months and quarters, each with the day up to which it is told."""

from datetime import date, timedelta
from enum import StrEnum

from approvals.record import NamedTuple

_QUARTER = 3


class Every(StrEnum):
    """How often a bulletin is printed."""

    WEEK = "weekly"
    MONTH = "monthly"
    QUARTER = "quarterly"


class Period(NamedTuple):
    """A period, both days included; `last` is the day it is told up to, which lies before `ends` while it is not over."""

    every: Every
    first: date
    last: date
    ends: date

    @property
    def over(self) -> bool:
        """Tell whether the whole of it is told."""
        return self.last == self.ends

    @property
    def judged(self) -> date:
        """Return the last day on which what is due can have been missed: a day that is not over misses nothing."""
        return self.last if self.over else self.last - timedelta(1)


def period_of(every: Every, day: date, today: date) -> Period:
    """Return the period that holds a day, told up to today."""
    first, following = _first(every, day), _following(every, _first(every, day))
    ends = following - timedelta(1)
    return Period(every, first, min(ends, today), ends)


def period_before(every: Every, today: date) -> Period:
    """Return the last period that is over."""
    return period_of(every, _first(every, today) - timedelta(1), today)


def _first(every: Every, day: date) -> date:
    if every is Every.WEEK:
        return day - timedelta(day.weekday())
    return day.replace(day=1) if every is Every.MONTH else date(day.year, (day.month - 1) // _QUARTER * _QUARTER + 1, 1)


def _following(every: Every, first: date) -> date:
    if every is Every.WEEK:
        return first + timedelta(7)
    months = first.month - 1 + (1 if every is Every.MONTH else _QUARTER)
    return date(first.year + months // 12, months % 12 + 1, 1)
