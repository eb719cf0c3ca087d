"""How an event of another register stands in this one, and the proof that it still does."""

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from approvals.core.entry import CARRIED, register_of
from approvals.errors import NotAllowed
from approvals.language import N_, Sentence
from approvals.store import carried as store
from approvals.store import history
from approvals.store.history import StoredEvent
from approvals.store.ledger import NewEvent, canonical, event_hash

if TYPE_CHECKING:
    from approvals.desk.register import Desk

MERGED = "merged"
# What names an event of the same ledger, by the type of the card's event.
_EVENTS = {"raised": ("policy", "calendar"), "revoked": ("calendar",), "cancelled": ("calendar",), "appealed": ("entry",)}
Place = Callable[[int], int | None]


def number_here(register: str, number: str) -> str:
    """Return the number under which a request of another register stands here; so do its cards and orders."""
    return f"{register}-{number}"


def person_here(register: str, person: str) -> str:
    """Return the id under which a person of another register stands here."""
    return f"{person}@{register}"


def translated(register: str, source: StoredEvent, place: Place) -> NewEvent:
    """Return an event of another register as it stands here; `place` gives the sequence here of an event there.

    What happened to the other register itself, its rules, imports and persons, stands under that register.
    """
    payload = json.loads(source.payload)
    if source.subject_kind == "card":
        payload = _card_payload(register, source.type, payload, place)
    elif source.subject_kind == "request" and source.type == "assigned" and "person" in payload:
        payload = {**payload, "person": person_here(register, payload["person"])}
    own = source.subject_kind in {"request", "card"}
    return NewEvent(
        source.subject_kind if own else "register",
        number_here(register, source.subject_id) if own else register,
        source.type,
        source.happened_on,
        person_here(register, source.actor),
        payload,
        f"{CARRIED}{register}/{source.sequence}",
        place(source.amends) if source.amends else None,
    )


def _card_payload(register: str, kind: str, payload: dict[str, Any], place: Place) -> dict[str, Any]:
    found = dict(payload)
    named = person_here if payload.get("subject_kind") == "person" else number_here
    for name in ("subject", "request"):
        if name in found:
            found[name] = named(register, found[name])
    if found.get("person"):
        found["person"] = person_here(register, found["person"])
    for name in _EVENTS.get(kind, ()):
        if name in found:
            found[name] = place(found[name])
    return {name: value for name, value in found.items() if value is not None}


def refuse_carried(origin: str, subject: str) -> None:
    """Refuse to go on with what belongs to another register."""
    if register := register_of(origin):
        template = N_("{subject} belongs to register {register}: record it there, and merge that register again.")
        raise NotAllowed(template, subject=subject, register=register)


def broken_chains(desk: "Desk") -> Iterator[Sentence]:
    """Yield every place at which the events of another register are not what they were there, or not what was merged."""
    for register in store.registers(desk.connection):
        previous, last = history.FIRST_PREVIOUS, 0
        for here, there in store.pairs(desk.connection, register):
            values = {"register": register, "sequence": there.sequence, "here": here.sequence}
            if there.sequence != last + 1 or there.previous != previous or there.hash != event_hash(there.previous, tuple(there[:10])):
                yield Sentence(N_("Event {sequence} of register {register} (here {here}) is not what it was there: its chain is broken."), values)
            elif not _stands(desk, register, here, there):
                yield Sentence(N_("Event {sequence} of register {register} does not stand here as it was merged (event {here})."), values)
            previous, last = there.hash, there.sequence
        if (last, previous) != _merged_head(desk, register):
            yield Sentence(N_("The events of register {register} do not end where its last merging ended."), {"register": register})


def _stands(desk: "Desk", register: str, here: StoredEvent, there: StoredEvent) -> bool:
    wanted = translated(register, there, lambda sequence: (store.place(desk.connection, register, sequence) or (None, ""))[0])
    found = (here.subject_kind, here.subject_id, here.type, here.happened_on, here.actor, here.payload, here.origin, here.amends)
    return found == (*wanted[:5], canonical(wanted.payload), wanted.origin, wanted.amends)


def _merged_head(desk: "Desk", register: str) -> tuple[int, str]:
    """Return the last event of a register, and its hash, as the last merging recorded them."""
    events = history.events_of(desk.connection, "register", register)
    payloads = (json.loads(event.payload) for event in reversed(events) if event.type == MERGED and not register_of(event.origin))
    return next(((payload["last"], payload["head"]) for payload in payloads), (0, ""))
