"""Requests as they look on a day: the list, one of them, and its history."""

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from approvals.core.clock import days_between
from approvals.core.events import PERSONAL, Entry, event_from, when_from
from approvals.core.level import Level
from approvals.core.limits import TimeLimit, Unit
from approvals.core.request import OPEN, Request, Stage, replay
from approvals.errors import NoSuchThing, WrongUsage
from approvals.language import N_
from approvals.store import history, rules
from approvals.store import requests as store
from approvals.store.requests import Filter, RequestRow

if TYPE_CHECKING:
    from approvals.desk.register import Desk

ERASED = "—"


class RequestView(NamedTuple):
    """A request as machine output shows it; the names are a promise (docs/reference.md). `days_left` is negative when over."""

    number: str
    source_number: str
    item: str
    item_name: str
    department: str
    department_name: str
    applicant: str
    stage: str
    level: str
    received_on: str
    accepted_on: str | None
    promised_due: str | None
    statutory_due: str | None
    declared_due: str | None
    decided_on: str | None
    completed_on: str | None
    days_left: int | None
    provisional: bool


def view(desk: "Desk", row: RequestRow, today: date) -> RequestView:
    """Return a row as it looks on a day."""
    left = days_between(today, date.fromisoformat(row.due_on), TimeLimit(1, Unit(row.unit)), desk.calendar) if row.open and row.due_on else None
    return RequestView(
        row.number,
        row.source_number,
        row.item,
        row.item_name,
        row.department,
        row.department_name,
        row.applicant,
        row.stage,
        str(_level(row, today)),
        row.received_on,
        row.accepted_on,
        row.promised_due,
        row.statutory_due,
        row.declared_due,
        row.decided_on,
        row.completed_on,
        left,
        bool(row.provisional),
    )


def _level(row: RequestRow, today: date) -> Level:
    day = today.isoformat()
    for level, on in ((Level.RED, row.red_on), (Level.YELLOW, row.yellow_on), (Level.WARNING, row.warning_on if row.open else None)):
        if on and on <= day:
            return level
    return Level.NONE


def row_of(desk: "Desk", number: str) -> RequestRow:
    """Return the row of a request, by its number or its source's."""
    row = store.find(desk.connection, number)
    if not row:
        raise NoSuchThing(N_("There is no request {number}: `approvals request list --all` shows the numbers."), number=number)
    return row


def request_of(desk: "Desk", number: str) -> Request:
    """Return a request with its whole history."""
    personal = history.personal_of(desk.connection, "request", number)
    return replay(number, (_entry(stored, personal.get(stored.sequence, {})) for stored in history.events_of(desk.connection, "request", number)))


def _entry(stored: history.StoredEvent, personal: dict[str, str]) -> Entry:
    payload = {**json.loads(stored.payload), **personal}
    payload.update(dict.fromkeys(PERSONAL.get(stored.type, frozenset()) - personal.keys() & payload.keys(), ERASED))
    return Entry(
        when_from(stored.happened_on), event_from(stored.type, payload), stored.sequence, stored.recorded_at, stored.actor, stored.origin, stored.amends
    )


def listing(desk: "Desk", wanted: Filter) -> Iterator[RequestView]:
    """Yield the requests that pass a filter as they look on its day."""
    return (view(desk, row, wanted.today) for row in store.select(desk.connection, wanted))


def wanted(  # noqa: PLR0913 - one parameter a filter
    desk: "Desk",
    *,
    department: str,
    stage: str,
    level: str,
    item: str,
    applicant: str,
    received: tuple[date | None, date | None],
    due: tuple[date | None, date | None],
    finished: bool,
) -> Filter:
    """Return the filter of a list; a value that no request can have is refused, never answered with an empty list."""
    if stage and stage not in set(Stage):
        raise WrongUsage(N_("There is no stage {stage}: write one of {known}."), stage=stage, known=tuple(map(str, Stage)))
    if level and level not in set(Level):
        raise WrongUsage(N_("There is no level {level}: write one of {known}."), level=level, known=tuple(map(str, Level)))
    if item and not rules.item_versions(desk.connection, item):
        raise WrongUsage(N_("There is no item {item}: `approvals guide search WORD` finds its code."), item=item)
    return Filter(
        today=desk.today,
        finished=finished or (bool(stage) and Stage(stage) not in OPEN),
        department=department_code(desk, department) if department else "",
        stage=stage,
        level=level,
        item=item,
        applicant=applicant,
        received_from=received[0],
        received_to=received[1],
        due_from=due[0],
        due_to=due[1],
    )


def department_code(desk: "Desk", text: str) -> str:
    """Return the code of a department given by code or name."""
    known = {code: table["name"] for code, table in rules.departments(desk.connection).items()}
    for code, name in known.items():
        if text in {code, name}:
            return code
    raise WrongUsage(N_("There is no department {department}: write one of {known}."), department=text, known=tuple(known))
