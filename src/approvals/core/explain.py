"""A limit told day by day, from the very spans that its count returned."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from approvals.core.calendar import Calendar, Day
from approvals.core.clock import Run
from approvals.core.limits import TimeLimit, Unit
from approvals.record import NamedTuple


class Part(StrEnum):
    """The part a day plays in the count."""

    START = "start"
    COUNTED = "counted"
    SKIPPED = "skipped"
    STOPPED = "stopped"
    MOVED = "moved"


class Told(NamedTuple):
    """A day of the count: `number` is its place among the counted days, None where it is not counted."""

    day: Day
    part: Part
    number: int | None = None


def tell(run: Run, limit: TimeLimit, calendar: Calendar) -> Iterator[Told]:
    """Yield the start, every day counted or skipped up to the last, and the days over which a rest moved the end."""
    start = run.start.date() if isinstance(run.start, datetime) else run.start
    yield Told(calendar.day(start), Part.START)
    number = 0
    for span in run.spans:
        for ordinal in range(span.first, span.last + 1):
            day = calendar.day(date.fromordinal(ordinal))
            if span.stopped:
                yield Told(day, Part.STOPPED)
            elif day.works or limit.unit is not Unit.WORKING_DAYS:
                number += 1
                yield Told(day, Part.COUNTED, number)
            else:
                yield Told(day, Part.SKIPPED)
    due = run.due.date() if isinstance(run.due, datetime) else run.due
    if limit.unit not in {Unit.HOURS, Unit.OFFICE_HOURS} or not limit.amount:
        for ordinal in range(run.reached.toordinal() + 1, due.toordinal() + 1):
            yield Told(calendar.day(date.fromordinal(ordinal)), Part.MOVED)
