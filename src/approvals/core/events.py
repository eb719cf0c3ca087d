"""What can happen to a request, and the entry under which the ledger keeps it."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from approvals.language import N_

When = date | datetime


def day_of(when: When) -> date:
    """Return the day of a date or a time."""
    return when.date() if isinstance(when, datetime) else when


def when_from(text: str) -> When:
    """Return the date or local time that `isoformat` wrote."""
    return date.fromisoformat(text) if len(text) == len("2026-03-02") else datetime.fromisoformat(text)


class Outcome(StrEnum):
    """What was decided."""

    GRANTED = "granted"
    REFUSED = "refused"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return (N_("granted") if self is Outcome.GRANTED else N_("refused")), {}


class Received(NamedTuple):
    """收件: the application reached the authority; online, at the time of submission."""

    item: str
    applicant: str
    source_number: str = ""
    declared_due: date | None = None
    channel: str = ""


class Accepted(NamedTuple):
    """受理: the clock of 行政许可法 42 starts."""


class Declined(NamedTuple):
    """不予受理: the clock never starts."""

    ground: str


class Decided(NamedTuple):
    """A decision; a refusal names its reason (行政许可法 38)."""

    outcome: Outcome = Outcome.GRANTED
    reason: str = ""


class Completed(NamedTuple):
    """办结."""


class Delivered(NamedTuple):
    """送达."""


class Withdrawn(NamedTuple):
    """The applicant took the application back (撤回申请)."""

    reason: str = ""


class Noted(NamedTuple):
    """Something done on the way that moves no clock: an activity of another system."""

    activity: str
    by: str = ""


Event = Received | Accepted | Declined | Decided | Completed | Delivered | Withdrawn | Noted
EVENTS: Mapping[str, type[Event]] = {
    "received": Received,
    "accepted": Accepted,
    "declined": Declined,
    "decided": Decided,
    "completed": Completed,
    "delivered": Delivered,
    "withdrawn": Withdrawn,
    "noted": Noted,
}
_TYPES: Mapping[type[Event], str] = {event: name for name, event in EVENTS.items()}
# Fields that name a person: they stand apart from the ledger, which holds only their salted hash.
PERSONAL: Mapping[str, frozenset[str]] = {"received": frozenset({"applicant"})}
NAMES = {
    "received": N_("received"),
    "accepted": N_("accepted"),
    "declined": N_("not accepted"),
    "decided": N_("decided"),
    "completed": N_("completed"),
    "delivered": N_("delivered"),
    "withdrawn": N_("withdrawn"),
    "noted": N_("noted"),
}


def type_of(event: Event) -> str:
    """Return the name under which the ledger keeps an event."""
    return _TYPES[type(event)]


class Entry(NamedTuple):
    """An event as the ledger holds it: when it happened (local), who entered it, from where; `sequence` is None until it is written."""

    happened_on: When
    event: Event
    sequence: int | None = None
    recorded_at: str = ""
    actor: str = ""
    origin: str = "typed"
    amends: int | None = None


def payload_of(event: Event) -> dict[str, Any]:
    """Return the fields of an event that say something, dates as ISO texts."""
    return {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in zip(event._fields, event, strict=True)
        if value is not None and value != ""
    }


def event_from(kind: str, payload: Mapping[str, Any]) -> Event:
    """Return the event of a type and its payload; fields it does not know are left out, so that an older program reads a newer ledger."""
    event = EVENTS[kind]
    fields = {name: payload[name] for name in event._fields if name in payload}
    if event is Received and "declared_due" in fields:
        fields["declared_due"] = date.fromisoformat(fields["declared_due"])
    if event is Decided and "outcome" in fields:
        fields["outcome"] = Outcome(fields["outcome"])
    return event(**fields)
