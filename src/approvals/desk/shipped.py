"""What the program brings along: the sample register, whose calendar counts where no register stands."""

from datetime import date
from pathlib import Path

from approvals.core.calendar import Calendar, year_from
from approvals.core.hall import Hall

_PACKAGE = Path(__file__).parents[1]


def sample_folder() -> Path:
    """Return the folder of the sample: inside the installed package, or `data/` of a checkout."""
    installed = _PACKAGE / "sample"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "data"


def shipped_calendar() -> Calendar:
    """Return the calendar that the program brings along."""
    from approvals.files.calendar import read_calendar  # noqa: PLC0415 - an adopted calendar needs no file

    return Calendar(year_from(source.table) for source in read_calendar(sample_folder()).sources)


def hall_in(root: Path | None, today: date) -> Hall | None:
    """Return the hall of the register in a folder, None without a register or where its policy names no hours."""
    if root is None:
        return None
    from approvals.desk.register import open_register  # noqa: PLC0415 - see calendar_in

    desk = open_register(root, today)
    try:
        return desk.law("").practice.hall
    finally:
        desk.connection.close()


def founded(root: Path | None) -> bool:
    """Tell whether a folder holds a register with its database, or what should be one."""
    from approvals.store.database import FILE  # noqa: PLC0415 - see calendar_in

    return root is not None and not ((root / "register.toml").is_file() and not (root / FILE).exists())


def calendar_in(root: Path | None, today: date) -> Calendar:
    """Return the adopted calendar of the register in a folder; the shipped one without a register, or where nothing was adopted yet."""
    if root is None:
        return shipped_calendar()
    from approvals.desk.register import open_register  # noqa: PLC0415 - only a register has one

    if not founded(root):
        return shipped_calendar()
    desk = open_register(root, today)
    try:
        return desk.calendar
    finally:
        desk.connection.close()
