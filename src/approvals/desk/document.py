"""Issuing documents: what there is of a request, the number each gets, and what it says, once and for all."""

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from approvals.core.choosing import SEVERAL, meant, names_of
from approvals.core.document import NAMES, Document, DocumentKind, Owed, numbered, owed, series_of
from approvals.core.entry import type_of
from approvals.core.fold import amended
from approvals.core.stage import Stage
from approvals.desk.history import entries_of
from approvals.desk.listing import row_of
from approvals.desk.numbering import free_serial, refuse_taken
from approvals.desk.permission import may_record
from approvals.desk.wording import RequestAt, words_of
from approvals.errors import NoSuchThing, NotAllowed, Refusal, RegisterUnfit, WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import documents as store
from approvals.store import history
from approvals.store.database import transaction
from approvals.store.documents import DocumentRow
from approvals.store.ledger import Ledger, NewEvent, canonical

if TYPE_CHECKING:
    from approvals.core.request import Request
    from approvals.desk.register import Desk


class Listed(NamedTuple):
    """A document of a request, machine output's names: `event` is the one it stands for, `number` None until it is issued or typed."""

    document: str
    event: int
    happened_on: str
    number: str | None
    issued: bool


class Issued(NamedTuple):
    """A document with its words; `changed` where they are no longer those of its first print, which a newer version of the program may bring about."""

    document: Document
    new: bool
    changed: bool = False


def listed(desk: "Desk", number: str) -> list[Listed]:
    """Return the documents of a request: those its events make, and those that were issued for an event struck out since."""
    row = row_of(desk, number)
    given = store.of_request(desk.connection, row.number)
    latest = {one.about: one for one in given}
    found = [_listed(one, latest.pop(one.about.sequence or 0, None)) for one in owed(amended(entries_of(desk, row.number)))]
    found += [Listed(one.kind, one.about, _day_of(desk, one), one.number, issued=True) for one in latest.values()]
    return sorted(found, key=lambda one: one.event)


def _listed(one: Owed, row: DocumentRow | None) -> Listed:
    return Listed(str(one.kind), one.about.sequence or 0, one.about.day.isoformat(), row.number if row else one.number or None, issued=row is not None)


def _day_of(desk: "Desk", row: DocumentRow) -> str:
    return next(entry.day.isoformat() for entry in entries_of(desk, row.request) if entry.sequence == row.about)


def find(desk: "Desk", number: str, wanted: str, event: int | None = None) -> Listed:
    """Return the one document that is asked for, by its event too where a request has several of a kind.

    It is named by its number, its kind, its name in any language, its printed title, or a part of one of these that no other has.
    """
    from approvals.core.document import spellings  # noqa: PLC0415

    known = listed(desk, number)
    spelled = spellings(wanted)
    found = [one for one in known if (not wanted or one.number in spelled) and event in {None, one.event}]
    if not found:
        kinds = _kinds(desk, number, known, wanted)
        found = [one for one in known if one.document in kinds and event in {None, one.event}]
        if len(kinds) > 1 and found:
            raise WrongUsage(SEVERAL, name=wanted[:60], known=tuple(DocumentKind(kind) for kind in sorted(kinds)))
    if len(found) > 1:
        template = N_("Request {number} has {count} documents of this kind: say which with --event, one of {events}.")
        raise WrongUsage(template, number=row_of(desk, number).number, count=len(found), events=tuple(str(one.event) for one in found))
    if not found:
        has = tuple(DocumentKind(one.document) for one in known)
        template = N_("Request {number} has no document “{document}”: it has {known}.")
        raise NoSuchThing(template, number=row_of(desk, number).number, document=wanted[:60] or str(event), known=tuple(dict.fromkeys(has)) or "—")
    return found[0]


def _kinds(desk: "Desk", number: str, known: list[Listed], wanted: str) -> set[str]:
    """Return the kinds of documents that a name means: those that are called so, else those that have it in their name or their printed title."""
    names = names_of(DocumentKind, NAMES)
    named = meant(wanted, names)
    if len(named) == 1:
        return set(named)
    return {one.document for one in known if wanted and (any(wanted in name for name in names[one.document]) or wanted in _title(desk, number, one))}


def _title(desk: "Desk", number: str, one: Listed) -> str:
    try:
        return draft(desk, number, one.event).title
    except Refusal:
        return ""  # its event was struck out


