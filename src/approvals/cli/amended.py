"""What an amendment changed, old and new side by side."""

from approvals.cli import output
from approvals.core.entry import Entry, payload_of
from approvals.core.events import Amended
from approvals.language import N_, _

_NAMED = {"applicant": N_("applicant"), "contact": N_("contact"), "legal_representative": N_("legal representative")}


def say_changes(before: Entry, change: Amended) -> None:
    """Print a line for each value that an amendment of an event changed."""
    if change.struck:
        output.say(N_("  event {sequence} never happened"), sequence=before.sequence)
    if change.happened_on:
        output.say(N_("  happened: {old} → {new}"), old=str(before.happened_on)[:16], new=change.happened_on[:16])
    old = payload_of(before.event)
    for name, word in _NAMED.items():
        if new := getattr(change, name):
            output.say(N_("  {field}: {old} → {new}"), field=_(word), old=str(old.get(name) or "—"), new=new)
    for name, new in zip(change.fields[::2], change.fields[1::2], strict=True):
        output.say(N_("  {field}: {old} → {new}"), field=name, old=str(old.get(name) or "—"), new=new or "—")
