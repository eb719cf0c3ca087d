"""Which days count as working days, which are only provisional, and by which circular (放假通知) each was ruled."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Any, Self

from approvals.core.dates import FIRST_YEAR, LAST_YEAR
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple

_SATURDAY = 5
# The statutory days whose date does not follow the moon or the sun's terms: 全国年节及纪念日放假办法 (2024) art. 2.
_FIXED = ((1, 1, "元旦"), (5, 1, "劳动节"), (5, 2, "劳动节"), (10, 1, "国庆节"), (10, 2, "国庆节"), (10, 3, "国庆节"))


class Holiday(NamedTuple):
    """One holiday of a circular: its days, first and last included, and the make-up workdays (调休上班) that pay for it."""

    name: str
    first: date
    last: date
    work: tuple[date, ...] = ()


class Circular(NamedTuple):
    """A holiday circular; `notice` and `published` are None where the source is unknown."""

    holidays: tuple[Holiday, ...]
    notice: str | None = None
    published: date | None = None


class CalendarYear(NamedTuple):
    """The circular of a year and those that revised it, oldest first."""

    year: int
    circular: Circular
    revisions: tuple[Circular, ...] = ()

    def in_force(self) -> list[tuple[Holiday, Circular]]:
        """Return the holidays that stand, each with the circular that rules it: a revision replaces those of the same name."""
        ruled = [(holiday, self.circular) for holiday in self.circular.holidays]
        for revision in self.revisions:
            names = {holiday.name for holiday in revision.holidays}
            ruled = [(holiday, circular) for holiday, circular in ruled if holiday.name not in names]
            ruled += [(holiday, revision) for holiday in revision.holidays]
        return ruled


def year_from(table: Mapping[str, Any]) -> CalendarYear:
    """Return the year of a checked calendar file; dates may be dates or ISO texts."""
    return CalendarYear(table["year"], _circular_from(table), tuple(_circular_from(revision) for revision in table.get("revision", ())))


def _circular_from(table: Mapping[str, Any]) -> Circular:
    holidays = tuple(
        Holiday(holiday["name"], _date(holiday["from"]), _date(holiday.get("to", holiday["from"])), tuple(_date(day) for day in holiday.get("work", ())))
        for holiday in table.get("holiday", ())
    )
    return Circular(holidays, table.get("notice"), _date(table["published"]) if "published" in table else None)


def _date(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


class DayKind(StrEnum):
    """Why a day works or rests."""

    WORKING_DAY = "working_day"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _KINDS[self], {}


_KINDS = {
    DayKind.WORKING_DAY: N_("working day"),
    DayKind.MAKE_UP: N_("make-up workday"),
    DayKind.WEEKEND: N_("weekend"),
    DayKind.HOLIDAY: N_("holiday"),
}


class Day(NamedTuple):
    """A day as the calendar rules it; `holiday` is the holiday's name, `circular` the notice that rules the day."""

    date: date
    kind: DayKind
    holiday: str = ""
    circular: Circular | None = None
    provisional: bool = False

    @property
    def works(self) -> bool:
        """Tell whether the day is a working day."""
        return self.kind in {DayKind.WORKING_DAY, DayKind.MAKE_UP}


class _Ruling(NamedTuple):
    kind: DayKind
    holiday: str
    circular: Circular | None


