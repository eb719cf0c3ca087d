"""Where a request (办件) stands."""

from collections.abc import Mapping
from enum import StrEnum

from approvals.language import N_


class Stage(StrEnum):
    """Where a request stands."""

    RECEIVED = "received"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    STOPPED = "stopped"
    FORWARDED = "forwarded"
    DECIDED = "decided"
    COMPLETED = "completed"
    DELIVERED = "delivered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    TERMINATED = "terminated"
    VOIDED = "voided"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return STAGES[self], {}


STAGES = {
    Stage.RECEIVED: N_("received, not accepted yet"),
    Stage.WAITING: N_("waiting for supplements"),
    Stage.ACCEPTED: N_("being handled"),
    Stage.STOPPED: N_("stopped by a special procedure"),
    Stage.FORWARDED: N_("forwarded, the higher authority has it"),
    Stage.DECIDED: N_("decided, not completed yet"),
    Stage.COMPLETED: N_("completed"),
    Stage.DELIVERED: N_("delivered"),
    Stage.DECLINED: N_("not accepted"),
    Stage.WITHDRAWN: N_("withdrawn"),
    Stage.LAPSED: N_("closed, supplement never came"),
    Stage.TERMINATED: N_("terminated"),
    Stage.VOIDED: N_("voided"),
}


OPEN = frozenset({Stage.RECEIVED, Stage.WAITING, Stage.ACCEPTED, Stage.STOPPED, Stage.FORWARDED, Stage.DECIDED})
