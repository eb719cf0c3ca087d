"""What an event at the end makes of a request."""

from collections.abc import Callable, Mapping
from typing import Any

from approvals.core import events as kinds
from approvals.core.entry import Entry
from approvals.core.fold.pause import Apply, same
from approvals.core.law import Law
from approvals.core.request import Request
from approvals.core.stage import Stage
from approvals.language import N_


def _decide(request: Request, event: kinds.Decided, entry: Entry, _law: Law) -> Request:
    if request.running:
        request = request.blame(
            "procedure-not-closed", entry.day, N_("Decided while {kinds} had not been closed."), kinds=tuple(pause.kind for pause in request.running)
        )
    return request._replace(stage=Stage.DECIDED, decided=entry.happened_on, outcome=event.outcome, check_by=event.check_by, deemed_granted=False)


def _check_declaration(request: Request, event: kinds.DeclarationChecked, entry: Entry, _law: Law) -> Request:
    request = request._replace(declaration_checked=entry.day)
    return request if event.kept else request.blame("declaration-broken", entry.day, N_("What was declared is not true: the grant is to be revoked."))


def _complete(request: Request, event: kinds.Completed, entry: Entry, _law: Law) -> Request:
    return request._replace(stage=Stage.COMPLETED, completed=entry.happened_on, completion=event.kind, certificate=event.certificate, valid_to=event.valid_to)


def _deliver(request: Request, _event: kinds.Delivered, entry: Entry, _law: Law) -> Request:
    return request._replace(stage=Stage.DELIVERED, delivered=entry.happened_on)


def _publish(request: Request, event: kinds.Published, entry: Entry, _law: Law) -> Request:
    if event.reason:
        return request._replace(public_reason=event.reason)
    return request._replace(published=entry.day)


def _fee_due(request: Request, event: kinds.FeeDue, entry: Entry, law: Law) -> Request:
    return _free(request._replace(fees_due=(*request.fees_due, event.amount)), entry, law)


def _fee_paid(request: Request, event: kinds.FeePaid, entry: Entry, law: Law) -> Request:
    return _free(request._replace(fees_paid=(*request.fees_paid, (event.amount, event.receipt))), entry, law)


def _free(request: Request, entry: Entry, law: Law) -> Request:
    """Blame a fee for an item that has none, once."""
    item = law.binding(request)
    if not item or item.fees or any(fault.rule == "fee-without-basis" for fault in request.faults):
        return request
    return request.blame("fee-without-basis", entry.day, N_("A fee was asked for an item that has none (行政许可法 58, 59)."))


def _close(stage: Stage) -> Callable[[Request, Any, Entry, Law], Request]:
    return lambda request, _event, entry, _law: request._replace(stage=stage, closed=entry.happened_on)


APPLY: Mapping[str, Apply] = {
    "decided": _decide,
    "declaration_checked": _check_declaration,
    "completed": _complete,
    "delivered": _deliver,
    "published": _publish,
    "fee_due": _fee_due,
    "fee_paid": _fee_paid,
    "withdrawn": _close(Stage.WITHDRAWN),
    "lapsed": _close(Stage.LAPSED),
    "terminated": _close(Stage.TERMINATED),
    "voided": _close(Stage.VOIDED),
    "noted": same,
}
