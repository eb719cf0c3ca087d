"""What the stage of a card, or its periods, forbid."""

from collections.abc import Callable, Mapping
from datetime import date

from approvals.core.calendar import Calendar
from approvals.core.card import (
    GONE,
    VALID,
    Appealed,
    Cancelled,
    Card,
    CardEvent,
    CardState,
    Confirmed,
    Ordered,
    Replied,
    Revoked,
    Ruled,
    Ruling,
    Told,
)
from approvals.core.clock import count
from approvals.core.dates import day_of
from approvals.core.policy import Policy
from approvals.errors import NotAllowed
from approvals.language import N_


def check_card(card: Card, event: CardEvent, on: date, policy: Policy, calendar: Calendar) -> None:
    """Refuse what a card's state or a period that ended forbids."""
    first = min(on, event.told_on) if isinstance(event, Ordered) and event.told_on else on
    if first < card.since:
        raise NotAllowed(N_("{date} lies before {since}, the day card {card} became true."), date=first, since=card.since, card=card.sequence)
    if card.state in GONE:
        raise NotAllowed(N_("Card {card} is {state}: nothing more happens to it."), card=card.sequence, state=card.state)
    if isinstance(event, Confirmed | Cancelled) and card.state is not CardState.PENDING:
        raise NotAllowed(N_("Card {card} does not wait for confirmation: revoke it with a reason if it is wrong."), card=card.sequence)
    if isinstance(event, Told | Appealed | Ruled | Revoked | Ordered) and card.state not in VALID:
        raise NotAllowed(N_("Card {card} is not issued yet: confirm it with `approvals card confirm {card}`, or cancel it."), card=card.sequence)
    if check := _CHECKS.get(type(event)):
        check(card, on, policy, calendar)


def _told(card: Card, _on: date, _policy: Policy, _calendar: Calendar) -> None:
    if card.told_on:
        raise NotAllowed(N_("The department was told of card {card} on {date} already."), card=card.sequence, date=card.told_on)


def _order(card: Card, _on: date, _policy: Policy, _calendar: Calendar) -> None:
    if card.order:
        raise NotAllowed(N_("Card {card} has an order that was not replied to yet: wait for the reply."), card=card.sequence)


def _reply(card: Card, on: date, _policy: Policy, _calendar: Calendar) -> None:
    if not card.order:
        raise NotAllowed(N_("Card {card} has no order that waits for a reply."), card=card.sequence)
    if on < card.order.told_on:
        template = N_("{date} lies before {told}, the day the order of card {card} was handed over.")
        raise NotAllowed(template, date=on, told=card.order.told_on, card=card.sequence)


def appeal_until(card: Card, policy: Policy, calendar: Calendar) -> date | None:
    """Return the last day for an appeal, counted from the day the department was told; None before it was."""
    return day_of(count(policy.appeal, card.told_on, calendar).due) if card.told_on else None


def _appeal(card: Card, on: date, policy: Policy, calendar: Calendar) -> None:
    if card.state is CardState.APPEALED:
        raise NotAllowed(N_("An appeal against card {card} is open already: the efficiency office rules on it."), card=card.sequence)
    if card.ruling and card.ruling.ruling is Ruling.UPHOLD:
        raise NotAllowed(N_("Card {card} was appealed against and upheld: the ruling is final here."), card=card.sequence)
    last = appeal_until(card, policy, calendar)
    if last and on > last:
        template = N_("The period for an appeal against card {card} ended on {date}: it ran from {told}, the day the department was told.")
        raise NotAllowed(template, card=card.sequence, date=last, told=card.told_on)


def _rule(card: Card, _on: date, _policy: Policy, _calendar: Calendar) -> None:
    if card.state is not CardState.APPEALED:
        template = N_("There is no appeal against card {card} to rule on: revoke it with `approvals card revoke {card}` if it is wrong.")
        raise NotAllowed(template, card=card.sequence)


_CHECKS: Mapping[type[CardEvent], Callable[[Card, date, Policy, Calendar], None]] = {
    Told: _told,
    Appealed: _appeal,
    Ruled: _rule,
    Ordered: _order,
    Replied: _reply,
}
