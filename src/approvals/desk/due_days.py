"""The days on which open requests are due, for somebody's calendar: numbers and items, no names."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from approvals.core.deadline_kind import DeadlineKind
from approvals.desk.listing import listing, wanted
from approvals.errors import NoSuchThing
from approvals.exchange.icalendar import DueDay
from approvals.files.halls import code_of
from approvals.language import N_, say

if TYPE_CHECKING:
    from approvals.desk.listing import RequestView
    from approvals.desk.register import Desk


def due_days(desk: "Desk", department: str, person: str) -> Iterator[DueDay]:
    """Yield the promised and the statutory day of each open request of a department or person (empty: of all), as they stand on the day of the desk."""
    if person and person not in {known.id for known in desk.people}:
        raise NoSuchThing(N_("Nobody on the staff is called {person}: staff.toml lists the ids, `approvals adopt staff` puts them in force."), person=person)
    chosen = wanted(
        desk,
        department=department,
        stage="",
        level="",
        item="",
        applicant="",
        received=(None, None),
        due=(None, None),
        person=person,
        lent_by="",
        provisional=False,
        finished=False,
    )
    register = code_of(desk.root) or "register"
    for view in listing(desk, chosen):
        yield from _of(view, register)


def _of(view: "RequestView", register: str) -> Iterator[DueDay]:
    known = {DeadlineKind.PROMISED: view.promised_due, DeadlineKind.STATUTORY: view.statutory_due}
    provisional = say(N_("The date is provisional: the holidays of that year are not announced yet."), {}) if view.provisional else ""
    for kind, due in known.items():
        if due and not (kind is DeadlineKind.STATUTORY and due == view.promised_due):
            summary = say(N_("{number} {item} ({kind})"), {"number": view.number, "item": view.item_name, "kind": kind})
            yield DueDay(f"{view.number}-{kind}@{register}", date.fromisoformat(due[:10]), summary, provisional)
