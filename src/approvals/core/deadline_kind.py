"""What is owed by a date, of a request and of a matter of oversight alike."""

from collections.abc import Mapping
from enum import StrEnum

from approvals.language import N_


class DeadlineKind(StrEnum):
    """What is owed by a date."""

    PROMISED = "promised"
    STATUTORY = "statutory"
    ACCEPTANCE = "acceptance"
    WAITING = "waiting"
    FOLLOWING = "following"
    EXTENSION = "extension"
    STOP = "stop"
    STEP = "step"
    INSPECTION = "inspection"
    JOINT = "joint"
    HEARING = "hearing"
    DELIVERY = "delivery"
    DECLARATION = "declaration"
    PUBLICATION = "publication"
    RENEWAL = "renewal"
    ORDER = "order"
    COMPLAINT_ACCEPTANCE = "complaint_acceptance"
    COMPLAINT_HANDLING = "complaint_handling"
    FIRST_REPLY = "first_reply"
    PROGRESS = "progress"
    FOLLOW_UP = "follow_up"
    DUTY = "duty"
    RECTIFICATION = "rectification"
    PROBLEM = "problem"
    SUBMISSION = "submission"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _NAMES[self], {}


_NAMES = {
    DeadlineKind.PROMISED: N_("promised"),
    DeadlineKind.STATUTORY: N_("statutory"),
    DeadlineKind.ACCEPTANCE: N_("acceptance or notice of what is missing"),
    DeadlineKind.WAITING: N_("supplement by the applicant"),
    DeadlineKind.FOLLOWING: N_("materials to follow"),
    DeadlineKind.EXTENSION: N_("extension"),
    DeadlineKind.STOP: N_("special procedure"),
    DeadlineKind.STEP: N_("step"),
    DeadlineKind.INSPECTION: N_("two inspectors sent"),
    DeadlineKind.JOINT: N_("co-department"),
    DeadlineKind.HEARING: N_("hearing"),
    DeadlineKind.DELIVERY: N_("delivery"),
    DeadlineKind.DECLARATION: N_("check of the declaration"),
    DeadlineKind.PUBLICATION: N_("publication"),
    DeadlineKind.RENEWAL: N_("decision before expiry"),
    DeadlineKind.ORDER: N_("reply to a follow-up order"),
    DeadlineKind.COMPLAINT_ACCEPTANCE: N_("acceptance of a complaint"),
    DeadlineKind.COMPLAINT_HANDLING: N_("handling of a complaint"),
    DeadlineKind.FIRST_REPLY: N_("first reply"),
    DeadlineKind.PROGRESS: N_("progress entry"),
    DeadlineKind.FOLLOW_UP: N_("follow-up call"),
    DeadlineKind.DUTY: N_("duty"),
    DeadlineKind.RECTIFICATION: N_("rectification"),
    DeadlineKind.PROBLEM: N_("settling of a problem"),
    DeadlineKind.SUBMISSION: N_("reply to a submission"),
}
