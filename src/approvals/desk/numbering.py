"""The numbers of documents: without gaps, each once, whether the register gave it or somebody typed it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from approvals.core.document import numbered, spellings, typed_number
from approvals.core.fold import amended
from approvals.desk.history import entries_of
from approvals.errors import NotAllowed
from approvals.language import N_, Sentence
from approvals.store import documents as store

if TYPE_CHECKING:
    from approvals.core.events import Event
    from approvals.desk.register import Desk
    from approvals.store.documents import Taken


def free_serial(desk: "Desk", series: str) -> int:
    """Return the next place of a series that nobody has taken; numbers typed by hand are passed over, so that all places are taken in turn."""
    serial = store.last_serial(desk.connection, series) + 1
    while store.taken(desk.connection, spellings(numbered(series, serial))):
        serial += 1
    return serial


def claim(desk: "Desk", event: "Event") -> None:
    """Refuse an event whose document has a number that another one has."""
    if number := typed_number(event):
        refuse_taken(desk, number)


def claim_amended(desk: "Desk", fields: tuple[str, ...], event: int) -> None:
    """Refuse an amendment that gives a document the number of another one."""
    for name, value in zip(fields[::2], fields[1::2], strict=True):
        if name in {"document", "record"} and value:
            refuse_taken(desk, value, but=event)


def refuse_taken(desk: "Desk", number: str, *, but: int | None = None) -> None:
    """Refuse a number that another document has; `but` is the event that may have it."""
    equal = frozenset(spellings(number))
    for taken in store.taken(desk.connection, tuple(equal)):
        if holder := _holder(desk, taken, equal, but):
            template = N_("The number {document} belongs to a document of {number} already: leave it out, and each document gets its own when it is printed.")
            raise NotAllowed(template, document=number, number=holder)


def _holder(desk: "Desk", taken: "Taken", equal: frozenset[str], but: int | None) -> str:
    """Return the request whose document has a number, empty where it is the one that may, or a paper of others, or struck out."""
    if taken.subject_kind == "document":
        row = store.of_number(desk.connection, taken.subject_id)
        return row.request if row and row.about != but else ""
    if taken.subject_kind != "request":
        return ""
    standing = amended(entries_of(desk, taken.subject_id))
    return taken.subject_id if any(typed_number(entry.event) in equal and entry.sequence != but for entry in standing) else ""


def broken_documents(desk: "Desk") -> Iterator[Sentence]:
    """Yield what is wrong with the documents: one not kept as its issue says, and a place in a series that nobody has."""
    kept, told = store.every(desk.connection), list(store.issued(desk.connection))
    for row in sorted(set(kept) ^ set(told), key=lambda row: row.sequence):
        yield Sentence(N_("Document {document} is not stored as its events say."), {"document": row.number})
    places: dict[str, set[int]] = {}
    for row in told:
        if row.serial is not None:
            places.setdefault(row.series, set()).add(row.serial)
    for series, found in sorted(places.items()):
        for serial in sorted(set(range(1, max(found))) - found):
            if not store.taken(desk.connection, spellings(numbered(series, serial))):
                yield Sentence(N_("Document {document} is missing in its series."), {"document": numbered(series, serial)})
