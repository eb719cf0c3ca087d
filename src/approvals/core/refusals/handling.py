"""What law and stage forbid between acceptance and decision."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from approvals.core import events as kinds
from approvals.core.clock import count
from approvals.core.dates import day_of
from approvals.core.deadline import HEARING_REQUEST, hearing_announced_by, jointly, statutory_due
from approvals.core.entry import Entry
from approvals.core.law import PROCEDURES, Law
from approvals.core.refusals.ground import HANDLED, UNDECIDED, Check, in_order, in_stage, known_case
from approvals.core.request import Request
from approvals.core.stage import OPEN, Stage
from approvals.errors import NoSuchThing, NotAllowed, WrongUsage
from approvals.language import N_

_FEWEST_OFFICERS = 2
# 行政许可法 42(2): fifteen days by the head of the government that ordered joint handling.
_JOINT_EXTENSION = 15


def _stop(request: Request, event: kinds.Stopped, entry: Entry, law: Law) -> None:
    in_stage(request, HANDLED, N_("{number} cannot be stopped: it is {stage}; a special procedure runs between acceptance and decision (行政许可法 45)."))
    _since_acceptance(request, entry)
    item = law.binding(request)
    listed = [procedure.name for procedure in item.special_procedures] if item else []
    art_45 = list(PROCEDURES.values()) if item and item.licence else []
    if event.kind not in {*listed, *art_45}:
        raise NotAllowed(
            N_("“{kind}” does not stop the clock of {item}: only {known} do (行政许可法 45, or a law the item names)."),
            kind=event.kind,
            item=request.item,
            known=tuple(dict.fromkeys([*listed, *art_45])) or "—",
        )
    if any(pause.kind == event.kind for pause in request.running):
        raise NotAllowed(
            N_("{kind} of {number} is running already: end it with `approvals request resume {number}`, or tell its days anew with --again --days."),
            kind=event.kind,
            number=request.number,
        )


def _since_acceptance(request: Request, entry: Entry) -> None:
    in_order(request, entry, day_of(request.accepted or request.received))


def _notice(request: Request, event: kinds.StopNoticed, entry: Entry, _law: Law) -> None:
    if not event.document.strip():
        raise WrongUsage(N_("The notice of a special procedure is written (行政许可法 45): add --document with its number."))
    _running(request, event.kind, entry)


def _resume(request: Request, event: kinds.Resumed, entry: Entry, _law: Law) -> None:
    _running(request, event.kind, entry)
    if not event.kind and len(request.running) > 1:
        raise WrongUsage(N_("Several procedures run: say which has ended, {kinds}."), kinds=tuple(pause.kind for pause in request.running))


def _running(request: Request, kind: str, entry: Entry) -> None:
    found = [pause for pause in request.running if kind in {"", pause.kind}]
    if not found:
        raise NotAllowed(N_("No special procedure of {number} is running: begin one with `approvals request stop {number}`."), number=request.number)
    in_order(request, entry, max(pause.first for pause in found))


def _extend(request: Request, event: kinds.Extended, entry: Entry, law: Law) -> None:
    in_stage(request, HANDLED, N_("{number} cannot be extended: it is {stage}."))
    _since_acceptance(request, entry)
    item = law.binding(request)
    rule = item.extension if item else None
    if not rule:
        raise NotAllowed(N_("The limit of {item} cannot be extended: neither its law nor 行政许可法 42 gives an extension."), item=request.item)
    if request.extension:
        raise NotAllowed(
            N_("{number} was extended on {date} already: once only ({basis})."), number=request.number, date=request.extension.approved_on, basis=rule.basis
        )
    most = max(rule.limit.amount, _JOINT_EXTENSION) if jointly(request, item) else rule.limit.amount
    if not 0 < event.days <= most:
        raise NotAllowed(
            N_("{days} is more than the law allows: at most {most} ({basis})."), days=event.days, most=rule.limit._replace(amount=most), basis=rule.basis
        )
    if not event.reason.strip():
        raise WrongUsage(N_("An extension needs its reason, which the applicant is told (行政许可法 42): add --reason."))


def extension_in_time(request: Request, entry: Entry, law: Law, *, late: bool) -> None:
    """Refuse an extension after the statutory limit has ended, unless it is recorded as a violation."""
    due = statutory_due(request, law, entry.day)
    if due and entry.day > due and not late:
        raise NotAllowed(
            N_("The statutory limit ended on {due}: an extension is approved before (行政许可法 42). Record it as a violation with --late."), due=due
        )


def _step(request: Request, event: kinds.StepBegun | kinds.StepDone, entry: Entry, law: Law) -> None:
    in_stage(request, {*HANDLED, Stage.RECEIVED, Stage.DECIDED, Stage.FORWARDED}, N_("{number} is {stage}: no step can be taken."))
    in_order(request, entry, day_of(request.received))
    item = law.binding(request)
    known = [step.name for step in item.steps] if item else []
    if known and event.name not in known:
        raise NoSuchThing(N_("The item has no step “{step}”: its steps are {known}."), step=event.name, known=tuple(known))
    if isinstance(event, kinds.StepBegun) and any(step.name == event.name and step.done is None for step in request.steps):
        raise NotAllowed(N_("Step {step} of {number} is under way already: add --done when it is finished."), step=event.name, number=request.number)


def _open(request: Request, _event: Any, entry: Entry, _law: Law) -> None:  # noqa: ANN401 - the signature of a check
    in_stage(request, OPEN, N_("{number} is {stage}: nothing can be recorded about its handling any more."))
    in_order(request, entry, day_of(request.received))


def _hand_over(request: Request, event: kinds.HandedOver, entry: Entry, law: Law) -> None:
    _open(request, event, entry, law)
    if not isinstance(entry.happened_on, datetime):
        raise WrongUsage(N_("A hand-over is timed: write --on with the time of day, like 2026-03-02T10:30, or leave it out for now."))


def _undecided(request: Request, entry: Entry) -> None:
    """Refuse what would move the limit of a request that is decided: its lateness stays what it was."""
    in_stage(request, UNDECIDED, N_("{number} is {stage}: nothing can be recorded about its handling any more."))
    in_order(request, entry, day_of(request.received))


def _case(request: Request, event: kinds.CaseFound, entry: Entry, law: Law) -> None:
    _undecided(request, entry)
    known_case(law.binding(request), event.case)


def _joint(request: Request, event: kinds.JointOrdered, entry: Entry, _law: Law) -> None:
    _undecided(request, entry)
    if not event.document.strip():
        raise WrongUsage(N_("Joint handling needs the government's order (行政许可法 26, 42(2)): add --order with its number."))


def _replied(request: Request, event: kinds.JointReplied, entry: Entry, _law: Law) -> None:
    if not request.joint or event.department not in dict(request.joint.departments):
        raise NotAllowed(N_("{department} is no co-department of {number}."), department=event.department, number=request.number)
    in_order(request, entry, request.joint.ordered_on)


def _forward(request: Request, event: kinds.Forwarded, entry: Entry, _law: Law) -> None:
    in_stage(request, HANDLED, N_("{number} cannot be forwarded: it is {stage}; the initial review follows acceptance (行政许可法 43)."))
    in_order(request, entry)
    del event


def _return(request: Request, _event: kinds.Returned, entry: Entry, _law: Law) -> None:
    in_stage(request, {Stage.FORWARDED}, N_("{number} is {stage}: only what was forwarded comes back."))
    in_order(request, entry)


def _ask(request: Request, event: kinds.HearingAsked, entry: Entry, law: Law) -> None:
    in_stage(request, {*HANDLED, Stage.RECEIVED}, N_("{number} is {stage}: a hearing is asked for before the decision (行政许可法 46, 47)."))
    in_order(request, entry, day_of(request.received))
    if request.hearing:
        raise NotAllowed(N_("A hearing was asked for on {date} already."), date=request.hearing.asked_on)
    if event.told_on and entry.day > (last := day_of(count(HEARING_REQUEST, event.told_on, law.calendar).due)):
        raise NotAllowed(N_("Told on {told}, a hearing could be asked for until {last} (行政许可法 47: five days)."), told=event.told_on, last=last)


def _announce(request: Request, event: kinds.HearingAnnounced, entry: Entry, law: Law) -> None:
    if not request.hearing:
        raise NotAllowed(N_("No hearing was asked for: `approvals request hearing {number} ask` comes first."), number=request.number)
    _undecided(request, entry)
    in_order(request, entry, request.hearing.asked_on)
    if entry.day > (last := hearing_announced_by(event.held_for, law)):
        raise NotAllowed(
            N_("A hearing on {date} is announced by {last}, seven days before (行政许可法 48): choose a later day."), date=event.held_for, last=last
        )


def _hold(request: Request, _event: kinds.HearingHeld, entry: Entry, _law: Law) -> None:
    if not request.hearing or not request.hearing.announced_on:
        raise NotAllowed(
            N_("The hearing of {number} was not announced (行政许可法 48): `approvals request hearing {number} announce` comes first."), number=request.number
        )
    _undecided(request, entry)
    in_order(request, entry, request.hearing.announced_on)


def _site(request: Request, event: kinds.SiteChecked, entry: Entry, law: Law) -> None:
    _open(request, event, entry, law)
    if len(set(event.persons)) < _FEWEST_OFFICERS:
        raise NotAllowed(N_("A check on site needs two officers or more (行政许可法 34): name each with --by."))


CHECKS: Mapping[str, Check] = {
    "stopped": _stop,
    "stop_noticed": _notice,
    "resumed": _resume,
    "extended": _extend,
    "step_begun": _step,
    "step_done": _step,
    "assigned": _open,
    "handed_over": _hand_over,
    "case_found": _case,
    "joint_ordered": _joint,
    "joint_replied": _replied,
    "forwarded": _forward,
    "returned": _return,
    "hearing_asked": _ask,
    "hearing_announced": _announce,
    "hearing_held": _hold,
    "site_checked": _site,
}
