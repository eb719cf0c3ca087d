"""Accountability (问责): whom, why, by which measure, and who decided it."""

from approvals.core.oversight.course import VOIDING, Step, name_in, noun_of
from approvals.core.oversight.lists import measures
from approvals.core.oversight.matter import Happening, Matter
from approvals.core.oversight.settings import Oversight
from approvals.core.oversight.stage import Stage
from approvals.language import N_
from approvals.record import NamedTuple


class HeldToAccount(NamedTuple):
    """A person, or a department as a whole, is held to account; `because` is the number of what it follows from: a card, complaint, inspection."""

    department: str
    measure: str
    reason: str
    authority: str
    name: str = ""
    because: str = ""
    document: str = ""


def _held(matter: Matter, happening: Happening, event: HeldToAccount, rules: Oversight) -> Matter:
    title = name_in(measures(rules), event.measure)
    matter = matter._replace(title=title, department=event.department).having(
        measure=event.measure,
        reason=event.reason,
        authority=event.authority,
        of_person=bool(event.name),
        because=event.because or None,
        document=event.document or None,
    )
    return matter.ended(Stage.CLOSED, happening.day)


ACCOUNTABILITY = noun_of(
    "accountability",
    "WZ",
    N_("accountability record"),
    (Step("held", HeldToAccount, N_("held to account"), _held), VOIDING),
    frozenset({"name"}),
)
