"""The holidays that the package chinesecalendar knows, as a circular announces them."""

from datetime import date, timedelta

from approvals.core.calendar import Holiday
from approvals.errors import NoSuchThing
from approvals.language import N_

# The package speaks of 国庆节 and the like in its own words; circulars of the State Council use these.
_NAMES = {"元旦": "元旦", "春节": "春节", "清明": "清明节", "劳动节": "劳动节", "端午": "端午节", "中秋": "中秋节", "国庆节": "国庆节"}


def holidays_of(year: int) -> list[Holiday]:
    """Return the holidays of a year with their make-up workdays; refused when the package is missing or does not know the year."""
    try:
        from chinese_calendar import Holiday as Known  # noqa: PLC0415 - an extra: only this command needs it
        from chinese_calendar import constants  # noqa: PLC0415
    except ImportError as missing:
        raise NoSuchThing(
            N_("The package chinesecalendar is not installed: run `pip install chinesecalendar`, or write calendar/{year}.toml from the circular."),
            year=year,
        ) from missing
    chinese = {known.value: _NAMES.get(known.chinese, known.chinese) for known in Known}
    days = {day: name for day, name in constants.holidays.items() if _belongs(day, name, year)}
    if not days:
        raise NoSuchThing(
            N_("The installed chinesecalendar does not know {year} yet: update it when the circular is out, or write calendar/{year}.toml from the circular."),
            year=year,
        )
    found = [Holiday(chinese.get(days[run[0]], days[run[0]]), run[0], run[-1]) for run in _runs(days)]
    for day, name in sorted(constants.workdays.items()):
        nearest = min(found, key=lambda holiday: (holiday.name != chinese.get(name, name), abs((holiday.first - day).days)))
        if abs((nearest.first - day).days) <= _REACH:
            found[found.index(nearest)] = nearest._replace(work=(*nearest.work, day))
    return found


_REACH = 20


def _belongs(day: date, name: str, year: int) -> bool:
    """Tell whether a circular rules a day: its own year's, but the New Year of January takes the last days of December along."""
    december = day.month == 12 and "New Year" in name  # noqa: PLR2004 - December
    return day.year + december == year


def _runs(days: dict[date, str]) -> list[list[date]]:
    runs: list[list[date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][-1] == timedelta(days=1) and days[runs[-1][-1]] == days[day]:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
