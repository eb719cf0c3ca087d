"""The annual assessment (绩效考核): components weighted by a formula that is data, each opening to the list beneath it; exact throughout."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from approvals.core.oversight.matter import Happening, Matter, Noun, in_order, in_stage
from approvals.core.oversight.settings import Oversight
from approvals.errors import NotAllowed, WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple


class Source(StrEnum):
    """What a component is reckoned from."""

    CARDS = "cards"
    EVALUATIONS = "evaluations"
    COMPLAINTS = "complaints"
    INSPECTIONS = "inspections"
    DUTIES = "duties"
    MANUAL = "manual"


class Component(NamedTuple):
    """A component of the formula.

    With a `weight`, its score is `base` and the points of its items, kept between `floor` and `cap`, and weighs in the mean; with weight 0 the points
    themselves, kept between the two, are added to it. Evaluations give their mean instead of points. `subjects` are the kinds whose cards count.
    """

    id: str
    name: str
    source: Source
    weight: int = 0
    base: int = 100
    floor: int = 0
    cap: int = 100
    points: Mapping[str, int] = {}
    subjects: tuple[str, ...] = ()


class Formula(NamedTuple):
    """The formula: its components, the bounds of the total, the total of a vetoed department (一票否决), and the decimals that are printed."""

    components: tuple[Component, ...]
    floor: int = 0
    cap: int = 100
    vetoed: int = 0
    places: int = 2

    def component(self, text: str) -> Component:
        """Return a component by id or name; one that is none is refused."""
        for one in self.components:
            if text in {one.id, one.name}:
                return one
        raise WrongUsage(N_("There is no component {name}: write one of {known}."), name=text, known=tuple(one.id for one in self.components))


def formula(rules: Oversight) -> Formula | None:
    """Return the formula of the oversight files, None where they have none."""
    table: Mapping[str, Any] = rules.tables.get("assessment", {})
    if not table.get("component"):
        return None
    plain = {name: table[name] for name in ("floor", "cap", "vetoed", "places") if name in table}
    return Formula(tuple(_component(one) for one in table["component"]), **plain)


def _component(table: Mapping[str, Any]) -> Component:
    plain = {name: table[name] for name in ("weight", "base", "floor", "cap", "points") if name in table}
    return Component(table["id"], table["name"], Source(table["source"]), subjects=tuple(table.get("subjects", ())), **plain)


class Item(NamedTuple):
    """One thing beneath a figure: what it is about, the day, what it was in the words of the formula, its points or score, and its event."""

    subject: str
    day: date
    what: str
    points: Fraction
    sequence: int
    note: str = ""


class Figure(NamedTuple):
    """A component of one department: its score or, where it is added, its points; None where there is nothing to reckon it from."""

    component: str
    items: tuple[Item, ...]
    points: Fraction
    score: Fraction | None


class Standing(NamedTuple):
    """A department: its figures, the weighted mean, what is added, the total within its bounds, and why it was vetoed, where it was."""

    department: str
    figures: tuple[Figure, ...]
    mean: Fraction | None
    added: Fraction
    total: Fraction | None
    veto: str = ""


def figure(component: Component, items: Iterable[Item]) -> Figure:
    """Return the figure of a component from the items beneath it."""
    held = tuple(items)
    points = sum((item.points for item in held), Fraction())
    if component.source is Source.EVALUATIONS:
        return Figure(component.id, held, points, _kept(points / len(held), component) if held else None)
    reached = _kept(component.base + points if component.weight else points, component)
    return Figure(component.id, held, points, reached)


def _kept(value: Fraction, component: Component) -> Fraction:
    return min(max(value, Fraction(component.floor)), Fraction(component.cap))


def standing(form: Formula, department: str, figures: Sequence[Figure], veto: str = "") -> Standing:
    """Return where a department stands: a component without anything to reckon it from is left out with its weight."""
    pairs = list(zip(form.components, figures, strict=True))
    known = [(one.weight, found.score) for one, found in pairs if one.weight and found.score is not None]
    mean = sum((weight * score for weight, score in known), Fraction()) / sum(weight for weight, _score in known) if known else None
    added = sum((found.score for one, found in pairs if not one.weight and found.score is not None), Fraction())
    total = None if mean is None else min(max(mean + added, Fraction(form.floor)), Fraction(form.cap))
    return Standing(department, tuple(figures), mean, added, Fraction(form.vetoed) if veto else total, veto)


class Adjusted(NamedTuple):
    """A manual item: points for a department, with its reason and who signed for it; `points` as a decimal text, -1.5."""

    year: int
    department: str
    points: str
    reason: str
    signer: str


class Vetoed(NamedTuple):
    """一票否决: the department's assessment fails, for a reason that somebody signed for."""

    year: int
    department: str
    reason: str
    signer: str


