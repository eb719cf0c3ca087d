"""Personal data: shown in clear for a purpose that the ledger keeps, and erased once nobody needs it any more."""

from datetime import date

from approvals.core.events import Received
from approvals.core.permission import Duty
from approvals.desk.history import bare_request_of, entries_of
from approvals.desk.listing import row_of
from approvals.desk.permission import may_run, may_see
from approvals.desk.projection import project
from approvals.desk.register import Desk
from approvals.record import NamedTuple
from approvals.store import cards, personal
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


class Erasing(NamedTuple):
    """Requests closed before a day that hold personal data: those whose data can go, and those that the office has still to rule on.

    `matters` are those of oversight closed before it: who complained, and in which words; who was found at fault.
    """

    numbers: list[str]
    waiting: list[str]
    matters: list[str]


def to_anonymise(desk: Desk, before: date) -> Erasing:
    """Return what would be erased; while a card waits for the office or an appeal is open, names are needed."""
    may_run(desk, Duty.ANONYMISE)
    waiting = cards.waiting_subjects(desk.connection)
    closed = personal.closed_before(desk.connection, before)
    kept, gone = ([number for number in closed if (number in waiting) is held] for held in (True, False))
    return Erasing(gone, kept, personal.matters_closed_before(desk.connection, before))


def anonymise(desk: Desk, before: date) -> int:
    """Erase the personal data of requests and matters of oversight closed before a day and return how many there were; figures and chain stay as they are."""
    with transaction(desk.connection):
        numbers, _waiting, matters = to_anonymise(desk, before)
        gone = [*numbers, *matters]
        if gone:
            payload = {"before": before.isoformat(), "requests": len(numbers), "numbers": gone}
            Ledger(desk.connection).append(NewEvent("personal", "register", "anonymised", desk.today.isoformat(), desk.actor, payload))
        personal.erase(desk.connection, gone)
        for number in desk.waiting.through(numbers, len(numbers)):
            project(desk, bare_request_of(desk, number))
    # What was written before an erasure stands in the log of the database until it is carried over.
    personal.empty_log(desk.connection)
    return len(gone)
