"""Matters of oversight as they are seen: by the office all of them, by a department its own."""

from datetime import date
from typing import TYPE_CHECKING, Any

from approvals.core.clock import days_between
from approvals.core.limits import TimeLimit, Unit
from approvals.core.oversight.matter import Matter, Noun, payload_of
from approvals.core.oversight.nouns import NOUNS
from approvals.desk.complaint import HIDDEN, clear
from approvals.desk.matter import find_matter
from approvals.errors import NotAllowed
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import matters as store
from approvals.store import rules

if TYPE_CHECKING:
    from approvals.desk.register import Desk
    from approvals.store.matters import MatterFilter, MatterRow


class MatterView(NamedTuple):
    """A matter as machine output shows it (docs/reference.md); `facts` are what its kind keeps. `days_left` is negative when over."""

    number: str
    title: str
    department: str
    department_name: str
    person: str
    person_name: str
    stage: str
    opened: str
    due: str | None
    days_left: int | None
    closed: str | None
    facts: dict[str, Any]


class MatterPage(NamedTuple):
    """A matter with its history; `apart` are the fields of its first event that name a person, as far as the reader may see them.

    `departments` are the names of those it is about, where it is about several.
    """

    view: MatterView
    apart: dict[str, str]
    departments: tuple[str, ...]
    matter: Matter


def view(desk: "Desk", row: "MatterRow") -> MatterView:
    """Return a matter as it looks on the day of the desk."""
    left = days_between(desk.today, date.fromisoformat(row.due_on), TimeLimit(1, Unit.CALENDAR_DAYS), desk.calendar) if row.open and row.due_on else None
    return MatterView(
        row.number,
        row.title,
        row.department,
        rules.department_name(desk.connection, row.department) if row.department else "",
        row.person,
        next((one.name for one in desk.people if one.id == row.person), row.person),
        row.stage,
        row.opened_on,
        row.due_on if row.open else None,
        left,
        row.closed_on,
        row.kept,
    )


def listed(desk: "Desk", wanted: "MatterFilter") -> list[MatterView]:
    """Return the matters that pass a filter, the most urgent first, as far as the reader may see them."""
    return [view(desk, row) for row in store.select(desk.connection, wanted) if _sees(desk, NOUNS[wanted.kind], row)]


def page(desk: "Desk", noun: Noun, number: str) -> MatterPage:
    """Return a matter with its history; refused to departments that it does not concern."""
    matter = find_matter(desk, noun, number)
    row = store.find(desk.connection, noun.kind, matter.number)
    if not row or not _sees(desk, noun, row):
        raise NotAllowed(N_("{number} is for the efficiency office, and for the department that it concerns."), number=number)
    several = tuple(rules.department_name(desk.connection, code) for code in matter.values.get("departments", ()))
    return MatterPage(view(desk, row), apart_of(desk, noun, matter), several, matter)


def apart_of(desk: "Desk", noun: Noun, matter: Matter) -> dict[str, str]:
    """Return who is named in the first event of a matter: to the efficiency office in clear."""
    first = payload_of(matter.history[0].event)
    return {name: first[name] if clear(desk) else HIDDEN for name in sorted(noun.personal & first.keys())}


def _sees(desk: "Desk", noun: Noun, row: "MatterRow") -> bool:
    own = desk.person.department if desk.person else ""
    return noun.public or clear(desk) or (bool(own) and own in {row.department, *row.kept.get("departments", ())})
