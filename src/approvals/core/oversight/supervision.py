"""Special supervision (专项监察): a plan with its objects and subject, the findings with the day by which each is put right, the report."""

from datetime import date
from typing import Any

from approvals.core.deadline_kind import DeadlineKind
from approvals.core.oversight.course import VOIDING, Step, forwards, noun_of
from approvals.core.oversight.matter import Happening, Matter, Owed
from approvals.core.oversight.settings import Oversight
from approvals.core.oversight.stage import Stage
from approvals.errors import NoSuchThing, NotAllowed, WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple


class Planned(NamedTuple):
    """A plan: what is looked into, at which departments and bodies (towns, villages), with what content, from when to when."""

    subject: str
    content: str
    departments: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    begins_on: date | None = None
    ends_on: date | None = None
    document: str = ""


class Found(NamedTuple):
    """A finding, numbered in its order; what nobody has to put right has no day."""

    text: str
    department: str = ""
    body: str = ""
    person: str = ""
    rectify_by: date | None = None


class Rectified(NamedTuple):
    """整改: what was done about a finding, by its number."""

    finding: int
    measure: str
    document: str = ""


class Reported(NamedTuple):
    """The report on the whole, by the number of its paper."""

    document: str
    text: str = ""


class Closed(NamedTuple):
    """The supervision ended, with nothing left to be put right."""

    text: str = ""


def _planned(matter: Matter, _happening: Happening, event: Planned, _rules: Oversight) -> Matter:
    department = event.departments[0] if len(event.departments) == 1 and not event.bodies else ""
    return matter._replace(title=event.subject, department=department, stage=Stage.PLANNED).having(
        departments=list(event.departments) or None,
        bodies=list(event.bodies) or None,
        begins_on=event.begins_on,
        ends_on=event.ends_on,
        document=event.document or None,
        findings=0,
        unrectified=0,
    )


def _found(matter: Matter, happening: Happening, event: Found, _rules: Oversight) -> Matter:
    number = matter.values["findings"] + 1
    matter = matter._replace(stage=Stage.OPEN).having(findings=number)
    if not event.rectify_by:
        return matter
    owed = Owed(DeadlineKind.RECTIFICATION, happening.day, until=event.rectify_by, about=str(number), person=event.person, department=event.department)
    return matter.having(unrectified=matter.values["unrectified"] + 1).owing(owed)


def _rectified(matter: Matter, happening: Happening, event: Rectified, _rules: Oversight) -> Matter:
    return matter.done(DeadlineKind.RECTIFICATION, happening.day, str(event.finding)).having(unrectified=matter.values["unrectified"] - 1)


def _reported(matter: Matter, happening: Happening, event: Reported, _rules: Oversight) -> Matter:
    return matter._replace(stage=Stage.REPORTED).having(reported=happening.day, report=event.document)


def _closed(matter: Matter, happening: Happening, _event: Closed, _rules: Oversight) -> Matter:
    return matter.ended(Stage.CLOSED, happening.day)


def _check_planned(_matter: Matter, _happening: Happening, event: Planned, _rules: Oversight) -> None:
    if not event.departments and not event.bodies:
        raise WrongUsage(N_("Whom does it look into? Name at least one department, town or village with --object."))
    if event.begins_on and event.ends_on and event.ends_on < event.begins_on:
        raise WrongUsage(N_("The supervision would end before it begins: correct --from or --to."))


def _check_found(matter: Matter, happening: Happening, event: Found, _rules: Oversight) -> None:
    forwards(happening, event.rectify_by)
    values = matter.values
    if event.department not in {"", *values.get("departments", ())} or event.body not in {"", *values.get("bodies", ())}:
        known = (*values.get("departments", ()), *values.get("bodies", ()))
        raise WrongUsage(N_("{name} is no object of {number}: write one of {known}."), name=event.department or event.body, number=matter.number, known=known)


def _check_rectified(matter: Matter, _happening: Happening, event: Rectified, _rules: Oversight) -> None:
    found = [one for one in matter.owed if one.about == str(event.finding)]
    if not found:
        raise NoSuchThing(N_("{number} has no finding {finding} that has to be put right."), number=matter.number, finding=event.finding)
    if found[-1].ended:
        raise NotAllowed(N_("Finding {finding} of {number} is put right already."), number=matter.number, finding=event.finding)


def _check_closed(matter: Matter, _happening: Happening, _event: Closed, _rules: Oversight) -> None:
    left = tuple(one.about for one in matter.owed if one.ended is None)
    if left:
        raise NotAllowed(N_("{number} cannot be closed: these findings are not put right yet: {findings}."), number=matter.number, findings=left)


def answering(matter: Matter, event: Any) -> str:  # noqa: ANN401 - any event of a supervision
    """Return the department that may record an event itself: that of the finding which it put right."""
    if not isinstance(event, Rectified):
        return matter.department
    return next((one.department for one in matter.owed if one.about == str(event.finding)), "") or matter.department


_RUNNING = frozenset({Stage.PLANNED, Stage.OPEN, Stage.REPORTED})
SUPERVISION = noun_of(
    "supervision",
    "ZX",
    N_("special supervision"),
    (
        Step("planned", Planned, N_("planned"), _planned, check=_check_planned),
        Step("found", Found, N_("found"), _found, _RUNNING, check=_check_found),
        Step("rectified", Rectified, N_("put right"), _rectified, _RUNNING, check=_check_rectified, own=True),
        Step("reported", Reported, N_("reported"), _reported, _RUNNING),
        Step(
            "closed", Closed, N_("closed"), _closed, frozenset({Stage.REPORTED}), N_("{number} is not reported on yet, or closed already."), check=_check_closed
        ),
        VOIDING,
    ),
)._replace(answering=answering)
