"""The deadlines of a request on its history, by the limits of its item and the calendar."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from approvals.core.clock import BY_THE_HOUR, Run, Stop, count, count_back, starting
from approvals.core.dates import When, day_of
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.events import Outcome
from approvals.core.guide import Item, Limit
from approvals.core.law import Law
from approvals.core.limits import Milestone, TimeLimit, Unit, parse_limit
from approvals.core.request import Pause, Request, StepRun
from approvals.core.stage import Stage
from approvals.record import NamedTuple


class Deadline(NamedTuple):
    """A date by which something is owed; `ended` is the day it was done, None while it runs.

    `about` tells several of one kind apart (which step, which procedure). While a procedure runs, `resting` is the day it began, `due` the date
    if it ended on the day of judgement, and `unstopped` the date had it never begun. `not_before` is the day from which silence is acceptance, where
    the deadline runs from that acceptance alone: nobody is late before it.
    """

    kind: DeadlineKind
    limit: TimeLimit
    start: date
    due: date
    provisional: bool
    ended: date | None
    run: Run
    about: str = ""
    resting: date | None = None
    unstopped: date | None = None
    not_before: date | None = None

    @property
    def key(self) -> str:
        """Return the name under which the deadline is kept, unique within its request."""
        return f"{self.kind}/{self.about}" if self.about else str(self.kind)


# 行政许可法 42(2), 44, 47, 48 and the seven working days of 双公示.
JOINT_LIMIT = TimeLimit(45, Unit.WORKING_DAYS)
DELIVERY_LIMIT = TimeLimit(10, Unit.WORKING_DAYS)
HEARING_REQUEST, HEARING_LIMIT, HEARING_NOTICE = TimeLimit(5, Unit.WORKING_DAYS), TimeLimit(20, Unit.WORKING_DAYS), TimeLimit(7, Unit.WORKING_DAYS)
# 行政许可法 55: two officers or more are sent to inspect, test or quarantine.
INSPECTION_LIMIT, INSPECTIONS = TimeLimit(5, Unit.WORKING_DAYS), frozenset({"检验", "检测", "检疫"})
PUBLICATION_LIMIT = TimeLimit(7, Unit.WORKING_DAYS)
_GENERAL = "行政许可法 42(1)"


def deadlines(request: Request, law: Law, today: date) -> tuple[Deadline, ...]:
    """Return the deadlines that run or ran on a day, the promise and the law first; none before the event that starts their limit.

    The promised date is the earlier of promise and law on the calendar: 20 working days can end after 30 calendar days.
    """
    item = law.binding(request)
    if not item:
        return ()
    statute = _handling(DeadlineKind.STATUTORY, request, law, today)
    promise = _handling(DeadlineKind.PROMISED, request, law, today)
    if statute and promise and statute.due < promise.due:
        promise = promise._replace(due=statute.due, provisional=statute.provisional, unstopped=statute.unstopped)
    return (*(deadline for deadline in (promise, statute) if deadline), *_extension(request, statute), *_others(request, item, law, today))


def _extension(request: Request, statute: Deadline | None) -> Iterator[Deadline]:
    """Yield the extension as a deadline of its own: from its approval to the extended day of the law."""
    longer = request.extension
    if statute and longer and not longer.late:
        yield statute._replace(kind=DeadlineKind.EXTENSION, limit=TimeLimit(longer.days, statute.limit.unit), start=longer.approved_on)


def limit_of(kind: DeadlineKind, request: Request, law: Law) -> tuple[Limit, TimeLimit] | None:
    """Return the limit of the promise or the law with the amount that counts for this request: of its case, jointly handled."""
    item = law.binding(request)
    limit = item and (item.statutory if kind is DeadlineKind.STATUTORY else item.promised)
    if not limit:
        return None
    amount = next((other.limit for other in limit.alternatives if request.case and other.when == request.case), limit.limit)
    return limit, JOINT_LIMIT if kind is DeadlineKind.STATUTORY and jointly(request, item) else amount


def jointly(request: Request, item: Item | None) -> bool:
    """Tell whether the limits of joint handling (行政许可法 42(2)) take the place of the item's: only where its limit is the general one."""
    return bool(request.joint and item and item.statutory and item.statutory.basis == _GENERAL)


