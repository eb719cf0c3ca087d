"""The ledger: every event in one append-only, hash-chained table. docs/ledger.md gives the canonical form."""

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from approvals.record import NamedTuple
from approvals.sha256 import sha256
from approvals.store.history import head

_INSERT = "insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_QUOTED = json.encoder.encode_basestring
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
# The clock is the database's own, so that no caller can pass a time of its choosing.
_NOW = "select strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"


class NewEvent(NamedTuple):
    """An event to append; `happened_on` is a local date or time in ISO form, `personal` names the payload fields kept apart."""

    subject_kind: str
    subject_id: str
    type: str
    happened_on: str
    actor: str
    payload: Mapping[str, Any]
    origin: str = "typed"
    amends: int | None = None
    personal: frozenset[str] = frozenset()


def canonical(value: object) -> str:
    """Return the one JSON text of a value: UTF-8, sorted keys, no spaces."""
    return _CANONICAL.encode(value)


def event_hash(previous: str, fields: tuple[Any, ...]) -> str:
    """Return the SHA-256 over the JSON array of the hash before and the ten fields of a row, from the sequence to the payload."""
    # What the encoder of a list would write, at a third of its cost: texts, whole numbers and nulls alone.
    parts = [_QUOTED(value) if type(value) is str else "null" if value is None else str(value) for value in (previous, *fields)]
    return sha256(f"[{','.join(parts)}]".encode()).hexdigest()


def personal_hash(salt: str, value: str) -> str:
    """Return what the payload holds in place of a personal value: the SHA-256 over its salt and the value."""
    return "sha256:" + sha256((salt + value).encode()).hexdigest()


class Ledger:
    """Appends to the ledger inside a transaction that the caller holds."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the head of the chain and the time of this transaction."""
        self._connection = connection
        self._sequence, self._previous = head(connection)
        self.recorded_at: str = connection.execute(_NOW).fetchone()[0]

    @property
    def sequence(self) -> int:
        """Return the sequence of the last event."""
        return self._sequence

    def append(self, new: NewEvent) -> int:
        """Append one event and return its sequence."""
        return self.append_all((new,))[0]

    def append_all(self, news: Iterable[NewEvent]) -> list[int]:
        """Append events in their order and return their sequences."""
        first = self._sequence + 1
        rows: list[tuple[Any, ...]] = []
        personal: list[tuple[int, str, str, str]] = []
        for new in news:
            row, apart = self._chained(new)
            rows.append(row)
            personal.extend((self._sequence, *value) for value in apart)
        self._connection.executemany(_INSERT, rows)
        self._connection.executemany("insert into personal values (?, ?, ?, ?)", personal)
        return list(range(first, self._sequence + 1))

    def _chained(self, new: NewEvent) -> tuple[tuple[Any, ...], list[tuple[str, str, str]]]:
        """Return the next row of the ledger, which becomes the head of the chain, and the personal values kept apart from it."""
        payload, personal = _apart(new)
        self._sequence += 1
        fields = (
            self._sequence,
            new.subject_kind,
            new.subject_id,
            new.type,
            new.happened_on,
            self.recorded_at,
            new.actor,
            new.origin,
            new.amends,
            canonical(payload),
        )
        previous, self._previous = self._previous, event_hash(self._previous, fields)
        return (*fields, previous, self._previous), personal


def _apart(new: NewEvent) -> tuple[dict[str, Any], list[tuple[str, str, str]]]:
    """Return the payload with salted hashes for personal values, and those values with their salts."""
    payload, personal = dict(new.payload), []
    for field in sorted(new.personal & payload.keys()):
        salt = os.urandom(16).hex()
        personal.append((field, payload[field], salt))
        payload[field] = personal_hash(salt, payload[field])
    return payload, personal
