"""Who may do what with a card."""

from approvals.core.acting import Acting, known
from approvals.core.card import Appealed, Cancelled, Card, CardEvent, Confirmed, Ordered, Replied, Revoked, Ruled, Told
from approvals.core.staff import Role
from approvals.errors import NotAllowed
from approvals.language import N_

_RULINGS = (Confirmed, Cancelled, Ruled, Revoked, Ordered)


def permit_card(who: Acting, event: CardEvent, card: Card) -> None:
    """Refuse what is done with a card: the office rules, the carded department appeals and replies, and one of the two records that it was told.

    That day starts the period for an appeal: nobody else may let it run.
    """
    person = known(who)
    if who.alone and Role.REGISTRAR in person.roles:
        return
    if isinstance(event, _RULINGS) and Role.OFFICE not in person.roles:
        raise NotAllowed(N_("This is for the efficiency office: {actor} has no role “office” in staff.toml."), actor=person.id)
    carded = person.department == card.raised.department or person.id == card.raised.person
    if isinstance(event, Appealed | Replied) and not carded:
        template = N_("This is for the carded department {department}: {actor} does not belong to it.")
        raise NotAllowed(template, department=card.raised.department or "—", actor=person.id)
    if isinstance(event, Told) and not carded and Role.OFFICE not in person.roles:
        template = N_("This is for the efficiency office, or for the carded department {department}: {actor} belongs to neither.")
        raise NotAllowed(template, department=card.raised.department or "—", actor=person.id)
