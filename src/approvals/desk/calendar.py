"""The calendar: adopted or shipped, shown, and drafted for a new year."""

from calendar import monthrange
from datetime import date
from pathlib import Path

from approvals.core.calendar import Calendar, Day, Holiday
from approvals.desk.modes import close
from approvals.errors import NotAllowed
from approvals.exchange.chinese_holidays import holidays_of
from approvals.language import N_, _
from approvals.record import NamedTuple


class Month(NamedTuple):
    """The days of a month; `first` is the weekday of the first, Monday 0."""

    number: int
    first: int
    days: tuple[Day, ...]


class Year(NamedTuple):
    """A year at a glance."""

    number: int
    provisional: bool
    working_days: int
    months: tuple[Month, ...]
    holidays: tuple[tuple[Holiday, str], ...]


def year_at_a_glance(calendar: Calendar, year: int) -> Year:
    """Return every day of a year with its kind, and the holidays that stand in it with the circular that rules each."""
    months = tuple(_month(calendar, year, number) for number in range(1, 13))
    ruled = [(holiday, circular.notice or "") for entry in calendar.years for holiday, circular in entry.in_force()]
    here = tuple(sorted((holiday, notice) for holiday, notice in ruled if year in {holiday.first.year, holiday.last.year, *(day.year for day in holiday.work)}))
    count = calendar.working_days(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
    return Year(year, year not in calendar.covered, count, months, tuple(sorted(here, key=lambda ruling: ruling[0].first)))


def _month(calendar: Calendar, year: int, number: int) -> Month:
    first, length = monthrange(year, number)
    return Month(number, first, tuple(calendar.day(date(year, number, day)) for day in range(1, length + 1)))


def draft(root: Path, year: int) -> Path:
    """Write calendar/YEAR.toml from the installed chinesecalendar, for a person to compare with the circular, and return it."""
    file = root / "calendar" / f"{year}.toml"
    if file.exists():
        raise NotAllowed(N_("calendar/{year}.toml exists already: edit it, then run `approvals adopt calendar`."), year=year)
    text = _toml(year, holidays_of(year))
    file.parent.mkdir(exist_ok=True)
    with file.open("x", encoding="utf-8") as stream:
        stream.write(text)
    close(file)
    return file


def _toml(year: int, holidays: list[Holiday]) -> str:
    parts = [f"# {_('Drafted from the package chinesecalendar: compare with the circular and add its title and date.')}", f"year = {year}"]
    for holiday in holidays:
        parts += ["", "[[holiday]]", f'name = "{holiday.name}"', f"from = {holiday.first.isoformat()}", f"to = {holiday.last.isoformat()}"]
        if holiday.work:
            parts.append(f"work = [{', '.join(day.isoformat() for day in holiday.work)}]")
    return "\n".join(parts) + "\n"
