"""A matter (督查事项): anything of oversight that is no request, as the fold of its dated events; its deadlines are computed like those of a request."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from approvals.core.calendar import Calendar
from approvals.core.clock import Run, count, starting
from approvals.core.dates import When, day_of
from approvals.core.deadline import Deadline
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.hall import Hall
from approvals.core.limits import TimeLimit, Unit
from approvals.core.oversight.settings import Oversight
from approvals.core.staff import Role
from approvals.errors import NotAllowed
from approvals.language import N_
from approvals.record import NamedTuple

OFFICE = frozenset({Role.OFFICE})
DEPARTMENT = frozenset({Role.CLERK, Role.REVIEWER, Role.HEAD})


class Happening(NamedTuple):
    """An event of a matter as the ledger holds it; `sequence` is None until it is written."""

    happened_on: When
    event: Any
    sequence: int | None = None
    recorded_at: str = ""
    actor: str = ""
    origin: str = "typed"
    late_reason: str = ""
    paper: str = ""

    @property
    def day(self) -> date:
        """Return the day it happened."""
        return day_of(self.happened_on)


class Owed(NamedTuple):
    """What is owed from a moment on: within a limit, or by a fixed day; `about` tells several of one kind apart.

    `person` is who owes it, `department` whose it is where that is not the matter's.
    """

    kind: DeadlineKind
    start: When
    limit: TimeLimit | None = None
    until: date | None = None
    ended: date | None = None
    about: str = ""
    person: str = ""
    extension: int = 0
    department: str = ""


class Matter(NamedTuple):
    """A matter on its history: where it stands, whose it is, what is owed; `values` are the words and figures that its kind keeps."""

    kind: str
    number: str
    opened: When
    title: str = ""
    department: str = ""
    person: str = ""
    stage: str = ""
    closed: date | None = None
    values: Mapping[str, Any] = {}
    owed: tuple[Owed, ...] = ()
    history: tuple[Happening, ...] = ()

    def having(self, **values: Any) -> "Matter":  # noqa: ANN401 - the values of matters are of many types
        """Return the matter with some of its values changed; a value of None is taken out."""
        merged = {**self.values, **values}
        return self._replace(values={name: value for name, value in merged.items() if value is not None})

    def done(self, kind: DeadlineKind, day: date | None, about: str | None = None) -> "Matter":
        """Return the matter with what was owed of a kind done on a day: all that still ran, or the one named."""
        owed = (one._replace(ended=day) if one.kind is kind and one.ended is None and about in {None, one.about} else one for one in self.owed)
        return self._replace(owed=tuple(owed))

    def owing(self, *owed: Owed) -> "Matter":
        """Return the matter with more that is owed."""
        return self._replace(owed=(*self.owed, *owed))

    def running(self, kind: DeadlineKind) -> Owed | None:
        """Return the first of a kind that is still owed."""
        return next((one for one in self.owed if one.kind is kind and one.ended is None), None)

    def ended(self, stage: str, day: date) -> "Matter":
        """Return the matter closed on a day, with nothing owed any more."""
        owed = tuple(one if one.ended else one._replace(ended=day) for one in self.owed)
        return self._replace(stage=stage, closed=day, owed=owed)


class Noun(NamedTuple):
    """A kind of matter: its events by their names in the ledger, how they make and change one, what they refuse, and who may record them.

    `prefix` begins its numbers, `TS-2026-0001`. `personal` are the fields that name a person: they stand apart from the ledger.
    `own` are the events that the department concerned records itself; everything else is the efficiency office's. `answering` says which that is.
    What is `public` is seen by everybody of the zone, not by the office and the department concerned alone.
    """

    kind: str
    prefix: str
    word: str
    events: Mapping[str, tuple[type, str]]
    opening: Collection[type]
    change: Callable[[Matter, Happening, Oversight], Matter]
    refuse: Callable[[Matter, Happening, Oversight], None]
    personal: frozenset[str] = frozenset()
    own: frozenset[type] = frozenset()
    answering: Callable[[Matter, Any], str] = lambda matter, _event: matter.department
    public: bool = False

    def type_of(self, event: object) -> str:
        """Return the name under which the ledger keeps an event."""
        return next(name for name, (kind, _word) in self.events.items() if kind is type(event))


def matter_of(noun: Noun, number: str, history: Iterable[Happening], rules: Oversight) -> Matter:
    """Return a matter from all that happened to it, in the order in which it was recorded."""
    first, *later = history
    matter = grown(noun, Matter(noun.kind, number, first.happened_on), first, rules)
    for happening in later:
        matter = grown(noun, matter, happening, rules)
    return matter


def grown(noun: Noun, matter: Matter, happening: Happening, rules: Oversight) -> Matter:
    """Return a matter after one more event."""
    return noun.change(matter, happening, rules)._replace(history=(*matter.history, happening))


def in_order(matter: Matter, happening: Happening) -> None:
    """Refuse an event that happened before the last one."""
    last = max((known.day for known in matter.history), default=happening.day)
    if happening.day < last:
        template = N_("{date} lies before {earlier}, the last thing that happened to {number}: give the day it really happened with --on.")
        raise NotAllowed(template, date=happening.day, earlier=last, number=matter.number)


def in_stage(matter: Matter, stages: Collection[str], sentence: str) -> None:
    """Refuse what the stage does not allow; the sentence may name `number`."""
    if matter.stage not in stages:
        raise NotAllowed(sentence, number=matter.number)


def deadlines_of(matter: Matter, calendar: Calendar, hall: Hall | None) -> Iterator[Deadline]:
    """Yield what is owed as deadlines, counted by the same clock as those of requests."""
    for one in matter.owed:
        yield counted(one, calendar, hall)


def counted(owed: Owed, calendar: Calendar, hall: Hall | None) -> Deadline:
    """Return by which day something is owed."""
    start = day_of(owed.start)
    if owed.limit:
        run = count(owed.limit, starting(owed.limit, owed.start), calendar, extension=owed.extension, hall=hall)
        return Deadline(owed.kind, owed.limit, start, day_of(run.due), run.provisional, owed.ended, run, owed.about)
    until = owed.until or start
    run = Run(start, until, until, (), provisional=calendar.provisional(start.toordinal(), until.toordinal() + 1))
    return Deadline(owed.kind, TimeLimit(max((until - start).days, 0), Unit.CALENDAR_DAYS), start, until, run.provisional, owed.ended, run, owed.about)


def payload_of(event: Any) -> dict[str, Any]:  # noqa: ANN401 - any event of a matter
    """Return the fields of an event that say something, as JSON holds them."""
    return {
        name: value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
        for name, value in zip(event._fields, event, strict=True)
        if value not in {None, "", False, ()}
    }


def event_from(noun: Noun, kind: str, payload: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any event of a matter
    """Return the event of a type and its payload; fields it does not know are left out."""
    event = noun.events[kind][0]
    fields: tuple[str, ...] = event._fields  # type: ignore[attr-defined]
    return event(**{name: _field(name, payload[name]) for name in fields if name in payload})


def _field(name: str, value: Any) -> Any:  # noqa: ANN401 - see event_from
    if name.endswith(("_on", "_by")) and isinstance(value, str):
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
