"""A deadline told day by day: the rules that its count followed, every day of the way, and the circulars that ruled them."""

from approvals.cli import output
from approvals.core.calendar import Calendar
from approvals.core.clock import Run
from approvals.core.explain import tell
from approvals.core.limits import TimeLimit
from approvals.core.reasons import circulars, reasons, why
from approvals.language import N_, _, spoken
from approvals.render.table import Column, Kind

_COLUMNS = (Column(N_("Day"), keep=True), Column(N_("No."), Kind.NUMBER, keep=True), Column(N_("Why"), keep=True))


def told_days(run: Run, limit: TimeLimit, calendar: Calendar, *, extension: int = 0, cap: bool = False) -> None:
    """Print why a limit ends where it ends."""
    days = list(tell(run, limit, calendar))
    output.lines(f"  {spoken(reason)}" for reason in reasons(run, limit, extension=extension, cap=cap))
    output.table(_COLUMNS, [(day.day.date, day.number, why(day, TimeLimit(limit.amount + extension, limit.unit))) for day in days])
    for circular in circulars(days):
        if circular.published:
            output.say(
                N_("  Ruled by {notice}, published {published}."), notice=circular.notice or _("a circular without a title"), published=circular.published
            )
        else:
            output.say(N_("  Ruled by {notice}."), notice=circular.notice or _("a circular whose source is unknown"))


def plain_days(run: Run, limit: TimeLimit, calendar: Calendar) -> list[dict[str, object]]:
    """Return the days of a count as machine output has them."""
    return [
        {"date": told.day.date, "part": told.part, "kind": told.day.kind, "holiday": told.day.holiday, "number": told.number}
        for told in tell(run, limit, calendar)
    ]
