"""Recurring duties (定期工作): one matter a duty, one deadline a period; done, or left out for a reason, else missed and carded."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice

from approvals.core.calendar import Calendar
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.oversight.cadence import Period, periods
from approvals.core.oversight.matter import Happening, Matter, Noun, Owed
from approvals.core.oversight.settings import Duty, Oversight
from approvals.errors import NotAllowed
from approvals.language import N_
from approvals.record import NamedTuple


class Done(NamedTuple):
    """A duty was done for a period; with its paper, or what came of it."""

    period: str
    text: str = ""
    document: str = ""


class Skipped(NamedTuple):
    """A duty is left out for a period, for a reason the office answers for."""

    period: str
    reason: str


_YEAR = 366
DUTY = Noun(
    "duty",
    "",
    N_("duty"),
    {"done": (Done, N_("done")), "skipped": (Skipped, N_("left out"))},
    frozenset({Done, Skipped}),
    lambda matter, _happening, _rules: matter,
    lambda _matter, _happening, _rules: None,
    own=frozenset({Done}),
)


class Fulfilment(NamedTuple):
    """A period of a duty with the days on which it was done, oldest first, and why it was left out."""

    period: Period
    done: tuple[date, ...]
    skipped: date | None = None
    reason: str = ""


def duties_of(rules: Oversight) -> dict[str, Duty]:
    """Return every duty by its id; one for `each` counter, project or group becomes one a thing, `inspection@ZH-01`."""
    things: Mapping[str, Iterable[tuple[str, str, str]]] = {
        "counter": [(one.id, one.name, one.department) for one in rules.counters],
        "project": [(one.id, one.name, one.department) for one in rules.projects],
        "group": [(one.id, one.name, "") for one in rules.groups],
        "body": [(one.id, one.name, one.department) for one in rules.bodies],
    }
    found: dict[str, Duty] = {}
    for duty in rules.duties:
        for identity, name, department in things.get(duty.each, ()):
            own = f"{duty.id}@{identity}"
            found[own] = duty._replace(id=own, object=identity, name=f"{duty.name}（{name}）", department=duty.department or department)
        if not duty.each:
            found[duty.id] = duty
    return found


def fulfilments(duty: Duty, calendar: Calendar, until: date, history: Collection[Happening], counted: Collection[date]) -> Iterator[Fulfilment]:
    """Yield the periods up to a day with what was done in each: by its own events, or by the records it counts, given by their days."""
    done: dict[str, list[date]] = {}
    skipped: dict[str, tuple[date, str]] = {}
    for happening in history:
        if isinstance(happening.event, Done):
            done.setdefault(happening.event.period, []).append(happening.day)
        elif isinstance(happening.event, Skipped):
            skipped[happening.event.period] = (happening.day, happening.event.reason)
    days = sorted(counted)
    for period in periods(duty, calendar, until):
        own = [*done.get(period.name, ()), *(day for day in days if period.first <= day <= period.last)]
        left_out, reason = skipped.get(period.name, (None, ""))
        yield Fulfilment(period, tuple(sorted(own)), left_out, reason)


def duty_matter(duty: Duty, calendar: Calendar, until: date, history: Collection[Happening], counted: Collection[date]) -> Matter:
    """Return a duty as a matter: what is owed by the end of each period, and when it was done often enough."""
    owed = [
        Owed(
            DeadlineKind.DUTY,
            found.period.first,
            until=found.period.due,
            ended=found.done[duty.times - 1] if len(found.done) >= duty.times else found.skipped,
            about=found.period.name,
            person=duty.owner,
        )
        for found in fulfilments(duty, calendar, until, history, counted)
    ]
    first = duty.first or date.min
    return Matter("duty", duty.id, first, duty.name, duty.department, duty.owner, "running", None, {}, tuple(owed), tuple(history))


def check_duty(duty: Duty, calendar: Calendar, happening: Happening) -> None:
    """Refuse a period that the duty does not have, and to be done one that lies ahead; before its first one, that is the one meant."""
    name, ahead = happening.event.period, 0 if isinstance(happening.event, Done) else _YEAR
    known = [period.name for period in periods(duty, calendar, happening.day + timedelta(ahead))]
    known = known or [period.name for period in islice(periods(duty, calendar, happening.day + timedelta(2 * _YEAR)), 1)]
    if name not in known:
        template = N_("Duty {duty} has no period {period} up to now: its last ones are {known}.")
        raise NotAllowed(template, duty=duty.id, period=name, known=tuple(known[-3:]) or "—")
    if isinstance(happening.event, Done) and duty.counts:
        raise NotAllowed(N_("Duty {duty} is fulfilled by records of its own, not by hand: record them."), duty=duty.id)
