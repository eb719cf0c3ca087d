"""Cards for what only several requests laid side by side show: a clock reset by receiving again, many closings in one minute."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from approvals.core.card import Raised
from approvals.core.facts import CLOSINGS, RECEIVED_AGAIN, fact_key
from approvals.core.limits import Unit
from approvals.desk.card import Raising
from approvals.desk.history import ERASED
from approvals.record import NamedTuple
from approvals.store import cards as card_store
from approvals.store import crossing as store
from approvals.store import history, runs

if TYPE_CHECKING:
    from approvals.core.policy import Rule
    from approvals.desk.register import Desk

MARK = "checked/crossing"


class Crossing(NamedTuple):
    """The cards that became true since the last check up to a day, and up to which event everything was looked at.

    What shows a card of a later day is left to the check of that day.
    """

    raisings: list[Raising]
    mark: int


class _Shown(NamedTuple):
    """A card, and the event that shows it."""

    raising: Raising
    sequence: int


def crossing(desk: "Desk", today: date) -> Crossing:
    """Return the cards that became true since the last check and were not raised before."""
    after, first = runs.mark(desk.connection, MARK), desk.policy.cards_from or date.min
    found = [shown for rule in desk.policy.rules for shown in _found(desk, rule, after)]
    news = [shown for shown in found if shown.raising.since >= first and not card_store.by_id(desk.connection, shown.raising.id)]
    later = [shown.sequence - 1 for shown in news if shown.raising.since > today]
    mark = max(min(later, default=history.head(desk.connection)[0]), after)
    return Crossing([shown.raising for shown in news if shown.raising.since <= today], mark)


def set_mark(desk: "Desk", found: Crossing) -> None:
    """Remember up to which event everything was looked at."""
    runs.set_mark(desk.connection, MARK, found.mark)


def _found(desk: "Desk", rule: "Rule", after: int) -> Iterator[_Shown]:
    if rule.fact == RECEIVED_AGAIN:
        yield from _again(desk, rule, after)
    elif rule.fact == CLOSINGS:
        yield from _closings(desk, rule, after)


def _raising(desk: "Desk", rule: "Rule", on: date, raised: Raised) -> Raising:
    policy, calendar = desk.rules_sequence("policy"), desk.rules_sequence("calendar")
    return Raising(on, raised._replace(level=rule.level, rule=rule.id, due=on, policy=policy, calendar=calendar, pending=rule.confirm))


def _again(desk: "Desk", rule: "Rule", after: int) -> Iterator[_Shown]:
    seen = set()
    for pair in store.received_again(desk.connection, after, ERASED):
        closed, received = date.fromisoformat(pair.closed_on), date.fromisoformat(pair.received_on)
        if pair.number in seen or not rule.within or _apart(desk, closed, received, rule) > rule.within.amount:
            continue
        seen.add(pair.number)
        raised = Raised(fact_key(rule.fact, 1), rule.level, rule.id, received, "request", pair.number, pair.item, pair.department, pair.person)
        yield _Shown(_raising(desk, rule, received, raised._replace(limit=pair.earlier)), pair.sequence)


def _apart(desk: "Desk", closed: date, received: date, rule: "Rule") -> int:
    if rule.within and rule.within.unit is Unit.WORKING_DAYS:
        return desk.calendar.working_days(closed.toordinal() + 1, received.toordinal() + 1)
    return (received - closed).days


def _closings(desk: "Desk", rule: "Rule", after: int) -> Iterator[_Shown]:
    departments = {person.id: person.department for person in desk.people}
    for found in store.closings(desk.connection, after, rule.times):
        on = datetime.fromisoformat(found.minute).replace(tzinfo=UTC).astimezone(desk.offset).date()
        raised = Raised(
            f"fact/{rule.fact}/{found.minute}", rule.level, rule.id, on, "person", found.person, "", departments.get(found.person, ""), found.person
        )
        yield _Shown(_raising(desk, rule, on, raised._replace(limit=str(found.closed))), found.sequence)
