"""Who may do what: which role stands behind each verb, and on whose request."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from approvals.core.acting import Acting, known
from approvals.core.staff import Person, Role
from approvals.errors import NotAllowed
from approvals.language import N_
from approvals.record import NamedTuple

_DEPARTMENT = frozenset({Role.CLERK, Role.REVIEWER, Role.HEAD})
_DECIDERS = frozenset({Role.REVIEWER, Role.HEAD})
# What ends a request is the reviewer's or the head's; a department that names neither leaves it to its clerks.
_DECISIONS = frozenset({"decided", "terminated", "voided"})
# What the general counter (综合窗口) does for every department: it takes in and hands out, and judges nothing.
_COUNTER = frozenset({"received", "mended", "supplied", "delivered", "handed_over"})


class Duty(StrEnum):
    """What is done to the register itself, and the role that does it."""

    ADOPT = "adopt"
    IMPORT = "import"
    PIN = "pin"
    ANONYMISE = "anonymise"
    EXPORT = "export"
    REBUILD = "rebuild"
    MERGE = "merge"
    RESTORE = "restore"


class Touched(NamedTuple):
    """The request that a verb touches: its department, its item, and the departments that answer for it jointly."""

    department: str
    item: str
    joint: tuple[str, ...] = ()


def permit_event(who: Acting, verb: str, touched: Touched) -> None:
    """Refuse an event of the ledger's name `verb` on a request to whoever has not the role for it."""
    person = known(who)
    if who.alone or _at_counter(person, verb, touched) or _answering(person, verb, touched):
        return
    needed = _needed(who.people, verb, touched.department)
    if person.department != touched.department or not needed & set(person.roles):
        template = N_("{person} may not do this: department {department} has to do it, by one of these: {roles}.")
        raise NotAllowed(template, person=person.name, roles=_said(needed), department=touched.department)


def permit_duty(who: Acting, duty: Duty, *, only: Collection[str] = ()) -> None:
    """Refuse what is done to the register itself to everybody but its registrar."""
    person = known(who)
    if not who.alone and Role.REGISTRAR not in person.roles and person.id not in only:
        raise NotAllowed(_DUTIES[duty], person=person.name)


_DUTIES: Mapping[Duty, str] = {
    Duty.ADOPT: N_("{person} may not put files into force: it takes a registrar."),
    Duty.IMPORT: N_("{person} may not import: it takes a registrar."),
    Duty.PIN: N_("{person} may not set the PIN of somebody else: it takes a registrar."),
    Duty.EXPORT: N_("{person} may not carry personal data out: it takes a registrar, or --without-personal."),
    Duty.REBUILD: N_("{person} may not write stored rows anew: it takes a registrar."),
    Duty.MERGE: N_("{person} may not merge registers: it takes a registrar."),
    Duty.RESTORE: N_("{person} may not put back a backup: it takes a registrar."),
    Duty.ANONYMISE: N_("{person} may not erase personal data: it takes a registrar."),
}


def permit_matter(who: Acting, department: str, *, own: bool) -> None:
    """Refuse what is recorded of oversight to everybody but the efficiency office, and to the department concerned what it has done itself."""
    person = known(who)
    if who.alone or Role.OFFICE in person.roles or (own and department and person.department == department and _DEPARTMENT & set(person.roles)):
        return
    if own and department:
        template = N_("{person} may not record this: it takes the efficiency office, or somebody of department {department}.")
        raise NotAllowed(template, person=person.name, department=department)
    raise NotAllowed(N_("{person} may not record this: it takes the efficiency office."), person=person.name)


def permit_rating(who: Acting, department: str) -> None:
    """Refuse the rating of a request to everybody but the efficiency office, the general counter, and the request's own department."""
    if Role.GENERAL_COUNTER not in known(who).roles:
        permit_matter(who, department, own=True)


def permit_bulletin(who: Acting, department: str) -> str:
    """Return the department whose bulletin somebody may see, empty for the zone's: the efficiency office sees all, a head of department the own."""
    person = known(who)
    if who.alone or Role.OFFICE in person.roles:
        return department
    if Role.HEAD in person.roles and department in {"", person.department}:
        return person.department
    raise NotAllowed(N_("{person} may not see this bulletin: it takes the efficiency office, or the head of the department for its own."), person=person.name)


def permit_sight(who: Acting, department: str) -> None:
    """Refuse personal data in clear to everybody outside the request's department; the registrar keeps files and reads no case."""
    person = known(who)
    if not who.alone and (person.department != department or not _DEPARTMENT & set(person.roles)):
        template = N_("{person} may not see personal data here: department {department} may, by one of these: {roles}.")
        raise NotAllowed(template, person=person.name, roles=_said(_DEPARTMENT), department=department)


def _needed(people: Iterable[Person], verb: str, department: str) -> frozenset[Role]:
    if verb in _DECISIONS and any(_DECIDERS & set(person.roles) for person in people if person.department == department):
        return _DECIDERS
    return _DEPARTMENT


def _at_counter(person: Person, verb: str, touched: Touched) -> bool:
    """Tell whether the general counter does this for the item; no list of items means all."""
    return Role.GENERAL_COUNTER in person.roles and verb in _COUNTER and (not person.items or touched.item in person.items)


def _answering(person: Person, verb: str, touched: Touched) -> bool:
    """Tell whether a co-department records its own answer."""
    return verb == "joint_replied" and person.department in touched.joint and bool(_DEPARTMENT & set(person.roles))


def _said(roles: frozenset[Role]) -> tuple[Role, ...]:
    return tuple(role for role in Role if role in roles)
