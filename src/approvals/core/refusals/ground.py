"""What every refusal stands on: the stage a request is in, and the order in which things happen."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from approvals.core.entry import Entry
from approvals.core.guide import Item
from approvals.core.law import Law
from approvals.core.request import Request
from approvals.core.stage import Stage
from approvals.errors import NoSuchThing, NotAllowed
from approvals.language import N_

Check = Callable[[Request, Any, Entry, Law], None]
HANDLED = frozenset({Stage.ACCEPTED, Stage.STOPPED})
UNDECIDED = frozenset({Stage.RECEIVED, Stage.WAITING, *HANDLED, Stage.FORWARDED})


def in_stage(request: Request, stages: Collection[Stage], sentence: str) -> None:
    """Refuse what the stage does not allow; the sentence may name `number` and `stage`."""
    if request.stage not in stages:
        raise NotAllowed(sentence, number=request.number, stage=request.stage)


def in_order(request: Request, entry: Entry, earlier: date | None = None) -> None:
    """Refuse an event that happened before the one it follows."""
    last = earlier or request.last_day
    if entry.day < last:
        raise NotAllowed(
            N_("{date} lies before {earlier}, the last thing that happened to {number}: give the day it really happened with --on."),
            date=entry.day,
            earlier=last,
            number=request.number,
        )


def known_case(item: Item | None, case: str) -> None:
    """Refuse a case that the item does not know."""
    cases = [other.when for limit in (item.statutory, item.promised) if limit for other in limit.alternatives] if item else []
    if case and case not in cases:
        raise NoSuchThing(N_("The item has no case “{case}”: its cases are {known}."), case=case, known=tuple(cases) or "—")


def free(_request: Request, _event: Any, _entry: Entry, _law: Law) -> None:  # noqa: ANN401 - the signature of a check
    """Take what no rule forbids."""
