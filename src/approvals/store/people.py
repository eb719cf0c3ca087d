"""PINs and shifts: who works at a shared machine."""

import sqlite3

from approvals.record import NamedTuple
from approvals.store.seals import seal, unseal

# The clock is the database's own, so that no caller can pass a time of its choosing.
_AT_WORK = "select person from shift where place = ? and until > strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"


class Pin(NamedTuple):
    """A PIN as it is kept: `digest` is its scrypt with the salt, both in hexadecimal; `sequence` the event that set it; `failures` since it last fitted."""

    person: str
    salt: str
    digest: str
    sequence: int
    failures: int


def pin_of(connection: sqlite3.Connection, person: str) -> Pin | None:
    """Return the PIN of a person, None where none was set."""
    row = connection.execute("select * from pin where person = ?", (person,)).fetchone()
    return Pin(*row) if row else None


def write_pin(connection: sqlite3.Connection, pin: Pin) -> None:
    """Write a PIN in place of the one before, and end the person's shifts."""
    connection.execute("insert or replace into pin values (?, ?, ?, ?, ?)", pin)
    seal(connection, "pin", pin.person)
    for (place,) in connection.execute("select place from shift where person = ?", (pin.person,)).fetchall():
        end_shift(connection, place)


def count_failures(connection: sqlite3.Connection, person: str, failures: int) -> None:
    """Keep how often a wrong PIN was typed in a row."""
    connection.execute("update pin set failures = ? where person = ?", (failures, person))
    seal(connection, "pin", person)


def begin_shift(connection: sqlite3.Connection, place: str, person: str, sequence: int, hours: int) -> None:
    """Let a person work at a place for some hours; a shift begun there before ends."""
    connection.execute("insert or replace into shift values (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?))", (place, person, sequence, f"+{hours} hours"))
    seal(connection, "shift", place)


def shift_at(connection: sqlite3.Connection, place: str) -> str:
    """Return who works at a place now, empty where nobody does."""
    row = connection.execute(_AT_WORK, (place,)).fetchone()
    return row[0] if row else ""


def end_shift(connection: sqlite3.Connection, place: str) -> None:
    """End the shift at a place."""
    connection.execute("delete from shift where place = ?", (place,))
    unseal(connection, "shift", place)
