"""Two limits tried on the calendar: which ends later, from every day of a year."""

from datetime import date, datetime, time, timedelta

from approvals.core.calendar import Calendar
from approvals.core.clock import count
from approvals.core.dates import LAST_YEAR
from approvals.core.limits import TimeLimit, Unit
from approvals.record import NamedTuple

# No limit is longer than twenty years, so every trial ends within the years that can be counted.
_LATEST = LAST_YEAR - 25
_OPENING = time(9)


class Later(NamedTuple):
    """On how many of the days tried the first limit ends later than the second, and the earliest such day with both ends."""

    days: int
    tried: int
    start: date
    first: date
    second: date


class Trial:
    """The ends of limits from every day of one year, each limit counted once.

    The year is the latest that has a circular and is followed by one that has: its December runs into a Spring Festival that is known.
    """

    def __init__(self, calendar: Calendar | None) -> None:
        """Take the calendar; without one, or without a circular, nothing can be tried."""
        self._calendar = calendar
        covered = {year for year in calendar.covered if year <= _LATEST} if calendar else set()
        self._year = max((year for year in covered if year + 1 in covered), default=max(covered, default=None))
        self._ends: dict[TimeLimit, list[date]] = {}

    def later(self, first: TimeLimit, second: TimeLimit) -> Later | None:
        """Return where the first limit ends later than the second, None where it never does or nothing can be tried."""
        late = [(start, one, two) for start, one, two in zip(self._days(), self._from(first), self._from(second), strict=True) if one > two]
        return Later(len(late), len(self._days()), *late[0]) if late else None

    def _days(self) -> list[date]:
        if self._year is None:
            return []
        first = date(self._year, 1, 1)
        return [first + timedelta(number) for number in range((date(self._year + 1, 1, 1) - first).days)]

    def _from(self, limit: TimeLimit) -> list[date]:
        if limit not in self._ends:
            self._ends[limit] = [self._end(limit, day) for day in self._days()]
        return self._ends[limit]

    def _end(self, limit: TimeLimit, day: date) -> date:
        if self._calendar is None:
            return day
        if limit.unit is Unit.OFFICE_HOURS:
            # The guide knows no hall: a day of six office hours or more is what every hall has.
            limit = TimeLimit(-(-limit.amount // 6), Unit.WORKING_DAYS)
        due = count(limit, datetime.combine(day, _OPENING) if limit.unit is Unit.HOURS else day, self._calendar).due
        return due.date() if isinstance(due, datetime) else due
