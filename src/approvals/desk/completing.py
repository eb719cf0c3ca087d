"""What a shell completes, read from the register without opening it for writing: a value and what stands beside it."""

from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from approvals.language import N_, Sentence
from approvals.record import NamedTuple
from approvals.store import completing, counter, rules
from approvals.store.reading import open_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from approvals.core.calendar import Calendar
    from approvals.core.oversight.course import Listed
    from approvals.core.oversight.settings import Oversight
    from approvals.desk.register import Desk

# While a procedure runs, or the applicant is waited for, the date moves from day to day. The words are those of the stages.
_STANDING = {"stopped": N_("stopped by a special procedure"), "waiting": N_("waiting for supplements")}


class Offer(NamedTuple):
    """A word that can stand here, and what says which one it is."""

    value: str
    beside: object = ""


def numbers(root: Path, today: date, kind: str, beginning: str) -> list[Offer]:
    """Return the open requests, or open matters of another kind, the most urgent first."""
    with closing(open_reading(root)) as connection:
        if kind != "request":
            return [
                Offer(number, Sentence(N_("until {date}"), {"date": date.fromisoformat(due) if due else "—"}))
                for number, due in completing.matters(connection, kind, beginning)
            ]
        from approvals.core.calendar import Calendar, year_from  # noqa: PLC0415 - only numbers stand with days

        calendar = Calendar(year_from(table) for table in rules.tables(connection, "calendar"))
        return [Offer(row.number, _beside(row, calendar, today)) for row in completing.open_requests(connection, beginning)]


def _beside(row: completing.OpenRequest, calendar: "Calendar", today: date) -> Sentence:
    told: dict[str, object] = {"applicant": row.applicant, "item": row.item_name}
    if word := _STANDING.get(row.stage):
        return Sentence(N_("{applicant}, {item}, {stage}"), {**told, "stage": Sentence(word)})
    if not row.due_on:
        return Sentence(N_("{applicant}, {item}"), told)
    from approvals.core.clock import days_between  # noqa: PLC0415 - only where days are left
    from approvals.core.limits import TimeLimit, Unit  # noqa: PLC0415

    left = days_between(today, date.fromisoformat(row.due_on), TimeLimit(1, Unit(row.unit)), calendar)
    template = N_("{applicant}, {item}, {days} days over") if left < 0 else N_("{applicant}, {item}, {days} days left")
    return Sentence(template, {**told, "days": abs(left)})


def cards(root: Path) -> list[Offer]:
    """Return the cards that count or wait for somebody, with their subject, level and state."""
    from approvals.core.card import CardState  # noqa: PLC0415 - only where a card stands
    from approvals.core.level import Level  # noqa: PLC0415 - see above

    with closing(open_reading(root)) as connection:
        return [
            Offer(number, Sentence(N_("{subject}, {level}, {state}"), {"subject": subject, "level": Level(level), "state": CardState(state)}))
            for number, subject, level, state in completing.cards(connection)
        ]


def procedures(root: Path, today: date, number: str, *, running: bool) -> list[Offer]:
    """Return the special procedures that a request may begin, or that run for it."""
    from approvals.core.refusals.probing import procedures as possible  # noqa: PLC0415 - only where a procedure stands
    from approvals.desk.history import request_of  # noqa: PLC0415 - see above
    from approvals.desk.listing import row_of  # noqa: PLC0415 - see above

    with _desk(root, today) as desk:
        request = request_of(desk, row_of(desk, number).number, today)
        law = desk.law(request.item)
        begun = [pause.kind for pause in request.running]
        kinds = begun if running else possible(law.binding(request) or law.at_receipt(request))
        return [Offer(kind) for kind in kinds if running or kind not in begun]


def documents(root: Path, today: date, number: str) -> list[Offer]:
    """Return the documents of a request by their kinds, with their names."""
    from approvals.core.document import DocumentKind  # noqa: PLC0415 - only where a document stands
    from approvals.desk.document import listed as of_request  # noqa: PLC0415 - see above

    with _desk(root, today) as desk:
        return [Offer(kind, DocumentKind(kind)) for kind in dict.fromkeys(one.document for one in of_request(desk, number))]


def listed(root: Path, pick: "Callable[[Oversight], Iterable[Listed]]") -> list[Offer]:
    """Return what a list of the oversight files holds, by its ids."""
    from approvals.core.oversight.settings import oversight_from  # noqa: PLC0415 - only where one of them stands

    with closing(open_reading(root)) as connection:
        found = oversight_from(rules.tables(connection, "oversight"))
    return [Offer(one.id, one.name) for one in pick(found)]


@contextmanager
def _desk(root: Path, today: date) -> "Iterator[Desk]":
    from approvals.desk.register import Desk  # noqa: PLC0415 - only where a request is read whole

    with closing(open_reading(root)) as connection:
        yield Desk(root, connection, today)


def items(root: Path, today: date) -> list[Offer]:
    """Return the items in force by their codes, with their names."""
    with closing(open_reading(root)) as connection:
        return [Offer(code, name) for code, name, _department in counter.items_on(connection, today.isoformat())]


def departments(root: Path) -> list[Offer]:
    """Return the departments by their codes, with their names."""
    with closing(open_reading(root)) as connection:
        return [Offer(code, table["name"]) for code, table in rules.departments(connection).items()]


def persons(root: Path, today: date) -> list[Offer]:
    """Return those in service by their ids, with name and department."""
    from approvals.core.staff import people_from  # noqa: PLC0415 - only where a person stands

    with closing(open_reading(root)) as connection:
        people = [person for table in rules.tables(connection, "staff") for person in people_from(table)]
    return [Offer(one.id, Sentence(N_("{name}, {department}"), {"name": one.name, "department": one.department})) for one in people if one.serves(today)]
