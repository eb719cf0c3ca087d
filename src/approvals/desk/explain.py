"""The deadlines of a request with what they rest on and what each event did to them, ready to be told."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from approvals.core.dates import day_of
from approvals.core.deadline import Deadline, deadlines, limit_of
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.entry import Entry, type_of
from approvals.core.explain import tell
from approvals.core.fold import after, amended, receive
from approvals.core.guide import Limit
from approvals.core.request import Pause, Request
from approvals.desk.history import entries_of, request_of
from approvals.desk.listing import RequestView, row_of, view
from approvals.record import NamedTuple
from approvals.store import rules

if TYPE_CHECKING:
    from approvals.core.law import Law
    from approvals.desk.register import Desk


class Explained(NamedTuple):
    """A deadline with its limit where it is the promise's or the law's; `cut` when the law ends before the promise would."""

    deadline: Deadline
    limit: Limit | None
    cut: bool


class Effect(NamedTuple):
    """What an event did to a date; None where there was or is none. `late_entry` tells that the event was entered, or amended, late."""

    on: date
    event: str
    kind: DeadlineKind
    old: date | None
    new: date | None
    late_entry: bool = False


class Rest(NamedTuple):
    """A stop: the working days it took, and how many of them the policy counts again."""

    pause: Pause
    days: int
    unrecognised: int


class Explanation(NamedTuple):
    """A request, its deadlines and how they came about; `version` is the adoption whose item binds it."""

    view: RequestView
    request: Request
    law: "Law"
    deadlines: tuple[Explained, ...]
    effects: tuple[Effect, ...]
    rests: tuple[Rest, ...]
    today: date
    version: int | None
    version_from: str

    def plain(self) -> dict[str, Any]:
        """Return the explanation as machine output has it (docs/reference.md)."""
        return {
            "number": self.view.number,
            "item": self.view.item,
            "item_version": self.version,
            "item_version_from": self.version_from or None,
            "deadlines": [self._deadline(part) for part in self.deadlines],
            "stops": [
                {"kind": rest.pause.kind, "from": rest.pause.first, "to": rest.pause.end, "working_days": rest.days, "unrecognised": rest.unrecognised}
                for rest in self.rests
            ],
            "effects": [effect._asdict() for effect in self.effects],
            "faults": [{"rule": fault.rule, "on": fault.on} for fault in self.request.faults],
            "late_entry": self.view.late_entry,
        }

    def _deadline(self, part: Explained) -> dict[str, Any]:
        deadline = part.deadline
        return {
            "kind": deadline.kind,
            "about": deadline.about,
            "limit": str(deadline.limit),
            "basis": part.limit.basis if part.limit else "",
            "start": deadline.start,
            "due": deadline.due,
            "ended": deadline.ended,
            "stopped": deadline.resting is not None,
            "provisional": deadline.provisional,
            "days": [
                {"date": told.day.date, "part": told.part, "kind": told.day.kind, "holiday": told.day.holiday, "number": told.number}
                for told in tell(deadline.run, deadline.limit, self.law.calendar)
            ]
            if part.limit
            else [],
        }


def explained(desk: "Desk", number: str) -> Explanation:
    """Return the explanation of a request's deadlines as they stand on the day of the desk."""
    row = row_of(desk, number)
    request, law = request_of(desk, row.number, desk.today), desk.law(row.item)
    parts = tuple(_explained(deadline, request, law) for deadline in deadlines(request, law, desk.today) if deadline.kind is not DeadlineKind.EXTENSION)
    started = request.reached(item.start) if (item := law.binding(request)) else None
    version = _version(desk, row.item, day_of(started or request.received)) or _version(desk, row.item, day_of(request.received))
    return Explanation(
        view(desk, row, desk.today),
        request,
        law,
        parts,
        tuple(_effects(row.number, entries_of(desk, row.number), law)),
        tuple(_rest(pause, law, desk.today) for pause in request.pauses),
        desk.today,
        version.sequence if version else None,
        version.from_on if version and not version.from_on.startswith("0001") else "",
    )


def _version(desk: "Desk", code: str, day: date) -> rules.ItemRow | None:
    row = next((found for found in rules.item_versions(desk.connection, code) if found.from_on <= day.isoformat()), None)
    return row if row and row.data else None


def _explained(deadline: Deadline, request: Request, law: "Law") -> Explained:
    found = limit_of(deadline.kind, request, law) if deadline.kind in {DeadlineKind.PROMISED, DeadlineKind.STATUTORY} else None
    return Explained(deadline, found[0] if found else None, day_of(deadline.run.due) != deadline.due)


def _rest(pause: Pause, law: "Law", today: date) -> Rest:
    end = max(pause.end or today, pause.first)
    days = law.calendar.working_days(pause.first.toordinal(), max(end.toordinal(), pause.first.toordinal() + 1))
    over = max(days - pause.notified, 0) if law.practice.cap and pause.notified is not None else 0
    return Rest(pause, days, over)


def _effects(number: str, entries: list[Entry], law: "Law") -> Iterator[Effect]:
    """Yield what each event did to the promised and the statutory date."""
    first, *later = amended(entries)
    request = receive(number, first)
    before = _dates(request, law, first.day)
    for kind, due in before.items():
        yield Effect(first.day, type_of(first.event), kind, None, due, first.late)
    for entry in later:
        request = after(request, entry, law)
        now = _dates(request, law, entry.day)
        for kind in (DeadlineKind.PROMISED, DeadlineKind.STATUTORY):
            if before.get(kind) != now.get(kind):
                yield Effect(entry.day, type_of(entry.event), kind, before.get(kind), now.get(kind), entry.late)
        before = now


def _dates(request: Request, law: "Law", today: date) -> dict[DeadlineKind, date]:
    wanted = {DeadlineKind.PROMISED, DeadlineKind.STATUTORY}
    return {deadline.kind: deadline.due for deadline in deadlines(request, law, today) if deadline.kind in wanted}
