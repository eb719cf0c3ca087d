"""From a request to its rows: the list's, one for each deadline, and what the nightly check has to judge.

Always written in the transaction of the event that moved them.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from approvals.core.card import VALID
from approvals.core.dates import When, day_of
from approvals.core.deadline import Deadline, deadlines, of_kind
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.entry import register_of
from approvals.core.level import Level
from approvals.core.limits import Unit
from approvals.core.nights import Standing, planned, standing
from approvals.core.plan import Planned, plan
from approvals.core.request import Request
from approvals.errors import RegisterUnfit
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import cards as card_store
from approvals.store import deadlines as deadline_store
from approvals.store import requests as request_store
from approvals.store.cards import CardRow
from approvals.store.deadlines import DeadlineRow, NextRow
from approvals.store.ledger import canonical
from approvals.store.requests import RequestRow

if TYPE_CHECKING:
    from approvals.desk.register import Desk


class Projected(NamedTuple):
    """The rows of a request, and the cards it leads to."""

    row: RequestRow
    deadlines: list[DeadlineRow]
    nexts: list[NextRow]
    cards: tuple[Planned, ...]


def project(desk: "Desk", request: Request) -> RequestRow:
    """Write the rows of a request as its events alone leave it and return the one of the list."""
    found = rows_of(desk, request)
    request_store.write(desk.connection, [found.row])
    deadline_store.write(desk.connection, "request", request.number, found.deadlines, found.nexts)
    return found.row


def rows_of(desk: "Desk", request: Request, raised: Iterable[Planned] | None = None) -> Projected:
    """Return the rows of a request, as its events alone leave it, without writing them; `raised` are its valid cards, where they are known."""
    law = desk.law(request.item)
    stands = standing(request, law)
    own = plan(desk.policy, stands.deadlines, law.calendar)
    cards = planned(request, law, desk.policy, desk.offset, stands, own)
    shown = (*own, *(_raised(desk, request.number) if raised is None else raised))
    row = _row(desk, request, stands.request, stands.deadlines, shown, stands.deemed_on)
    # The cards of a request of another register are raised there.
    nexts = [] if register_of(request.history[0].origin) else list(_nexts(row, stands, cards))
    return Projected(row, [_deadline_row(request.number, deadline, cards) for deadline in stands.deadlines], nexts, cards)


def row_on(desk: "Desk", request: Request, today: date) -> RequestRow:
    """Return the row of a request as it stands on a day, without writing it."""
    law = desk.law(request.item)
    found = deadlines(request, law, today)
    cards = (*plan(desk.policy, found, law.calendar), *_raised(desk, request.number))
    return _row(desk, request, request, found, cards, None)


def _raised(desk: "Desk", number: str) -> Iterator[Planned]:
    return raised_of(desk, card_store.of_subject(desk.connection, "request", number))


def raised_of(desk: "Desk", cards: Iterable[CardRow]) -> Iterator[Planned]:
    """Yield the valid ones among the cards of a request: a late entry does not take one back, only a calendar adopted since makes it untrue."""
    calendar = desk.rules_sequence("calendar")
    for card in cards:
        if card.sequence > calendar and card.state in VALID:
            yield Planned(date.fromisoformat(card.since_on), Level(card.level), card.kind, card.rule, date.fromisoformat(card.due_on))


def plan_text(cards: Sequence[Planned], key: str) -> str:
    """Return the cards of one deadline or fact as its rows hold them."""
    own = [card for card in cards if card.key == key]
    return canonical([[card.on.isoformat(), str(card.level), card.rule, card.due.isoformat(), card.person] for card in own]) if own else "[]"


def _deadline_row(number: str, deadline: Deadline, cards: Sequence[Planned]) -> DeadlineRow:
    ended = deadline.ended.isoformat() if deadline.ended else None
    start, due = deadline.start.isoformat(), deadline.due.isoformat()
    return DeadlineRow("request", number, deadline.key, start, due, ended, int(deadline.provisional), plan_text(cards, deadline.key))


def _nexts(row: RequestRow, stands: Standing, cards: Sequence[Planned]) -> Iterator[NextRow]:
    """Yield what the check has to judge, of deadlines and of facts; the store puts in the day."""
    known = {deadline.key: deadline for deadline in stands.deadlines}
    for key in dict.fromkeys(card.key for card in cards):
        deadline = known.get(key)
        due = (deadline.due if deadline else next(card.due for card in cards if card.key == key)).isoformat()
        start, limit = (deadline.start.isoformat(), str(deadline.limit)) if deadline else (due, "")
        yield NextRow("", "request", row.number, key, due, start, limit, row.item, row.department, plan_text(cards, key))


def _row(desk: "Desk", request: Request, seen: Request, found: tuple[Deadline, ...], cards: tuple[Planned, ...], deemed_on: date | None) -> RequestRow:
    item = desk.law(request.item).binding(seen)
    if not item:
        raise RegisterUnfit(
            N_("Item {item} of request {number} is in no adopted guide: adopt the guide that holds it."), item=request.item, number=request.number
        )
    department = desk.department_of(request.item)
    promise, statute = of_kind(found, DeadlineKind.PROMISED), of_kind(found, DeadlineKind.STATUTORY)
    leading = promise or statute
    due = leading.due if leading else request.declared_due
    if request.open and leading and leading.ended:
        due = None  # forwarded: nothing of this authority's is owed any more
    return RequestRow(
        number=request.number,
        source_number=request.source_number,
        item=request.item,
        item_name=item.name,
        department=department,
        department_name=desk.department_name(department),
        applicant=request.applicant,
        stage=str(request.stage),
        open=int(request.open),
        person=request.person,
        responsible=request.responsible or request.person,
        received_on=day_of(request.received).isoformat(),
        accepted_on=_iso(request.accepted),
        deemed_on=_iso(deemed_on),
        prospective=" ".join(str(deadline.kind) for deadline in (promise, statute) if deadline and deadline.not_before),
        decided_on=_iso(request.decided),
        completed_on=_iso(request.completed),
        closed_on=_iso(request.closed),
        promised_due=_iso(promise.due if promise else None),
        statutory_due=_iso(statute.due if statute else None),
        declared_due=_iso(request.declared_due),
        due_on=_iso(due),
        unit=str(leading.limit.unit if leading else Unit.CALENDAR_DAYS),
        provisional=int(any(deadline.provisional for deadline in (promise, statute) if deadline)),
        faults=len(request.faults),
        expires_on=_iso(request.expires),
        warning_on=_first(cards, Level.WARNING),
        yellow_on=_first(cards, Level.YELLOW),
        red_on=_first(cards, Level.RED),
    )


def _iso(when: When | None) -> str | None:
    return day_of(when).isoformat() if when else None


def _first(cards: tuple[Planned, ...], level: Level) -> str | None:
    day: date | None = min((card.on for card in cards if card.level is level), default=None)
    return day.isoformat() if day else None
