"""The problems of enterprises (企业问题清单): raised, whose they are and until when, and taken off the list (销号) when they are settled."""

from datetime import date

from approvals.core.deadline_kind import DeadlineKind
from approvals.core.oversight.course import VOIDING, Step, forwards, noun_of
from approvals.core.oversight.lists import limit_of
from approvals.core.oversight.matter import Happening, Matter, Owed
from approvals.core.oversight.settings import Oversight
from approvals.core.oversight.stage import Stage
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple


class Raised(NamedTuple):
    """A problem of an enterprise, and who has to settle it by when; `project` is the major project that it belongs to."""

    enterprise: str
    text: str
    department: str
    person: str = ""
    settle_by: date | None = None
    project: str = ""


class Progressed(NamedTuple):
    """What was done meanwhile."""

    text: str
    document: str = ""


class Settled(NamedTuple):
    """销号: how it was settled, and the paper that shows it."""

    how: str
    document: str = ""


class Reopened(NamedTuple):
    """Back on the list, for a reason, and owed again."""

    reason: str
    settle_by: date | None = None


def _raised(matter: Matter, happening: Happening, event: Raised, rules: Oversight) -> Matter:
    title = f"{event.enterprise}：{event.text}"
    matter = matter._replace(title=title, department=event.department, person=event.person)
    matter = matter.having(enterprise=event.enterprise, problem=event.text, project=event.project or None)
    return _owing(matter, happening, event.settle_by, rules)


def _owing(matter: Matter, happening: Happening, due: date | None, rules: Oversight) -> Matter:
    again = matter.values.get("again", 0)
    limit = None if due else limit_of(rules, "problem", "settle_within")
    owed = Owed(DeadlineKind.PROBLEM, happening.day, limit, due, about=str(again + 1) if again else "", person=matter.person)
    return matter._replace(stage=Stage.OPEN, closed=None).owing(owed)


def _progressed(matter: Matter, happening: Happening, event: Progressed, _rules: Oversight) -> Matter:
    return matter.having(progressed=happening.day, progress=event.text)


def _settled(matter: Matter, happening: Happening, event: Settled, _rules: Oversight) -> Matter:
    return matter.having(settled=happening.day, how=event.how, document=event.document or None).ended(Stage.SETTLED, happening.day)


def _reopened(matter: Matter, happening: Happening, event: Reopened, rules: Oversight) -> Matter:
    matter = matter.having(again=matter.values.get("again", 0) + 1, reason=event.reason, settled=None, how=None, document=None)
    return _owing(matter, happening, event.settle_by, rules)


def _check_due(_matter: Matter, happening: Happening, event: Raised | Reopened, rules: Oversight) -> None:
    forwards(happening, event.settle_by)
    if not event.settle_by and not limit_of(rules, "problem", "settle_within"):
        template = N_("By when is it settled? Say so with --due, or for all with `settle_within` in the table `problem` of the oversight files.")
        raise WrongUsage(template)


_OPEN, _CLOSED = frozenset({Stage.OPEN}), N_("{number} is not open: it is settled or voided.")
PROBLEM = noun_of(
    "problem",
    "WT",
    N_("problem"),
    (
        Step("raised", Raised, N_("problem raised"), _raised, check=_check_due),
        Step("progressed", Progressed, N_("progress"), _progressed, _OPEN, _CLOSED, own=True),
        Step("settled", Settled, N_("settled"), _settled, _OPEN, _CLOSED, own=True),
        Step("reopened", Reopened, N_("opened again"), _reopened, frozenset({Stage.SETTLED}), N_("{number} is not settled."), check=_check_due),
        VOIDING,
    ),
)._replace(public=True)
