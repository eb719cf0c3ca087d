"""The opening hours of the hall: they serve limits in office hours alone and never touch legal working days."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from approvals.core.calendar import Calendar
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple

Hours = tuple[tuple[time, time], ...]
_LONGEST_CLOSURE = 400


class Season(NamedTuple):
    """Other hours from one day of the year to another, both included, as (month, day); it may run over New Year."""

    first: tuple[int, int]
    last: tuple[int, int]
    hours: Hours

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the season."""
        place = (day.month, day.day)
        return self.first <= place <= self.last if self.first <= self.last else place >= self.first or place <= self.last


class Hall(NamedTuple):
    """When the hall is open: on working days at its hours, but not on its own closed days; on days it opens besides, too."""

    hours: Hours
    seasons: tuple[Season, ...] = ()
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()

    def on(self, day: date, calendar: Calendar) -> Hours:
        """Return the opening hours of a day, none where it is closed."""
        if day in self.closed or not (calendar.works(day) or day in self.opened):
            return ()
        return next((season.hours for season in self.seasons if season.holds(day)), self.hours)


def office_hours_after(hall: Hall, start: datetime, hours: int, calendar: Calendar) -> datetime:
    """Return the moment at which so many office hours have passed since a start."""
    left, day = timedelta(hours=hours), start.date()
    for _ in range(_LONGEST_CLOSURE + hours):
        for opens, closes in hall.on(day, calendar):
            begin = max(datetime.combine(day, opens), start)
            open_for = datetime.combine(day, closes) - begin
            if open_for >= left:
                return begin + left
            left -= max(open_for, timedelta())
        day += timedelta(1)
    raise WrongUsage(N_("The hall is never open long enough: look at [hall] in policy.toml."))


def hall_from(table: Mapping[str, Any]) -> Hall | None:
    """Return the hall of a checked `[hall]` table, None where no hours are given."""
    if not table.get("hours"):
        return None
    seasons = tuple(Season(_place(season["from"]), _place(season["to"]), _hours(season["hours"])) for season in table.get("season", ()))
    return Hall(_hours(table["hours"]), seasons, _days(table.get("closed", ())), _days(table.get("open", ())))


def _hours(texts: list[str]) -> Hours:
    return tuple((time.fromisoformat(first), time.fromisoformat(last)) for first, _dash, last in (text.partition("-") for text in texts))


def _place(text: str) -> tuple[int, int]:
    month, _dash, day = text.partition("-")
    return int(month), int(day)


def _days(values: Any) -> frozenset[date]:  # noqa: ANN401 - dates, or ISO texts of them
    return frozenset(date.fromisoformat(value) if isinstance(value, str) else value for value in values)
