"""Where a matter of oversight stands that is no complaint."""

from collections.abc import Mapping
from enum import StrEnum

from approvals.language import N_


class Stage(StrEnum):
    """Where a matter stands: which of these there are is said by the course of its kind."""

    OPEN = "open"
    PLANNED = "planned"
    OWED = "owed"
    RECTIFIED = "rectified"
    FIXED = "fixed"
    REPORTED = "reported"
    SETTLED = "settled"
    CLOSED = "closed"
    VOIDED = "voided"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return STAGES[self], {}


STAGES: Mapping[str, str] = {
    Stage.OPEN: N_("open"),
    Stage.PLANNED: N_("planned"),
    Stage.OWED: N_("to be put right"),
    Stage.RECTIFIED: N_("put right, to be checked again"),
    Stage.FIXED: N_("put right on the spot"),
    Stage.REPORTED: N_("reported"),
    Stage.SETTLED: N_("settled"),
    Stage.CLOSED: N_("closed"),
    Stage.VOIDED: N_("voided"),
}
ALIVE = frozenset(Stage) - {Stage.VOIDED}
