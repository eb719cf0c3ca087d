"""A request (办件) is the fold of its dated events: its stage is computed, never typed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Self

from approvals.core.events import Decided, Declined, Entry, Outcome, Received, When, day_of, type_of
from approvals.core.limits import Milestone
from approvals.errors import NotAllowed
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.core.guide import Item


class Stage(StrEnum):
    """Where a request stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECIDED = "decided"
    COMPLETED = "completed"
    DELIVERED = "delivered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return STAGES[self], {}


STAGES = {
    Stage.RECEIVED: N_("received, not accepted yet"),
    Stage.ACCEPTED: N_("being handled"),
    Stage.DECIDED: N_("decided, not completed yet"),
    Stage.COMPLETED: N_("completed"),
    Stage.DELIVERED: N_("delivered"),
    Stage.DECLINED: N_("not accepted"),
    Stage.WITHDRAWN: N_("withdrawn"),
}
OPEN = frozenset({Stage.RECEIVED, Stage.ACCEPTED, Stage.DECIDED})


class Request(NamedTuple):
    """A request on its history; the days are those of the events that moved its stage."""

    number: str
    stage: Stage
    item: str
    applicant: str
    received: When
    accepted: When | None = None
    decided: When | None = None
    completed: When | None = None
    delivered: When | None = None
    closed: When | None = None
    outcome: Outcome | None = None
    source_number: str = ""
    declared_due: date | None = None
    history: tuple[Entry, ...] = ()

    @property
    def open(self) -> bool:
        """Tell whether the authority still owes something before completion."""
        return self.stage in OPEN

    def reached(self, milestone: Milestone) -> When | None:
        """Return when a milestone was reached, or a later one that holds it (completed without a decision of its own)."""
        ladder = {
            Milestone.RECEIPT: (self.received,),
            Milestone.ACCEPTANCE: (self.accepted,),
            Milestone.DECISION: (self.decided, self.completed, self.delivered, self.closed),
            Milestone.COMPLETION: (self.completed, self.delivered, self.closed),
            Milestone.DELIVERY: (self.delivered, self.closed),
        }
        return next((when for when in ladder[milestone] if when), None)

    def after(self, entry: Entry, item: "Item | None" = None) -> Self:
        """Return the request after one more event; with its item, refuse what the law of that item forbids."""
        step = _STEPS[type_of(entry.event)]
        return step(self, entry, item)._replace(history=(*self.history, entry))  # type: ignore[return-value]


def receive(number: str, entry: Entry) -> Request:
    """Return the request that a receipt opens."""
    event = entry.event
    if not isinstance(event, Received):
        raise NotAllowed(N_("{number} has no receipt: a request begins with `approvals request receive`."), number=number)
    return Request(
        number,
        Stage.RECEIVED,
        event.item,
        event.applicant,
        entry.happened_on,
        source_number=event.source_number,
        declared_due=event.declared_due,
        history=(entry,),
    )


def replay(number: str, entries: Iterable[Entry]) -> Request:
    """Return the request of a number from all its entries in the order of the ledger."""
    first, *later = entries
    request = receive(number, first)
    for entry in later:
        request = request.after(entry)
    return request


def _receive_again(request: Request, entry: Entry, item: "Item | None") -> Request:  # noqa: ARG001 - the signature of a step
    raise NotAllowed(N_("{number} was received on {date} already."), number=request.number, date=day_of(request.received))


def _accept(request: Request, entry: Entry, item: "Item | None") -> Request:  # noqa: ARG001 - the signature of a step
    _require(request, entry, {Stage.RECEIVED}, N_("{number} cannot be accepted: it is {stage}."), request.received)
    return request._replace(stage=Stage.ACCEPTED, accepted=entry.happened_on)


def _decline(request: Request, entry: Entry, item: "Item | None") -> Request:  # noqa: ARG001 - the signature of a step
    _require(request, entry, {Stage.RECEIVED}, N_("{number} cannot be declined: it is {stage}; only what is not accepted yet can."), request.received)
    if isinstance(entry.event, Declined) and not entry.event.ground.strip():
        raise NotAllowed(N_("Non-acceptance needs its ground (行政许可法 32): add --ground."))
    return request._replace(stage=Stage.DECLINED, closed=entry.happened_on)


def _decide(request: Request, entry: Entry, item: "Item | None") -> Request:  # noqa: ARG001 - the signature of a step
    _require(request, entry, {Stage.ACCEPTED}, N_("{number} cannot be decided: it is {stage}."), request.accepted)
    event = entry.event
    if isinstance(event, Decided) and event.outcome is Outcome.REFUSED and not event.reason.strip():
        raise NotAllowed(N_("A refusal needs its reason (行政许可法 38): add --reason."))
    outcome = event.outcome if isinstance(event, Decided) else None
    return request._replace(stage=Stage.DECIDED, decided=entry.happened_on, outcome=outcome)


def _complete(request: Request, entry: Entry, item: "Item | None") -> Request:
    # Another system's requests may know no acceptance of their own: their clock starts with receipt.
    stages = {Stage.ACCEPTED, Stage.DECIDED} | ({Stage.RECEIVED} if entry.origin != "typed" else set())
    _require(request, entry, stages, N_("{number} cannot be completed: it is {stage}."), request.decided or request.accepted or request.received)
    if item and item.licence and request.stage is Stage.ACCEPTED:
        raise NotAllowed(
            N_("{number} is a licence and has no written decision yet (行政许可法 38): run `approvals request decide {number}` first."), number=request.number
        )
    return request._replace(stage=Stage.COMPLETED, completed=entry.happened_on)


def _deliver(request: Request, entry: Entry, item: "Item | None") -> Request:  # noqa: ARG001 - the signature of a step
    _require(request, entry, {Stage.COMPLETED}, N_("{number} cannot be delivered: it is {stage}; complete it first."), request.completed)
    return request._replace(stage=Stage.DELIVERED, delivered=entry.happened_on)


def _withdraw(request: Request, entry: Entry, item: "Item | None") -> Request:  # noqa: ARG001 - the signature of a step
    _require(
        request,
        entry,
        {Stage.RECEIVED, Stage.ACCEPTED},
        N_("{number} cannot be withdrawn: it is {stage}; an application is withdrawn before the decision."),
        request.accepted or request.received,
    )
    return request._replace(stage=Stage.WITHDRAWN, closed=entry.happened_on)


def _note(request: Request, entry: Entry, item: "Item | None") -> Request:  # noqa: ARG001 - the signature of a step
    return request


def _require(request: Request, entry: Entry, stages: set[Stage], sentence: str, after: When | None) -> None:
    """Refuse an event that does not fit the stage, or that happened before the event it follows."""
    if request.stage not in stages:
        raise NotAllowed(sentence, number=request.number, stage=request.stage)
    if after and day_of(entry.happened_on) < day_of(after):
        raise NotAllowed(
            N_("{date} lies before {earlier}, the last thing that happened to {number}: give the day it really happened with --on."),
            date=day_of(entry.happened_on),
            earlier=day_of(after),
            number=request.number,
        )


_STEPS: dict[str, Callable[[Request, Entry, "Item | None"], Request]] = {
    "received": _receive_again,
    "accepted": _accept,
    "declined": _decline,
    "decided": _decide,
    "completed": _complete,
    "delivered": _deliver,
    "withdrawn": _withdraw,
    "noted": _note,
}
