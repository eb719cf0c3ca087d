"""The holidays of a calendar file as its rules look at them: the original circular, and what is in force after its revisions."""

from collections.abc import Iterator
from datetime import date, timedelta

from approvals.core.guide import Table
from approvals.core.rules.problem import Path
from approvals.core.rules.reading import day_of, tables_of, text_of
from approvals.record import NamedTuple

LONGEST = 60
"""The most days a holiday can have: more is a slip of the pen."""


class Entry(NamedTuple):
    """A holiday with its place in the file; `work` are its make-up workdays, each with its own place."""

    path: Path
    name: str
    first: date
    last: date
    work: tuple[tuple[Path, date], ...]

    def days(self) -> Iterator[date]:
        """Yield its days; none where the range cannot be meant."""
        number = (self.last - self.first).days + 1
        yield from (self.first + timedelta(day) for day in range(number if number <= LONGEST else 0))


def entries(table: Table, path: Path = ()) -> Iterator[Entry]:
    """Yield the holidays of one circular whose dates can be read."""
    for place, holiday in tables_of(table, "holiday"):
        here = (*path, "holiday", place)
        first, last = day_of(holiday.get("from")), day_of(holiday.get("to", holiday.get("from")))
        if first and last:
            yield Entry(here, text_of(holiday, "name"), first, last, tuple(_work(holiday, here)))


def _work(holiday: Table, path: Path) -> Iterator[tuple[Path, date]]:
    days = holiday.get("work")
    for place, value in enumerate(days if isinstance(days, list) else ()):
        if day := day_of(value):
            yield (*path, "work", place), day


def revisions(table: Table) -> Iterator[Entry]:
    """Yield the holidays of all revisions, oldest first."""
    for place, revision in tables_of(table, "revision"):
        yield from entries(revision, ("revision", place))


def in_force(table: Table) -> list[Entry]:
    """Return the holidays after all revisions; a revision replaces the holiday of the same name."""
    ruled: dict[object, Entry] = {}
    for entry in entries(table):
        ruled[entry.name if entry.name not in ruled else entry.path] = entry
    ruled.update((entry.name, entry) for entry in revisions(table))
    return list(ruled.values())
