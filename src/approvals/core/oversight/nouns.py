"""The kinds of matters that events of their own make (duties come from their files), and which of their words stand apart from the ledger."""

from collections.abc import Mapping

from approvals.core.entry import PERSONAL
from approvals.core.oversight.complaint import COMPLAINT
from approvals.core.oversight.matter import Noun

NOUNS: Mapping[str, Noun] = {noun.kind: noun for noun in (COMPLAINT,)}


def apart(subject_kind: str, kind: str) -> frozenset[str]:
    """Return the fields of an event that name a person: the ledger holds only their salted hash."""
    if subject_kind == "request":
        return PERSONAL.get(kind, frozenset())
    noun = NOUNS.get(subject_kind)
    return noun.personal if noun and kind in noun.events and noun.events[kind][0] in noun.opening else frozenset()
