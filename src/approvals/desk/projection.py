"""From a request to its rows: the list's, and one for each deadline. Always written in the transaction of the event that moved them."""

import json
from datetime import date

from approvals.core.cards import Planned, plan
from approvals.core.deadline import Deadline, DeadlineKind, deadlines, frozen_item, of_kind
from approvals.core.events import When, day_of
from approvals.core.level import Level
from approvals.core.limits import Unit
from approvals.core.request import Request
from approvals.desk.register import Desk
from approvals.errors import RegisterUnfit
from approvals.language import N_
from approvals.store import deadlines as deadline_store
from approvals.store import requests as request_store
from approvals.store import rules
from approvals.store.deadlines import DeadlineRow
from approvals.store.ledger import canonical
from approvals.store.requests import RequestRow


def judge(desk: Desk, request: Request) -> tuple[tuple[Deadline, ...], tuple[Planned, ...]]:
    """Return the deadlines of a request and the cards they lead to, by the rules in force."""
    item = frozen_item(request, desk.versions(request.item))
    found = deadlines(request, item, desk.calendar) if item else ()
    return found, plan(desk.policy, found, desk.calendar)


def project(desk: Desk, request: Request) -> RequestRow:
    """Write the rows of a request and return the one of the list."""
    row, found = rows_of(desk, request)
    request_store.write(desk.connection, [row])
    deadline_store.write(desk.connection, "request", request.number, found)
    return row


def rows_of(desk: Desk, request: Request) -> tuple[RequestRow, list[DeadlineRow]]:
    """Return the rows of a request without writing them."""
    found, cards = judge(desk, request)
    return _row(desk, request, found, cards), [_deadline_row(request.number, deadline, cards) for deadline in found]


def _deadline_row(number: str, deadline: Deadline, cards: tuple[Planned, ...]) -> DeadlineRow:
    own = [[card.on.isoformat(), str(card.level), card.rule] for card in cards if card.kind is deadline.kind]
    ended = deadline.ended.isoformat() if deadline.ended else None
    return DeadlineRow(
        "request", number, str(deadline.kind), deadline.start.isoformat(), deadline.due.isoformat(), ended, int(deadline.provisional), canonical(own)
    )


def _row(desk: Desk, request: Request, found: tuple[Deadline, ...], cards: tuple[Planned, ...]) -> RequestRow:
    item = frozen_item(request, desk.versions(request.item))
    if not item:
        raise RegisterUnfit(
            N_("Item {item} of request {number} is in no adopted guide: adopt the guide that holds it."), item=request.item, number=request.number
        )
    department = next(row.department for row in rules.item_versions(desk.connection, request.item) if row.department)
    promise, law = of_kind(found, DeadlineKind.PROMISED), of_kind(found, DeadlineKind.STATUTORY)
    leading = promise or law
    due = leading.due if leading else request.declared_due
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
        received_on=day_of(request.received).isoformat(),
        accepted_on=_iso(request.accepted),
        decided_on=_iso(request.decided),
        completed_on=_iso(request.completed),
        closed_on=_iso(request.closed),
        promised_due=_iso(promise.due if promise else None),
        statutory_due=_iso(law.due if law else None),
        declared_due=_iso(request.declared_due),
        due_on=_iso(due),
        unit=str(leading.limit.unit if leading else Unit.CALENDAR_DAYS),
        provisional=int(any(deadline.provisional for deadline in found)),
        warning_on=_first(cards, Level.WARNING),
        yellow_on=_first(cards, Level.YELLOW),
        red_on=_first(cards, Level.RED),
    )


def _iso(when: When | None) -> str | None:
    return day_of(when).isoformat() if when else None


def _first(cards: tuple[Planned, ...], level: Level) -> str | None:
    day: date | None = min((card.on for card in cards if card.level is level), default=None)
    return day.isoformat() if day else None


def planned(text: str) -> list[tuple[date, Level, str]]:
    """Return the cards that a deadline row plans."""
    return [(date.fromisoformat(day), Level(level), rule) for day, level, rule in json.loads(text)]
