"""Why a limit ends where it ends: the rules that its count followed, each with its article, and a word for every day of the way."""

from collections.abc import Iterable, Iterator, Mapping

from approvals.core.calendar import Circular, DayKind
from approvals.core.clock import Run
from approvals.core.explain import Part, Told
from approvals.core.limits import TimeLimit, Unit
from approvals.language import N_
from approvals.record import NamedTuple

_BY_UNIT = {
    Unit.WORKING_DAYS: (
        N_("The day it starts is not counted (Civil Code 201)."),
        N_("Only working days are counted: no weekend and no holiday, but every make-up workday (Administrative Licensing Law 82)."),
    ),
    Unit.CALENDAR_DAYS: (
        N_("The day it starts is not counted (Civil Code 201)."),
        N_("Every day is counted, rest days too (Civil Code 200)."),
        N_("If the last day is a rest day, the limit ends on the first day after the rest; a make-up workday is no rest day (Civil Code 203)."),
    ),
    Unit.MONTHS: (
        N_("It ends on the day of the same number; where the month has none, on the last of the month (Civil Code 202)."),
        N_("If the last day is a rest day, the limit ends on the first day after the rest; a make-up workday is no rest day (Civil Code 203)."),
    ),
    Unit.HOURS: (N_("Hours run by the clock from the time they start (Civil Code 200, 201)."),),
    Unit.OFFICE_HOURS: (N_("Office hours run while the hall is open: a limit of the promise, not of the law."),),
}
_ON_THE_SPOT = N_("On the spot means on the same day; from a rest day, on the next working day.")
_STOP = N_(
    "A stop is not counted, from the day it begins up to the day before it ends; begun and ended on one day, that day is not counted. "
    "The law leaves the time out (Administrative Licensing Law 45) but has no rule for days: this rule is the register's."
)
_CAP = N_("What a stop exceeds the working days notified is counted again: a rule of the register, not of the law.")
_EXTENSION = N_("The extension is counted with the limit from its start, never added to its end (Administrative Licensing Law 42).")
_HELD = N_("The calendar was revised by a circular published on {published}: nobody is late before that day.")
_PROVISIONAL = N_("No holiday circular covers a year on the way: weekends and the fixed statutory days stand in for it, and the date is provisional.")

_PARTS = {
    Part.START: N_("starts here, not counted"),
    Part.COUNTED: N_("counted: {day}"),
    Part.SKIPPED: N_("skipped: {day}"),
    Part.STOPPED: N_("stopped"),
    Part.MOVED: N_("rest: {day}"),
}


class Reason(NamedTuple):
    """A sentence: an English template and its values."""

    template: str
    values: Mapping[str, object] = {}

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the sentence."""
        return self


def reasons(run: Run, limit: TimeLimit, *, extension: int = 0, cap: bool = False) -> Iterator[Reason]:
    """Yield the rules that a count followed."""
    yield from (Reason(rule) for rule in (_BY_UNIT[limit.unit] if limit.amount + extension else (_ON_THE_SPOT,)))
    if any(span.stopped for span in run.spans):
        yield Reason(_STOP)
        if cap:
            yield Reason(_CAP)
    if extension:
        yield Reason(_EXTENSION)
    if run.held:
        yield Reason(_HELD, {"published": run.held})
    if run.provisional:
        yield Reason(_PROVISIONAL)


def why(told: Told, limit: TimeLimit) -> Reason:
    """Return the word for the part a day plays, with what kind of day it is where that matters."""
    day = told.day
    if told.part is Part.START and not limit.amount and day.works:
        return Reason(N_("on the spot, on this day"))
    if told.part is Part.COUNTED and day.kind is DayKind.WORKING_DAY:
        return Reason(N_("counted"))
    if told.part is Part.MOVED and day.works:
        return Reason(N_("moved here"))
    return Reason(_PARTS[told.part], {"day": day.holiday if day.kind is DayKind.HOLIDAY else day.kind})


def circulars(days: Iterable[Told]) -> list[Circular]:
    """Return the circulars that ruled days of the way, each once, in the order of the days."""
    return list(dict.fromkeys(told.day.circular for told in days if told.day.circular))
