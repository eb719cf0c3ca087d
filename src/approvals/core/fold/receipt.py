"""What an event up to acceptance makes of a request."""

from collections.abc import Mapping

from approvals.core import events as kinds
from approvals.core.entry import Entry
from approvals.core.fold.pause import Apply, on_pause, same
from approvals.core.law import LATE_SUPPLEMENT, Law
from approvals.core.request import Pause, Request, Round
from approvals.core.stage import Stage
from approvals.language import N_


def _supplement(request: Request, event: kinds.SupplementRequested, entry: Entry, law: Law) -> Request:
    due = law.acceptance_due(request)
    accepted = request.accepted is not None
    # What an earlier notice asked for and did not get is still missing: only the whole of it is acceptance.
    outstanding = request.rounds[-1].outstanding if request.rounds else ()
    told = Round(
        entry.day,
        tuple(dict.fromkeys((*outstanding, *event.missing))),
        event.document,
        late=due is not None and not _notices(request) and entry.day > due,
        again=_again(request, event),
        after_acceptance=accepted,
        by=event.supply_by,
    )
    request = request._replace(rounds=(*request.rounds, told), stage=request.stage if accepted else Stage.WAITING, ready=request.ready if accepted else None)
    if told.again:
        request = request.blame("second-supplement", entry.day, N_("A second supplement notice for what could be seen the first time (行政许可法 32(4), 72)."))
    if told.late and due:
        request = request.blame("supplement-late", entry.day, N_("The supplement notice came after {due}, the last day to tell what is missing."), due=due)
    if accepted and law.practice.late_supplement_basis:
        return request._replace(pauses=(*request.pauses, Pause(LATE_SUPPLEMENT, entry.day, basis=law.practice.late_supplement_basis)))
    if accepted:
        request = request.blame("supplement-after-acceptance", entry.day, N_("A supplement asked for after acceptance: the clock goes on."))
    return request


def _notices(request: Request) -> list[Round]:
    return [told for told in request.rounds if not told.following]


def _again(request: Request, event: kinds.SupplementRequested) -> bool:
    """Tell whether a notice names a defect that could be seen the first time: one that no earlier round asked for and supplied."""
    if not _notices(request) or event.arising:
        return False
    handed_in = {material for told in request.rounds for material in told.supplied}
    return not set(event.missing) <= handed_in


def _supplied(request: Request, event: kinds.Supplied, entry: Entry, _law: Law) -> Request:
    if not request.rounds:
        return request
    told = request.rounds[-1]
    came = (*told.supplied, *(material for material in event.materials if material not in told.supplied))
    complete = event.complete or set(told.missing) <= set(came)
    told = told._replace(supplied=told.missing if complete else came, complete_on=entry.day if complete else None)
    request = request._replace(rounds=(*request.rounds[:-1], told))
    if complete:
        request = on_pause(request, LATE_SUPPLEMENT, lambda pause: pause._replace(end=entry.day))
    if complete and request.stage is Stage.WAITING:
        request = request._replace(stage=Stage.ACCEPTED, accepted=entry.happened_on, ready=entry.happened_on, accepted_by_supply=True)
    return request


def _accept(request: Request, event: kinds.Accepted, entry: Entry, _law: Law) -> Request:
    request = request._replace(acceptance_paper=entry.day, case=event.case or request.case)
    if event.following:
        owed = Round(entry.day, event.following, event.document, after_acceptance=True, following=True)
        request = request._replace(following=event.following, follow_by=event.follow_by, rounds=(*request.rounds, owed))
    if request.accepted is None:
        return request._replace(stage=Stage.ACCEPTED, accepted=entry.happened_on, ready=request.ready or entry.happened_on)
    return request


def _decline(request: Request, _event: kinds.Declined, entry: Entry, _law: Law) -> Request:
    return request._replace(stage=Stage.DECLINED, closed=entry.happened_on)


APPLY: Mapping[str, Apply] = {
    "received": same,
    "mended": same,
    "supplement_requested": _supplement,
    "supplied": _supplied,
    "accepted": _accept,
    "declined": _decline,
}
