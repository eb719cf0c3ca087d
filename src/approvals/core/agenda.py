"""What somebody has to do on a day, in the order in which it presses."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from approvals.core.deadline_kind import DeadlineKind
from approvals.language import N_


class Section(StrEnum):
    """How something presses, the most urgent first."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    ACCEPTANCE = "acceptance"
    PROCEDURE = "procedure"
    ORDER = "order"
    CARD = "card"
    DUTY = "duty"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _NAMES[self], {}

    @property
    def place(self) -> int:
        """Return its place in the order."""
        return list(Section).index(self)


_NAMES = {
    Section.OVERDUE: N_("overdue"),
    Section.TODAY: N_("due today"),
    Section.SOON: N_("due in two days"),
    Section.ACCEPTANCE: N_("to accept"),
    Section.PROCEDURE: N_("procedure ends"),
    Section.ORDER: N_("order to reply to"),
    Section.CARD: N_("card to rule on"),
    Section.DUTY: N_("duty"),
}
_OWN = {DeadlineKind.STOP: Section.PROCEDURE, DeadlineKind.ORDER: Section.ORDER, DeadlineKind.DUTY: Section.DUTY}


def section_of(kind: DeadlineKind, due: date, today: date, soon: date) -> Section | None:
    """Return how something due on a day presses, None where it does not yet; `soon` is the second working day from today."""
    if kind in _OWN:
        return _OWN[kind]
    if due <= soon:
        return Section.OVERDUE if due < today else Section.TODAY if due == today else Section.SOON
    return Section.ACCEPTANCE if kind is DeadlineKind.ACCEPTANCE else None
