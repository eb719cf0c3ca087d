"""An event as the ledger keeps it: under which name, with which payload, and what stands apart from it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from approvals.core import events as kinds
from approvals.core.applicant import ApplicantType
from approvals.core.dates import When, day_of
from approvals.core.events import Event, Outcome
from approvals.language import N_
from approvals.record import NamedTuple

EVENTS: Mapping[str, tuple[type[Event], str]] = {
    "received": (kinds.Received, N_("received")),
    "mended": (kinds.Mended, N_("mended on the spot")),
    "supplement_requested": (kinds.SupplementRequested, N_("supplement notice")),
    "supplied": (kinds.Supplied, N_("supplied")),
    "accepted": (kinds.Accepted, N_("accepted")),
    "declined": (kinds.Declined, N_("not accepted")),
    "stopped": (kinds.Stopped, N_("special procedure begun")),
    "stop_noticed": (kinds.StopNoticed, N_("days of the procedure notified anew")),
    "resumed": (kinds.Resumed, N_("special procedure ended")),
    "extended": (kinds.Extended, N_("extended")),
    "step_begun": (kinds.StepBegun, N_("step begun")),
    "step_done": (kinds.StepDone, N_("step done")),
    "assigned": (kinds.Assigned, N_("assigned")),
    "handed_over": (kinds.HandedOver, N_("handed over")),
    "case_found": (kinds.CaseFound, N_("case established")),
    "joint_ordered": (kinds.JointOrdered, N_("joint handling ordered")),
    "joint_replied": (kinds.JointReplied, N_("co-department replied")),
    "forwarded": (kinds.Forwarded, N_("forwarded")),
    "returned": (kinds.Returned, N_("returned from above")),
    "hearing_asked": (kinds.HearingAsked, N_("hearing asked for")),
    "hearing_announced": (kinds.HearingAnnounced, N_("hearing announced")),
    "hearing_held": (kinds.HearingHeld, N_("hearing held")),
    "site_checked": (kinds.SiteChecked, N_("checked on site")),
    "decided": (kinds.Decided, N_("decided")),
    "declaration_checked": (kinds.DeclarationChecked, N_("declaration checked")),
    "completed": (kinds.Completed, N_("completed")),
    "delivered": (kinds.Delivered, N_("delivered")),
    "published": (kinds.Published, N_("published")),
    "fee_due": (kinds.FeeDue, N_("fee due")),
    "fee_paid": (kinds.FeePaid, N_("fee paid")),
    "withdrawn": (kinds.Withdrawn, N_("withdrawn")),
    "lapsed": (kinds.Lapsed, N_("closed, supplement never came")),
    "terminated": (kinds.Terminated, N_("terminated")),
    "voided": (kinds.Voided, N_("voided")),
    "amended": (kinds.Amended, N_("amended")),
    "noted": (kinds.Noted, N_("noted")),
}
_TYPES: Mapping[type[Event], str] = {event: name for name, (event, _word) in EVENTS.items()}
NAMES: Mapping[str, str] = {name: word for name, (_event, word) in EVENTS.items()}
NAMES_AMENDED = ("applicant", "contact", "legal_representative")
"""The names that an amendment of the receipt puts right."""
# Fields that name a person: they stand apart from the ledger, which holds only their salted hash.
PERSONAL: Mapping[str, frozenset[str]] = {
    "received": frozenset({"applicant", "agent", "third_parties", "id_code", "contact", "legal_representative"}),
    "amended": frozenset(NAMES_AMENDED),
}


# Codes of persons: never carried out of the register, not even with their names.
CODES = frozenset({"id_code"})
TYPED, CARRIED = "typed", "register:"


def register_of(origin: str) -> str:
    """Return the code of the register that an event was carried here from, empty where it was not."""
    return origin.removeprefix(CARRIED).partition("/")[0] if origin.startswith(CARRIED) else ""


def type_of(event: Event) -> str:
    """Return the name under which the ledger keeps an event."""
    return _TYPES[type(event)]


class Entry(NamedTuple):
    """An event as the ledger holds it: when it happened (local), who entered it, from where; `sequence` is None until it is written.

    `late_reason` and `paper` stand by a late one; `by` is who did it in the system that an import came from.
    """

    happened_on: When
    event: Event
    sequence: int | None = None
    recorded_at: str = ""
    actor: str = ""
    origin: str = TYPED
    amends: int | None = None
    late_reason: str = ""
    paper: str = ""
    by: str = ""

    @property
    def day(self) -> date:
        """Return the day it happened."""
        return day_of(self.happened_on)

    @property
    def late(self) -> bool:
        """Tell whether it was entered later than the policy of its time allowed, for a reason and with a paper."""
        return bool(self.late_reason)


def payload_of(event: Event) -> dict[str, Any]:
    """Return the fields of an event that say something, as JSON holds them: dates as ISO texts, tuples as lists."""
    return {name: _plain(value) for name, value in zip(event._fields, event, strict=True) if value not in {None, "", False, ()}}


def _plain(value: Any) -> Any:  # noqa: ANN401 - the fields of events are of many types
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def event_from(kind: str, payload: Mapping[str, Any]) -> Event:
    """Return the event of a type and its payload; fields it does not know are left out, so that an older program reads a newer ledger."""
    event, _word = EVENTS[kind]
    return event(**{name: _field(name, value) for name, value in payload.items() if name in event._fields})


_DATES = frozenset({"declared_due", "expires", "follow_by", "told_on", "supply_by", "held_for", "check_by", "valid_from", "valid_to"})


_READ = _DATES | {"outcome", "days", "applicant_type"}


def _field(name: str, value: Any) -> Any:  # noqa: ANN401 - see _plain
    if type(value) is str and name not in _READ:
        return value
    if name in _DATES:
        return date.fromisoformat(value)
    if name == "outcome":
        return Outcome(value)
    if name == "applicant_type":
        return ApplicantType(value)
    if name == "days":
        return int(value)
    return tuple(value) if isinstance(value, list) else value
