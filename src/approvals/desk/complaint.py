"""Complaints as they are seen: by the office with everything, by the department concerned without who complains."""

from datetime import date
from typing import TYPE_CHECKING, Any

from approvals.core.choosing import NO_CLASS, chosen
from approvals.core.clock import days_between
from approvals.core.limits import TimeLimit, Unit
from approvals.core.oversight.complaint import COMPLAINT, NO_CHANNEL, NO_TYPE, alike
from approvals.core.oversight.complaint_events import CHECKS, Class, Met, Recorded
from approvals.core.oversight.course import one_of
from approvals.core.oversight.matter import Matter
from approvals.core.staff import Role
from approvals.desk.listing import row_of
from approvals.desk.matter import find_matter, open_matter, recorded
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import matters as store
from approvals.store import rules
from approvals.store.database import transaction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from approvals.core.dates import When
    from approvals.desk.register import Desk
    from approvals.store.matters import MatterFilter, MatterRow

HIDDEN = "—"
_SEVERAL = 2


class ComplaintView(NamedTuple):
    """A complaint as machine output shows it (docs/reference.md); who complains is never among it. `days_left` is negative when over."""

    number: str
    channel: str
    about: str
    department: str
    department_name: str
    person: str
    coordination: str
    stage: str
    recorded: str | None
    handled: str | None
    concluded: str | None
    replied: str | None
    conclusion: str
    remedy: str
    satisfied: bool | None
    again: int
    request: str
    due: str | None
    days_left: int | None
    closed: str | None
    met: str | None


class ComplaintPage(NamedTuple):
    """A complaint with what was said, for those who may read it, and its history."""

    view: ComplaintView
    complainant: str
    contact: str
    text: str
    matter: Matter


def clear(desk: "Desk") -> bool:
    """Tell whether who acts sees complainants: the efficiency office does, and nobody else; where nobody serves in it, a registrar alone stands in."""
    who = desk.acting
    if not who or not who.person:
        return False
    served = any(Role.OFFICE in person.roles for person in who.people)
    return Role.OFFICE in who.person.roles or (who.alone and not served and Role.REGISTRAR in who.person.roles)


def record_complaint(desk: "Desk", event: Recorded, on: "When") -> Matter:
    """Record a complaint; a request that it names has to exist, and gives its department where none is named."""
    event = event._replace(
        channel=one_of(desk.oversight.complaints.channels, event.channel, NO_CHANNEL).id,
        about=event.about and one_of(desk.oversight.complaints.types, event.about, NO_TYPE).id,
        coordination=chosen(event.coordination, Class, NO_CLASS),
    )
    if event.request:
        row = row_of(desk, event.request)
        event = event._replace(request=row.number, department=event.department or row.department)
    return open_matter(desk, COMPLAINT, event, on)


def record_meeting(desk: "Desk", numbers: "Sequence[str]", decision: str, document: str, on: "When") -> list[Matter]:
    """Record one coordination meeting for several complaints, in one transaction: where one of them refuses it, none has it."""
    together = tuple(dict.fromkeys(numbers))
    if len(together) < _SEVERAL:
        raise WrongUsage(N_("A coordination meeting is held for several complaints: name two or more."))
    with transaction(desk.connection):
        return [recorded(desk, COMPLAINT, number, Met(tuple(one for one in together if one != number), decision, document), on) for number in together]


def view(desk: "Desk", row: "MatterRow", today: date) -> ComplaintView:
    """Return a complaint as it looks on a day; the request it names is hidden from the department unless the complainant agreed."""
    facts: dict[str, Any] = row.kept
    left = days_between(today, date.fromisoformat(row.due_on), TimeLimit(1, Unit.CALENDAR_DAYS), desk.calendar) if row.open and row.due_on else None
    shown = clear(desk) or facts.get("consent")
    return ComplaintView(
        number=row.number,
        channel=facts.get("channel", ""),
        about=row.title,
        department=row.department,
        department_name=rules.department_name(desk.connection, row.department) if row.department else "",
        person=row.person,
        coordination=facts.get("coordination", ""),
        stage=row.stage,
        **{name: facts.get(name) for name in CHECKS},
        conclusion=facts.get("conclusion", ""),
        remedy=facts.get("remedy", ""),
        satisfied=facts.get("satisfied"),
        again=facts.get("again", 0),
        request=facts.get("request", "") if shown else "",
        due=row.due_on if row.open else None,
        days_left=left,
        closed=row.closed_on,
        met=facts.get("met"),
    )


def complaints(desk: "Desk", wanted: "MatterFilter") -> list[ComplaintView]:
    """Return the complaints that pass a filter, the most urgent first; a department sees its own."""
    found = store.select(desk.connection, wanted)
    if not clear(desk):
        own = desk.person.department if desk.person else ""
        found = [row for row in found if row.department == own and own]
    return [view(desk, row, desk.today) for row in found]


def page(desk: "Desk", number: str) -> ComplaintPage:
    """Return a complaint with its history; whoever is not of the office sees neither who complains nor, of other departments, what."""
    matter = find_matter(desk, COMPLAINT, number)
    row = store.find(desk.connection, "complaint", matter.number)
    first = matter.history[0].event
    sees = clear(desk)
    own = bool(desk.person and matter.department and desk.person.department == matter.department)
    said = isinstance(first, Recorded)
    return ComplaintPage(
        view(desk, row, desk.today) if row else ComplaintView._make([None] * len(ComplaintView._fields)),
        first.complainant if said and sees else HIDDEN,
        first.contact if said and sees else HIDDEN,
        first.text if said and (sees or own) else HIDDEN,
        matter,
    )


def proposals(desk: "Desk") -> list[tuple[Matter, ...]]:
    """Return the groups of complaints alike that are proposed for one coordination meeting, as of the day of the desk."""
    first = date.fromordinal(desk.today.toordinal() - desk.oversight.complaints.alike_within.amount + 1)
    rows = store.select(desk.connection, store.MatterFilter("complaint", opened_from=first, opened_to=desk.today, everything=True))
    return alike([find_matter(desk, COMPLAINT, row.number) for row in rows], desk.oversight, desk.today)
