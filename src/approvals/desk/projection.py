"""From a request to its rows: the list's, and one for each deadline. Always written in the transaction of the event that moved them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from approvals.core.cards import Planned, plan
from approvals.core.deadline import Deadline, DeadlineKind, deadlines, of_kind
from approvals.core.events import When, day_of
from approvals.core.fold import ripened
from approvals.core.level import Level
from approvals.core.limits import Unit
from approvals.core.request import Request, Stage
from approvals.errors import RegisterUnfit
from approvals.language import N_
from approvals.store import deadlines as deadline_store
from approvals.store import requests as request_store
from approvals.store import rules
from approvals.store.deadlines import DeadlineRow
from approvals.store.ledger import canonical
from approvals.store.requests import RequestRow

if TYPE_CHECKING:
    from approvals.core.law import Law
    from approvals.desk.register import Desk


def project(desk: "Desk", request: Request) -> RequestRow:
    """Write the rows of a request as its events alone leave it and return the one of the list.

    A request that nobody has answered yet is written with the dates it will have once it is deemed accepted, and with the day from which it
    is: so the nightly check finds them without anything having to happen on that day.
    """
    row, found = rows_of(desk, request)
    request_store.write(desk.connection, [row])
    deadline_store.write(desk.connection, "request", request.number, found)
    return row


def rows_of(desk: "Desk", request: Request) -> tuple[RequestRow, list[DeadlineRow]]:
    """Return the rows of a request, as its events alone leave it, without writing them."""
    law = desk.law(request.item)
    deemed_on = _deemed_on(request, law)
    seen = ripened(request, deemed_on, law) if deemed_on else request
    # As of its last event, not of today: while a procedure runs the dates move with the day they are looked at.
    found = deadlines(seen, law, request.history[-1].day)
    if deemed_on:
        running = {deadline.key for deadline in deadlines(request, law, request.history[-1].day)}
        found = tuple(deadline if deadline.key in running else deadline._replace(not_before=deemed_on) for deadline in found)
    cards = plan(desk.policy, found, law.calendar)
    shown = (*cards, *_raised(desk, request.number))
    return _row(desk, request, seen, found, shown, deemed_on), [_deadline_row(request.number, deadline, cards) for deadline in found]


def row_on(desk: "Desk", request: Request, today: date) -> RequestRow:
    """Return the row of a request as it stands on a day, without writing it."""
    law = desk.law(request.item)
    found = deadlines(request, law, today)
    cards = (*plan(desk.policy, found, law.calendar), *_raised(desk, request.number))
    return _row(desk, request, request, found, cards, None)


def _raised(desk: "Desk", number: str) -> Iterator[Planned]:
    """Yield the cards raised for a request: a late entry does not take one back, only a calendar adopted since makes it untrue."""
    calendar = rules.last_calendar(desk.connection)
    for card in deadline_store.cards_of(desk.connection, number):
        if card.sequence > calendar:
            yield Planned(date.fromisoformat(card.since_on), Level(card.level), card.kind, card.rule, date.fromisoformat(card.due_on))


def _deemed_on(request: Request, law: "Law") -> date | None:
    """Return the day from which silence is acceptance (行政许可法 32(4)), None where it never is."""
    rule = law.supplement(request)
    due = law.acceptance_due(request)
    return due + timedelta(1) if request.stage is Stage.RECEIVED and rule and rule.deemed and due else None


def _deadline_row(number: str, deadline: Deadline, cards: tuple[Planned, ...]) -> DeadlineRow:
    own = [[card.on.isoformat(), str(card.level), card.rule] for card in cards if card.key == deadline.key]
    ended = deadline.ended.isoformat() if deadline.ended else None
    return DeadlineRow("request", number, deadline.key, deadline.start.isoformat(), deadline.due.isoformat(), ended, int(deadline.provisional), canonical(own))


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
        department_name=rules.department_name(desk.connection, department),
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
        provisional=int(any(deadline.provisional for deadline in found if deadline in {promise, statute})),
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
