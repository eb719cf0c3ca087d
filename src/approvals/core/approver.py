"""Who may extend a limit: the approver that the item names (行政许可法 42: the head of the authority)."""

from collections.abc import Iterable

from approvals.core.acting import Acting, known
from approvals.core.staff import ROLES, Person, Role
from approvals.errors import NotAllowed
from approvals.language import N_
from approvals.record import NamedTuple


class Approval(NamedTuple):
    """An extension to be recorded: whom it says approved it, what the item says about that, the department, and whether by government's order.

    `ordered`: in joint handling the head of the government approves (行政许可法 42(2)), who is on no staff file.
    """

    given: str
    named: str
    department: str
    ordered: bool = False


def permit_extension(who: Acting, approval: Approval) -> None:
    """Refuse an extension that is recorded, or said to be approved, by anybody but the approver whom the item names."""
    person = known(who)
    if who.alone:
        return
    found = approvers(approval, who.people)
    names = tuple(one.name for one in found) or "—"
    named = approval.named or Role.HEAD
    if person not in found:
        template = N_("{person} may not extend this: it takes the approver that the item names, {named}, in department {department} {names}.")
        raise NotAllowed(template, person=person.name, named=named, department=approval.department, names=names)
    if not approval.ordered and not any(approval.given in {one.id, one.name} for one in found):
        template = N_("{given} cannot approve this: the item names {named}, in department {department} {names}.")
        raise NotAllowed(template, given=approval.given, named=named, department=approval.department, names=names)


def approvers(approval: Approval, people: Iterable[Person]) -> tuple[Person, ...]:
    """Return who may approve: the person whom the item names, else the department's people of the role it names, else its head."""
    serving = tuple(people)
    own = tuple(person for person in serving if approval.named in {person.id, person.name})
    role = next((role for word, role in ROLES.items() if word in approval.named), Role.HEAD)
    return own or tuple(person for person in serving if person.department == approval.department and role in person.roles)
