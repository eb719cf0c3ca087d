"""Persons at shared machines: a PIN, kept as its scrypt, and a shift that ends by itself."""

import hashlib
import hmac
import os
from typing import TYPE_CHECKING

from approvals.core.permission import Duty
from approvals.desk.permission import may_run
from approvals.errors import NoSuchThing, NotAllowed, WrongUsage
from approvals.language import N_
from approvals.store import people
from approvals.store.database import transaction
from approvals.store.ledger import Ledger, NewEvent
from approvals.store.people import Pin

if TYPE_CHECKING:
    from approvals.core.staff import Person
    from approvals.desk.register import Desk

SHORTEST, LONGEST = 6, 64
ATTEMPTS = 5
LONGEST_SHIFT = 12
"""Hours: a shift left open does not outlive the day."""
# 16 MiB and some 50 ms: little for a person at a counter, much for whoever tries a million PINs.
_COST = {"n": 2**14, "r": 8, "p": 1}


def set_pin(desk: "Desk", person: str, pin: str) -> None:
    """Set the PIN of a person: the registrar anybody's, a person the own."""
    known = _serving(desk, person)
    may_run(desk, Duty.PIN, known.id)
    if not SHORTEST <= len(pin) <= LONGEST or len(set(pin)) == 1:
        raise WrongUsage(N_("A PIN has {shortest} to {longest} characters, not all the same: choose another."), shortest=SHORTEST, longest=LONGEST)
    salt = os.urandom(16).hex()
    digest = _digest(salt, pin)
    with transaction(desk.connection):
        # The ledger holds the mark of what is kept, never what is kept: from it nobody can try PINs.
        mark = hashlib.sha256(f"{salt}:{digest}".encode()).hexdigest()
        sequence = _noted(desk, known.id, "pin_set", {"sha256": mark})
        people.write_pin(desk.connection, Pin(known.id, salt, digest, sequence, 0))


def begin_shift(desk: "Desk", person: str, pin: str, hours: int) -> None:
    """Begin a shift at this machine; wrong PINs are counted, and lock it."""
    known = _serving(desk, person)
    with transaction(desk.connection):
        held = people.pin_of(desk.connection, known.id)
        if not held:
            raise NotAllowed(N_("{person} has no PIN yet: a registrar sets one with `approvals register pin {person}`."), person=known.id)
        if held.failures >= ATTEMPTS:
            raise NotAllowed(N_("The PIN of {person} is locked: a registrar sets another with `approvals register pin {person}`."), person=known.id)
        fits = hmac.compare_digest(held.digest, _digest(held.salt, pin))
        people.count_failures(desk.connection, known.id, 0 if fits else held.failures + 1)
        if fits:
            sequence = _noted(desk, known.id, "shift_begun", {"place": desk.place, "hours": hours}, actor=known.id)
            people.begin_shift(desk.connection, desk.place, known.id, sequence, hours)
            return
    # Raised after the transaction: the count of failures stays.
    raise NotAllowed(N_("That is not the PIN of {person}: after {attempts} wrong ones it is locked."), person=known.id, attempts=ATTEMPTS)


def end_shift(desk: "Desk") -> str:
    """End the shift at this machine and return whose it was."""
    with transaction(desk.connection):
        person = people.shift_at(desk.connection, desk.place)
        if not person:
            raise NoSuchThing(N_("Nobody works a shift at this machine: `approvals login PERSON` begins one."))
        _noted(desk, person, "shift_ended", {"place": desk.place}, actor=person)
        people.end_shift(desk.connection, desk.place)
    return person


def _digest(salt: str, pin: str) -> str:
    return hashlib.scrypt(pin.encode(), salt=bytes.fromhex(salt), **_COST).hex()


def _serving(desk: "Desk", person: str) -> "Person":
    for known in desk.people:
        if known.id == person and known.serves(desk.today):
            return known
    raise NoSuchThing(
        N_("Nobody in service is called {person}: staff.toml lists the ids and their time, `approvals adopt staff` puts them in force."), person=person
    )


def _noted(desk: "Desk", person: str, what: str, payload: dict[str, object], actor: str = "") -> int:
    return Ledger(desk.connection).append(NewEvent("person", person, what, desk.today.isoformat(), actor or desk.actor, payload))
