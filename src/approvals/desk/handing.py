"""Handing papers over from the counter to a department, on one slip with its time."""

from collections.abc import Sequence

from approvals.core.dates import When
from approvals.core.events import Event, HandedOver
from approvals.core.request import Request
from approvals.desk.listing import department_code, row_of
from approvals.desk.register import Desk
from approvals.desk.request import record_together
from approvals.errors import NotAllowed
from approvals.language import N_
from approvals.store.requests import RequestRow


def hand_over(desk: Desk, numbers: Sequence[str], to: str, taker: str, on: When) -> list[RequestRow]:
    """Hand requests over to a department, given by code or name: all of them or none, since they stand on one slip."""
    code = department_code(desk, to)

    def made(request: Request) -> Event:
        joint = [name for name, _limit in request.joint.departments] if request.joint else []
        owners = (desk.department_of(request.item), *joint)
        if code not in owners:
            template = N_("{number} is not for department {department}: its papers go to {owners}.")
            raise NotAllowed(template, number=request.number, department=code, owners=owners)
        return HandedOver(code, taker)

    return record_together(desk, dict.fromkeys(row_of(desk, number).number for number in numbers), made, on)
