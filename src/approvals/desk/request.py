"""What happens to a request: one transaction that replays it, appends the event, and rewrites its deadlines."""

from datetime import date

from approvals.core.deadline import frozen_item
from approvals.core.events import PERSONAL, Accepted, Completed, Decided, Entry, Event, Received, When, day_of, payload_of, type_of
from approvals.core.guide import Handling, Item
from approvals.core.request import receive
from approvals.desk.listing import request_of, row_of
from approvals.desk.projection import project
from approvals.desk.register import Desk
from approvals.errors import NoSuchThing, NotAllowed
from approvals.language import N_
from approvals.store import requests as store
from approvals.store.database import transaction
from approvals.store.ledger import Ledger, NewEvent
from approvals.store.requests import RequestRow


def item_on(desk: Desk, code: str, day: date) -> Item:
    """Return the version of an item in force on a day."""
    item = desk.versions(code)(day)
    if not item:
        raise NoSuchThing(N_("There is no item {item} in force on {date}: `approvals guide search WORD` finds its code."), item=code, date=day)
    return item


def receive_request(desk: Desk, code: str, applicant: str, on: When) -> RequestRow:
    """Receive an application and return the request it opens."""
    item_on(desk, code, day_of(on))
    with transaction(desk.connection):
        number = store.next_number(desk.connection, on.year)
        entry = _written(desk, Ledger(desk.connection), number, Received(code, applicant), on)
        return project(desk, receive(number, entry))


def settle_request(desk: Desk, code: str, applicant: str, on: When) -> RequestRow:
    """Receive, accept, decide and complete an on-the-spot item at one go."""
    item = item_on(desk, code, day_of(on))
    if item.handling is not Handling.ON_THE_SPOT:
        raise NotAllowed(N_("{item} is a promised item and is not settled at once: receive it with `approvals request receive {item}`."), item=code)
    with transaction(desk.connection):
        number, book = store.next_number(desk.connection, on.year), Ledger(desk.connection)
        request = receive(number, _written(desk, book, number, Received(code, applicant), on))
        for event in (Accepted(), Decided(), Completed()):
            request = request.after(_written(desk, book, number, event, on), item)
        return project(desk, request)


def record(desk: Desk, number: str, event: Event, on: When) -> RequestRow:
    """Append what happened to a request; refused when law or stage forbid it."""
    with transaction(desk.connection):
        row = row_of(desk, number)
        request = request_of(desk, row.number)
        item = frozen_item(request, desk.versions(request.item))
        request.after(Entry(on, event), item)
        entry = _written(desk, Ledger(desk.connection), row.number, event, on)
        return project(desk, request.after(entry, item))


def _written(desk: Desk, book: Ledger, number: str, event: Event, on: When) -> Entry:
    name = type_of(event)
    sequence = book.append(NewEvent("request", number, name, on.isoformat(), desk.actor, payload_of(event), personal=PERSONAL.get(name, frozenset())))
    return Entry(on, event, sequence, actor=desk.actor)