def statutory_due(request: Request, law: Law, today: date) -> date | None:
    """Return the last day of the law as it stands on a day, None where none runs."""
    found = _handling(DeadlineKind.STATUTORY, request, law, today)
    return found.due if found else None


def _handling(kind: DeadlineKind, request: Request, law: Law, today: date) -> Deadline | None:
    found = limit_of(kind, request, law)
    started = request.reached(found[0].start) if found else None
    if not found or not started:
        return None
    limit, amount = found
    longer = request.extension.days if request.extension and not request.extension.late and kind is DeadlineKind.STATUTORY else 0
    ended = request.reached(limit.end)
    until = day_of(ended) if ended else None

    def over(pauses: Iterable[Pause]) -> Run:
        stops = _stops(pauses, until or today)
        return count(amount, starting(amount, started), law.calendar, stops, extension=longer, cap=law.practice.cap, hall=law.practice.hall)

    return _resting(_run_out(kind, amount, started, over(_stopping(amount, request)), until), request, over)


def _stopping(limit: TimeLimit, request: Request) -> tuple[Pause, ...]:
    """Return the procedures that stop a limit: none stops one that runs by the hour."""
    return () if limit.unit in BY_THE_HOUR else request.pauses


def _resting(deadline: Deadline, request: Request, over: Callable[[Iterable[Pause]], Run]) -> Deadline:
    """Return a deadline that rests while a procedure runs, unless it was over before; `over` counts its limit over stops."""
    running = [pause.first for pause in request.running]
    if deadline.ended or not running or not _stopping(deadline.limit, request):
        return deadline
    before = day_of(over(pause for pause in request.pauses if pause.end).due)
    return deadline._replace(resting=min(running), unstopped=before) if before >= min(running) else deadline


def _stops(pauses: Iterable[Pause], until: date) -> list[Stop]:
    """Return the stops, those that still run as if they ended on a day: an open one is counted to now, never in advance."""
    return [Stop(pause.first, max(pause.first, pause.end or until), pause.notified) for pause in pauses]


def _others(request: Request, item: Item, law: Law, today: date) -> Iterator[Deadline]:
    yield from _acceptance(request, law)
    yield from _waiting(request)
    if request.following and request.follow_by and request.accepted:
        complete = next((told.complete_on for told in request.rounds if told.after_acceptance and told.complete_on), None)
        yield _until(DeadlineKind.FOLLOWING, day_of(request.accepted), request.follow_by, complete or _closed(request))
    yield from _procedures(request, item, law)
    yield from _steps(request, item, law, today)
    yield from _joint(request, law)
    if item.licence and request.accepted and any(procedure.name in INSPECTIONS for procedure in item.special_procedures):
        yield _counted(DeadlineKind.INSPECTION, INSPECTION_LIMIT, request.accepted, law, request.site_checked or _closed(request))
    if request.hearing:
        yield _counted(DeadlineKind.HEARING, HEARING_LIMIT, request.hearing.asked_on, law, request.hearing.held_on or _closed(request))
    yield from _endings(request, item, law)


def _waiting(request: Request) -> Iterator[Deadline]:
    """Yield what the applicant was given to supply, for the days that a notice named: past them the department has to close the request or go on."""
    for place, told in enumerate(request.rounds):
        if told.by:
            yield _until(DeadlineKind.WAITING, told.told_on, max(told.by, told.told_on), told.complete_on or _closed(request), f"{place + 1}")


def _acceptance(request: Request, law: Law) -> Iterator[Deadline]:
    rule = law.supplement(request)
    if not rule:
        return
    told = request.rounds[0].told_on if request.rounds else None
    paper = day_of(request.accepted) if request.accepted and not request.deemed_accepted else request.acceptance_paper
    ended = min((day for day in (told, paper, _closed(request)) if day), default=None)
    yield _counted(DeadlineKind.ACCEPTANCE, rule.limit, request.received, law, ended)


