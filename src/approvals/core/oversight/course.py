"""The course of a matter: the steps that its kind knows, in which stages each is possible, and what each makes of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from approvals.core.choosing import one_meant
from approvals.core.oversight.matter import Happening, Matter, Noun, in_order, in_stage
from approvals.core.oversight.settings import Named, Oversight
from approvals.core.oversight.stage import ALIVE, Stage
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple


class Listed(Protocol):
    """Something that the oversight files list under an id with a name."""

    @property
    def id(self) -> str:
        """Return what is recorded of it."""

    @property
    def name(self) -> str:
        """Return how people call it."""


Listed_ = TypeVar("Listed_", bound=Listed)
Change = Callable[[Matter, Happening, Any, Oversight], Matter]
Check = Callable[[Matter, Happening, Any, Oversight], None]


class Step(NamedTuple):
    """A step: its name in the ledger, its event, its word, what it changes; where it names no stages, it opens a matter.

    `sentence` is said in every other stage and may name `number`; `own` are steps of the department concerned.
    """

    name: str
    event: type
    word: str
    change: Change
    stages: frozenset[Stage] = frozenset()
    sentence: str = N_("{number} is closed.")
    check: Check | None = None
    own: bool = False


class Voided(NamedTuple):
    """Entered by mistake; it stays, with its reason."""

    reason: str


def voided(matter: Matter, happening: Happening, event: Voided, _rules: Oversight) -> Matter:
    """Return a matter that was entered by mistake."""
    return matter.ended(Stage.VOIDED, happening.day).having(reason=event.reason)


VOIDING = Step("voided", Voided, N_("voided"), voided, ALIVE, N_("{number} is voided already."))


def noun_of(kind: str, prefix: str, word: str, steps: Iterable[Step], personal: frozenset[str] = frozenset()) -> Noun:
    """Return a kind of matter from its steps; see `Noun` for prefix and personal fields."""
    known = {step.event: step for step in steps}

    def change(matter: Matter, happening: Happening, rules: Oversight) -> Matter:
        return known[type(happening.event)].change(matter, happening, happening.event, rules)

    def refuse(matter: Matter, happening: Happening, rules: Oversight) -> None:
        step = known[type(happening.event)]
        if step.stages:
            in_order(matter, happening)
            in_stage(matter, step.stages, step.sentence)
        if step.check:
            step.check(matter, happening, happening.event, rules)

    events = {step.name: (step.event, step.word) for step in known.values()}
    opening = frozenset(step.event for step in known.values() if not step.stages)
    return Noun(kind, prefix, word, events, opening, change, refuse, personal, frozenset(step.event for step in known.values() if step.own))


def one_of(known: Sequence[Listed_], name: str, template: str) -> Listed_:
    """Return what a list of the oversight files has under an id, a name or its beginning; the template may name `name` and `known`."""
    return known[[one.id for one in known].index(one_meant(name, named(known), template))]


def named(known: Sequence[Listed]) -> Mapping[str, tuple[str, ...]]:
    """Return the names of a list of the oversight files by their ids."""
    return {one.id: (one.name,) for one in known}


def name_in(known: Sequence[Named], identity: str) -> str:
    """Return the name of an id, the id itself where the files know it no longer."""
    return next((one.name for one in known if one.id == identity), identity)


def forwards(happening: Happening, due: date | None) -> None:
    """Refuse a date by which something is owed that lies before the day on which it begins to be."""
    if due and due < happening.day:
        raise WrongUsage(N_("{due} lies before {date}: write the day by which it has to be done."), due=due, date=happening.day)
