"""The personal values that stand apart from the ledger, against the salted hashes in its events."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from approvals.core.entry import CODES, register_of
from approvals.core.oversight.nouns import apart
from approvals.desk.carried import MERGED, number_here
from approvals.language import N_, Sentence
from approvals.record import NamedTuple
from approvals.store import audit, requests
from approvals.store.ledger import personal_hash

if TYPE_CHECKING:
    from approvals.desk.register import Desk
    from approvals.store.history import StoredEvent


Held = Mapping[str, tuple[str, str]]


def wrong(event: "StoredEvent", held: Held, lawful: "Lawful") -> Iterator[Sentence]:
    """Yield the personal values (value and salt by field) of an event that do not fit the salted hashes in it, or that are gone without having been erased."""
    hashes = {field: personal_hash(salt, value) for field, (value, salt) in held.items()}
    # Whole as most are: what the payload holds is compared as it stands there, without a parser.
    if event.payload.count('":"sha256:') == len(hashes) and all(f'"{field}":"{found}"' in event.payload for field, found in hashes.items()):
        return
    payload = json.loads(event.payload)
    for field in sorted(apart(event.subject_kind, event.type) & payload.keys()):
        found = hashes.pop(field, None)
        if found is None and not lawful.lack(event, field):
            yield _said(N_("The personal value {field} of event {sequence} is gone, and nobody erased it."), event.sequence, field)
        elif found and payload[field] != found:
            yield _said(N_("The personal value {field} of event {sequence} was changed after it was written."), event.sequence, field)
    for field in sorted(hashes):
        yield _of_nothing(event.sequence, field)


def others(desk: "Desk", events: "Iterable[StoredEvent]", lawful: "Lawful") -> Iterator[Sentence]:
    """Yield what is wrong with the personal values of events that are not of requests, and those that belong to no event."""
    named = {event.sequence: event for event in events if apart(event.subject_kind, event.type)}
    held = of_events(desk, named)
    for sequence, event in named.items():
        yield from wrong(event, held.get(sequence, {}), lawful)
    for sequence, field in audit.personal_of_nothing(desk.connection):
        if sequence not in named:
            yield _of_nothing(sequence, field)


def of_events(desk: "Desk", sequences: Iterable[int]) -> dict[int, dict[str, tuple[str, str]]]:
    """Return the personal values of events, as value and salt by field."""
    found: dict[int, dict[str, tuple[str, str]]] = {}
    for sequence, field, value, salt in audit.personal(desk.connection, sequences):
        found.setdefault(sequence, {})[field] = (value, salt)
    return found


def _of_nothing(sequence: int, field: str) -> Sentence:
    return _said(N_("The personal value {field} of event {sequence} belongs to no event."), sequence, field)


def _said(template: str, sequence: int, field: str) -> Sentence:
    return Sentence(template, {"sequence": sequence, "field": field})


class _Without(NamedTuple):
    """Events of another register that came without their personal values."""

    register: str
    first: int
    last: int


class Lawful:
    """Where a personal value may be missing: erased here, erased where it came from, or left behind there."""

    def __init__(self, desk: "Desk", events: "Iterable[StoredEvent]") -> None:
        """Look through the events that are not of requests."""
        self._desk = desk
        self._erased: dict[str, int] = {}
        self._left: list[_Without] = []
        for event in events:
            if event.type == "anonymised":
                self._erased.update(dict.fromkeys(self._meant(event), event.sequence))
            elif event.type == MERGED and event.subject_kind == "register":
                payload = json.loads(event.payload)
                self._left += [] if payload.get("personal") else [_Without(event.subject_id, payload["first"], payload["last"])]

    def lack(self, event: "StoredEvent", field: str) -> bool:
        """Tell whether an event may lack a personal value; a code is never carried from one register to another."""
        register, source = register_of(event.origin), int(event.origin.rpartition("/")[2]) if register_of(event.origin) else 0
        if register and field in CODES:
            return True
        return self._erased.get(event.subject_id, 0) > event.sequence or any(
            left.register == register and left.first <= source <= left.last for left in self._left
        )

    def _meant(self, event: "StoredEvent") -> Iterable[str]:
        payload: Mapping[str, Any] = json.loads(event.payload)
        register = register_of(event.origin)
        numbers: Iterable[str] | None = payload.get("numbers")
        if numbers is None:
            # Early events do not name the requests: all were meant that were closed before the day.
            return () if register else requests.closed_before(self._desk.connection, payload["before"])
        return (number_here(register, number) for number in numbers) if register else numbers