def _procedures(request: Request, item: Item, law: Law) -> Iterator[Deadline]:
    caps = {procedure.name: procedure.cap for procedure in item.special_procedures}
    for place, pause in enumerate(request.pauses):
        limits = [limit for limit in (caps.get(pause.kind), TimeLimit(pause.notified, Unit.WORKING_DAYS) if pause.notified is not None else None) if limit]
        if limits:
            found = [_counted(DeadlineKind.STOP, limit, pause.first, law, pause.end or _closed(request), f"{pause.kind}/{place + 1}") for limit in limits]
            yield min(found, key=lambda deadline: deadline.due)


def _steps(request: Request, item: Item, law: Law, today: date) -> Iterator[Deadline]:
    limits = {step.name: step.limit for step in item.steps}
    for place, step in enumerate(request.steps):
        if limit := limits.get(step.name):
            yield _step(step, limit, f"{step.name}/{place + 1}", request, law, today)


def _step(step: StepRun, limit: TimeLimit, about: str, request: Request, law: Law, today: date) -> Deadline:
    ended = step.done or _closed(request)

    def over(pauses: Iterable[Pause]) -> Run:
        return count(limit, starting(limit, step.begun), law.calendar, _stops(pauses, ended or today), cap=law.practice.cap, hall=law.practice.hall)

    return _resting(_run_out(DeadlineKind.STEP, limit, step.begun, over(_stopping(limit, request)), ended, about), request, over)


def _joint(request: Request, law: Law) -> Iterator[Deadline]:
    if request.joint:
        replies = dict(request.joint.replies)
        for department, limit in request.joint.departments:
            if limit:
                yield _counted(DeadlineKind.JOINT, parse_limit(limit), request.joint.ordered_on, law, replies.get(department) or _closed(request), department)


def _endings(request: Request, item: Item, law: Law) -> Iterator[Deadline]:
    granted = request.decided and request.outcome is Outcome.GRANTED and not request.deemed_granted
    if granted and request.decided:
        decided = day_of(request.decided)
        if item.licence and item.statutory and item.statutory.end is Milestone.DECISION:
            yield _counted(DeadlineKind.DELIVERY, DELIVERY_LIMIT, decided, law, _given_up(request, day_of(request.delivered) if request.delivered else None))
        if request.check_by:
            yield _until(DeadlineKind.DECLARATION, decided, request.check_by, _given_up(request, request.declaration_checked))
    if request.decided and item.published:
        yield _counted(DeadlineKind.PUBLICATION, PUBLICATION_LIMIT, day_of(request.decided), law, _given_up(request, request.published))
    if request.expires and request.stage not in {Stage.DECLINED, Stage.WITHDRAWN}:
        decided_on = day_of(request.decided) if request.decided and not request.deemed_granted else _closed(request)
        yield _until(DeadlineKind.RENEWAL, day_of(request.received), request.expires, decided_on)


def _counted(kind: DeadlineKind, limit: TimeLimit, start: When, law: Law, ended: date | None, about: str = "") -> Deadline:
    return _run_out(kind, limit, start, count(limit, starting(limit, start), law.calendar, hall=law.practice.hall), ended, about)


def _run_out(kind: DeadlineKind, limit: TimeLimit, start: When, run: Run, ended: date | None, about: str = "") -> Deadline:
    return Deadline(kind, limit, day_of(start), day_of(run.due), run.provisional, ended, run, about)


def _until(kind: DeadlineKind, start: date, due: date, ended: date | None, about: str = "") -> Deadline:
    limit = TimeLimit(max((due - start).days, 0), Unit.CALENDAR_DAYS)
    return Deadline(kind, limit, start, due, provisional=False, ended=ended, run=Run(start, due, due, (), provisional=False), about=about)


def _closed(request: Request) -> date | None:
    moment = request.closed or request.completed or request.delivered
    return day_of(moment) if moment else None


def _given_up(request: Request, done: date | None) -> date | None:
    """Return when something owed after the decision was done, or the day the request was voided."""
    return done or (day_of(request.closed) if request.closed else None)


def hearing_announced_by(held_for: date, law: Law) -> date:
    """Return the last day on which a hearing can be announced: seven days before (行政许可法 48), counted backwards."""
    return count_back(HEARING_NOTICE, held_for, law.calendar)


def of_kind(found: Iterable[Deadline], kind: DeadlineKind) -> Deadline | None:
    """Return the first deadline of a kind, or None."""
    return next((deadline for deadline in found if deadline.kind is kind), None)
