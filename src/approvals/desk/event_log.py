"""The event log of a register: what happened to its requests, as it stands, without names."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from approvals.core.trace import Trace, trace
from approvals.desk.history import entry_from
from approvals.store import traces as store
from approvals.store.schema.labels import EVENTS

if TYPE_CHECKING:
    from approvals.desk.register import Desk
    from approvals.store.history import StoredEvent
    from approvals.store.traces import CaseRow, Chosen


def traces(desk: "Desk", chosen: "Chosen") -> Iterator[Trace]:
    """Yield the chosen requests as traces, by number; only one of them is held at a time."""
    found = desk.waiting.through(store.events(desk.connection, chosen), lambda: store.count(desk.connection, chosen))
    for case, events in groupby(found, key=itemgetter(0)):
        yield _trace(case, (event for _case, event in events))


def _trace(case: "CaseRow", events: "Iterable[StoredEvent]") -> Trace:
    told = case._asdict()
    return trace(told.pop("number"), [entry_from(event, {}) for event in events], told, EVENTS["request"])
