"""`approvals calendar`: which days count."""

from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, room, words
from approvals.core.calendar import DayKind
from approvals.core.dates import FIRST_YEAR, LAST_YEAR
from approvals.errors import RegisterUnfit
from approvals.language import N_, _
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from pathlib import Path

    from approvals.core.calendar import Day
    from approvals.desk.calendar import Month, Year

Year_ = Annotated[int, typer.Argument(metavar=words.YEAR, min=FIRST_YEAR, max=LAST_YEAR, help=N_("The year, like 2026."), show_default=False)]
_MONTHS_A_ROW = 3
_MARKS = {DayKind.HOLIDAY: "*", DayKind.MAKE_UP: "+"}
_CELL = 3


def add(year: Year_) -> None:
    """Draft the calendar of a year from the installed chinesecalendar."""
    from approvals.desk.calendar import draft  # noqa: PLC0415

    draft(_register(), year)
    output.say(N_("Drafted calendar/{year}.toml: compare it with the circular, then run `approvals adopt calendar`."), year=year)


def show(year: Year_, shape: options.ListFormat = options.Shape.TABLE) -> None:
    """Show a year at a glance."""
    from approvals.desk.calendar import year_at_a_glance  # noqa: PLC0415

    seen = year_at_a_glance(room.calendar(), year)
    if shape is options.Shape.JSON:
        days = [{"date": day.date, "kind": day.kind, "holiday": day.holiday} for month in seen.months for day in month.days]
        output.data({"year": year, "provisional": seen.provisional, "working_days": seen.working_days, "days": days})
        return
    _glance(seen)


def check() -> int:
    """Check the calendar files of the register, adopted or not."""
    from approvals.desk.checking import check_calendar_files  # noqa: PLC0415

    findings = check_calendar_files(_register())
    output.findings(findings)
    return 1 if findings else 0


def _register() -> "Path":
    if options.Given.register is None:
        raise RegisterUnfit(N_("There is no register here: make one with `approvals init DIR`, or name one with --register DIR."))
    return options.Given.register


def _glance(seen: "Year") -> None:
    if output.for_spreadsheet():
        _holidays(seen)
        return
    output.say(N_("{year}: {count} working days. * holiday, + make-up workday."), year=seen.number, count=seen.working_days)
    if seen.provisional:
        output.say(N_("Provisional: no holiday circular covers this year; only weekends and the fixed statutory days rest."))
    for start in range(0, len(seen.months), _MONTHS_A_ROW):
        blocks = [_block(month) for month in seen.months[start : start + _MONTHS_A_ROW]]
        output.lines(["", *("  ".join(row).rstrip() for row in zip(*blocks, strict=True))])
    if seen.holidays:
        output.lines([""])
        _holidays(seen)


def _holidays(seen: "Year") -> None:
    columns = (
        Column(N_("Holiday"), keep=True),
        Column(N_("From"), Kind.DATE, keep=True),
        Column(N_("To"), Kind.DATE, keep=True),
        Column(N_("Make-up workdays"), Kind.PROSE),
        Column(N_("Circular"), Kind.PROSE, priority=-1),
    )
    rows = [
        (holiday.name, holiday.first, holiday.last, " ".join(day.isoformat() for day in holiday.work), notice or _("source unknown"))
        for holiday, notice in seen.holidays
    ]
    output.table(columns, rows)


def _block(month: "Month") -> list[str]:
    """Return a month as eight lines of equal width, weeks beginning on Monday."""
    from approvals.language import WEEKDAYS  # noqa: PLC0415
    from approvals.render.text import pad  # noqa: PLC0415

    cells = [" " * _CELL] * month.first + [_cell(day) for day in month.days]
    cells += [" " * _CELL] * (42 - len(cells))
    heading = "".join(pad(_short(_(name)), _CELL) for name in WEEKDAYS)
    return [pad(_("Month {number}").format(number=month.number), 7 * _CELL), heading, *("".join(cells[week * 7 : week * 7 + 7]) for week in range(6))]


def _short(weekday: str) -> str:
    """Return the two letters, or the one character, that name a weekday."""
    return weekday[:2] if weekday.isascii() else weekday[-1]


def _cell(day: "Day") -> str:
    return f"{day.date.day:2}{_MARKS.get(day.kind, ' ')}"
