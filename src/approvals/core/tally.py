"""What a bulletin counts of the requests of a period, from dated facts alone: printed late it says what it said on its own day.

Carried in + received = completed + ended otherwise + carried out, for each department and for all.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction

from approvals.core.figures import median, percentile
from approvals.core.period import Period
from approvals.record import NamedTuple

_NINETY = Fraction(9, 10)


class Limited(NamedTuple):
    """A limit of a request: from when to when it ran, and its last day."""

    start: date
    due: date
    ended: date | None


class Lived(NamedTuple):
    """The dated facts of a request: `accepted` is the day on which it was, or silence had made it so, `ended` its end without completion."""

    department: str
    received: date
    accepted: date | None = None
    completed: date | None = None
    ended: date | None = None
    promised: Limited | None = None
    statutory: Limited | None = None


class Flow(NamedTuple):
    """How many requests came, went and stayed; early, in time, late and without a limit are those completed, against the promise, else against the law."""

    carried_in: int = 0
    received: int = 0
    accepted: int = 0
    completed: int = 0
    early: int = 0
    in_time: int = 0
    late: int = 0
    no_limit: int = 0
    late_in_law: int = 0
    ended: int = 0
    carried_out: int = 0

    def plus(self, other: "Flow") -> "Flow":
        """Return both together."""
        return Flow(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


class Used(NamedTuple):
    """Calendar days from the start of a limit to its end, and to its last day, of requests completed; None where there was none."""

    cases: int
    median: float | None = None
    p90: int | None = None
    allowed_median: float | None = None
    allowed_p90: int | None = None


def flow_of(lived: Lived, period: Period) -> Flow:
    """Return what one request adds to the figures of a period."""
    first, last = period.first, period.last
    done = lived.completed if not lived.ended or (lived.completed and lived.completed <= lived.ended) else None
    over = done or lived.ended
    if lived.received > last or (over and over < first):
        return Flow()
    completed = bool(done and done <= last)
    judged = _judged(lived) if completed else {}
    return Flow(
        carried_in=int(lived.received < first),
        received=int(lived.received >= first),
        accepted=int(bool(lived.accepted and first <= lived.accepted <= last)),
        completed=int(completed),
        ended=int(bool(over and over <= last and not completed)),
        carried_out=int(not over or over > last),
        **judged,
    )


def _judged(lived: Lived) -> dict[str, int]:
    limit = lived.promised or lived.statutory
    ended = limit.ended if limit else None
    statutory = lived.statutory
    law = int(bool(statutory and statutory.ended and statutory.ended > statutory.due))
    if not limit or not ended:
        return {"no_limit": 1, "late_in_law": law}
    key = "early" if ended < limit.due else "late" if ended > limit.due else "in_time"
    return {key: 1, "late_in_law": law}


def flows(found: Iterable[Lived], period: Period) -> dict[str, Flow]:
    """Return the figures of each department that has any."""
    told: dict[str, Flow] = {}
    for lived in found:
        one = flow_of(lived, period)
        if any(one):
            told[lived.department] = told.get(lived.department, Flow()).plus(one)
    return told


def used(found: Iterable[Limited | None]) -> Used:
    """Return the days that limits took, of those that ended."""
    pairs = [((limit.ended - limit.start).days, (limit.due - limit.start).days) for limit in found if limit and limit.ended]
    if not pairs:
        return Used(0)
    taken, allowed = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return Used(len(pairs), median(taken), percentile(taken, _NINETY), median(allowed), percentile(allowed, _NINETY))


def completed_in(found: Iterable[Lived], period: Period) -> list[Lived]:
    """Return the requests completed in a period."""
    return [lived for lived in found if flow_of(lived, period).completed]


class Told(NamedTuple):
    """An event of a complaint: `department` where it names one."""

    number: str
    type: str
    day: date
    department: str = ""


STAGES = ("recorded", "handled", "concluded", "replied")


class Complaints(NamedTuple):
    """Complaints of a period: how many came and stayed, in how many each stage was reached in it, and of those recorded in it, by its end."""

    carried_in: int
    closed: int
    carried_out: int
    reached: tuple[int, ...]
    of_recorded: tuple[int, ...]


def complaints(events: Sequence[Told], closed: dict[str, date], period: Period, department: str = "") -> Complaints:
    """Count complaints by their events up to the end of a period; a report handed to the discipline organ is none."""
    told: dict[str, list[Told]] = {}
    for event in events:
        if event.day <= period.last:
            told.setdefault(event.number, []).append(event)
    own = {
        number: history
        for number, history in told.items()
        if any(event.type == "recorded" for event in history)
        and (not department or next((event.department for event in reversed(history) if event.department), "") == department)
    }
    began = {number: next(event.day for event in history if event.type == "recorded") for number, history in own.items()}
    over = {number: day for number, day in closed.items() if number in own and day <= period.last}
    within = {number for number, day in began.items() if day >= period.first}
    return Complaints(
        sum(day < period.first and over.get(number, date.max) >= period.first for number, day in began.items()),
        sum(day >= period.first for day in over.values()),
        len(own) - len(over),
        tuple(sum(any(event.type == stage and event.day >= period.first for event in history) for history in own.values()) for stage in STAGES),
        tuple(sum(any(event.type == stage for event in own[number]) for number in within) for stage in STAGES),
    )


def accepted_on(accepted: date | None, deemed: date | None, due: date | None, answered: date | None) -> date | None:
    """Return the day on which a request was accepted; silence made it so the day after the answer was due (行政许可法 32), not on the day it counts from."""
    if accepted is None:
        return deemed
    silent = due is not None and accepted <= due and (answered is None or answered > due)
    return due + timedelta(1) if silent and due else accepted
