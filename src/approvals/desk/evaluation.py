"""Evaluations in the register: opened, ballots taken one by one, closed, counted; one ballot per named respondent and department."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from approvals.core.dates import When, day_of
from approvals.core.number import spelt_out
from approvals.core.oversight.evaluation import BALLOT, CAST, CLOSED, EVALUATION, OPEN, Cast, Loaded, Opened, Struck
from approvals.core.oversight.matter import Happening, Matter, in_stage
from approvals.core.oversight.questionnaire import Group, Questionnaire, questionnaires
from approvals.core.oversight.roster import EVALUATOR
from approvals.core.oversight.tally import Result, Vote, tally
from approvals.core.permission import permit_matter
from approvals.desk.complaint import clear
from approvals.desk.inputs import matters_at
from approvals.desk.listing import department_code
from approvals.desk.matter import find_matter, open_matter, record_matter, rules_of, written
from approvals.desk.roster import serving_on
from approvals.errors import NotAllowed, WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import history, rules
from approvals.store import matters as store
from approvals.store.database import transaction
from approvals.store.matters import MatterFilter

if TYPE_CHECKING:
    from approvals.desk.register import Desk
    from approvals.store.matters import MatterRow


class Typed(NamedTuple):
    """A ballot as somebody types it or a table has it: names and levels in any of their forms."""

    department: str
    group: str
    answers: tuple[str, ...]
    respondent: str = ""
    text: str = ""


class EvaluationView(NamedTuple):
    """An evaluation as machine output lists it."""

    number: str
    questionnaire: str
    period: str
    departments: tuple[str, ...]
    ballots: int
    stage: str
    opened: str
    closed: str | None


def open_evaluation(desk: "Desk", questionnaire: str, period: str, departments: Iterable[str], on: When) -> Matter:
    """Put a questionnaire to the respondents about some departments; about all that have a guide where none is named."""
    codes = tuple(dict.fromkeys(department_code(desk, name) for name in departments))
    codes = codes or tuple(sorted({table["department"]["code"] for table in rules.tables(desk.connection, "guide") if "department" in table}))
    if not codes:
        raise WrongUsage(N_("No department is named and none has a guide: name them with --departments."))
    return open_matter(desk, EVALUATION, Opened(questionnaire, period, codes), on)


class Box:
    """The ballot box of one evaluation: takes ballots in the transaction at hand, and knows who has cast one about which department."""

    def __init__(self, desk: "Desk", number: str) -> None:
        """Open the box of an evaluation."""
        self.desk = desk
        self.matter = find_matter(desk, EVALUATION, number)
        self.form = form_of(desk, self.matter)
        self._codes: dict[str, str] = {}
        self._cast = self._known()

    def _known(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the answers of named ballots by department and respondent."""
        if self.form.anonymous:
            return {}
        said = history.personal_of_kind(self.desk.connection, BALLOT.kind)
        rows = ballots_of(self.desk, self.matter.number)
        return {(row.department, said.get(row.number, {}).get("respondent", "")): tuple(row.kept["answers"]) for row in rows}

    def department(self, text: str) -> str:
        """Return the code of a department that the evaluation is about."""
        if text not in self._codes:
            self._codes[text] = department_code(self.desk, text)
        code, known = self._codes[text], tuple(self.matter.values["departments"])
        if code not in known:
            template = N_("Evaluation {number} is not about department {department}: it is about {known}.")
            raise WrongUsage(template, number=self.matter.number, department=code, known=known)
        return code

    def respondent(self, text: str, group: Group | None, on: When) -> str:
        """Refuse a name in an anonymous evaluation, none in another, and somebody who does not stand on the roster of the group."""
        number = self.matter.number
        if self.form.anonymous and text:
            raise WrongUsage(N_("Evaluation {number} is anonymous: leave out who answers."), number=number)
        if not self.form.anonymous and not text:
            raise WrongUsage(N_("Evaluation {number} is not anonymous: say who answers."), number=number)
        if text and group and group.roster:
            text = spelt_out(text, self.desk.today.year, EVALUATOR.prefix)
            serving_on(self.desk, text, group.roster, day_of(on))
        return text

    def known(self, cast: Cast) -> bool:
        """Tell whether the same named ballot was cast already; one with other answers is refused."""
        key = (cast.department, cast.respondent)
        if not cast.respondent or key not in self._cast:
            return False
        if self._cast[key] != cast.answers:
            template = N_("{respondent} has cast another ballot about department {department} already: it counts once; the efficiency office strikes one out.")
            raise NotAllowed(template, respondent=cast.respondent, department=cast.department)
        return True

    def put(self, cast: Cast, on: When) -> Matter:
        """Put a ballot into the box."""
        self._cast[cast.department, cast.respondent] = cast.answers
        return written(self.desk, BALLOT, cast, on)


