"""Visits (到企业检查) of superior organs to enterprises: whether announced, which department co-operates, and what came of it."""

from datetime import date

from approvals.core.deadline_kind import DeadlineKind
from approvals.core.oversight.course import VOIDING, Step, noun_of
from approvals.core.oversight.lists import limit_of
from approvals.core.oversight.matter import Happening, Matter, Owed
from approvals.core.oversight.settings import Oversight
from approvals.core.oversight.stage import Stage
from approvals.language import N_
from approvals.record import NamedTuple

COOPERATION = "cooperation"


class Visited(NamedTuple):
    """A visit that was announced, or that took place: `day` is its day where that is not the day of the record; `document` the approval."""

    organ: str
    enterprise: str
    purpose: str
    day_on: date | None = None
    announced: bool = False
    document: str = ""
    department: str = ""


class CoOperated(NamedTuple):
    """配合: what the department did for the visit."""

    text: str


class Resulted(NamedTuple):
    """What came of the visit."""

    result: str
    document: str = ""


def _visited(matter: Matter, happening: Happening, event: Visited, rules: Oversight) -> Matter:
    day = event.day_on or happening.day
    matter = matter._replace(title=f"{event.organ}：{event.enterprise}", department=event.department, stage=Stage.OPEN).having(
        organ=event.organ,
        enterprise=event.enterprise,
        purpose=event.purpose,
        visited=day,
        announced=event.announced,
        document=event.document or None,
    )
    limit = limit_of(rules, "visit", "log_within")
    if not event.department or not limit:
        return matter
    return matter.owing(Owed(DeadlineKind.DUTY, max(day, happening.day), limit, about=COOPERATION))


def _cooperated(matter: Matter, happening: Happening, event: CoOperated, _rules: Oversight) -> Matter:
    return matter.done(DeadlineKind.DUTY, happening.day).having(cooperated=happening.day, cooperation=event.text)


def _resulted(matter: Matter, happening: Happening, event: Resulted, _rules: Oversight) -> Matter:
    matter = matter.having(result=event.result)
    if matter.running(DeadlineKind.DUTY):
        return matter._replace(stage=Stage.REPORTED)
    return matter.ended(Stage.CLOSED, happening.day)


_RUNNING = frozenset({Stage.OPEN, Stage.REPORTED})
VISIT = noun_of(
    "visit",
    "ZF",
    N_("visit"),
    (
        Step("visited", Visited, N_("visit"), _visited),
        Step("cooperated", CoOperated, N_("co-operated"), _cooperated, _RUNNING, own=True),
        Step("resulted", Resulted, N_("what came of it"), _resulted, _RUNNING),
        VOIDING,
    ),
)