def latest(desk: "Desk", number: str) -> int:
    """Return the event of the document that the last entry of a request makes, one of those written with it."""
    number = row_of(desk, number).number
    entries = entries_of(desk, number)
    made = [one.about for one in owed(amended(entries)) if one.about.recorded_at == entries[-1].recorded_at]
    if not made:
        raise NotAllowed(N_("The last event of {number} makes no document: `approvals request print {number}` lists those there are."), number=number)
    return made[-1].sequence or 0


def issue(desk: "Desk", number: str, event: int, *, anew: bool = False) -> Issued:
    """Give the document of an event its number and its words, or return those it was given before; `anew` issues another in its place."""
    with transaction(desk.connection):
        number = row_of(desk, number).number
        earlier = [row for row in store.of_request(desk.connection, number) if row.about == event]
        if earlier and not anew:
            return _again(desk, earlier)
        return _issued(desk, number, event, earlier)


def draft(desk: "Desk", number: str, event: int) -> Document:
    """Return what a document would say, without giving it a number."""
    number = row_of(desk, number).number
    at = RequestAt(desk, number, history.head(desk.connection)[0])
    return words_of(at, _owed(at, event), _owed(at, event).number or "（未编号）")


def _again(desk: "Desk", given: list[DocumentRow]) -> Issued:
    *replaced, row = given
    at = RequestAt(desk, row.request, row.sequence)
    document = words_of(at, _owed(at, row.about), row.number, replaced[-1].number if replaced else "")
    return Issued(document, new=False, changed=_digest(document) != store.digest(desk.connection, row.sequence))


def _issued(desk: "Desk", number: str, event: int, earlier: list[DocumentRow]) -> Issued:
    at = RequestAt(desk, number, history.head(desk.connection)[0])
    one = _owed(at, event)
    _may_issue(desk, one, at.request)
    typed = one.number
    if typed in {row.number for row in earlier}:
        typed = ""
    series, serial = ("", None) if typed else _place(desk, at, one)
    name = typed or numbered(series, serial or 0)
    if typed:
        refuse_taken(desk, typed, but=event)
    replaced = earlier[-1].number if earlier else ""
    document = words_of(at, one, name, replaced)
    payload = {"request": number, "kind": str(one.kind), "about": event, "sha256": _digest(document)}
    payload |= {"series": series, "serial": serial} if serial is not None else {}
    payload |= {"replaces": replaced} if replaced else {}
    sequence = Ledger(desk.connection).append(NewEvent("document", name, "issued", desk.today.isoformat(), desk.actor, payload))
    store.write(desk.connection, DocumentRow(name, series, serial, number, str(one.kind), event, sequence))
    return Issued(document, new=True)


def _owed(at: RequestAt, event: int) -> Owed:
    for one in owed(at.standing):
        if one.about.sequence == event:
            return one
    raise NotAllowed(
        N_("Event {event} of {number} was struck out: its document is not printed any more, and its number stays taken."), event=event, number=at.number
    )


def _may_issue(desk: "Desk", one: Owed, request: "Request") -> None:
    """Let a document be issued by whoever may record its event at the counter, or by anybody of the department that answers for it."""
    may_record(desk, "issued" if one.kind not in _COUNTER else type_of(one.about.event), request.item, request)
    if request.stage is Stage.VOIDED:
        raise NotAllowed(N_("{number} is void: only documents issued before are printed, under their numbers."), number=request.number)


_COUNTER = frozenset({DocumentKind.RECEIPT, DocumentKind.SUPPLIED, DocumentKind.DELIVERY})


def _place(desk: "Desk", at: RequestAt, one: Owed) -> tuple[str, int]:
    """Return the series of a document and its next free place there."""
    day: date = one.about.day
    mark = at.department.document_mark
    if not mark:
        template = N_("Department {department} has no document_mark in the guide: write it in its guide file and run `approvals adopt guide`.")
        raise RegisterUnfit(template, department=at.department.name)
    series = series_of(mark, one.kind, day.year)
    return series, free_serial(desk, series)


def _digest(document: Document) -> str:
    """Return the hash of a document's words; names of persons are left out of it, so that they can be erased."""
    nameless = document._replace(addressee="", form=tuple(row for row in document.form if row[0] != "受送达人"))
    words = {name: value.isoformat() if isinstance(value, date) else value for name, value in nameless._asdict().items()}
    return hashlib.sha256(canonical(words).encode()).hexdigest()
