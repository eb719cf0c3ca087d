"""What a table tells of a request that the register does not hold yet, or holds otherwise."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from approvals.core.entry import Entry, payload_of, type_of
from approvals.core.events import Amended, Event, Received, Voided
from approvals.core.mapping import DATED
from approvals.core.request import Request
from approvals.exchange.taking import Happening, Taken
from approvals.record import NamedTuple

_Key = tuple[str, str, Event]
_RECEIPT = ("declared_due", "channel")
"""The fields of a receipt that a later table may tell otherwise, beside its day and its applicant."""


class Change(NamedTuple):
    """An event that the table tells otherwise: which one, how it is amended, and the row, field and value that say so."""

    row: int
    field: str
    value: str
    sequence: int
    amended: Amended


def news(taken: Taken, known: Request | None, system: str) -> Iterator[Happening]:
    """Yield what the register does not hold yet; the same thing at the same time may have happened twice."""
    held = Counter(_key(entry.happened_on, entry.event) for entry in known.history) if known else Counter[_Key]()
    reached = set(_stages(known, system)) if known else set()
    for happening in taken.happenings:
        key = _key(happening.when, happening.event)
        if held[key]:
            held[key] -= 1
        elif taken.receipt is None and happening.field == "completed" and known and (known.closed or known.forwarded):
            # How it ended is known already, and better: a completion says no more of a request withdrawn, terminated or forwarded.
            continue
        elif type_of(happening.event) not in reached:
            yield happening


def _key(happened_on: date, event: Event) -> _Key:
    return type_of(event), happened_on.isoformat(), event


def of_system(entry: Entry, system: str) -> bool:
    """Tell whether an event came from a system."""
    return entry.origin.startswith(f"import:{system}/")


def _stages(known: Request, system: str) -> dict[str, Entry]:
    """Return what moved the stage of a request by an import of a system, by its name: a stage is reached once."""
    return {kind: entry for entry in known.history if (kind := type_of(entry.event)) in DATED and of_system(entry, system)}


def changes(taken: Taken, known: Request, system: str, columns: Collection[str], erased: str) -> Iterator[Change]:
    """Yield the events of an earlier import that the table tells otherwise; `columns` are the fields it has, `erased` is not compared.

    A stage whose column is empty now did not happen. A request that was voided when its batch was undone comes back.
    """
    for entry in known.history:
        if isinstance(entry.event, Voided) and of_system(entry, system):
            yield Change(taken.row, "number", taken.number, entry.sequence or 0, Amended("", struck=True))
    yield from _receipt(taken, known.history[0], erased)
    happened = {type_of(happening.event): happening for happening in reversed(taken.happenings)}
    for kind, entry in _stages(known, system).items():
        if kind == "received":
            continue
        if kind not in happened:
            if kind in columns:
                yield Change(taken.row, kind, "", entry.sequence or 0, Amended("", struck=True))
        elif _told_otherwise(happened[kind], entry, day_alone=taken.receipt is None and happened[kind].own):
            yield _stage(happened[kind], entry)


def _told_otherwise(happening: Happening, entry: Entry, *, day_alone: bool) -> bool:
    """Tell whether a stage is told otherwise than it is held; of a table of steps the day alone counts, for another one may say more of it."""
    if day_alone and happening.when.isoformat() == entry.happened_on.isoformat():
        return False
    return _key(happening.when, happening.event) != _key(entry.happened_on, entry.event)


def _receipt(taken: Taken, held: Entry, erased: str) -> Iterator[Change]:
    event, receipt = held.event, taken.receipt
    if not isinstance(event, Received) or receipt is None:
        return
    first = taken.happenings[0]
    # Where the earliest row stands for the receipt, a table that begins later says nothing of it.
    moved = first.when.isoformat() != held.happened_on.isoformat() and (first.field != "at" or first.when.isoformat() < held.happened_on.isoformat())
    told = [(name, _said(receipt, name)) for name in _RECEIPT if _said(receipt, name) != _said(event, name)]
    applicant = receipt.applicant if event.applicant not in {receipt.applicant, erased} else ""
    if moved or told or applicant:
        field = "received" if moved else "applicant" if applicant else told[0][0]
        value = first.when.isoformat() if moved else applicant or told[0][1]
        fields = tuple(text for pair in told for text in pair)
        change = Amended("", first.when.isoformat() if moved else "", fields=fields, applicant=applicant)
        yield Change(taken.row, field, value, held.sequence or 0, change)


def _stage(happening: Happening, entry: Entry) -> Change:
    told, held = payload_of(happening.event), payload_of(entry.event)
    fields = tuple(text for name in sorted({*told, *held}) if told.get(name) != held.get(name) for text in (name, str(told.get(name, ""))))
    when = happening.when.isoformat()
    change = Amended("", when if when != entry.happened_on.isoformat() else "", fields=fields)
    return Change(happening.row, happening.field, when, entry.sequence or 0, change)


def _said(event: Received, name: str) -> str:
    return str(getattr(event, name) or "")
