"""Personal data: shown in clear for a purpose that the ledger keeps, and erased once nobody needs it any more."""

from datetime import date

from approvals.core.events import Received
from approvals.core.permission import Duty
from approvals.desk.listing import bare_request_of, entries_of, row_of
from approvals.desk.permission import may_run, may_see
from approvals.desk.projection import project
from approvals.desk.register import Desk
from approvals.store import personal
from approvals.store.database import transaction
from approvals.store.ledger import Ledger, NewEvent


def unmask(desk: Desk, number: str, purpose: str) -> str:
    """Return the code of an applicant in clear, empty where there is none; who looked, and what for, is written down first."""
    row = row_of(desk, number)
    may_see(desk, row.item)
    receipt = entries_of(desk, row.number)[0].event
    with transaction(desk.connection):
        Ledger(desk.connection).append(NewEvent("personal", row.number, "unmasked", desk.today.isoformat(), desk.actor, {"purpose": purpose}))
    return receipt.id_code if isinstance(receipt, Received) else ""


def to_anonymise(desk: Desk, before: date) -> list[str]:
    """Return the requests closed before a day that still hold personal data."""
    may_run(desk, Duty.ANONYMISE)
    return personal.closed_before(desk.connection, before)


def anonymise(desk: Desk, before: date) -> int:
    """Erase the personal data of requests closed before a day and return how many there were; figures and chain stay as they are."""
    with transaction(desk.connection):
        numbers = to_anonymise(desk, before)
        if numbers:
            payload = {"before": before.isoformat(), "requests": len(numbers), "numbers": numbers}
            Ledger(desk.connection).append(NewEvent("personal", "register", "anonymised", desk.today.isoformat(), desk.actor, payload))
        personal.erase(desk.connection, numbers)
        for number in numbers:
            project(desk, bare_request_of(desk, number))
    return len(numbers)
