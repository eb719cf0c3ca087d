"""The guide of a register: guide/*.toml, one file a department."""

from datetime import date
from pathlib import Path

from approvals.core.calendar import Calendar
from approvals.core.rules.guide import check_guide
from approvals.files.reader import Finding, Source, read_folder, told
from approvals.record import NamedTuple


class GuideFiles(NamedTuple):
    """The files of the guide that can be read, and everything that is wrong with any."""

    sources: tuple[Source, ...]
    findings: list[Finding]


def read_guide(root: Path, today: date, calendar: Calendar | None) -> GuideFiles:
    """Read and check the guide as it stands on a day; the calendar is for comparing limits of different units."""
    sources, unreadable = read_folder(root, "guide")
    problems = check_guide({source.name: source.table for source in sources}, today, calendar)
    return GuideFiles(sources, told(sources, problems, unreadable))
