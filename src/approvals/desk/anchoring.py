"""The head of the chain carried out of the register, and the proof that nothing before it was rewritten or cut off."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from approvals.core.anchor import Anchor
from approvals.files.halls import code_of, name_of
from approvals.language import N_, Sentence
from approvals.store import history

if TYPE_CHECKING:
    from approvals.desk.register import Desk


def head(desk: "Desk") -> Anchor:
    """Return the head of the chain as it is now."""
    last = history.last(desk.connection)
    told = (last.sequence, last.hash, last.recorded_at) if last else (0, history.FIRST_PREVIOUS, "")
    return Anchor(*told, code_of(desk.root), name_of(desk.root))


def unanchored(desk: "Desk", anchor: Anchor) -> Iterator[Sentence]:
    """Yield a sentence where the chain does not lead through an anchor: its tail was cut off, or something before the anchor was rewritten.

    The chain itself has to be whole: then the hash of one event stands for all before it.
    """
    last = history.head(desk.connection)[0]
    if last < anchor.sequence:
        template = N_("The chain ends with event {last}, and the anchor names event {sequence}: its end was cut off, or an old copy was put in its place.")
        yield Sentence(template, {"last": last, "sequence": anchor.sequence})
    elif not history.hash_at(desk.connection, anchor.sequence).startswith(anchor.hash):
        template = N_("Event {sequence} is not the one that the anchor names: it, or an event before it, was rewritten.")
        yield Sentence(template, {"sequence": anchor.sequence})
