"""Duties in force: one deadline a period, written ahead so that the nightly check finds a missed one like any other date."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from approvals.core.choosing import meant
from approvals.core.dates import When, day_of
from approvals.core.oversight.cadence import period_of
from approvals.core.oversight.duty import DUTY, Done, Fulfilment, Skipped, check_duty, duties_of, duty_matter, fulfilments
from approvals.core.oversight.matter import Happening, Matter
from approvals.core.oversight.settings import Duty
from approvals.core.permission import permit_matter
from approvals.desk.matter import append, happenings, project_matter
from approvals.errors import NoSuchThing, NotAllowed
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import matters as store
from approvals.store import runs
from approvals.store.database import transaction
from approvals.store.rules import first_days

if TYPE_CHECKING:
    from approvals.desk.register import Desk

MARK = "duties/until"
# Days written ahead, and how many of them have to be left before more are written.
_AHEAD, _LEAST = 400, 35


class DutyView(NamedTuple):
    """A period of a duty as machine output shows it (docs/reference.md)."""

    duty: str
    name: str
    period: str
    due: str
    owner: str
    department: str
    object: str
    times: int
    done: int
    done_on: str | None
    state: str
    reason: str


def duties(desk: "Desk") -> dict[str, Duty]:
    """Return the duties in force; one that names no first day begins when it was first adopted, so that no edit forgives a missed one."""
    known = first_days(desk.connection, "oversight", "duty")
    return {
        identity: duty if duty.first else duty._replace(first=date.fromisoformat(known[identity.partition("@")[0]]))
        for identity, duty in duties_of(desk.oversight).items()
    }


def duty_named(desk: "Desk", identity: str) -> Duty:
    """Return a duty of the adopted files by its id, its name or the beginning of it."""
    known = duties(desk)
    found = meant(identity, {one: (duty.name,) for one, duty in known.items()})
    if len(found) != 1:
        raise NoSuchThing(N_("There is no duty {duty}: `approvals duty list --all` shows them."), duty=identity)
    return known[found[0]]


def record_duty(desk: "Desk", identity: str, event: Done | Skipped, on: When) -> str:
    """Record that a duty was done, or is left out, for a period, that of the day where none is named, and return which."""
    duty = duty_named(desk, identity)
    if not event.period:
        event = event._replace(period=_period_on(desk, duty, day_of(on)))
    with transaction(desk.connection):
        if desk.acting and not (isinstance(event, Done) and desk.person and desk.person.id == duty.owner):
            permit_matter(desk.acting, duty.department, own=isinstance(event, Done))
        check_duty(duty, desk.calendar, Happening(on, event))
        append(desk, DUTY, identity, event, on)
        _project(desk, duty, horizon(desk))
    return event.period


def _period_on(desk: "Desk", duty: Duty, day: date) -> str:
    found = period_of(duty, desk.calendar, day)
    if not found:
        raise NotAllowed(N_("Duty {duty} has no period on {date}: name one with --period."), duty=duty.id, date=day)
    return found.name


def project_duties(desk: "Desk", today: date) -> None:
    """Write the deadlines of all duties anew, far enough ahead, and no less far than they were."""
    until = max(today + timedelta(_AHEAD), horizon(desk))
    store.remove(desk.connection, "duty")
    for duty in duties(desk).values():
        _project(desk, duty, until)
    runs.set_mark(desk.connection, MARK, until.toordinal())


def reach(desk: "Desk", today: date) -> None:
    """Write more periods where those written are running out."""
    if 0 < runs.mark(desk.connection, MARK) < today.toordinal() + _LEAST:
        with transaction(desk.connection):
            project_duties(desk, today)


def count_records(desk: "Desk", kind: str) -> None:
    """Write the duties anew that records of a kind fulfil, after one was made."""
    for duty in duties(desk).values():
        if duty.counts == kind:
            _project(desk, duty, horizon(desk))


def horizon(desk: "Desk") -> date:
    """Return the day up to which the periods of duties are written."""
    mark = runs.mark(desk.connection, MARK)
    return date.fromordinal(mark) if mark else desk.today + timedelta(_AHEAD)


def _project(desk: "Desk", duty: Duty, until: date) -> None:
    project_matter(desk, DUTY, duty_in_force(desk, duty, until))


def duty_in_force(desk: "Desk", duty: Duty, until: date) -> Matter:
    """Return a duty as a matter, with all its periods up to a day."""
    return duty_matter(duty, desk.calendar, until, happenings(desk, DUTY, duty.id), list(_counted(desk, duty)))


def _counted(desk: "Desk", duty: Duty) -> Iterator[date]:
    """Yield the days of the records that a duty counts, of its own object where it has one."""
    if duty.counts:
        found = store.days(desk.connection, duty.counts, duty.each, duty.object) if duty.each else store.days(desk.connection, duty.counts)
        for day, number in found:
            yield from [date.fromisoformat(day)] * number


def periods_of(desk: "Desk", duty: Duty, until: date) -> list[DutyView]:
    """Return the periods of a duty up to a day, oldest first."""
    return [view(duty, one, desk.today) for one in _fulfilled(desk, duty, until)]


def _fulfilled(desk: "Desk", duty: Duty, until: date) -> Iterator[Fulfilment]:
    return fulfilments(duty, desk.calendar, until, happenings(desk, DUTY, duty.id), list(_counted(desk, duty)))


def listed(desk: "Desk", first: date, last: date, *, owner: str = "", department: str = "", everything: bool = False) -> list[DutyView]:
    """Return the periods of duties that are due from one day to another, and every one missed before, by the day they are due."""
    found = []
    for duty in duties(desk).values():
        if (owner and duty.owner != owner) or (department and duty.department != department):
            continue
        for one in _fulfilled(desk, duty, last):
            seen = view(duty, one, desk.today)
            within = first <= one.period.due <= last
            if (everything and within) or (within and seen.state != "done") or (not everything and seen.state == "missed"):
                found.append(seen)
    return sorted(found, key=lambda row: (row.due, row.duty))


def view(duty: Duty, one: Fulfilment, today: date) -> DutyView:
    """Return a period of a duty as it looks on a day."""
    enough = one.done[duty.times - 1] if len(one.done) >= duty.times else None
    late = enough and enough > one.period.due
    state = "late" if late else "done" if enough else "skipped" if one.skipped else "missed" if one.period.due < today else "due"
    done_on = enough.isoformat() if enough else None
    due = one.period.due.isoformat()
    return DutyView(duty.id, duty.name, one.period.name, due, duty.owner, duty.department, duty.object, duty.times, len(one.done), done_on, state, one.reason)
