"""Who applies (申请人): what kind of person, in the words of this program and in those of the field."""

from collections.abc import Mapping
from enum import StrEnum

from approvals.language import N_


class ApplicantType(StrEnum):
    """The kind of an applicant (申请人类型)."""

    NATURAL = "natural"
    LEGAL = "legal"
    OTHER = "other"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _TYPES[self], {}


_TYPES = {ApplicantType.NATURAL: N_("natural person"), ApplicantType.LEGAL: N_("legal person"), ApplicantType.OTHER: N_("other organisation")}
TYPE_WORDS: Mapping[str, ApplicantType] = {"自然人": ApplicantType.NATURAL, "法人": ApplicantType.LEGAL, "其他组织": ApplicantType.OTHER}
"""The words of the field, as tables of other systems and the national ones have them."""
