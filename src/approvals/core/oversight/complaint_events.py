"""What can happen to a complaint, where it stands, what was found, and how it is coordinated."""

from collections.abc import Mapping
from enum import StrEnum

from approvals.language import N_
from approvals.record import NamedTuple


class Conclusion(StrEnum):
    """What was found (属实、部分属实、不属实、无法查实)."""

    TRUE = "true"
    PARTLY = "partly"
    UNTRUE = "untrue"
    UNESTABLISHED = "unestablished"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _CONCLUSIONS[self], {}


_CONCLUSIONS = {
    Conclusion.TRUE: N_("true"),
    Conclusion.PARTLY: N_("partly true"),
    Conclusion.UNTRUE: N_("untrue"),
    Conclusion.UNESTABLISHED: N_("cannot be established"),
}


class Class(StrEnum):
    """How a complaint is coordinated (紧急及时调度、共性集中调度、疑难跟踪调度); ordinary ones are not."""

    ORDINARY = "ordinary"
    URGENT = "urgent"
    COMMON = "common"
    DIFFICULT = "difficult"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _CLASSES[self], {}


_CLASSES = {Class.ORDINARY: N_("ordinary"), Class.URGENT: N_("urgent"), Class.COMMON: N_("common"), Class.DIFFICULT: N_("difficult")}


class Recorded(NamedTuple):
    """有诉必记: a complaint reached the office, at any hour. Without a complainant it is anonymous; `consent` shows its request to the department."""

    channel: str
    text: str
    about: str = ""
    department: str = ""
    target: str = ""
    complainant: str = ""
    contact: str = ""
    request: str = ""
    consent: bool = False
    coordination: str = ""
    source_number: str = ""


class HandedOver(NamedTuple):
    """A report of wrongdoing (举报) went to the discipline organ: that it did is all that is kept (信访工作条例 30)."""

    organ: str
    document: str = ""


class Accepted(NamedTuple):
    """受理: the office takes the complaint up, in one of its ways; where it is assigned, to which department and by which paper."""

    way: str
    department: str = ""
    person: str = ""
    document: str = ""


class Refused(NamedTuple):
    """不予受理, with its reason."""

    reason: str
    document: str = ""


class Assigned(NamedTuple):
    """交办、转办: the department got it; it learns what is complained about, never who complains."""

    department: str
    person: str = ""
    document: str = ""


class Classified(NamedTuple):
    """Put into a class of coordination."""

    coordination: str
    reason: str = ""


class Met(NamedTuple):
    """共性集中调度: one coordination meeting for several complaints; `others` are the numbers of those that it was held for beside this one."""

    others: tuple[str, ...]
    decision: str
    document: str = ""


class Extended(NamedTuple):
    """The handling takes longer, approved before its last day."""

    approver: str
    reason: str


class Progressed(NamedTuple):
    """What was done meanwhile; `answered` where the complainant was told (首次答复)."""

    text: str
    answered: bool = False


class Handled(NamedTuple):
    """有记必理: what the department did."""

    measure: str
    person: str = ""


class Concluded(NamedTuple):
    """有理必果: what was found, and the kind of remedy."""

    conclusion: str
    remedy: str = ""
    text: str = ""


class Replied(NamedTuple):
    """有果必复: how the complainant was told, or why no reply is possible."""

    how: str = ""
    impossible: str = ""
    text: str = ""


class FollowedUp(NamedTuple):
    """回访: whether the complainant is satisfied; who is not has the complaint handled again."""

    satisfied: bool = False
    text: str = ""


class Voided(NamedTuple):
    """Entered by mistake; it stays, with its reason, and is counted."""

    reason: str


class Stage(StrEnum):
    """Where a complaint stands."""

    RECORDED = "recorded"
    ACCEPTED = "accepted"
    HANDLED = "handled"
    CONCLUDED = "concluded"
    REPLIED = "replied"
    CLOSED = "closed"
    REFUSED = "refused"
    HANDED_OVER = "handed_over"
    VOIDED = "voided"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _STAGES[self], {}


_STAGES = {
    Stage.RECORDED: N_("recorded"),
    Stage.ACCEPTED: N_("being handled"),
    Stage.HANDLED: N_("handled"),
    Stage.CONCLUDED: N_("concluded"),
    Stage.REPLIED: N_("replied to"),
    Stage.CLOSED: N_("closed"),
    Stage.REFUSED: N_("not accepted"),
    Stage.HANDED_OVER: N_("handed over"),
    Stage.VOIDED: N_("voided"),
}
OPEN = frozenset({Stage.RECORDED, Stage.ACCEPTED, Stage.HANDLED, Stage.CONCLUDED, Stage.REPLIED})
CHECKS = ("recorded", "handled", "concluded", "replied")
"""The four checks on every complaint: the days on which each was done, under these names among its values."""