def cast_ballot(desk: "Desk", number: str, typed: Typed, on: When) -> Matter:
    """Take one ballot."""
    with transaction(desk.connection):
        if desk.acting:
            permit_matter(desk.acting, "", own=False)
        box = Box(desk, number)
        EVALUATION.refuse(box.matter, Happening(on, Loaded("", "", 1)), desk.oversight)
        group = box.form.group(typed.group)
        words = (group.id, box.form.answers(typed.answers), box.respondent(typed.respondent, group, on), typed.text)
        cast = Cast(box.matter.number, box.department(typed.department), *words)
        if box.known(cast):
            template = N_("{respondent} has cast this ballot about department {department} already.")
            raise NotAllowed(template, respondent=cast.respondent, department=cast.department)
        return box.put(cast, on)


def strike_ballot(desk: "Desk", number: str, event: Struck, on: When) -> Matter:
    """Strike out a ballot entered by mistake, while its evaluation is open."""
    ballot = find_matter(desk, BALLOT, number)
    matter = find_matter(desk, EVALUATION, ballot.values["evaluation"])
    in_stage(matter, {OPEN}, N_("Evaluation {number} is closed: nothing of it is changed any more."))
    return record_matter(desk, BALLOT, number, event, on)


def form_of(desk: "Desk", matter: Matter) -> Questionnaire:
    """Return the questionnaire of an evaluation as it was in force when it was opened."""
    return questionnaires(rules_of(desk, matter))[matter.values["questionnaire"]]


def ballots_of(desk: "Desk", number: str) -> "list[MatterRow]":
    """Return the ballots of an evaluation that count."""
    return store.select(desk.connection, MatterFilter(BALLOT.kind, stage=CAST, facts=(("evaluation", number),)))


def evaluations(desk: "Desk") -> list[EvaluationView]:
    """Return the evaluations, the last one first."""
    rows = store.select(desk.connection, MatterFilter(EVALUATION.kind, everything=True))
    return [evaluation_view(desk, row) for row in sorted(rows, key=lambda row: row.number, reverse=True)]


def evaluation_named(desk: "Desk", number: str) -> EvaluationView:
    """Return an evaluation as it is listed."""
    find_matter(desk, EVALUATION, number)
    return next(seen for seen in evaluations(desk) if seen.number == number)


def evaluation_view(desk: "Desk", row: "MatterRow") -> EvaluationView:
    """Return an evaluation as it is listed."""
    facts = row.kept
    count = len(ballots_of(desk, row.number))
    return EvaluationView(row.number, row.title, facts["period"], tuple(facts["departments"]), count, row.stage, row.opened_on, row.closed_on)


class Outcome(NamedTuple):
    """What came out of an evaluation, department by department, and the event up to which it was counted."""

    matter: Matter
    form: Questionnaire
    results: tuple[Result, ...]
    head: int


def outcome(desk: "Desk", number: str) -> Outcome:
    """Return the result of an evaluation; while it is open there is none, for each new ballot would show by the difference."""
    matter = find_matter(desk, EVALUATION, number)
    in_stage(matter, {CLOSED}, N_("Evaluation {number} has no result: it is still open, or void. Close it with `approvals evaluation close {number}`."))
    head = history.head(desk.connection)[0]
    return Outcome(matter, form_of(desk, matter), counted(desk, matter, matters_at(desk, BALLOT, head)), head)


def comments(desk: "Desk", number: str) -> list[tuple[str, str]]:
    """Return what is written below the questions of a closed evaluation, by department and then by its words: for the office, in no order of casting."""
    matter = find_matter(desk, EVALUATION, number)
    if not clear(desk):
        raise NotAllowed(N_("What is written on ballots of evaluation {number} is shown to the efficiency office alone."), number=number)
    in_stage(matter, {CLOSED}, N_("Evaluation {number} has no result: it is still open, or void. Close it with `approvals evaluation close {number}`."))
    said = history.personal_of_kind(desk.connection, BALLOT.kind)
    found = ((row.department, said.get(row.number, {}).get("text", "")) for row in ballots_of(desk, number))
    return sorted(pair for pair in found if pair[1])


def counted(desk: "Desk", matter: Matter, ballots: Collection[Matter]) -> tuple[Result, ...]:
    """Return the results of an evaluation from ballots of any, department by department."""
    form = form_of(desk, matter)
    votes: dict[str, list[Vote]] = {code: [] for code in matter.values["departments"]}
    for ballot in ballots:
        if ballot.stage == CAST and ballot.values["evaluation"] == matter.number:
            votes[ballot.department].append(Vote(ballot.values["group"], tuple(ballot.values["answers"])))
    return tuple(tally(form, code, own) for code, own in votes.items())
