"""What law and stage forbid at the end."""

from collections.abc import Mapping
from typing import Any

from approvals.core import events as kinds
from approvals.core.dates import day_of
from approvals.core.entry import Entry
from approvals.core.events import Outcome
from approvals.core.law import Law
from approvals.core.refusals.ground import HANDLED, UNDECIDED, Check, free, in_order, in_stage
from approvals.core.request import Request
from approvals.core.stage import Stage
from approvals.errors import NotAllowed, WrongUsage
from approvals.language import N_


def _decide(request: Request, event: kinds.Decided, entry: Entry, law: Law) -> None:
    in_stage(request, {*HANDLED, Stage.FORWARDED}, N_("{number} cannot be decided: it is {stage}."))
    in_order(request, entry)
    if event.outcome is Outcome.REFUSED:
        if not event.reason.strip():
            raise WrongUsage(N_("A refusal needs its reason (行政许可法 38): add --reason."))
        if not (event.remedies or law.practice.remedies):
            raise WrongUsage(N_("A refusal tells the remedies, review and court (行政许可法 38): add --remedies."))
    if event.check_by and event.check_by < entry.day:
        raise WrongUsage(N_("What follows cannot come before: {date} lies before {earlier}."), date=event.check_by, earlier=entry.day)
    if event.check_by and event.outcome is Outcome.REFUSED:
        raise WrongUsage(N_("Only a grant is given on declaration: leave out --check-by."))


def _check_declaration(request: Request, _event: kinds.DeclarationChecked, entry: Entry, _law: Law) -> None:
    if not request.check_by or not request.decided:
        raise NotAllowed(N_("{number} was not granted on declaration: there is nothing to check afterwards."), number=request.number)
    in_order(request, entry, day_of(request.decided))


def _complete(request: Request, event: kinds.Completed, entry: Entry, law: Law) -> None:
    stages = {*HANDLED, Stage.DECIDED, Stage.FORWARDED, *({Stage.RECEIVED} if entry.origin != "typed" else set())}
    in_stage(request, stages, N_("{number} cannot be completed: it is {stage}."))
    in_order(request, entry)
    item = law.binding(request)
    if entry.origin == "typed" and item and item.licence and request.stage in HANDLED:
        raise NotAllowed(
            N_("{number} is a licence and has no written decision yet (行政许可法 38): run `approvals request decide {number}` first."), number=request.number
        )
    if event.valid_to and event.valid_from and event.valid_to < event.valid_from:
        raise WrongUsage(N_("The certificate would end on {to}, before it begins on {start}."), to=event.valid_to, start=event.valid_from)


def _deliver(request: Request, event: kinds.Delivered, entry: Entry, _law: Law) -> None:
    in_stage(request, {Stage.COMPLETED}, N_("{number} cannot be delivered: it is {stage}; complete it first."))
    in_order(request, entry)
    if event.how == "electronic" and not request.electronic:
        raise NotAllowed(
            N_("The applicant of {number} has not agreed to electronic delivery: deliver it otherwise, or receive with --electronic."), number=request.number
        )


def _fee(request: Request, _event: Any, entry: Entry, _law: Law) -> None:  # noqa: ANN401 - the signature of a check
    in_order(request, entry, day_of(request.received))


def _publish(request: Request, event: kinds.Published, entry: Entry, _law: Law) -> None:
    if not event.reason and not request.decided:
        raise NotAllowed(N_("{number} is {stage}: a decision is published once it is made."), number=request.number, stage=request.stage)
    in_order(request, entry, day_of(request.decided or request.received))


def _withdraw(request: Request, _event: kinds.Withdrawn, entry: Entry, _law: Law) -> None:
    in_stage(request, UNDECIDED, N_("{number} cannot be withdrawn: it is {stage}; an application is withdrawn before the decision."))
    in_order(request, entry)


def _lapse(request: Request, event: kinds.Lapsed, entry: Entry, _law: Law) -> None:
    in_stage(request, {Stage.WAITING}, N_("{number} is {stage}: only what waits for a supplement can lapse."))
    in_order(request, entry, request.rounds[-1].told_on)
    if not event.basis:
        raise NotAllowed(
            N_("No law or policy lets {number} lapse: 行政许可法 has no such rule; name a legal basis in policy.toml, [supplement] lapse_basis."),
            number=request.number,
        )


def _terminate(request: Request, event: kinds.Terminated, entry: Entry, _law: Law) -> None:
    in_stage(request, UNDECIDED, N_("{number} cannot be terminated: it is {stage}."))
    in_order(request, entry)
    if not event.reason.strip():
        raise WrongUsage(N_("A termination needs its reason: add --reason."))


def _void(request: Request, event: kinds.Voided, entry: Entry, _law: Law) -> None:
    if request.stage is Stage.VOIDED:
        raise NotAllowed(N_("{number} is void already."), number=request.number)
    in_order(request, entry)
    if not event.reason.strip():
        raise WrongUsage(N_("Voiding needs its reason: add --reason. A void request stays and is counted."))


CHECKS: Mapping[str, Check] = {
    "decided": _decide,
    "declaration_checked": _check_declaration,
    "completed": _complete,
    "delivered": _deliver,
    "published": _publish,
    "fee_due": _fee,
    "fee_paid": _fee,
    "withdrawn": _withdraw,
    "lapsed": _lapse,
    "terminated": _terminate,
    "voided": _void,
    "noted": free,
}
