"""What a person, a department or everybody has to do on a day: requests, complaints, orders, cards and duties in one list."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from approvals.core.agenda import Section, section_of
from approvals.core.clock import days_between
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.limits import TimeLimit, Unit
from approvals.core.staff import Role
from approvals.desk.listing import department_code
from approvals.record import NamedTuple
from approvals.store import agenda as store
from approvals.store import cards, requests
from approvals.store.agenda import OwedRow, Whose

if TYPE_CHECKING:
    from approvals.desk.register import Desk

_MOST = 2_000
_DAYS_OF_DUTIES = 7
_COUNTER = frozenset({DeadlineKind.ACCEPTANCE, DeadlineKind.DELIVERY})
_HANDLING = frozenset({DeadlineKind.PROMISED, DeadlineKind.STATUTORY})


class Task(NamedTuple):
    """Something to do; the names are a promise (docs/reference.md). `days_left` is negative when over.

    `day` and `days` tell where a request that waits for acceptance stands, day 2 of 5; both are None for all else.
    """

    section: str
    subject_kind: str
    number: str
    kind: str
    about: str
    title: str
    applicant: str
    department: str
    person: str
    due_on: str
    days_left: int
    day: int | None = None
    days: int | None = None


def whose(desk: "Desk", department: str, *, everybody: bool) -> Whose:
    """Return whose work is meant: of a clerk what the person holds and what nobody of the department holds, of a head all of the department's."""
    person = desk.person
    if department:
        return Whose(department=department_code(desk, department))
    if everybody or not person or not person.department:
        return Whose()
    if {Role.OFFICE, Role.REGISTRAR} & set(person.roles):
        return Whose()
    if set(person.roles) == {Role.GENERAL_COUNTER}:
        return Whose(counter=True)
    return Whose("" if Role.HEAD in person.roles else person.id, person.department)


def agenda(desk: "Desk", of: Whose) -> list[Task]:
    """Return what there is to do, the most pressing first; of one request the earliest of its promised and statutory day."""
    today = desk.today
    soon = date.fromordinal(desk.calendar.working_day(today.toordinal() + 1, 2))
    tasks = [*_owed(desk, of, soon), *_orders(desk, of), *_to_rule_on(desk, of), *_duties(desk, of)]
    if of.counter:
        tasks = [task for task in tasks if _at_counter(desk, task)]
    first: dict[tuple[str, ...], Task] = {}
    for task in sorted(tasks, key=lambda task: (Section(task.section).place, task.due_on, task.number, task.kind)):
        handled = task.kind in _HANDLING
        first.setdefault((task.subject_kind, task.number, "handling" if handled else f"{task.kind}/{task.about}"), task)
    return list(first.values())


def _at_counter(desk: "Desk", task: Task) -> bool:
    """Tell whether a task is the general counter's: a request taken in and not accepted yet, or a result to hand out, of the items served there."""
    if task.subject_kind != "request" or task.kind not in _COUNTER or not desk.person:
        return False
    row = requests.find(desk.connection, task.number) if desk.person.items else None
    return row is None or row.item in desk.person.items


def _owed(desk: "Desk", of: Whose, soon: date) -> Iterator[Task]:
    for row in store.owed(desk.connection, of, soon.isoformat(), _MOST):
        ahead = row.kind in row.prospective.split() and (row.deemed_on or "") > desk.today.isoformat()
        if not ahead and (task := _task(desk, row, soon)):
            yield task


def _orders(desk: "Desk", of: Whose) -> Iterator[Task]:
    for row in store.orders(desk.connection):
        card = cards.by_id(desk.connection, row.subject.rpartition("/")[0])
        if card and of.department in {"", card.department} and of.person in {"", card.person}:
            task = _task(desk, row._replace(title=_title(desk, card.subject_id), department=card.department, person=card.person), desk.today)
            yield from [task._replace(number=str(card.sequence), about=card.subject_id)] if task else []


def _to_rule_on(desk: "Desk", of: Whose) -> Iterator[Task]:
    """Yield the cards that wait for the efficiency office, to whoever is of it."""
    if not (desk.person and Role.OFFICE in desk.person.roles) or of.department:
        return
    for card in cards.waiting(desk.connection):
        days = days_between(desk.today, date.fromisoformat(card.since_on), None, desk.calendar)
        title = _title(desk, card.subject_id)
        yield Task(Section.CARD, "card", str(card.sequence), card.state, card.subject_id, title, "", card.department, "", card.since_on, days)


def _title(desk: "Desk", number: str) -> str:
    row = requests.find(desk.connection, number)
    return row.item_name if row else ""


def _duties(desk: "Desk", of: Whose) -> Iterator[Task]:
    """Yield the duties of the week that begins, and those missed in the week that ended."""
    first, last = (desk.today + timedelta(days) for days in (-_DAYS_OF_DUTIES, _DAYS_OF_DUTIES))
    for row in store.duties(desk.connection, of, first.isoformat(), last.isoformat()):
        yield from [task] if (task := _task(desk, row, desk.today)) else []


def _type(desk: "Desk", name: str) -> str:
    """Return the name of a type of complaint; its words are nobody's but the complaint's own page."""
    return next((known.name for known in desk.oversight.complaints.types if known.id == name), name)


def _task(desk: "Desk", row: OwedRow, soon: date) -> Task | None:
    name, _slash, about = row.kind.partition("/")
    kind, due, start = DeadlineKind(name), date.fromisoformat(row.due_on), date.fromisoformat(row.start_on)
    section = section_of(kind, due, desk.today, soon)
    if section is None or start > desk.today:
        return None
    unit = Unit(row.unit) if row.unit and kind in _HANDLING else Unit.WORKING_DAYS
    left = days_between(desk.today, due, TimeLimit(1, unit), desk.calendar)
    title = _type(desk, row.title) if row.subject_kind == "complaint" else row.title
    task = Task(section, row.subject_kind, row.subject, name, about, title, row.applicant, row.department, row.person, row.due_on, left)
    if kind is not DeadlineKind.ACCEPTANCE or section is Section.OVERDUE:
        return task
    count = desk.calendar.working_days
    since = start.toordinal() + 1
    return task._replace(day=count(since, desk.today.toordinal() + 1), days=count(since, due.toordinal() + 1))
