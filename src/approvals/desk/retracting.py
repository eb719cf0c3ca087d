"""`request undo`: a slip of the finger taken back by who made it, through voiding and amendment; both stay in the ledger."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from approvals.core.entry import PERSONAL, Entry, payload_of, type_of
from approvals.core.events import Extended, Voided
from approvals.core.fold import replay
from approvals.core.refusals import check, standing_before_law
from approvals.core.retraction import permit_retraction, taken_back
from approvals.desk.contest import contest
from approvals.desk.history import entries_of, request_from
from approvals.desk.listing import row_of
from approvals.desk.permission import may_extend, may_record
from approvals.desk.projection import project
from approvals.errors import NotAllowed
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import cards, documents
from approvals.store.database import transaction
from approvals.store.ledger import Ledger, NewEvent

if TYPE_CHECKING:
    from approvals.core.request import Request
    from approvals.desk.register import Desk
    from approvals.store.requests import RequestRow


class Retracted(NamedTuple):
    """A request after it, and what was taken back."""

    row: "RequestRow"
    entries: list[Entry]


def retract(desk: "Desk", number: str, reason: str, now: datetime) -> Retracted:
    """Take back what the acting person typed last for a request; `now` is the time in UTC.

    Within the hour it is a correction of who typed it, so neither the role for amendments nor a paper for late entries is asked for.
    """
    with transaction(desk.connection):
        row = row_of(desk, number)
        entries = entries_of(desk, row.number)
        before = request_from(desk, row.number, entries)
        line = may_retract(desk, before, entries, now)
        news = taken_back(line, desk.today, reason)
        law = desk.law(row.item)
        if isinstance(news[0].event, Voided):
            check(before, news[0], law)
        else:
            standing_before_law(row.number, [*entries, *news], law)
        book = Ledger(desk.connection)
        grown = [*entries, *(_written(desk, book, row.number, entry) for entry in news)]
        after = replay(row.number, grown, law, date.min)
        contest(desk, book, before, after)
        return Retracted(project(desk, after), line)


def may_retract(desk: "Desk", request: "Request", entries: list[Entry], now: datetime | None = None) -> list[Entry]:
    """Return what the acting person can take back of a request; without a time in UTC, whether it is an hour ago is not asked."""
    line = permit_retraction(request.number, entries, desk.actor, now)
    for entry in line:
        if isinstance(entry.event, Extended):
            may_extend(desk, entry.event, request)
        else:
            may_record(desk, type_of(entry.event), request.item, request)
    _nothing_rests_on(desk, request.number, line)
    return line


def _nothing_rests_on(desk: "Desk", number: str, line: list[Entry]) -> None:
    """Refuse where a paper went out, or a card was touched: neither can be taken back by who typed the event."""
    sequences = {entry.sequence for entry in line}
    for document in documents.of_request(desk.connection, number):
        if document.about in sequences:
            template = N_("{number}: {document} was printed with it, and the applicant may hold it: amend the event, and print the document anew.")
            raise NotAllowed(template, number=number, document=document.number)
    if card := cards.touched_after(desk.connection, number, line[0].sequence or 0):
        raise NotAllowed(N_("{number}: card {card} was raised or touched since: amend the event, and the efficiency office rules."), number=number, card=card)


def _written(desk: "Desk", book: Ledger, number: str, entry: Entry) -> Entry:
    name = type_of(entry.event)
    new = NewEvent(
        "request", number, name, entry.day.isoformat(), desk.actor, payload_of(entry.event), amends=entry.amends, personal=PERSONAL.get(name, frozenset())
    )
    return entry._replace(sequence=book.append(new), recorded_at=book.recorded_at, actor=desk.actor)
