"""What a line names of the zone: counters, towns, departments, persons, and records of other kinds; found, or refused with what there is."""

from typing import TYPE_CHECKING

from approvals.core.choosing import forms, meant, one_meant
from approvals.core.number import spelt_out
from approvals.core.oversight.course import named, one_of
from approvals.core.oversight.nouns import NOUNS
from approvals.desk.listing import department_code
from approvals.errors import NoSuchThing, WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import cards, matters, requests

if TYPE_CHECKING:
    from collections.abc import Iterable

    from approvals.core.oversight.settings import Named
    from approvals.desk.register import Desk

FINDING = N_("There is no kind of finding {name}: write one of {known}.")
MEASURE = N_("There is no measure {name}: write one of {known}.")
PROJECT = N_("There is no project {name}: write one of {known}.")
GROUP = N_("There is no supervision group {name}: write one of {known}.")
# More than SQLite could hold as the number of an event.
_NUMERALS = 18
AUDIT_KIND = N_("There is no kind of audit {name}: write one of {known}.")


class Place(NamedTuple):
    """Where something was found: a counter or a body of the oversight files with the department it belongs to, or a department alone."""

    counter: str = ""
    body: str = ""
    department: str = ""


def place_of(desk: "Desk", name: str) -> Place:
    """Return the counter, town, village or department of a name or an id."""
    rules = desk.oversight
    places = {one.id: Place(counter=one.id, department=one.department) for one in rules.counters}
    places |= {one.id: Place(body=one.id, department=one.department) for one in rules.bodies}
    names = named([*rules.counters, *rules.bodies])
    if found := meant(name, names)[:2]:
        return places[found[0] if len(found) == 1 else one_meant(name, names)]
    try:
        return Place(department=department_code(desk, name))
    except WrongUsage:
        template = N_("{name} is no counter, town, village or department: write a department, or one of {known}.")
        raise WrongUsage(template, name=name, known=forms(names, names) or "—") from None


def findings_of(desk: "Desk", names: "Iterable[str]") -> tuple[str, ...]:
    """Return the ids of kinds of findings, each once."""
    return tuple(dict.fromkeys(one_of(desk.oversight.findings, name, FINDING).id for name in names))


def project_of(desk: "Desk", name: str) -> "Named":
    """Return a major project of the oversight files by id or name."""
    return one_of(desk.oversight.projects, name, PROJECT)


def person_of(desk: "Desk", name: str) -> str:
    """Return the id of somebody on the staff by id or name, empty for who is not on it; a name that two have is refused."""
    found = [one for one in desk.people if name in {one.id, one.name}]
    if len(found) > 1:
        raise WrongUsage(N_("Several people are called {name}: write the id of one, {known}."), name=name, known=tuple(one.id for one in found))
    return found[0].id if found else ""


def person_on_staff(desk: "Desk", name: str) -> str:
    """Return the id of somebody on the staff; nobody for nothing."""
    found = person_of(desk, name) if name else ""
    if name and not found:
        raise NoSuchThing(N_("Nobody on the staff is called {person}: staff.toml lists the ids, `approvals adopt staff` puts them in force."), person=name)
    return found


def record_of(desk: "Desk", number: str) -> str:
    """Return the number of something that the register holds: a request, a card, a matter of oversight."""
    if not number:
        return ""
    if number.isdecimal() and len(number) <= _NUMERALS and cards.by_sequence(desk.connection, int(number)):
        return number
    # A numeral alone is the number of a card: of a request or a matter at least its year is to be said.
    for known in (number,) if number.isdecimal() else (number, spelt_out(number, desk.today.year)):
        if requests.find(desk.connection, known) or matters.exists(desk.connection, NOUNS, known):
            return known
    raise NoSuchThing(N_("There is no request, card or matter of oversight {number}."), number=number)
