"""What a table tells of a request that the register does not hold yet."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from approvals.core.entry import type_of
from approvals.core.events import Event, Received
from approvals.core.request import Request
from approvals.exchange.log import ITEM
from approvals.exchange.taking import Happening, Taken

_Key = tuple[str, str, Event]
# The fields of a receipt under the names that a mapping has for their columns.
_RECEIPT = {"received": "received", ITEM: "item", "applicant": "applicant", "declared_due": "declared_due", "channel": "channel"}


def news(taken: Taken, known: Request | None) -> Iterator[Happening]:
    """Yield what the register does not hold yet; the same thing at the same time may have happened twice."""
    held = Counter(_key(entry.happened_on, entry.event) for entry in known.history) if known else Counter[_Key]()
    for happening in taken.happenings:
        key = _key(happening.when, happening.event)
        if held[key]:
            held[key] -= 1
        elif not known or not isinstance(happening.event, Received):
            yield happening


def _key(happened_on: date, event: Event) -> _Key:
    return type_of(event), happened_on.isoformat(), event


def differing(taken: Taken, known: Request, erased: str) -> tuple[str, str, str] | None:
    """Return the first field of the receipt that the table tells otherwise, what it tells and what is held; `erased` is not compared."""
    for field in _RECEIPT:
        told, held = _told(taken, field), _held(known, field)
        if held not in {erased, told}:
            return field, told, held
    return None


def _told(taken: Taken, field: str) -> str:
    return str(taken.happenings[0].when) if field == "received" else str(getattr(taken.receipt, _RECEIPT[field]) or "")


def _held(known: Request, field: str) -> str:
    first = known.history[0]
    return str(first.happened_on) if field == "received" else str(getattr(first.event, _RECEIPT[field]) or "")
