"""Evaluations (民主测评): a questionnaire put to respondent groups about departments for a period; each ballot is an event of its own."""

import re

from approvals.core.oversight.matter import Happening, Matter, Noun, in_order, in_stage
from approvals.core.oversight.questionnaire import questionnaires
from approvals.core.oversight.settings import Oversight
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple

OPEN, CLOSED, VOIDED = "open", "closed", "voided"
CAST = "cast"
_PERIOD = re.compile(r"[0-9]{4}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?")


class Opened(NamedTuple):
    """The questionnaire in force that day is put to the respondents, about departments, for a period: 2026, 2026-H1, 2026-Q4 or 2026-11."""

    questionnaire: str
    period: str
    departments: tuple[str, ...]


class Loaded(NamedTuple):
    """A file of ballots was taken; the hash of its bytes keeps it from being counted twice."""

    file: str
    sha256: str
    ballots: int


class Closed(NamedTuple):
    """No ballot is taken any more, and the result can be shown."""


class Voided(NamedTuple):
    """The evaluation does not count, for a reason."""

    reason: str


def _grown(matter: Matter, happening: Happening, _rules: Oversight) -> Matter:
    event = happening.event
    if isinstance(event, Opened):
        kept = {"questionnaire": event.questionnaire, "period": event.period, "departments": list(event.departments)}
        return matter._replace(title=event.questionnaire, stage=OPEN).having(**kept)
    if isinstance(event, Loaded):
        return matter.having(files=[*matter.values.get("files", ()), event.sha256])
    if isinstance(event, Closed):
        return matter.ended(CLOSED, happening.day)
    return matter.ended(VOIDED, happening.day).having(reason=event.reason)


def _refuse(matter: Matter, happening: Happening, rules: Oversight) -> None:
    event = happening.event
    if isinstance(event, Opened):
        known = questionnaires(rules)
        if event.questionnaire not in known:
            template = N_("There is no questionnaire {name}: write one of {known}, or add it to the oversight files.")
            raise WrongUsage(template, name=event.questionnaire, known=tuple(known) or "—")
        if not _PERIOD.fullmatch(event.period):
            raise WrongUsage(N_("“{period}” is no period: write it like 2026, 2026-H1, 2026-Q4 or 2026-11."), period=event.period)
        return
    in_order(matter, happening)
    if isinstance(event, Voided):
        in_stage(matter, {OPEN, CLOSED}, N_("Evaluation {number} is void already."))
    else:
        in_stage(matter, {OPEN}, N_("Evaluation {number} is closed: nothing is added to it any more."))


EVALUATION = Noun(
    "evaluation",
    "PY",
    N_("evaluation"),
    {
        "opened": (Opened, N_("opened")),
        "loaded": (Loaded, N_("ballots loaded")),
        "closed": (Closed, N_("closed")),
        "voided": (Voided, N_("voided")),
    },
    frozenset({Opened}),
    _grown,
    _refuse,
)


class Cast(NamedTuple):
    """A ballot about one department: the level of each aspect in the order of the questionnaire, `-` for “don't know”.

    The respondent, a number of the roster or a name, stands apart from the ledger; of an anonymous evaluation there is none.
    """

    evaluation: str
    department: str
    group: str
    answers: tuple[str, ...]
    respondent: str = ""
    text: str = ""


class Struck(NamedTuple):
    """The ballot does not count, for a reason: it was entered by mistake."""

    reason: str


def _ballot(matter: Matter, happening: Happening, _rules: Oversight) -> Matter:
    event = happening.event
    if isinstance(event, Cast):
        cast = matter._replace(title=event.evaluation, department=event.department, stage=CAST, closed=happening.day)
        return cast.having(evaluation=event.evaluation, group=event.group, answers=list(event.answers))
    return matter._replace(stage=VOIDED).having(reason=event.reason)


def _refuse_ballot(matter: Matter, happening: Happening, _rules: Oversight) -> None:
    if isinstance(happening.event, Struck):
        in_order(matter, happening)
        in_stage(matter, {CAST}, N_("Ballot {number} is struck out already."))


BALLOT = Noun(
    "ballot",
    "PP",
    N_("ballot"),
    {"cast": (Cast, N_("ballot cast")), "struck": (Struck, N_("struck out"))},
    frozenset({Cast}),
    _ballot,
    _refuse_ballot,
    frozenset({"respondent", "text"}),
)
