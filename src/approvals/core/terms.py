"""The words of the guide that are enumerations: the kind of a power, how an item is handled, how well a limit was read."""

from collections.abc import Mapping
from enum import StrEnum

from approvals.language import N_


class Term(StrEnum):
    """An enumeration whose members are said in the field's words."""

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for the member."""
        return WORDS[self], {}


class Kind(Term):
    """The kind of a power (事项类型)."""

    LICENCE = "administrative_licence"
    PENALTY = "administrative_penalty"
    COMPULSION = "administrative_compulsion"
    LEVY = "administrative_levy"
    BENEFIT = "administrative_benefit"
    INSPECTION = "administrative_inspection"
    CONFIRMATION = "administrative_confirmation"
    REWARD = "administrative_reward"
    ADJUDICATION = "administrative_adjudication"
    OTHER = "other"
    PUBLIC_SERVICE = "public_service"


class Handling(Term):
    """How an item is handled: finished over the counter (即办件) or within a promise (承诺件)."""

    ON_THE_SPOT = "on_the_spot"
    PROMISED = "promised"


class Grade(Term):
    """How well the legal basis of a limit was read; only A and A* are shown as checked."""

    SPECIAL_LIMIT = "A"
    GENERAL_LIMIT = "A*"
    RULE = "B"
    UNCHECKED = "C"


class Offer(Term):
    """Whether somebody may apply for an item on a day."""

    OPEN = "open"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


WORDS: dict[Term, str] = {
    Kind.LICENCE: N_("administrative licence"),
    Kind.PENALTY: N_("administrative penalty"),
    Kind.COMPULSION: N_("administrative compulsion"),
    Kind.LEVY: N_("administrative levy"),
    Kind.BENEFIT: N_("administrative benefit"),
    Kind.INSPECTION: N_("administrative inspection"),
    Kind.CONFIRMATION: N_("administrative confirmation"),
    Kind.REWARD: N_("administrative reward"),
    Kind.ADJUDICATION: N_("administrative adjudication"),
    Kind.OTHER: N_("other power"),
    Kind.PUBLIC_SERVICE: N_("public service"),
    Handling.ON_THE_SPOT: N_("on-the-spot item"),
    Handling.PROMISED: N_("promised item"),
    Grade.SPECIAL_LIMIT: N_("checked: article and special limit read"),
    Grade.GENERAL_LIMIT: N_("checked: no special limit, the general one applies"),
    Grade.RULE: N_("from a ministerial rule"),
    Grade.UNCHECKED: N_("not checked"),
    Offer.OPEN: N_("offered"),
    Offer.SUSPENDED: N_("suspended"),
    Offer.WITHDRAWN: N_("no longer offered"),
}

KINDS = {
    "行政许可": Kind.LICENCE,
    "行政处罚": Kind.PENALTY,
    "行政强制": Kind.COMPULSION,
    "行政征收": Kind.LEVY,
    "行政给付": Kind.BENEFIT,
    "行政检查": Kind.INSPECTION,
    "行政确认": Kind.CONFIRMATION,
    "行政奖励": Kind.REWARD,
    "行政裁决": Kind.ADJUDICATION,
    "其他": Kind.OTHER,
    "公共服务": Kind.PUBLIC_SERVICE,
    **{str(kind): kind for kind in Kind},
}
HANDLINGS = {"即办件": Handling.ON_THE_SPOT, "承诺件": Handling.PROMISED, **{str(handling): handling for handling in Handling}}
GRADES = {str(grade): grade for grade in Grade}
