"""Matters as the ledger stood right after an event: folded from the events up to it, so that what comes later changes nothing."""

from typing import TYPE_CHECKING

from approvals.core.oversight.matter import Happening, Matter, Noun, matter_of
from approvals.desk.matter import happening_from
from approvals.store import history

if TYPE_CHECKING:
    from approvals.desk.register import Desk


def matters_at(desk: "Desk", noun: Noun, head: int) -> list[Matter]:
    """Return all matters of a kind as the events up to one leave them, in the order in which they were opened; personal values are not read."""
    happened: dict[str, list[Happening]] = {}
    for stored in history.events_of_kind(desk.connection, noun.kind, head):
        happened.setdefault(stored.subject_id, []).append(happening_from(noun, stored, {}))
    return [matter_of(noun, number, own, desk.oversight_at(own[0].sequence or 0)) for number, own in happened.items()]
