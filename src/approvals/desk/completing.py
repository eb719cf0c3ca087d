"""What a shell completes, read from the register without opening it for writing: a value and what stands beside it."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from approvals.language import N_, Sentence
from approvals.record import NamedTuple
from approvals.store import completing, counter, rules
from approvals.store.reading import open_reading

if TYPE_CHECKING:
    from approvals.core.calendar import Calendar

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
