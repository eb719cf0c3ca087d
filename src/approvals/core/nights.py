"""The cards that a check on every night would raise: each as of its date, what happened later left out of account."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta, tzinfo
from typing import TYPE_CHECKING

from approvals.core import events as kinds
from approvals.core.deadline import Deadline, deadlines
from approvals.core.facts import facts
from approvals.core.fold import replay, ripened
from approvals.core.law import Law
from approvals.core.plan import Planned, plan
from approvals.core.policy import Policy
from approvals.core.request import Request
from approvals.core.stage import Stage
from approvals.record import NamedTuple

if TYPE_CHECKING:
    from approvals.core.level import Level

# After these a date can lie later than before, or none be owed, so that a card which was true the night before would be forgotten.
_MOVING = (
    kinds.SupplementRequested,
    kinds.Supplied,
    kinds.Stopped,
    kinds.Resumed,
    kinds.Extended,
    kinds.CaseFound,
    kinds.JointOrdered,
    kinds.HearingAsked,
    kinds.Forwarded,
    kinds.Declined,
    kinds.Withdrawn,
)

# These end a date, which leaves the cards before it as they were; but while a procedure runs the date they end has moved on with the day.
_ENDING = (kinds.Decided, kinds.Completed, kinds.Delivered, kinds.Lapsed, kinds.Terminated, kinds.Voided)


class Standing(NamedTuple):
    """A request as it will stand when nothing else happens: with the acceptance that silence brings on `deemed_on`, and its deadlines."""

    request: Request
    deadlines: tuple[Deadline, ...]
    deemed_on: date | None


def standing(request: Request, law: Law) -> Standing:
    """Return how a request stands as its events alone leave it.

    A request that nobody has answered yet has the dates it will have once it is deemed accepted, and the day from which it is: so the nightly
    check finds them without anything having to happen on that day.
    """
    deemed_on = _deemed_on(request, law)
    seen = ripened(request, deemed_on, law) if deemed_on else request
    # As of its last event, not of today: while a procedure runs the dates move with the day they are looked at.
    found = deadlines(seen, law, request.history[-1].day)
    if deemed_on:
        running = {deadline.key for deadline in deadlines(request, law, request.history[-1].day)}
        found = tuple(deadline if deadline.key in running else deadline._replace(not_before=deemed_on) for deadline in found)
    return Standing(seen, found, deemed_on)


def _deemed_on(request: Request, law: Law) -> date | None:
    """Return the day from which silence is acceptance (行政许可法 32(4)), None where it never is."""
    rule = law.supplement(request)
    due = law.acceptance_due(request)
    return due + timedelta(1) if request.stage is Stage.RECEIVED and rule and rule.deemed and due else None


def planned(request: Request, law: Law, policy: Policy, offset: tzinfo | None, stands: Standing, own: Sequence[Planned] | None = None) -> tuple[Planned, ...]:
    """Return the cards of a request, of each level one for a deadline or fact, in the order in which they become true.

    `own` are the cards of its deadlines as they stand, where they were planned already.
    """
    own = plan(policy, stands.deadlines, law.calendar) if own is None else own
    cards = [*own, *_nights_before(request, law, policy), *facts(stands.request, law, policy, offset)]
    if policy.cards_from:
        cards = [card for card in cards if card.on >= policy.cards_from]
    first: dict[tuple[str, Level], Planned] = {}
    for card in sorted(cards, key=lambda card: (card.on, card.level.gravity)):
        first.setdefault((card.key, card.level), card._replace(person=_holder(request, card.on)))
    return tuple(first.values())


def _nights_before(request: Request, law: Law, policy: Policy) -> Iterator[Planned]:
    """Yield the cards that were true on the night before something happened that can move a date later."""
    first = request.history[0].day
    moving = (*_MOVING, *_ENDING) if request.pauses else _MOVING
    for day in sorted({entry.day for entry in request.history if entry.day > first and _moves(entry.event, moving)}):
        earlier = replay(request.number, (entry for entry in request.history if entry.day < day), law, date.min)
        yield from (card for card in plan(policy, standing(earlier, law).deadlines, law.calendar) if card.on < day)


def _moves(event: kinds.Event, moving: tuple[type[kinds.Event], ...]) -> bool:
    return isinstance(event, moving) or (isinstance(event, kinds.Accepted) and bool(event.case))


def _holder(request: Request, day: date) -> str:
    """Return who was responsible for a request on a day; before anybody was named, who accepted or received it over the counter."""
    holder = ""
    for entry in request.history:
        if entry.day > day and holder:
            break
        if isinstance(entry.event, kinds.Assigned):
            holder = holder if entry.event.stand_in and holder else entry.event.person
        elif entry.origin == "typed" and not holder:
            holder = entry.actor
    return holder
