"""Cards for what only several requests laid side by side show: a clock reset by receiving again, many closings in one minute."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from approvals.core.card import Raised
from approvals.core.facts import CLOSINGS, RECEIVED_AGAIN, fact_key
from approvals.core.limits import Unit
from approvals.desk.card import Raising
from approvals.desk.listing import ERASED
from approvals.store import cards as card_store
from approvals.store import crossing as store
from approvals.store import history, runs

if TYPE_CHECKING:
    from approvals.core.policy import Rule
    from approvals.desk.register import Desk

_MARK = "checked/crossing"


def crossing(desk: "Desk", today: date) -> Iterator[Raising]:
    """Yield the cards that became true since the last check and were not raised before."""
    after = runs.mark(desk.connection, _MARK)
    for rule in desk.policy.rules:
        found = _again(desk, rule, after) if rule.fact == RECEIVED_AGAIN else _closings(desk, rule, after) if rule.fact == CLOSINGS else ()
        for raising in found:
            spared = desk.policy.cards_from is not None and raising.since < desk.policy.cards_from
            if raising.since <= today and not spared and not card_store.by_id(desk.connection, raising.id):
                yield raising


def set_marks(desk: "Desk") -> None:
    """Remember up to which event everything was looked at."""
    runs.set_mark(desk.connection, _MARK, history.head(desk.connection)[0])


def _raising(desk: "Desk", rule: "Rule", on: date, raised: Raised) -> Raising:
    policy, calendar = desk.rules_sequence("policy"), desk.rules_sequence("calendar")
    return Raising(on, raised._replace(level=rule.level, rule=rule.id, due=on, policy=policy, calendar=calendar, pending=rule.confirm))


def _again(desk: "Desk", rule: "Rule", after: int) -> Iterator[Raising]:
    seen = set()
    for pair in store.received_again(desk.connection, after, ERASED):
        closed, received = date.fromisoformat(pair.closed_on), date.fromisoformat(pair.received_on)
        if pair.number in seen or not rule.within or _apart(desk, closed, received, rule) > rule.within.amount:
            continue
        seen.add(pair.number)
        raised = Raised(fact_key(rule.fact, 1), rule.level, rule.id, received, "request", pair.number, pair.item, pair.department, pair.person)
        yield _raising(desk, rule, received, raised._replace(limit=pair.earlier))


def _apart(desk: "Desk", closed: date, received: date, rule: "Rule") -> int:
    if rule.within and rule.within.unit is Unit.WORKING_DAYS:
        return desk.calendar.working_days(closed.toordinal() + 1, max(received, closed + timedelta(0)).toordinal() + 1)
    return (received - closed).days


def _closings(desk: "Desk", rule: "Rule", after: int) -> Iterator[Raising]:
    departments = {person.id: person.department for person in desk.people}
    for found in store.closings(desk.connection, after, rule.times):
        on = datetime.fromisoformat(found.minute).replace(tzinfo=UTC).astimezone(desk.offset).date()
        raised = Raised(
            f"fact/{rule.fact}/{found.minute}", rule.level, rule.id, on, "person", found.person, "", departments.get(found.person, ""), found.person
        )
        yield _raising(desk, rule, on, raised._replace(limit=str(found.closed)))
