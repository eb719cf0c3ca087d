"""On which day each card becomes true: the policy and the deadlines of one object, as they stand on one day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from approvals.core.calendar import Calendar
from approvals.core.deadline import Deadline, of_kind
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.level import Level
from approvals.core.limits import TimeLimit, Unit
from approvals.core.policy import Policy, Rule
from approvals.record import NamedTuple


class Planned(NamedTuple):
    """A card that becomes true on a day unless what is owed was done by then; `person` holds the request that day."""

    on: date
    level: Level
    key: str
    rule: str
    due: date
    person: str = ""


_HANDLING = frozenset({str(DeadlineKind.PROMISED), str(DeadlineKind.STATUTORY)})


def plan(policy: Policy, found: Sequence[Deadline], calendar: Calendar) -> tuple[Planned, ...]:
    """Return the cards that the deadlines of one object lead to, in the order in which they become true: of each level one for a deadline.

    Of a deadline that has ended only those are left that became true before: what was done on the day of a warning is in time, what was done
    the day after the last day is late. While a procedure runs nothing new becomes true.
    """
    law, promise = of_kind(found, DeadlineKind.STATUTORY), of_kind(found, DeadlineKind.PROMISED)
    cards = [card for deadline in found for rule in policy.rules if rule.basis is deadline.kind and (card := _card(rule, deadline, calendar))]
    if promise and law and promise.due == law.due:
        cards = [card for card in cards if card.key not in _HANDLING or card.level in {Level.WARNING, policy.promise_is_law}]
    elif not law:
        cards = [card for card in cards if card.key not in _HANDLING or card.level.gravity <= policy.without_statutory.gravity]
    first: dict[tuple[str, Level], Planned] = {}
    cards = _from_day(cards, {deadline.key: deadline.not_before for deadline in found if deadline.not_before})
    for card in sorted(cards, key=lambda card: (card.on, card.level.gravity)):
        first.setdefault((card.key, card.level), card)
    return tuple(first.values())


def _from_day(cards: Iterable[Planned], first: Mapping[str, date]) -> list[Planned]:
    """Return the cards with none before the day that their deadline names; of those that move to it, the gravest alone."""
    moved: dict[str, Planned] = {}
    later = []
    for card in cards:
        if card.key not in first or card.on > first[card.key]:
            later.append(card)
        elif card.key not in moved or card.level.gravity > moved[card.key].level.gravity:
            moved[card.key] = card._replace(on=first[card.key])
    return [*moved.values(), *later]


def _card(rule: Rule, deadline: Deadline, calendar: Calendar) -> Planned | None:
    if deadline.resting and deadline.unstopped:
        card = _card(rule, deadline._replace(due=deadline.unstopped, resting=None), calendar)
        return card if card and card.on <= deadline.resting else None
    if rule.over is not None:
        on = _day_over(deadline.due, rule.over, calendar)
        true = deadline.ended is None or deadline.ended >= on
    else:
        left = _days_left(rule, deadline, calendar)
        on = date.fromordinal(_day_left(deadline.due, left, calendar))
        # A promise kept on the spot has no day on which to warn: the card would fall on the day of acceptance.
        true = deadline.limit.amount > 0 and on > deadline.start and (deadline.ended is None or deadline.ended > on)
    return Planned(on, rule.level, deadline.key, rule.id, deadline.due) if true else None


def _days_left(rule: Rule, deadline: Deadline, calendar: Calendar) -> int:
    limit = deadline.limit
    first, last = deadline.start.toordinal() + 1, deadline.due.toordinal() + 1
    whole = limit.amount if limit.unit is Unit.WORKING_DAYS else calendar.working_days(first, last)
    share = whole * rule.left_share[0] // rule.left_share[1] if rule.left_share else whole
    # Nine tenths of seven days are reached with the seventh: what is left is rounded down.
    rest = whole * (rule.elapsed[1] - rule.elapsed[0]) // rule.elapsed[1] if rule.elapsed else whole
    return min(rule.left.amount if rule.left is not None else whole, share, rest)


def _day_left(due: date, left: int, calendar: Calendar) -> int:
    """Return the first day after which no more than `left` working days remain up to the due date."""
    day = calendar.working_day_before(due.toordinal())
    for _ in range(left):
        day = calendar.working_day_before(day - 1)
    return day


def _day_over(due: date, over: TimeLimit, calendar: Calendar) -> date:
    """Return the day on which a date is over by more than the tolerated amount: with none, the day after the last day."""
    if not over.amount:
        return date.fromordinal(due.toordinal() + 1)
    last = calendar.working_day(due.toordinal() + 1, over.amount) if over.unit is Unit.WORKING_DAYS else due.toordinal() + over.amount
    return date.fromordinal(last + 1)
