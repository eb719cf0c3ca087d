"""What happens to a request: one transaction that replays it, appends the event, and rewrites its deadlines."""

from collections.abc import Callable, Iterable
from datetime import date

from approvals.core.dates import When, day_of
from approvals.core.entry import PERSONAL, Entry, payload_of, type_of
from approvals.core.events import Accepted, Amended, Completed, Decided, Event, Extended, Received
from approvals.core.fold import after, receive, replay
from approvals.core.guide import Item
from approvals.core.late import delay, demand, touched_since
from approvals.core.offer import may_apply
from approvals.core.refusals import amendable, check, standing_before_law
from approvals.core.request import Request
from approvals.core.terms import Handling
from approvals.desk.carried import refuse_carried
from approvals.desk.contest import contest
from approvals.desk.history import bare_request_of, entries_of
from approvals.desk.listing import row_of
from approvals.desk.numbering import claim, claim_amended
from approvals.desk.permission import may_extend, may_record
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


def receive_request(desk: Desk, event: Received, on: When, then: Event | None = None) -> RequestRow:
    """Receive an application and return the request it opens; `then` is what follows at the same counter, a supplement notice or acceptance."""
    may_apply(item_on(desk, event.item, day_of(on)), day_of(on))
    may_record(desk, "received", event.item)
    if then:
        may_record(desk, type_of(then), event.item)
    return _opened(desk, event, on, (then,) if then else ())


def _opened(desk: Desk, receipt: Received, on: When, steps: Iterable[Event]) -> RequestRow:
    """Receive an application and take the steps that follow at once: all of it, or nothing."""
    event = _checked(receipt)
    with transaction(desk.connection):
        number, book, law = store.next_number(desk.connection, on.year), Ledger(desk.connection), desk.law(event.item)
        request = receive(number, _written(desk, book, number, event, on))
        for step in steps:
            check(request, Entry(on, step), law)
            request = after(request, _written(desk, book, number, step, on), law)
        return project(desk, request)


def _checked(receipt: Received) -> Received:
    """Return a receipt whose code has the form and the check character of one."""
    if not receipt.id_code:
        return receipt
    from approvals.exchange.identity import checked_code  # noqa: PLC0415 - only a receipt with a code pays for it

    return receipt._replace(id_code=checked_code(receipt.id_code))


def settle_request(desk: Desk, event: Received, on: When) -> RequestRow:
    """Receive, accept, decide and complete an on-the-spot item at one go."""
    item = item_on(desk, event.item, day_of(on))
    may_apply(item, day_of(on))
    if item.handling is not Handling.ON_THE_SPOT:
        raise NotAllowed(N_("{item} is a promised item and is not settled at once: receive it with `approvals request receive {item}`."), item=event.item)
    may_record(desk, "settled", event.item)
    return _opened(desk, event, on, (Accepted(), Decided(), Completed()))


def record(desk: Desk, number: str, event: Event, on: When, *, late: bool = False) -> RequestRow:
    """Append what happened to a request; refused when law or stage forbid it."""
    return record_made(desk, number, lambda _request: event, on, late=late)


def record_made(desk: Desk, number: str, make: Callable[[Request], Event], on: When, *, late: bool = False) -> RequestRow:
    """Append an event that is made from the request as it stands: all that is outstanding, the only procedure that runs."""
    with transaction(desk.connection):
        return _recorded(desk, number, make, on, late=late)


def record_together(desk: Desk, numbers: Iterable[str], make: Callable[[Request], Event], on: When) -> list[RequestRow]:
    """Append an event to each of several requests, to all of them or to none."""
    with transaction(desk.connection):
        return [_recorded(desk, number, make, on, late=False) for number in numbers]


def _recorded(desk: Desk, number: str, make: Callable[[Request], Event], on: When, *, late: bool) -> RequestRow:
    row = row_of(desk, number)
    request = bare_request_of(desk, row.number)
    refuse_carried(request.history[0].origin, row.number)
    law, event = desk.law(request.item), make(request)
    if isinstance(event, Extended):
        may_extend(desk, event, request)
    else:
        may_record(desk, type_of(event), request.item, request)
    check(request, Entry(on, event), law, late=late)
    claim(desk, event)
    book = Ledger(desk.connection)
    grown = after(request, _written(desk, book, row.number, event, on), law)
    contest(desk, book, request, grown)
    return project(desk, grown)


def amend(desk: Desk, number: str, sequence: int, change: Amended, on: When) -> RequestRow:
    """Amend an earlier event of a request: the whole history as amended has to stand before the law."""
    with transaction(desk.connection):
        row = row_of(desk, number)
        may_record(desk, "amended", row.item)
        entries, before = entries_of(desk, row.number), bare_request_of(desk, row.number)
        refuse_carried(before.history[0].origin, row.number)
        target = next((entry for entry in entries if entry.sequence == sequence), None)
        if target is None:
            raise NoSuchThing(
                N_("Request {number} has no event {sequence}: `approvals request show {number}` lists them."), number=row.number, sequence=sequence
            )
        _may_amend(desk, target, change, before)
        amendable(target.event, change)
        claim_amended(desk, change.fields, sequence)
        entries.append(Entry(on, change, amends=sequence))
        law = desk.law(row.item)
        standing_before_law(row.number, entries, law)
        book = Ledger(desk.connection)
        _written(desk, book, row.number, change, on, target)
        amended = replay(row.number, entries, law, date.min)
        contest(desk, book, before, amended)
        return project(desk, amended)


def _may_amend(desk: Desk, target: Entry, change: Amended, request: Request) -> None:
    """Refuse an amendment to whoever may not record the event that it changes: a decision, and an extension, are put right by who makes them."""
    event = target.event
    if isinstance(event, Extended):
        fields = dict(zip(change.fields[::2], change.fields[1::2], strict=True))
        may_extend(desk, event._replace(approver=fields.get("approver", event.approver)), request)
    elif isinstance(event, Amended):
        may_record(desk, "amended", request.item, request)
    else:
        may_record(desk, type_of(event), request.item, request)


def _written(desk: Desk, book: Ledger, number: str, event: Event, on: When, target: Entry | None = None) -> Entry:
    """Append an event; `target` is the entry that it amends, whose day counts for what is late where the amendment moves it."""
    name, late, amends = type_of(event), desk.late, target.sequence if target else None
    since = touched_since(day_of(on), target.day, event) if target and isinstance(event, Amended) else day_of(on)
    demand(late, delay(since, desk.today, desk.calendar), desk.law("").practice.late_after)
    payload = {**payload_of(event), **late.payload}
    new = NewEvent("request", number, name, on.isoformat(), desk.actor, payload, amends=amends, personal=PERSONAL.get(name, frozenset()))
    sequence = book.append(new)
    return Entry(on, event, sequence, book.recorded_at, desk.actor, amends=amends, late_reason=late.text, paper=late.paper)
