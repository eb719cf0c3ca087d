"""The kinds of matters that events of their own make (duties come from their files), and which of their words stand apart from the ledger."""

from collections.abc import Mapping

from approvals.core.entry import PERSONAL
from approvals.core.oversight.accountability import ACCOUNTABILITY
from approvals.core.oversight.assessment import ASSESSMENT
from approvals.core.oversight.audit import AUDIT
from approvals.core.oversight.complaint import COMPLAINT
from approvals.core.oversight.evaluation import BALLOT, EVALUATION
from approvals.core.oversight.inspection import INSPECTION
from approvals.core.oversight.matter import Noun
from approvals.core.oversight.problem import PROBLEM
from approvals.core.oversight.project import PROJECT
from approvals.core.oversight.rating import RATING
from approvals.core.oversight.roster import EVALUATOR, SUBMISSION
from approvals.core.oversight.supervision import SUPERVISION
from approvals.core.oversight.visit import VISIT

_ALL = (COMPLAINT, RATING, INSPECTION, SUPERVISION, VISIT, ACCOUNTABILITY, AUDIT, EVALUATOR, SUBMISSION, EVALUATION, BALLOT, ASSESSMENT, PROBLEM, PROJECT)
NOUNS: Mapping[str, Noun] = {noun.kind: noun for noun in _ALL}


def apart(subject_kind: str, kind: str) -> frozenset[str]:
    """Return the fields of an event that name a person: the ledger holds only their salted hash."""
    if subject_kind == "request":
        return PERSONAL.get(kind, frozenset())
    noun = NOUNS.get(subject_kind)
    return noun.personal if noun and kind in noun.events and noun.events[kind][0] in noun.opening else frozenset()


# A link from one of these to a request tells who is behind it.
_LINKING = frozenset({COMPLAINT.kind, RATING.kind})
_LINKS = frozenset({"request", "complaint"})


def untold(event: object) -> frozenset[str]:
    """Return the fields of an event that no history tells: who is behind it, in which words, and which request would give that away."""
    noun = next((noun for noun in NOUNS.values() if type(event) in noun.opening), None)
    if noun is None:
        return frozenset()
    return noun.personal | _LINKS if noun.kind in _LINKING else noun.personal
