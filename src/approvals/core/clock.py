"""The statutory clock: where a limit ends, counted in one function whose result also tells every day of the way.

Civil Code 200-204 and Administrative Licensing Law 82. The first day is not counted; a working-day limit ends on its N-th working day; a
calendar-day or month limit that ends on a rest day ends on the first day after the rest, and a make-up workday is no rest day; a month
without that day ends on its last; zero means the same day, from a rest day the next working day; hours run by the clock, office hours
while the hall is open.
A stop is half-open: the day it begins is not counted, the day it ends is; begun and ended on one day, that day is not counted.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from approvals.core.calendar import Calendar
from approvals.core.dates import FIRST_YEAR, LAST_YEAR
from approvals.core.hall import Hall, office_hours_after
from approvals.core.limits import TimeLimit, Unit
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple

BY_THE_HOUR = frozenset({Unit.HOURS, Unit.OFFICE_HOURS})


class Stop(NamedTuple):
    """A time that is not counted: from the day it begins up to, not including, the day it ends.

    `notified` is the number of working days the applicant was told in writing (行政许可法 45), None when none were.
    """

    first: date
    end: date
    notified: int | None = None


class Span(NamedTuple):
    """Days from `first` to `last`, both included, as ordinals; not counted at all when `stopped`."""

    first: int
    last: int
    stopped: bool


class Run(NamedTuple):
    """A limit counted out: its last day, and the way there.

    `reached` is the N-th counted day, before a rest day moved it to `due`. `spans` hold every day after the start up to `reached`.
    `held` is the day a calendar revision was published that would otherwise have ended the limit before anybody could know.
    """

    start: date
    due: date | datetime
    reached: date
    spans: tuple[Span, ...]
    provisional: bool
    held: date | None = None


def count(
    limit: TimeLimit, start: date, calendar: Calendar, stops: Iterable[Stop] = (), *, extension: int = 0, cap: bool = False, hall: Hall | None = None
) -> Run:
    """Count a limit from the day (for hours: the time) it starts.

    `extension` is in the unit of the limit and counted with it from the start, never added to the old date. With `cap`, what a stop
    exceeds its notified working days is counted again: a policy, not law. `hall` gives the hours that office hours are counted in.
    A revision of the calendar never ends a limit before the day it was published.
    """
    if not FIRST_YEAR <= start.year <= LAST_YEAR:
        raise WrongUsage(
            N_("{date} lies outside the years {first} to {last} in which dates can be counted."), date=start.isoformat(), first=FIRST_YEAR, last=LAST_YEAR
        )
    whole = TimeLimit(limit.amount + extension, limit.unit) if extension else limit
    if whole.unit in BY_THE_HOUR and whole.amount:
        return _count_hours(whole, start, calendar, stops, hall)
    day = start.date() if isinstance(start, datetime) else start
    stopped = tuple(stops)
    run = _count_days(whole, day, calendar, stopped, cap=cap) if stopped else _unstopped(whole, day, calendar)
    if day < calendar.last_revised and calendar.retroactive:
        return _held(run, [(published, _count_days(whole, day, edition, stopped, cap=cap)) for published, edition in calendar.editions])
    return run


def starting(limit: TimeLimit, when: date) -> date:
    """Return what a limit is counted from: a limit in hours from midnight where only the day is known."""
    return datetime.combine(when, datetime.min.time()) if limit.unit in BY_THE_HOUR and not isinstance(when, datetime) else when


def _held(run: Run, known: Sequence[tuple[date | None, Run]]) -> Run:
    """Return the run held open until the revision was published that would have ended it earlier; `known` are the runs of each edition."""
    due, held = known[0][1].due, None
    for published, edition in known[1:]:
        if published and edition.due < due and edition.due < published:
            due, held = min(due, published), held if held and due <= published else published
        else:
            due, held = edition.due, None
    return run._replace(due=due, held=held) if held else run


def _count_hours(limit: TimeLimit, start: date, calendar: Calendar, stops: Iterable[Stop], hall: Hall | None) -> Run:
    if not isinstance(start, datetime):
        raise WrongUsage(N_("A limit in hours needs a time to start from, like 2026-03-02T10:00."))
    if any(stops):
        raise WrongUsage(N_("A limit in hours runs by the clock and cannot be stopped by days."))
    if limit.unit is Unit.OFFICE_HOURS:
        if not hall:
            raise WrongUsage(N_("Office hours need the opening hours of the hall: give them in policy.toml, [hall], and adopt it."))
        due = office_hours_after(hall, start, limit.amount, calendar)
    else:
        due = start + timedelta(hours=limit.amount)
    return Run(start, due, due.date(), (), calendar.provisional(start.toordinal(), due.toordinal() + 1))


@lru_cache(maxsize=32768)
def _unstopped(limit: TimeLimit, start: date, calendar: Calendar) -> Run:
    """Count a limit that nothing stops; kept, for many requests are received on one day."""
    return _count_days(limit, start, calendar, (), cap=False)


def _count_days(limit: TimeLimit, start: date, calendar: Calendar, stops: Sequence[Stop], *, cap: bool) -> Run:
    begin = start.toordinal()
    pauses = merge(stops, calendar, begin, cap=cap) if stops else []
    if limit.amount and limit.unit is Unit.WORKING_DAYS:
        reached, spans = _walk(limit.amount, begin + 1, pauses, calendar)
        last = date.fromordinal(reached)
        return Run(start, last, last, spans, calendar.provisional(begin + 1, reached + 1))
    reached, spans = begin, ()
    if limit.amount:
        days = _months_later(start, limit.amount).toordinal() - begin if limit.unit is Unit.MONTHS else limit.amount
        reached, spans = _walk(days, begin + 1, pauses, None)
    due = _after_rest(reached, calendar, pauses)
    return Run(start, date.fromordinal(due), date.fromordinal(reached), spans, calendar.provisional(reached, due + 1))


def _walk(days: int, first: int, pauses: Sequence[tuple[int, int]], calendar: Calendar | None) -> tuple[int, tuple[Span, ...]]:
    """Walk from `first` over the pauses to the `days`-th counted day; `calendar` None counts every day."""
    spans: list[Span] = []
    day, left = first, days
    for pause, resumed in pauses:
        if pause > day:
            counted = calendar.working_days(day, pause) if calendar else pause - day
            if counted >= left:
                break
            spans.append(Span(day, pause - 1, stopped=False))
            left -= counted
        spans.append(Span(max(day, pause), resumed - 1, stopped=True))
        day = resumed
    last = calendar.working_day(day, left) if calendar else day + left - 1
    spans.append(Span(day, last, stopped=False))
    return last, tuple(spans)


def _after_rest(day: int, calendar: Calendar, pauses: Sequence[tuple[int, int]]) -> int:
    """Return the day itself or, where it rests, the first day after the rest that no stop holds (民法典 203)."""
    if calendar.working_days(day, day + 1):
        return day
    due = calendar.working_day(day, 1)
    for pause, resumed in pauses:
        if pause <= due < resumed:
            due = calendar.working_day(resumed, 1)
    return due


def count_back(limit: TimeLimit, end: date, calendar: Calendar) -> date:
    """Return the last day that lies a limit before a day: 30 days before expiry, 7 days before a hearing; from a rest day earlier, never later."""
    last = end.toordinal()
    if limit.unit is Unit.WORKING_DAYS:
        for _ in range(limit.amount):
            last = calendar.working_day_before(last - 1)
        return date.fromordinal(last)
    day = _months_later(end, -limit.amount).toordinal() if limit.unit is Unit.MONTHS else last - limit.amount
    return date.fromordinal(calendar.working_day_before(day))


def merge(stops: Iterable[Stop], calendar: Calendar, start: int, *, cap: bool = False) -> list[tuple[int, int]]:
    """Return the union of the stops after the ordinal `start` as sorted, separate, half-open ordinals."""
    pauses: list[tuple[int, int]] = []
    for first, end in sorted(_pause(stop, calendar, cap=cap) for stop in stops):
        begin = max(first, start + 1)
        if end <= begin:
            continue
        if pauses and begin <= pauses[-1][1]:
            pauses[-1] = (pauses[-1][0], max(pauses[-1][1], end))
        else:
            pauses.append((begin, end))
    return pauses


def _pause(stop: Stop, calendar: Calendar, *, cap: bool) -> tuple[int, int]:
    if stop.end < stop.first:
        raise WrongUsage(N_("The stop from {first} to {end} ends before it begins."), first=stop.first, end=stop.end)
    first, end = stop.first.toordinal(), max(stop.end.toordinal(), stop.first.toordinal() + 1)
    if cap and stop.notified is not None:
        end = min(end, calendar.working_day(first, stop.notified + 1))
    return first, end


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year += day.year
    last = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(1)
    return last.replace(day=min(day.day, last.day))


def days_between(day: date, due: date, limit: TimeLimit | None, calendar: Calendar) -> int:
    """Return the days left from `day` to `due`, negative when over: working days, or calendar days where the limit is counted in them."""
    first, last = day.toordinal(), due.toordinal()
    if limit and limit.unit is not Unit.WORKING_DAYS:
        return last - first
    if first <= last:
        return calendar.working_days(first + 1, last + 1)
    return -calendar.working_days(last + 1, first + 1)
