"""Inspections (窗口督查): what was found at a counter, in a town or department, put right on the spot or by a day, and checked again."""

from datetime import date

from approvals.core.deadline_kind import DeadlineKind
from approvals.core.oversight.course import VOIDING, Step, forwards, name_in, noun_of
from approvals.core.oversight.lists import limit_of
from approvals.core.oversight.matter import Happening, Matter, Owed
from approvals.core.oversight.settings import Oversight
from approvals.core.oversight.stage import Stage
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple

NOTHING = "none"
"""The id of the finding that nothing was found (无问题)."""


class Inspected(NamedTuple):
    """What was found at a counter, a body (town, village) or elsewhere in a department; `name` is a person who is not on the staff."""

    findings: tuple[str, ...]
    counter: str = ""
    body: str = ""
    department: str = ""
    person: str = ""
    name: str = ""
    fixed: str = ""
    rectify_by: date | None = None
    text: str = ""
    document: str = ""


class Rectified(NamedTuple):
    """整改: what the department did about it."""

    measure: str
    document: str = ""


class Rechecked(NamedTuple):
    """复查: whether it is put right; what is not is owed again, by a new day."""

    passed: bool = False
    rectify_by: date | None = None
    text: str = ""


def _inspected(matter: Matter, happening: Happening, event: Inspected, rules: Oversight) -> Matter:
    place = name_in(rules.counters, event.counter) or name_in(rules.bodies, event.body)
    found = "、".join(name_in(rules.findings, one) for one in event.findings)
    title = f"{place}：{found}" if place else found
    matter = matter._replace(title=title, department=event.department, person=event.person)
    matter = matter.having(
        counter=event.counter or None, body=event.body or None, findings=list(event.findings), fixed=event.fixed or None, inspected=happening.day
    )
    if event.findings == (NOTHING,):
        return matter.ended(Stage.CLOSED, happening.day)
    if event.fixed and not event.rectify_by:
        return matter.ended(Stage.FIXED, happening.day)
    return _owing(matter, happening, event.rectify_by, rules)


def _owing(matter: Matter, happening: Happening, due: date | None, rules: Oversight) -> Matter:
    limit = None if due else limit_of(rules, "inspection", "rectify_within")
    again = matter.values.get("again", 0)
    owed = Owed(DeadlineKind.RECTIFICATION, happening.day, limit, due, about=str(again + 1) if again else "", person=matter.person)
    return matter._replace(stage=Stage.OWED, closed=None).owing(owed)


def _rectified(matter: Matter, happening: Happening, event: Rectified, _rules: Oversight) -> Matter:
    matter = matter.done(DeadlineKind.RECTIFICATION, happening.day)
    return matter._replace(stage=Stage.RECTIFIED).having(rectified=happening.day, measure=event.measure)


def _rechecked(matter: Matter, happening: Happening, event: Rechecked, rules: Oversight) -> Matter:
    matter = matter.having(rechecked=happening.day, passed=event.passed)
    if event.passed:
        return matter.ended(Stage.CLOSED, happening.day)
    return _owing(matter.having(again=matter.values.get("again", 0) + 1, rectified=None, measure=None), happening, event.rectify_by, rules)


def _check_inspected(_matter: Matter, happening: Happening, event: Inspected, rules: Oversight) -> None:
    forwards(happening, event.rectify_by)
    if NOTHING not in event.findings:
        if not event.fixed:
            _check_owed(event.rectify_by, rules)
    elif len(event.findings) > 1 or event.fixed or event.rectify_by:
        raise WrongUsage(N_("Where nothing was found, there is no other finding, and nothing to put right: leave it out."))


def _check_rechecked(_matter: Matter, happening: Happening, event: Rechecked, rules: Oversight) -> None:
    forwards(happening, event.rectify_by)
    if not event.passed:
        _check_owed(event.rectify_by, rules)
    elif event.rectify_by:
        raise WrongUsage(N_("What passed owes nothing: leave out --rectify-by."))


def _check_owed(due: date | None, rules: Oversight) -> None:
    if not due and not limit_of(rules, "inspection", "rectify_within"):
        template = N_("By when is it put right? Say so with --rectify-by, or for all with `rectify_within` in the table `inspection` of the oversight files.")
        raise WrongUsage(template)


INSPECTION = noun_of(
    "inspection",
    "JC",
    N_("inspection record"),
    (
        Step("inspected", Inspected, N_("inspected"), _inspected, check=_check_inspected),
        Step("rectified", Rectified, N_("put right"), _rectified, frozenset({Stage.OWED}), N_("In {number} there is nothing to put right."), own=True),
        Step(
            "rechecked",
            Rechecked,
            N_("checked again"),
            _rechecked,
            frozenset({Stage.OWED, Stage.RECTIFIED, Stage.FIXED}),
            N_("In {number} there is nothing to check again."),
            check=_check_rechecked,
        ),
        VOIDING,
    ),
    frozenset({"name"}),
)
