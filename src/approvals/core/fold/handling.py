"""What an event between acceptance and decision makes of a request."""

from collections.abc import Mapping
from datetime import timedelta

from approvals.core import events as kinds
from approvals.core.deadline import statutory_due
from approvals.core.entry import Entry
from approvals.core.fold.pause import Apply, on_pause
from approvals.core.law import Law
from approvals.core.request import Hearing, Joint, Longer, Notice, Pause, Request, StepRun
from approvals.core.stage import Stage
from approvals.language import N_


def _stop(request: Request, event: kinds.Stopped, entry: Entry, _law: Law) -> Request:
    notices = (Notice(event.told_on or entry.day, event.days, event.document),) if event.days is not None else ()
    request = request._replace(pauses=(*request.pauses, Pause(event.kind, entry.day, None, notices)))
    if not notices:
        return request.blame(
            "stop-without-notice", entry.day, N_("{kind} began without a written notice of the days it needs (行政许可法 45)."), kind=event.kind
        )
    if notices[0].told_on > entry.day:
        return request.blame(
            "stop-notice-late",
            notices[0].told_on,
            N_("The notice of {kind} came on {date}, after it had begun (行政许可法 45)."),
            kind=event.kind,
            date=notices[0].told_on,
        )
    return request


def _notice(request: Request, event: kinds.StopNoticed, entry: Entry, _law: Law) -> Request:
    return on_pause(request, event.kind, lambda pause: pause._replace(notices=(*pause.notices, Notice(entry.day, event.days, event.document))))


def _resume(request: Request, event: kinds.Resumed, entry: Entry, law: Law) -> Request:
    pause = next((pause for pause in reversed(request.pauses) if pause.end is None and event.kind in {"", pause.kind}), None)
    if not pause:
        return request
    ended = pause._replace(end=entry.day)
    request = request._replace(pauses=tuple(ended if other is pause else other for other in request.pauses))
    used = law.calendar.working_days(ended.first.toordinal(), max(entry.day, ended.first + timedelta(1)).toordinal())
    if ended.notified is not None and used > ended.notified:
        request = request.blame(
            "stop-longer-than-notified",
            entry.day,
            N_("{kind} took {used} working days, {days} were notified."),
            kind=ended.kind,
            used=used,
            days=ended.notified,
        )
    return request


def _extend(request: Request, event: kinds.Extended, entry: Entry, law: Law) -> Request:
    due = statutory_due(request, law, entry.day)
    late = due is not None and entry.day > due
    request = request._replace(extension=Longer(event.days, event.approver, event.reason, entry.day, event.told_on, late))
    if late and due:
        return request.blame(
            "extension-late", entry.day, N_("Extended on {date}, after the statutory limit had ended on {due}: it moves nothing."), date=entry.day, due=due
        )
    return request


def _begin_step(request: Request, event: kinds.StepBegun, entry: Entry, _law: Law) -> Request:
    return request._replace(steps=(*request.steps, StepRun(event.name, entry.day, None, request.person)))


def _end_step(request: Request, event: kinds.StepDone, entry: Entry, _law: Law) -> Request:
    running = next((step for step in request.steps if step.name == event.name and step.done is None), None)
    if not running:
        return request._replace(steps=(*request.steps, StepRun(event.name, entry.day, entry.day, request.person)))
    return request._replace(steps=tuple(step._replace(done=entry.day) if step is running else step for step in request.steps))


def _assign(request: Request, event: kinds.Assigned, _entry: Entry, _law: Law) -> Request:
    responsible = request.responsible or request.person if event.stand_in else event.person
    steps = tuple(step._replace(person=event.person) if step.done is None else step for step in request.steps)
    return request._replace(person=event.person, responsible=responsible, steps=steps)


def _hand_over(request: Request, _event: kinds.HandedOver, _entry: Entry, _law: Law) -> Request:
    return request


def _case(request: Request, event: kinds.CaseFound, _entry: Entry, _law: Law) -> Request:
    return request._replace(case=event.case)


def _order(request: Request, event: kinds.JointOrdered, entry: Entry, _law: Law) -> Request:
    pairs = tuple((name, limit) for name, _equals, limit in (text.partition("=") for text in event.departments))
    return request._replace(joint=Joint(entry.day, event.document, pairs, event.silence))


def _reply(request: Request, event: kinds.JointReplied, entry: Entry, _law: Law) -> Request:
    return request._replace(joint=request.joint._replace(replies=(*request.joint.replies, (event.department, entry.day)))) if request.joint else request


def _forward(request: Request, event: kinds.Forwarded, entry: Entry, _law: Law) -> Request:
    return request._replace(stage=Stage.FORWARDED, forwarded=entry.happened_on, forwarded_to=event.to)


def _return(request: Request, _event: kinds.Returned, entry: Entry, _law: Law) -> Request:
    return request._replace(returned=entry.happened_on)


def _ask(request: Request, _event: kinds.HearingAsked, entry: Entry, _law: Law) -> Request:
    return request._replace(hearing=Hearing(entry.day))


def _announce(request: Request, event: kinds.HearingAnnounced, entry: Entry, _law: Law) -> Request:
    hearing = request.hearing or Hearing(entry.day)
    return request._replace(hearing=hearing._replace(announced_on=entry.day, held_for=event.held_for))


def _hold(request: Request, _event: kinds.HearingHeld, entry: Entry, _law: Law) -> Request:
    hearing = request.hearing or Hearing(entry.day)
    return request._replace(hearing=hearing._replace(held_on=entry.day))


def _check_site(request: Request, _event: kinds.SiteChecked, entry: Entry, _law: Law) -> Request:
    return request._replace(site_checked=request.site_checked or entry.day)


APPLY: Mapping[str, Apply] = {
    "stopped": _stop,
    "stop_noticed": _notice,
    "resumed": _resume,
    "extended": _extend,
    "step_begun": _begin_step,
    "step_done": _end_step,
    "assigned": _assign,
    "handed_over": _hand_over,
    "case_found": _case,
    "joint_ordered": _order,
    "joint_replied": _reply,
    "forwarded": _forward,
    "returned": _return,
    "hearing_asked": _ask,
    "hearing_announced": _announce,
    "hearing_held": _hold,
    "site_checked": _check_site,
}
