"""From events to the request: every event is taken as it stands in the ledger, and what time alone brings about is added.

Nothing here refuses: an event that is in the ledger has happened. `approvals.core.refusals` judges an event before it is written.
"""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from typing import Any

from approvals.core import events as kinds
from approvals.core.clock import count_back
from approvals.core.dates import day_of, when_from
from approvals.core.entry import NAMES_AMENDED, Entry, event_from, payload_of, type_of
from approvals.core.events import Outcome, Received
from approvals.core.fold import ending, handling, receipt
from approvals.core.guide import Renewal
from approvals.core.law import Law
from approvals.core.limits import TimeLimit, Unit
from approvals.core.request import Request
from approvals.core.stage import Stage
from approvals.errors import NotAllowed
from approvals.language import N_

_RENEWAL = Renewal(TimeLimit(30, Unit.CALENDAR_DAYS), "行政许可法 50")

__all__ = ["after", "amended", "receive", "renewed_in_time", "replay", "ripened"]

_APPLY = {**receipt.APPLY, **handling.APPLY, **ending.APPLY}


def replay(number: str, entries: Iterable[Entry], law: Law, today: date) -> Request:
    """Return the request of a number from all its entries, in the order in which they happened, as it stands on a day."""
    return ripened(_told(number, amended(entries), law), today, law)


def _told(number: str, entries: Iterable[Entry], law: Law) -> Request:
    first, *later = entries
    request = receive(number, first)
    for entry in sorted(later, key=lambda entry: entry.day):
        request = _applied(request, entry, law)
    return request


def receive(number: str, entry: Entry) -> Request:
    """Return the request that a receipt opens."""
    event = entry.event
    if not isinstance(event, Received):
        raise NotAllowed(N_("{number} has no receipt: a request begins with `approvals request receive`."), number=number)
    return Request(
        number,
        Stage.RECEIVED,
        event.item,
        event.applicant,
        entry.happened_on,
        ready=entry.happened_on,
        source_number=event.source_number,
        declared_due=event.declared_due,
        renews=event.renews,
        expires=event.expires,
        electronic=event.electronic,
        history=(entry,),
    )


def after(request: Request, entry: Entry, law: Law) -> Request:
    """Return the request after one more event; one entered late takes its place among those that happened after it."""
    if entry.day < request.history[-1].day:
        return _told(request.number, (*request.history, entry), law)
    return _applied(request, entry, law)


def _applied(request: Request, entry: Entry, law: Law) -> Request:
    ripe = ripened(request, entry.day, law)
    changed = _APPLY[type_of(entry.event)](ripe, entry.event, entry, law)
    return _with_stop(changed)._replace(history=(*request.history, entry))


def ripened(request: Request, today: date, law: Law) -> Request:
    """Add what time alone brought about by a day: deemed acceptance (行政许可法 32(4)), a renewal deemed granted (行政许可法 50), a missing paper."""
    if request.stage is Stage.RECEIVED:
        request = _deemed(request, today, law)
    if request.accepted_by_supply:
        request = _unpapered(request, today)
    return _renewed(request, today, law) if request.expires else request


def _deemed(request: Request, today: date, law: Law) -> Request:
    if request.stage is not Stage.RECEIVED or not (rule := law.supplement(request)) or not rule.deemed:
        return request
    due = law.acceptance_due(request)
    if not due or today <= due:
        return request
    received = day_of(request.received)
    template = N_("Nothing was told within {limit}: deemed accepted on {date} ({basis}).")
    accepted = request._replace(stage=Stage.ACCEPTED, accepted=request.received, deemed_accepted=True)
    return accepted.blame("acceptance-missed", due, template, limit=rule.limit, date=received, basis=rule.basis)


def _unpapered(request: Request, today: date) -> Request:
    """Blame a complete supply that no paper of acceptance followed the same day (行政许可法 32, last paragraph)."""
    accepted = day_of(request.accepted) if request.accepted and request.accepted_by_supply else None
    if not accepted or today <= accepted or request.acceptance_paper or any(fault.rule == "acceptance-paper" for fault in request.faults):
        return request
    template = N_("Complete on {date} and thereby accepted: no paper of acceptance was issued that day (行政许可法 32).")
    return request.blame("acceptance-paper", accepted, template, date=accepted)


def _renewed(request: Request, today: date, law: Law) -> Request:
    if (
        not request.expires
        or today <= request.expires
        or request.stage not in {Stage.ACCEPTED, Stage.STOPPED, Stage.FORWARDED}
        or not renewed_in_time(request, law)
    ):
        return request
    template = N_("Undecided when the licence expired on {date}: the renewal is deemed granted (行政许可法 50).")
    granted = request._replace(stage=Stage.DECIDED, decided=request.expires, outcome=Outcome.GRANTED, deemed_granted=True)
    return granted.blame("renewal-undecided", request.expires, template, date=request.expires)


def renewed_in_time(request: Request, law: Law) -> bool:
    """Tell whether a renewal was asked for in time: the days before expiry that the item wants, counted backwards."""
    item = law.at_receipt(request)
    # 行政许可法 50 binds every licence; other kinds have what their item says.
    rule = item.renewal or (_RENEWAL if item.licence else None) if item else None
    if not request.expires or not rule:
        return False
    return day_of(request.received) <= count_back(rule.apply_before, request.expires, law.calendar)


def amended(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries as their amendments leave them: struck ones gone, others with their new day and words, in the order of the ledger.

    An amendment of an amendment takes the earlier one back: it is struck itself. What was amended late is marked as a late entry is.
    """
    gone: set[int | None] = set()
    changes: dict[int | None, list[Entry]] = {}
    standing: list[Entry] = []
    # From the last to the first: what takes an amendment back stands behind it.
    for written in reversed(list(entries)):
        if written.sequence in gone:
            continue
        entry = reduce(_as_amended, reversed(changes.get(written.sequence, [])), written)
        if not isinstance(entry.event, kinds.Amended):
            standing.append(entry)
        elif entry.event.struck:
            gone.add(entry.amends)
        else:
            changes.setdefault(entry.amends, []).append(entry)
    return standing[::-1]


def _as_amended(entry: Entry, written: Entry) -> Entry:
    change = written.event
    if not isinstance(change, kinds.Amended):
        return entry
    if written.late:
        entry = entry._replace(late_reason=written.late_reason, paper=written.paper)
    fields: dict[str, Any] = dict(zip(change.fields[::2], change.fields[1::2], strict=True))
    fields |= {name: value for name in NAMES_AMENDED if (value := getattr(change, name))}
    # A word that was emptied says nothing, like one that was never written.
    told = {name: value for name, value in {**payload_of(entry.event), **fields}.items() if value != ""}
    event = event_from(type_of(entry.event), told) if fields else entry.event
    return entry._replace(event=event, happened_on=when_from(change.happened_on) if change.happened_on else entry.happened_on)


def _with_stop(request: Request) -> Request:
    stage = request.stage
    if stage is Stage.ACCEPTED or stage is Stage.STOPPED:
        stands = Stage.STOPPED if request.pauses and request.running else Stage.ACCEPTED
        return request if stands is stage else request._replace(stage=stands)
    return request
