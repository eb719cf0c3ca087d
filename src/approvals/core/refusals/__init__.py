"""What law and stage forbid, called before an event is written. Each refusal names its article and the way on."""

from collections.abc import Sequence

from approvals.core import events as kinds
from approvals.core.entry import NAMES_AMENDED, PERSONAL, Entry, event_from, payload_of, type_of
from approvals.core.events import Event
from approvals.core.fold import after, amended, receive, ripened
from approvals.core.law import Law
from approvals.core.refusals import ending, handling, receipt
from approvals.core.request import Request
from approvals.errors import NotAllowed, WrongUsage
from approvals.language import N_

__all__ = ["amendable", "check", "standing_before_law"]

_CHECKS = {**receipt.CHECKS, **handling.CHECKS, **ending.CHECKS}
# The item makes the request what it is; names of persons are put right with --applicant, so that they stay out of the ledger.
# A day is put right with --happened-on; an amendment of a day is taken back and made anew.
_FIXED = frozenset({"item", *PERSONAL["received"], "happened_on"})


def check(request: Request, entry: Entry, law: Law, *, late: bool = False) -> None:
    """Refuse an event that law or stage forbid; `late` takes an extension after the limit as the violation it is."""
    ripe = ripened(request, entry.day, law)
    _CHECKS[type_of(entry.event)](ripe, entry.event, entry, law)
    if isinstance(entry.event, kinds.Extended):
        handling.extension_in_time(ripe, entry, law, late=late)


def standing_before_law(number: str, entries: Sequence[Entry], law: Law) -> None:
    """Refuse an amendment that leaves a history the law would have refused, or one without its receipt."""
    standing = amended(entries)
    if not standing or not isinstance(standing[0].event, kinds.Received):
        raise NotAllowed(N_("The receipt of {number} cannot be struck out: void the request with `approvals request void {number}`."), number=number)
    request = receive(number, standing[0])
    for entry in standing[1:]:
        check(request, entry, law, late=True)
        request = after(request, entry, law)


def amendable(event: Event, change: kinds.Amended) -> None:
    """Refuse an amendment of words that the event does not have, or that are none of the kind it wants."""
    known = [name for name, value in zip(event._fields, event, strict=True) if not isinstance(value, (tuple, bool)) and name not in _FIXED]
    for name, value in zip(change.fields[::2], change.fields[1::2], strict=True):
        if name not in known:
            raise WrongUsage(N_("The event has no word “{name}” to put right: it has {known}."), name=name, known=tuple(known) or "—")
        try:
            event_from(type_of(event), {**payload_of(event), name: value})
        except ValueError:
            raise WrongUsage(N_("“{value}” is not what “{name}” holds: write dates like 2026-03-02, numbers as numbers."), value=value, name=name) from None
    if any(getattr(change, name) for name in NAMES_AMENDED) and not isinstance(event, kinds.Received):
        raise WrongUsage(N_("Only the receipt names the applicant: amend its event."))
