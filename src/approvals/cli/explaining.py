"""A deadline told day by day: the rules that its count followed, every day of the way, and the circulars that ruled them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from approvals.cli import output
from approvals.core.calendar import Calendar
from approvals.core.clock import Run
from approvals.core.explain import Told, tell
from approvals.core.limits import TimeLimit
from approvals.core.reasons import circulars, reasons, why
from approvals.language import N_, Sentence, _, spoken
from approvals.render.table import Column, Kind

_COLUMNS = (Column(N_("Day"), Kind.PROSE, keep=True), Column(N_("No."), Kind.NUMBER, keep=True), Column(N_("Why"), Kind.PROSE, keep=True))


def told_days(run: Run, limit: TimeLimit, calendar: Calendar, *, extension: int = 0, cap: bool = False, full: bool = True) -> None:
    """Print why a limit ends where it ends, every day on a line of its own or, not `full`, days of one kind together."""
    days = list(tell(run, limit, calendar))
    output.lines(f"  {spoken(reason)}" for reason in reasons(run, limit, extension=extension, cap=cap))
    told = [(day, why(day, TimeLimit(limit.amount + extension, limit.unit))) for day in days]
    output.table(_COLUMNS, [(day.day.date, day.number, reason) for day, reason in told] if full else list(_folded(told)))
    for circular in circulars(days):
        if circular.published:
            output.say(
                N_("  Ruled by {notice}, published {published}."), notice=circular.notice or _("a circular without a title"), published=circular.published
            )
        else:
            output.say(N_("  Ruled by {notice}."), notice=circular.notice or _("a circular whose source is unknown"))


def _folded(days: Sequence[tuple[Told, object]]) -> Iterator[tuple[object, object, object]]:
    """Yield runs of days that are told alike as one row: first to last, and their numbers."""
    for (_part, reason), run in groupby(days, key=lambda told: (told[0].part, told[1])):
        together = [day for day, _reason in run]
        first, last = together[0], together[-1]
        numbers = [str(day.number) for day in (first, last) if day.number is not None]
        alone = first is last
        yield (
            first.day.date if alone else Sentence(N_("{first} to {last}"), {"first": first.day.date, "last": last.day.date}),
            "–".join(dict.fromkeys(numbers)),
            reason,
        )


def plain_days(run: Run, limit: TimeLimit, calendar: Calendar) -> list[dict[str, object]]:
    """Return the days of a count as machine output has them."""
    return [
        {"date": told.day.date, "part": told.part, "kind": told.day.kind, "holiday": told.day.holiday, "number": told.number}
        for told in tell(run, limit, calendar)
    ]
