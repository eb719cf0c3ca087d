"""What if (模拟): completed requests judged by another promise, on the present calendar.

`used` is the shortest promise that a request would have kept, so the promise met by 95 % is the 95th percentile of what was used, and a
request is late under a promise exactly when it used more.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from approvals.core.clock import BY_THE_HOUR, Stop, count, starting
from approvals.core.dates import day_of
from approvals.core.figures import ENOUGH, Share, median, percentile
from approvals.core.guide import Item, Limit
from approvals.core.law import Law
from approvals.core.limits import Milestone, TimeLimit, Unit
from approvals.core.request import Request
from approvals.core.stage import Stage
from approvals.record import NamedTuple

NINE_TENTHS, MET_BY = Fraction(9, 10), Fraction(19, 20)
_WIDEST = {Unit.WORKING_DAYS: 5_000, Unit.CALENDAR_DAYS: 7_300, Unit.MONTHS: 240, Unit.HOURS: 24 * 366, Unit.OFFICE_HOURS: 8 * 366}


class Figures(NamedTuple):
    """What a promise would have meant; every figure but `cases` is None where there are too few cases to conclude anything.

    `late_by` figures are amounts of the promise's unit beyond it, over the late requests alone, None where none was late.
    """

    cases: int
    late: Share | None = None
    late_by_median: float | None = None
    late_by_most: int | None = None
    used_median: float | None = None
    used_90: int | None = None
    met_by_95: int | None = None


def spanned(item: Item) -> tuple[Milestone, Milestone]:
    """Return from what to what the promise of an item runs: its own start and end, else those of its law, else acceptance to completion."""
    limit: Limit | None = item.promised or item.statutory
    return (limit.start, limit.end) if limit else (Milestone.ACCEPTANCE, Milestone.COMPLETION)


def used(request: Request, span: tuple[Milestone, Milestone], unit: Unit, law: Law) -> int | None:
    """Return what a request used of a unit; None where it was not completed, or voided: nobody kept or missed a promise with it."""
    started, ended = request.reached(span[0]), request.reached(span[1])
    if not request.completed or request.stage is Stage.VOIDED or not started or not ended:
        return None
    last = day_of(ended)
    stops = [] if unit in BY_THE_HOUR else [Stop(pause.first, max(pause.first, pause.end or last), pause.notified) for pause in request.pauses]

    def due(amount: int) -> date:
        limit = TimeLimit(amount, unit)
        return day_of(count(limit, starting(limit, started), law.calendar, stops, cap=law.practice.cap, hall=law.practice.hall).due)

    low, high = 0, 8
    while due(high) < last and high < _WIDEST[unit]:
        low, high = high, min(high * 2, _WIDEST[unit])
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if due(middle) >= last else (middle + 1, high)
    return low


def figures(uses: Sequence[int], promise: TimeLimit) -> Figures:
    """Return what a promise would have meant for requests that used so much of its unit."""
    if len(uses) < ENOUGH:
        return Figures(len(uses))
    over = [amount - promise.amount for amount in uses if amount > promise.amount]
    late = Share(len(over), len(uses))
    middle, most = (median(over), max(over)) if over else (None, None)
    return Figures(len(uses), late, middle, most, median(uses), percentile(uses, NINE_TENTHS), percentile(uses, MET_BY))


def cut(promise: TimeLimit, by: Fraction) -> TimeLimit:
    """Return a promise cut by a share at least: rounded down to a whole amount, but to no less than one."""
    return TimeLimit(max(int(promise.amount * (1 - by)), 1), promise.unit) if promise.amount else promise
