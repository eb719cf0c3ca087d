"""The check of the files people edit, adopted or not."""

from datetime import date
from pathlib import Path

from approvals.core.calendar import Calendar, year_from
from approvals.core.rules.problem import Severity
from approvals.files.calendar import read_calendar
from approvals.files.guide import read_guide
from approvals.files.reader import Finding


def check_guide_files(root: Path, today: date) -> list[Finding]:
    """Return every finding of every guide file, promises tried on the calendar of the calendar files."""
    return list(read_guide(root, today, _calendar(root)).findings)


def check_calendar_files(root: Path) -> list[Finding]:
    """Return every finding of every calendar file."""
    return list(read_calendar(root).findings)


def _calendar(root: Path) -> Calendar | None:
    files = read_calendar(root)
    sound = not any(finding.problem.severity is Severity.ERROR for finding in files.findings)
    return Calendar(year_from(source.table) for source in files.sources) if sound else None
