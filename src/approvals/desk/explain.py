"""The deadlines of a request with what they rest on, ready to be told."""

from typing import Any, NamedTuple

from approvals.core.calendar import Calendar
from approvals.core.deadline import Deadline, DeadlineKind, deadlines, frozen_item
from approvals.core.events import day_of
from approvals.core.explain import tell
from approvals.core.guide import Limit
from approvals.desk.listing import RequestView, request_of, row_of, view
from approvals.desk.register import Desk


class Explained(NamedTuple):
    """A deadline with its limit; `cut` when the law ends before the promise would."""

    deadline: Deadline
    limit: Limit | None
    cut: bool


class Explanation(NamedTuple):
    """A request and its deadlines."""

    view: RequestView
    deadlines: tuple[Explained, ...]
    calendar: Calendar

    def plain(self) -> dict[str, Any]:
        """Return the explanation as machine output has it (docs/reference.md)."""
        return {"number": self.view.number, "item": self.view.item, "deadlines": [self._deadline(part) for part in self.deadlines]}

    def _deadline(self, part: Explained) -> dict[str, Any]:
        deadline = part.deadline
        days = [
            {"date": told.day.date, "part": told.part, "kind": told.day.kind, "holiday": told.day.holiday, "number": told.number}
            for told in tell(deadline.run, deadline.limit, self.calendar)
        ]
        return {
            "kind": deadline.kind,
            "limit": str(deadline.limit),
            "basis": part.limit.basis if part.limit else "",
            "start": deadline.start,
            "due": deadline.due,
            "ended": deadline.ended,
            "provisional": deadline.provisional,
            "days": days,
        }


def explained(desk: Desk, number: str) -> Explanation:
    """Return the explanation of a request's deadlines."""
    row = row_of(desk, number)
    request = request_of(desk, row.number)
    item = frozen_item(request, desk.versions(request.item))
    found = deadlines(request, item, desk.calendar) if item else ()
    limits = {DeadlineKind.PROMISED: item.promised, DeadlineKind.STATUTORY: item.statutory} if item else {}
    parts = tuple(Explained(deadline, limits.get(deadline.kind), day_of(deadline.run.due) != deadline.due) for deadline in found)
    return Explanation(view(desk, row, desk.today), parts, desk.calendar)