class Frozen(NamedTuple):
    """The inputs of a year are those up to an event of this hash; `on` is the day as of which they are looked at."""

    year: int
    head: int
    hash: str
    seen_on: date


class Revoked(NamedTuple):
    """Taken back, with its reason."""

    reason: str


STANDS, REVOKED = "stands", "revoked"


def _grown(matter: Matter, happening: Happening, _rules: Oversight) -> Matter:
    event = happening.event
    if isinstance(event, Revoked):
        return matter._replace(stage=REVOKED).having(revoked=event.reason)
    department = "" if isinstance(event, Frozen) else event.department
    kept = {name: value for name, value in event._asdict().items() if name != "department"}
    return matter._replace(title=type(event).__name__.lower(), department=department, stage=STANDS, closed=happening.day).having(**kept)


def _refuse(matter: Matter, happening: Happening, _rules: Oversight) -> None:
    event = happening.event
    if isinstance(event, Adjusted):
        _decimal(event.points)
    elif isinstance(event, Revoked):
        in_order(matter, happening)
        in_stage(matter, {STANDS}, N_("{number} was taken back already."))
        if matter.title == Frozen.__name__.lower():
            raise NotAllowed(N_("{number} froze the inputs of a year: that is not taken back; freeze them again at a later event."), number=matter.number)


def _decimal(text: str) -> Fraction:
    """Return points typed as a decimal; nought and what is none are refused."""
    try:
        found = Fraction(text)
    except (ValueError, ZeroDivisionError):
        found = Fraction()
    if not found or "/" in text or abs(found) > _MOST:
        raise WrongUsage(N_("“{points}” are no points: write a number like -2 or 1.5, not 0, up to {most}."), points=text, most=_MOST)
    return found


_MOST = 100
ASSESSMENT = Noun(
    "assessment",
    "KH",
    N_("entry of the assessment"),
    {
        "adjusted": (Adjusted, N_("points by hand")),
        "vetoed": (Vetoed, N_("vetoed")),
        "frozen": (Frozen, N_("inputs frozen")),
        "revoked": (Revoked, N_("taken back")),
    },
    frozenset({Adjusted, Vetoed, Frozen}),
    _grown,
    _refuse,
)


def manual_items(entries: Iterable[Matter], year: int, department: str) -> list[Item]:
    """Return the points by hand of a department and year, those taken back left out."""
    own = (one for one in entries if one.stage == STANDS and one.title == "adjusted" and one.department == department and one.values["year"] == year)
    return [_item(one, "manual", Fraction(one.values["points"]), f"{one.values['reason']}（{one.values['signer']}）") for one in own]


def veto_of(entries: Iterable[Matter], year: int, department: str) -> str:
    """Return why a department is vetoed in a year, and by whom, empty where it is not."""
    own = (one for one in entries if one.stage == STANDS and one.title == "vetoed" and one.department == department and one.values["year"] == year)
    return next((f"{one.number}：{one.values['reason']}（{one.values['signer']}）" for one in own), "")


def complaint_items(component: Component, complaints: Iterable[Matter], year: int, department: str) -> list[Item]:
    """Return the complaints about a department that were concluded in a year: by what was found, and once more where they were handled again."""
    found = []
    for one in complaints:
        concluded = one.values.get("concluded")
        if one.stage != "voided" and one.department == department and concluded and concluded.year == year:
            what = [one.values["conclusion"], *["again"] * one.values.get("again", 0)]
            found += [_item(one, word, Fraction(component.points.get(word, 0)), on=concluded) for word in what]
    return found


def inspection_items(component: Component, inspections: Iterable[Matter], year: int, department: str) -> list[Item]:
    """Return what inspections of a year found: by the id of the finding, where the formula names it, else as `finding`; again where a re-check failed."""
    found = []
    for one in inspections:
        day = one.values.get("inspected") or one.history[0].day
        if one.stage != "voided" and one.department == department and day.year == year:
            words = [word for word in one.values.get("findings", ()) if word != "none"] + ["again"] * one.values.get("again", 0)
            found += [_item(one, word, _points(component, word), on=day) for word in words]
    return found


def _points(component: Component, word: str) -> Fraction:
    return Fraction(component.points.get(word, 0 if word == "again" else component.points.get("finding", 0)))


def _item(matter: Matter, what: str, points: Fraction, note: str = "", on: date | None = None) -> Item:
    first = matter.history[0]
    return Item(matter.number, on or first.day, what, points, first.sequence or 0, note)


Items = Callable[[Component, str], Iterable[Item]]


def standings(form: Formula, departments: Iterable[str], items: Items, veto: Callable[[str], str]) -> list[Standing]:
    """Return where every department stands; `items` gives what lies beneath a component of a department."""
    return [standing(form, code, [figure(component, items(component, code)) for component in form.components], veto(code)) for code in departments]