class Calendar:
    """The working days of all adopted years.

    Days are counted through two tables over proleptic ordinals (`date.toordinal`), grown on demand: the working days in their order, and
    how many of them lie before each day. So a count costs the same for three days and for three hundred. Years without a circular have
    weekends and the fixed statutory days, provisionally.
    """

    def __init__(self, years: Iterable[CalendarYear]) -> None:
        """Take the years in any order; a day ruled twice keeps the ruling of the later year's file."""
        self.years = tuple(sorted(years, key=lambda entry: entry.year))
        self.covered = frozenset(entry.year for entry in self.years)
        self._rulings: dict[int, dict[int, _Ruling]] = {}
        self._settled = _bounds(self.covered)
        self._low, self._high = LAST_YEAR, FIRST_YEAR
        self._base, self._end = 1, 0
        self._before: list[int] = []
        self._working: list[int] = []

    def _ruled(self, year: int) -> Mapping[int, _Ruling]:
        """Return what is ruled of the days of a year by their ordinals: a circular rules its year and the December before."""
        if year not in self._rulings:
            self._rulings[year] = found = {}
            for entry in (entry for entry in self.years if entry.year in {year, year + 1}):
                found.update({ordinal: ruling for ordinal, ruling in _rulings(entry) if date.fromordinal(ordinal).year == year})
        return self._rulings[year]

    def day(self, when: date) -> Day:
        """Return the day with the reason why it works or rests."""
        ruling = self._ruling(when)
        return Day(when, ruling.kind, ruling.holiday, ruling.circular, when.year not in self.covered)

    def _ruling(self, when: date) -> _Ruling:
        if ruling := self._ruled(when.year).get(when.toordinal()):
            return ruling
        if when.year not in self.covered:
            for month, day, name in _FIXED:
                if (when.month, when.day) == (month, day):
                    return _Ruling(DayKind.HOLIDAY, name, None)
        return _Ruling(DayKind.WEEKEND if when.weekday() >= _SATURDAY else DayKind.WORKING_DAY, "", None)

    def works(self, when: date) -> bool:
        """Tell whether a day is a working day."""
        return self.working_days(when.toordinal(), when.toordinal() + 1) == 1

    def working_days(self, first: int, end: int) -> int:
        """Count the working days from the ordinal `first` up to, not including, the ordinal `end`; 0 when `end` is not later."""
        if end <= first:
            return 0
        self._reach(first, end)
        return self._before[end - self._base] - self._before[first - self._base]

    def working_day(self, first: int, number: int) -> int:
        """Return the ordinal of the `number`-th working day (1, 2, …) on or after the ordinal `first`."""
        end = first + number * 7 // 5 + 30
        while True:
            self._reach(first, end)
            place = self._before[first - self._base] + number - 1
            if place < len(self._working):
                return self._working[place]
            end += number + 366

    def working_day_before(self, last: int) -> int:
        """Return the ordinal of the last working day on or before the ordinal `last`."""
        self._reach(last - 60, last + 1)
        return self._working[self._before[last + 1 - self._base] - 1]

    def provisional(self, first: int, end: int) -> bool:
        """Tell whether a day from the ordinal `first` up to, not including, `end` lies in a year without a circular."""
        place = bisect_right(self._settled, first)
        return place % 2 == 0 or end > self._settled[place]

    def _reach(self, first: int, end: int) -> None:
        """Grow the tables so that they hold the ordinals from `first` to `end`, both included."""
        if self._base <= first and end <= self._end:
            return
        low, high = _year(first) - 1, _year(end) + 2
        if low < FIRST_YEAR - 2 or high > LAST_YEAR + 3:
            raise WrongUsage(N_("The calendar reaches from {first} to {last}: no date outside it can be counted."), first=FIRST_YEAR, last=LAST_YEAR)
        self._low, self._high = min(low, self._low), max(high, self._high)
        self._base = day = date(self._low, 1, 1).toordinal()
        self._before, self._working = [], []
        for year in range(self._low, self._high + 1):
            for works in self._year_of_days(year):
                self._before.append(len(self._working))
                if works:
                    self._working.append(day)
                day += 1
        self._before.append(len(self._working))
        self._end = day

    def _year_of_days(self, year: int) -> list[bool]:
        start, end = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
        weekday = (start + 6) % 7
        days = [(weekday + number) % 7 < _SATURDAY for number in range(end - start)]
        if year not in self.covered:
            for month, day, _name in _FIXED:
                days[date(year, month, day).toordinal() - start] = False
        for ordinal, ruling in self._ruled(year).items():
            days[ordinal - start] = ruling.kind is DayKind.MAKE_UP
        return days

    @cached_property
    def editions(self) -> tuple[tuple[date | None, Self], ...]:
        """Return the calendar as it stood before each revision, oldest first, the present one last, each with its day of publication.

        Revisions without a day of publication count as known from the start.
        """
        days = sorted({revision.published for entry in self.years for revision in entry.revisions if revision.published})
        known = [type(self)(_known(entry, limit) for entry in self.years) for limit in (date.min, *days[:-1])] if days else []
        return tuple(zip([None, *days], [*known, self], strict=True))

    @cached_property
    def last_revised(self) -> date:
        """Return the day the latest revision was published, the first day of all when there was none."""
        return max((revision.published for entry in self.years for revision in entry.revisions if revision.published), default=date.min)

    @cached_property
    def retroactive(self) -> bool:
        """Tell whether a revision changed days that lay before its publication."""
        return any(
            published and any(old.day(day).works != new.day(day).works for day in _days_before(published, new.years))
            for (_, old), (published, new) in pairwise(self.editions)
        )


def _rulings(entry: CalendarYear) -> Iterator[tuple[int, _Ruling]]:
    """Yield what the circular of a year and its revisions rule, day by day; what comes later counts."""
    holidays = entry.in_force()
    for holiday, circular in holidays:
        for ordinal in range(holiday.first.toordinal(), holiday.last.toordinal() + 1):
            yield ordinal, _Ruling(DayKind.HOLIDAY, holiday.name, circular)
    for holiday, circular in holidays:
        for day in holiday.work:
            yield day.toordinal(), _Ruling(DayKind.MAKE_UP, holiday.name, circular)


def _days_before(published: date, years: Iterable[CalendarYear]) -> Iterator[date]:
    """Yield the days before a publication that the circulars revised on that day rule."""
    for entry in years:
        if any(revision.published == published for revision in entry.revisions):
            for ordinal in range(date(entry.year - 1, 12, 1).toordinal(), min(published, date(entry.year + 1, 2, 1)).toordinal()):
                yield date.fromordinal(ordinal)


def _known(entry: CalendarYear, until: date) -> CalendarYear:
    return entry._replace(revisions=tuple(revision for revision in entry.revisions if revision.published is None or revision.published <= until))


def _bounds(years: frozenset[int]) -> list[int]:
    """Return the ordinals at which years become settled and provisional by turns, so that settled days follow an odd number of them."""
    turns = sorted({*years, *(year + 1 for year in years)})
    return [date(year, 1, 1).toordinal() for year in turns if (year in years) != (year - 1 in years)]


def _year(ordinal: int) -> int:
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).year
