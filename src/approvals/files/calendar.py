"""The calendar of a register: calendar/*.toml, one file a year."""

from pathlib import Path

from approvals.core.rules.calendar import check_years
from approvals.files.reader import Finding, Source, read_folder, told
from approvals.record import NamedTuple


class CalendarFiles(NamedTuple):
    """The files of the calendar that can be read, and everything that is wrong with any."""

    sources: tuple[Source, ...]
    findings: list[Finding]


def read_calendar(root: Path) -> CalendarFiles:
    """Read and check the calendar."""
    sources, unreadable = read_folder(root, "calendar")
    problems = check_years({source.name: source.table for source in sources})
    return CalendarFiles(sources, told(sources, problems, unreadable))
