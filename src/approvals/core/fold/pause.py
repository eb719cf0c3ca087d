"""Changing one of the special procedures that run."""

from collections.abc import Callable
from typing import Any

from approvals.core.entry import Entry
from approvals.core.law import Law
from approvals.core.request import Pause, Request

Apply = Callable[[Request, Any, Entry, Law], Request]


def on_pause(request: Request, kind: str, change: Callable[[Pause], Pause]) -> Request:
    """Return the request with the latest procedure of a kind that runs changed, as it was where none does."""
    place = next((place for place, pause in reversed(list(enumerate(request.pauses))) if pause.end is None and kind in {"", pause.kind}), None)
    if place is None:
        return request
    return request._replace(pauses=(*request.pauses[:place], change(request.pauses[place]), *request.pauses[place + 1 :]))


def same(request: Request, _event: Any, _entry: Entry, _law: Law) -> Request:  # noqa: ANN401 - one signature for every event
    """Leave the request as it is: the event moves nothing."""
    return request
