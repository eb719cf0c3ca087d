"""Moments, and dates and times as people type them: `2026-03-02`, `2026-03-02T10:30`. No other form is taken, so that junk never passes for a date."""

from datetime import date, datetime

from approvals.errors import WrongUsage
from approvals.language import N_

When = date | datetime
FIRST_YEAR, LAST_YEAR = 1950, 2199
"""Between these years days are counted."""


def day_of(when: When) -> date:
    """Return the day of a date or a time."""
    return when.date() if isinstance(when, datetime) else when


def when_from(text: str) -> When:
    """Return the date or local time that `isoformat` wrote."""
    return date.fromisoformat(text) if len(text) == len("2026-03-02") else datetime.fromisoformat(text)


_DAY = "0000-00-00"
_MOMENTS = {f"{_DAY}T00:00", f"{_DAY} 00:00", f"{_DAY}T00:00:00", f"{_DAY} 00:00:00"}
_DIGITS_TO_ZERO = str.maketrans("123456789", "000000000")


def read_day(text: str) -> date:
    """Return the day a text names; a time is refused."""
    if text.translate(_DIGITS_TO_ZERO) != _DAY:
        raise WrongUsage(N_("“{text}” is no date: write it like 2026-03-02."), text=_shown(text))
    return _existing(text)


def is_day(text: str) -> bool:
    """Tell whether a text names a day."""
    try:
        read_day(text)
    except WrongUsage:
        return False
    return True


def read_moment(text: str) -> date:
    """Return the day, or the day with its time (a `datetime`), a text names."""
    form = text.translate(_DIGITS_TO_ZERO)
    if form == _DAY:
        return _existing(text)
    if form not in _MOMENTS:
        raise WrongUsage(N_("“{text}” is no date: write it like 2026-03-02, or with a time like 2026-03-02T10:30."), text=_shown(text))
    _existing(text[: len(_DAY)])
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise WrongUsage(N_("“{text}” names no time: hours go from 00 to 23, minutes and seconds from 00 to 59."), text=text) from None


def _existing(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUsage(N_("There is no {text} in the calendar: check month and day."), text=text) from None


def _shown(text: str) -> str:
    from approvals.core.rules.problem import one_line  # noqa: PLC0415 - only a wrong date pays for it

    return one_line(text)
