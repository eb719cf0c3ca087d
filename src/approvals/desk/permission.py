"""The one place where the desk asks who acts, before anything is written."""

from typing import TYPE_CHECKING

from approvals.core.acting import Acting
from approvals.core.permission import Duty, Touched, permit_duty, permit_event, permit_sight

if TYPE_CHECKING:
    from approvals.core.card import Card, CardEvent
    from approvals.core.events import Extended
    from approvals.core.request import Request
    from approvals.desk.register import Desk


def may_record(desk: "Desk", verb: str, item: str, request: "Request | None" = None) -> None:
    """Refuse an event to whoever has not the role for it; where nobody acts, the program itself does, laying down a register."""
    if desk.acting:
        joint = tuple(code for code, _limit in request.joint.departments) if request and request.joint else ()
        permit_event(desk.acting, verb, Touched(desk.department_of(item), item, joint))


def may_handle(desk: "Desk", event: "CardEvent", card: "Card") -> None:
    """Refuse what is done with a card to whoever has not the role for it."""
    from approvals.core.card_permission import permit_card  # noqa: PLC0415 - what is done to a request needs no card

    permit_card(desk.acting or Acting(desk.actor, desk.person, desk.people), event, card)


def may_extend(desk: "Desk", event: "Extended", request: "Request") -> None:
    """Refuse an extension by anybody but the approver that the item names."""
    if desk.acting:
        from approvals.core.approver import Approval, permit_extension  # noqa: PLC0415 - few requests are extended

        item = desk.law(request.item).binding(request)
        named = item.extension.approver if item and item.extension else ""
        permit_extension(desk.acting, Approval(event.approver, named, desk.department_of(request.item), request.joint is not None))


def may_run(desk: "Desk", duty: Duty, person: str = "") -> None:
    """Refuse what is done to the register itself to everybody but its registrar, and to `person` where it is about that one's own."""
    if desk.acting:
        permit_duty(desk.acting, duty, only=(person,))


def may_see(desk: "Desk", item: str) -> None:
    """Refuse personal data in clear to everybody outside the department of an item."""
    if desk.acting:
        permit_sight(desk.acting, desk.department_of(item))
