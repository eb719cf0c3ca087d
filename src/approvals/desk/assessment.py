"""The assessment of a year as the ledger stood right after an event: folded from the events and rules up to it, never read from rows that went on."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from approvals.core.calendar import Calendar, year_from
from approvals.core.card import Card, card_of
from approvals.core.dates import When, day_of
from approvals.core.late import local
from approvals.core.level import Level
from approvals.core.oversight import assessment as core
from approvals.core.oversight.assessment import ASSESSMENT, Adjusted, Component, Formula, Frozen, Item, Source, Standing, Vetoed
from approvals.core.oversight.complaint import COMPLAINT
from approvals.core.oversight.duty import DUTY, duties_of, fulfilments
from approvals.core.oversight.evaluation import BALLOT, CLOSED, EVALUATION
from approvals.core.oversight.matter import Happening, Matter
from approvals.core.oversight.nouns import NOUNS
from approvals.core.policy import Scoring, policy_from
from approvals.core.scoring import scores
from approvals.desk.card_history import card_entry
from approvals.desk.duty import view as duty_view
from approvals.desk.evaluation import counted
from approvals.desk.inputs import matters_at
from approvals.desk.listing import department_code
from approvals.desk.matter import happening_from, open_matter
from approvals.desk.scores import NO_POINTS
from approvals.errors import NoSuchThing, NotAllowed, RegisterUnfit
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import history, rules

if TYPE_CHECKING:
    from approvals.core.oversight.settings import Duty, Oversight
    from approvals.desk.register import Desk

_POINTS_OF_DUTIES = ("missed", "late")


class Basis(NamedTuple):
    """What an assessment rests on: the events up to `head`, looked at as of a day; `frozen` is the entry that froze it, empty where none did."""

    year: int
    head: int
    hash: str
    day: date
    frozen: str = ""


class Assessment(NamedTuple):
    """Where every department stands, by which formula, on what basis, with the names of the departments as they were then."""

    basis: Basis
    formula: Formula
    standings: tuple[Standing, ...]
    names: dict[str, str]

    def of(self, code: str) -> Standing:
        """Return where a department stands; one that is not assessed is refused."""
        for one in self.standings:
            if one.department == code:
                return one
        raise NoSuchThing(N_("Department {department} is not assessed: it had no guide then."), department=code)


def basis_of(desk: "Desk", year: int, as_of: int | None) -> Basis:
    """Return the basis of a year: the event named, else the one it was frozen at last, else the last one of the ledger."""
    last = history.head(desk.connection)[0]
    if as_of is not None:
        if not 0 < as_of <= last:
            raise NoSuchThing(N_("There is no event {sequence}: the last one is {last}."), sequence=as_of, last=last)
        stored, recorded = history.link(desk.connection, as_of)
        return Basis(year, as_of, stored, local(recorded, desk.offset).date())
    frozen = [one for one in matters_at(desk, ASSESSMENT, last) if one.title == "frozen" and one.values["year"] == year]
    if frozen:
        kept = frozen[-1].values
        return Basis(year, kept["head"], kept["hash"], kept["seen_on"], frozen[-1].number)
    return Basis(year, last, history.link(desk.connection, last)[0], desk.today)


def freeze(desk: "Desk", year: int, on: When) -> Matter:
    """Freeze the inputs of a year: whatever is recorded after this, `assess` gives the same."""
    _formula(desk.oversight)
    head, stored = history.head(desk.connection)
    return open_matter(desk, ASSESSMENT, Frozen(year, head, stored, day_of(on)), on)


def adjust(desk: "Desk", event: Adjusted | Vetoed, on: When) -> Matter:
    """Record points by hand, or a veto; refused where the formula has no component that takes them."""
    event = event._replace(department=department_code(desk, event.department))
    form = core.formula(desk.oversight)
    if isinstance(event, Adjusted) and not (form and any(one.source is Source.MANUAL for one in form.components)):
        raise NotAllowed(N_("The formula takes no points by hand: write a component with source = “manual” under [[assessment.component]]."))
    return open_matter(desk, ASSESSMENT, event, on)


def assess(desk: "Desk", basis: Basis) -> Assessment:
    """Assess a year on a basis."""
    inputs = Inputs(desk, basis)
    return Assessment(basis, inputs.formula, tuple(core.standings(inputs.formula, inputs.names, inputs.items, inputs.veto)), inputs.names)


def _formula(adopted: "Oversight") -> Formula:
    found = core.formula(adopted)
    if not found:
        raise RegisterUnfit(N_("The oversight files have no formula of the assessment: write [[assessment.component]] and adopt them."))
    return found


class Inputs:
    """The ledger as it stood right after an event, kind by kind, read when first asked for."""

    def __init__(self, desk: "Desk", basis: Basis) -> None:
        """Take the basis."""
        self.desk, self.basis = desk, basis
        self._matters: dict[str, list[Matter]] = {}
        self._counted: dict[str, dict[str, Fraction | None]] = {}

    @cached_property
    def rules(self) -> "Oversight":
        """Return the oversight files in force then."""
        return self.desk.oversight_at(self.basis.head)

    @cached_property
    def formula(self) -> Formula:
        """Return the formula in force then."""
        return _formula(self.rules)

    @cached_property
    def names(self) -> dict[str, str]:
        """Return the departments that had a guide then, by code, with their names."""
        tables = (table.get("department", {}) for table in rules.tables_at(self.desk.connection, "guide", self.basis.head))
        return dict(sorted((table["code"], table["name"]) for table in tables if "code" in table))

    @cached_property
    def entries(self) -> list[Matter]:
        """Return what was recorded of assessments by hand."""
        return self.matters(ASSESSMENT.kind)

    def matters(self, kind: str) -> list[Matter]:
        """Return the matters of a kind as they stood then, none of a kind that this program does not know."""
        if kind not in self._matters:
            self._matters[kind] = matters_at(self.desk, NOUNS[kind], self.basis.head) if kind in NOUNS else []
        return self._matters[kind]

    def veto(self, department: str) -> str:
        """Return why a department is vetoed, empty where it is not."""
        return core.veto_of(self.entries, self.basis.year, department)

    def items(self, component: Component, department: str) -> Iterable[Item]:
        """Return what lies beneath a component of a department."""
        year = self.basis.year
        match component.source:
            case Source.CARDS:
                return self._cards(component, department)
            case Source.EVALUATIONS:
                return self._evaluations(department)
            case Source.COMPLAINTS:
                return core.complaint_items(component, self.matters(COMPLAINT.kind), year, department)
            case Source.INSPECTIONS:
                return core.inspection_items(component, self.matters("inspection"), year, department)
            case Source.DUTIES:
                return self._duties(component, department)
            case Source.MANUAL:
                return core.manual_items(self.entries, year, department)

    @cached_property
    def cards(self) -> list[Card]:
        """Return the cards of the year as they stood then."""
        entries: dict[str, list[Any]] = {}
        for stored in history.events_of_kind(self.desk.connection, "card", self.basis.head):
            entries.setdefault(stored.subject_id, []).append(card_entry(stored))
        found = (card_of(number, own) for number, own in entries.items())
        return [card for card in found if card.since.year == self.basis.year and card.since <= self.basis.day]

    def _cards(self, component: Component, department: str) -> list[Item]:
        """Return the cards of a department that count, with the points of the policy in force then; rows of warnings have an item of their own."""
        own = [card for card in self.cards if card.raised.department == department]
        own = [card for card in own if not component.subjects or card.raised.subject_kind in component.subjects]
        scoring = self._scoring(component)
        points = {Level.YELLOW: scoring.yellow, Level.RED: scoring.red}
        known = {card.sequence: card for card in own}
        found: list[Item] = []
        for score in scores(own, scoring, lambda _card: department):
            for number in score.cards:
                card = known[number]
                found.append(
                    Item(card.raised.subject, card.since, str(card.raised.level), Fraction(points.get(card.raised.level, 0)), number, card.raised.rule)
                )
            if score.runs:
                last = known[score.cards[-1]]
                found.append(Item("—", last.since, "warnings", Fraction(score.runs * scoring.warnings), last.sequence, f"{score.runs} × {scoring.row}"))
        return found

    def _scoring(self, component: Component) -> Scoring:
        """Return the points for cards: the formula's own, else those of the policy in force then."""
        tables = rules.tables_at(self.desk.connection, "policy", self.basis.head)
        scoring = (policy_from(tables[0]).scoring if tables else None) or NO_POINTS
        return scoring._replace(**{name: value for name, value in component.points.items() if name in Scoring._fields})

    def _evaluations(self, department: str) -> list[Item]:
        """Return the closed evaluations of a period within the year in which a department has a score."""
        found = []
        for matter in self.matters(EVALUATION.kind):
            if matter.stage == CLOSED and matter.closed and matter.values["period"][:4] == str(self.basis.year):
                scored = self._scores(matter).get(department)
                if scored is not None:
                    found.append(Item(matter.number, matter.closed, "score", scored, matter.history[-1].sequence or 0, matter.values["period"]))
        return found

    def _scores(self, matter: Matter) -> dict[str, Fraction | None]:
        """Return the scores of an evaluation by department, counted once."""
        if matter.number not in self._counted:
            results = counted(self.desk, matter, self.matters(BALLOT.kind))
            self._counted[matter.number] = {result.department: result.score for result in results}
        return self._counted[matter.number]

    def _duties(self, component: Component, department: str) -> list[Item]:
        """Return the duties of a department that were missed or done late."""
        found: list[Item] = []
        for duty in self._duties_then:
            if duty.department == department:
                found += self._periods(component, duty)
        return found

    @cached_property
    def _duties_then(self) -> "list[Duty]":
        known = rules.first_days(self.desk.connection, "oversight", "duty")
        every = duties_of(self.rules).items()
        return [duty if duty.first else duty._replace(first=date.fromisoformat(known[identity.partition("@")[0]])) for identity, duty in every]

    @cached_property
    def _calendar(self) -> Calendar:
        return Calendar(year_from(table) for table in rules.tables_at(self.desk.connection, "calendar", self.basis.head))

    @cached_property
    def _done(self) -> dict[str, list[Happening]]:
        found: dict[str, list[Happening]] = {}
        for stored in history.events_of_kind(self.desk.connection, DUTY.kind, self.basis.head):
            found.setdefault(stored.subject_id, []).append(happening_from(DUTY, stored, {}))
        return found

    def _periods(self, component: Component, duty: "Duty") -> Iterable[Item]:
        last = min(self.basis.day, date(self.basis.year, 12, 31))
        for one in fulfilments(duty, self._calendar, last, self._done.get(duty.id, []), self._records(duty)):
            seen = duty_view(duty, one, self.basis.day)
            if one.period.due.year == self.basis.year and seen.state in _POINTS_OF_DUTIES:
                yield Item(duty.id, one.period.due, seen.state, Fraction(component.points.get(seen.state, 0)), 0, one.period.name)

    def _records(self, duty: "Duty") -> list[date]:
        """Return the days of the records that a duty counts."""
        found = [one for one in self.matters(duty.counts) if one.stage != "voided"] if duty.counts else []
        return [day_of(one.opened) for one in found if not duty.each or one.values.get(duty.each) == duty.object]
