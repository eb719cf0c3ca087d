"""Requests as they look on a day: the list, one of them, and its history."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from approvals.core.choosing import NO_LEVEL, NO_STAGE, chosen
from approvals.core.clock import days_between
from approvals.core.level import Level
from approvals.core.limits import TimeLimit, Unit
from approvals.core.number import spelt_out
from approvals.core.stage import OPEN, Stage
from approvals.desk.numbers import found
from approvals.errors import NoSuchThing, WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import deadlines, rules, typed
from approvals.store import requests as store
from approvals.store.requests import Filter, RequestRow

if TYPE_CHECKING:
    from approvals.desk.register import Desk


class RequestView(NamedTuple):
    """A request as machine output shows it; the names are a promise (docs/reference.md). `days_left` is negative when over.

    `late_entry` tells that an event of it was entered later than the policy of that time allowed.
    """

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
    late_entry: bool


def view(desk: "Desk", row: RequestRow, today: date, late: Collection[str] | None = None) -> RequestView:
    """Return a row as it looks on a day; `late` are the numbers of all requests with late entries, where many rows are looked at."""
    row = _on(desk, row, today)
    left = days_between(today, date.fromisoformat(row.due_on), TimeLimit(1, Unit(row.unit)), desk.calendar) if row.open and row.due_on else None
    told = {
        "level": str(_level(row, today)),
        "days_left": left,
        "provisional": bool(row.provisional),
        "late_entry": typed.entered_late(desk.connection, row.number) if late is None else row.number in late,
    }
    shown = {**row._asdict(), **told}
    return RequestView(**{name: shown[name] for name in RequestView._fields})


def _on(desk: "Desk", row: RequestRow, today: date) -> RequestRow:
    """Return a row with what the day itself changes: silence that became acceptance, dates that a running procedure moves on."""
    expired = row.open and row.expires_on is not None and row.expires_on < today.isoformat()
    if row.stage == Stage.STOPPED or expired:
        from approvals.desk.history import request_of  # noqa: PLC0415 - see below
        from approvals.desk.projection import row_on  # noqa: PLC0415 - few requests stand still or have outlived a licence; all others are shown as they are stored

        return row_on(desk, request_of(desk, row.number, today), today)
    if row.stage == Stage.RECEIVED and row.deemed_on and row.deemed_on <= today.isoformat():
        return row._replace(stage=str(Stage.ACCEPTED), accepted_on=row.received_on)
    if row.prospective:
        ahead = row.prospective.split()
        row = row._replace(**{f"{kind}_due": None for kind in ahead})  # type: ignore[arg-type]
        return row._replace(due_on=row.promised_due or row.statutory_due or row.declared_due)
    return row


def _level(row: RequestRow, today: date) -> Level:
    day = today.isoformat()
    for level, on in ((Level.RED, row.red_on), (Level.YELLOW, row.yellow_on), (Level.WARNING, row.warning_on if row.open else None)):
        if on and on <= day:
            return level
    return Level.NONE


def row_of(desk: "Desk", number: str) -> RequestRow:
    """Return the row of a request, by its number, whole or short, or its source's."""
    row = found(desk, number)
    if not row:
        template = N_("There is no request {number}: `approvals find WORD` looks for it by a name, an item or a part of the number.")
        raise NoSuchThing(template, number=spelt_out(number, desk.today.year))
    return row


def stops_of(desk: "Desk") -> dict[str, tuple[str, str]]:
    """Return, by number, the special procedure that runs and the day by which it is to end."""
    return {number: (key.split("/")[1], due) for number, key, due in deadlines.running(desk.connection, "stop/")}


def listing(desk: "Desk", wanted: Filter) -> Iterator[RequestView]:
    """Yield the requests that pass a filter as they look on its day."""
    late = typed.late_subjects(desk.connection)
    rows = desk.waiting.through(store.select(desk.connection, wanted), lambda: store.count(desk.connection, wanted))
    return (view(desk, row, wanted.today, late) for row in rows)


def anything_late(desk: "Desk") -> bool:
    """Tell whether any event of the register was entered late."""
    return bool(typed.late_subjects(desk.connection))


def rows_of(desk: "Desk", wanted: Filter) -> list[RequestRow]:
    """Return the rows of a list, the most urgent first, for whoever shows few of many: `view` makes what is seen of one."""
    return list(store.select(desk.connection, wanted))


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
    person: str,
    lent_by: str,
    provisional: bool,
    finished: bool,
) -> Filter:
    """Return the filter of a list; a value that no request can have is refused, never answered with an empty list."""
    stage, level = chosen(stage, Stage, NO_STAGE), chosen(level, Level, NO_LEVEL)
    return Filter(
        today=desk.today,
        finished=finished or (bool(stage) and Stage(stage) not in OPEN),
        department=chosen_department(desk, department),
        stage=stage,
        person=person,
        lent_by=lent_by,
        provisional=provisional,
        level=level,
        item=known_item(desk, item),
        applicant=applicant,
        received_from=received[0],
        received_to=received[1],
        due_from=due[0],
        due_to=due[1],
    )


def known_item(desk: "Desk", code: str) -> str:
    """Return the code of an item that a filter names, empty for none; one that nobody ever adopted is refused."""
    if code and not rules.item_versions(desk.connection, code):
        raise WrongUsage(N_("There is no item {item}: `approvals guide search WORD` finds its code."), item=code)
    return code


def chosen_department(desk: "Desk", text: str) -> str:
    """Return the code of a department given by code or name, nothing where none was given."""
    return department_code(desk, text) if text else ""


def department_code(desk: "Desk", text: str) -> str:
    """Return the code of a department given by code or name."""
    known = {code: table["name"] for code, table in rules.departments(desk.connection).items()}
    for code, name in known.items():
        if text in {code, name}:
            return code
    raise WrongUsage(N_("There is no department {department}: write one of {known}."), department=text, known=tuple(known))
