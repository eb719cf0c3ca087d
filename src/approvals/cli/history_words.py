"""Who did something, and what an event says, in the words that people use for it."""

from typing import TYPE_CHECKING

from approvals.cli.room import at_work
from approvals.core import events
from approvals.core.manner import Completion, Delivery
from approvals.language import N_, Sentence

if TYPE_CHECKING:
    from enum import StrEnum

_WORDS: "dict[tuple[type, str], type[StrEnum]]" = {(events.Completed, "kind"): Completion, (events.Delivered, "how"): Delivery}
_PERSONS = frozenset({(events.Assigned, "person"), (events.Extended, "approver")})


def person_told(identity: str) -> str:
    """Return the name of somebody on the staff; who is not on it stays as the record has it."""
    return next((one.name for desk in at_work() for one in desk.people if one.id == identity), identity)


def told(event: events.Event, field: str, value: object) -> object:
    """Return the value of a field of a request's event by its word, with its unit, or as a name."""
    words = _WORDS.get((type(event), field))
    if words and value in set(words):
        return words(str(value))
    if (type(event), field) in _PERSONS:
        return person_told(str(value))
    if field == "days" and isinstance(value, int):
        if isinstance(event, events.Extended):
            return Sentence(N_("days added: {days}"), {"days": value})
        return Sentence(N_("working days notified: {days}"), {"days": value})
    return value
