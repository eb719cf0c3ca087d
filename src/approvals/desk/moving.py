"""The dates that an adoption moves: everything computed anew by the rules now in force, and what came out otherwise."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from approvals.core.changes import Moved
from approvals.desk.card_history import card_by_id
from approvals.desk.history import bare_request_of
from approvals.desk.order import project_orders
from approvals.desk.projection import project
from approvals.store import deadlines as deadline_store
from approvals.store import requests as request_store

if TYPE_CHECKING:
    from approvals.desk.register import Desk


def moved_requests(desk: "Desk", before: Mapping[str, Mapping[str, str]]) -> Iterator[Moved]:
    """Compute the open requests anew and yield every date still to come that moved, in both directions."""
    for number, dates in desk.waiting.through(before.items(), len(before)):
        project(desk, bare_request_of(desk, number))
        yield from _moved(number, dates, deadline_store.running_of(desk.connection, "request", number))


def moved_orders(desk: "Desk", before: Mapping[str, Mapping[str, str]]) -> Iterator[Moved]:
    """Compute the follow-up orders that wait for a reply anew, and yield the days of reply that moved."""
    for subject, dates in before.items():
        project_orders(desk, card_by_id(desk, subject.rpartition("/")[0]))
        yield from _moved(subject, dates, deadline_store.running_of(desk.connection, "order", subject))


def _moved(subject: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Moved]:
    for kind in dict.fromkeys((*before, *after)):
        if before.get(kind) != after.get(kind):
            yield Moved(subject, kind, _date(before.get(kind)), _date(after.get(kind)))


def reproject_finished(desk: "Desk") -> None:
    """Compute the finished requests anew as well: what stands in the register is always what its events and the rules in force say."""
    done = set(request_store.numbers(desk.connection, only_open=True))
    finished = [number for number in request_store.numbers(desk.connection, only_open=False) if number not in done]
    for number in desk.waiting.through(finished, len(finished)):
        project(desk, bare_request_of(desk, number))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
