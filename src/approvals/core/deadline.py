"""The deadlines of a request on its history, by the limits of its item and the calendar."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from approvals.core.calendar import Calendar
from approvals.core.clock import Run, count
from approvals.core.events import day_of
from approvals.core.guide import Item, Limit
from approvals.core.limits import Milestone, TimeLimit, Unit
from approvals.core.request import Request


class DeadlineKind(StrEnum):
    """Whose date it is: the promise's or the law's."""

    PROMISED = "promised"
    STATUTORY = "statutory"


class Deadline(NamedTuple):
    """A date by which something is owed; `ended` is the day it was done, None while it runs."""

    kind: DeadlineKind
    limit: TimeLimit
    start: date
    due: date
    provisional: bool
    ended: date | None
    run: Run


def frozen_item(request: Request, version: Callable[[date], Item | None]) -> Item | None:
    """Return the version of the item that binds the request: the one in force on the day its clock starts, and for good.

    `version` gives the item in force on a day. A request whose clock has not started yet shows the version of its receipt.
    """
    received = version(day_of(request.received))
    if received and received.start is not Milestone.ACCEPTANCE:
        return received
    return version(day_of(request.accepted)) if request.accepted else received


def deadlines(request: Request, item: Item, calendar: Calendar) -> tuple[Deadline, ...]:
    """Return the deadlines that run or ran; none before the event that starts their limit.

    The promised date is the earlier of promise and law on the calendar: 20 working days can end after 30 calendar days.
    """
    law = _deadline(DeadlineKind.STATUTORY, item.statutory, request, calendar)
    promise = _deadline(DeadlineKind.PROMISED, item.promised, request, calendar)
    if law and promise and law.due < promise.due:
        promise = promise._replace(due=law.due, provisional=law.provisional)
    return tuple(deadline for deadline in (promise, law) if deadline)


def _deadline(kind: DeadlineKind, limit: Limit | None, request: Request, calendar: Calendar) -> Deadline | None:
    started = request.reached(limit.start) if limit else None
    if not limit or not started:
        return None
    if limit.limit.unit is Unit.HOURS and not isinstance(started, datetime):
        started = datetime.combine(started, datetime.min.time())
    run = count(limit.limit, started, calendar)
    ended = request.reached(limit.end)
    return Deadline(kind, limit.limit, day_of(started), day_of(run.due), run.provisional, day_of(ended) if ended else None, run)


def of_kind(found: Iterable[Deadline], kind: DeadlineKind) -> Deadline | None:
    """Return the deadline of a kind, or None."""
    return next((deadline for deadline in found if deadline.kind is kind), None)
