"""The national data sets of a period: each request as its rows, what keeps it from being uploaded, then the ratings and the cards."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from approvals.core.fold import amended
from approvals.core.guide import Item
from approvals.core.national.oversight import CardTold, evaluation_row, supervision_rows
from approvals.core.national.rows import Told, accept_row, material_rows, process_rows, result_rows, special_rows
from approvals.core.national.tables import (
    ACCEPT,
    EVALUATION,
    MATERIAL,
    PROCESS,
    RESULT,
    SPECIAL,
    SUPERVISION,
    Flaw,
    Row,
    Table,
    flaws,
    within,
)
from approvals.core.stage import Stage
from approvals.desk.card_history import card_by_id
from approvals.desk.history import request_of
from approvals.desk.listing import row_of
from approvals.desk.projection import row_on
from approvals.record import NamedTuple
from approvals.store import cards, matters, rules
from approvals.store import requests as store
from approvals.store.cards import CardFilter
from approvals.store.matters import MatterFilter
from approvals.store.schema.labels import EVENTS, LEVELS, STATES

if TYPE_CHECKING:
    from approvals.core.request import Request
    from approvals.desk.register import Desk

RATING, RATED = "rating", "rated"
"""The kind under which ratings are kept, and the stage of those that count."""


class Wanted(NamedTuple):
    """Which rows: of a department, empty for all, and of a period."""

    department: str = ""
    since: date | None = None
    until: date | None = None


class Whole(NamedTuple):
    """What is uploaded together or not at all: the rows of a request, of a rating or of a card, and why they cannot be."""

    number: str
    rows: list[tuple[Table, Row]]
    flaws: list[Flaw]


def wholes(desk: "Desk", wanted: Wanted) -> Iterator[Whole]:
    """Yield everything that has a row in the period, requests first, by number."""
    desk.connection.execute("begin")
    try:
        yield from (whole for whole in _Gathering(desk, wanted).all() if whole.rows)
    finally:
        desk.connection.execute("rollback")


class _Gathering:
    """The rows of one export; what many requests share is read once."""

    def __init__(self, desk: "Desk", wanted: Wanted) -> None:
        self._desk, self._wanted = desk, wanted
        self._staff = {person.id: person.name for person in desk.people}
        self._versions: dict[str, list[Item | None]] = {}

    @cached_property
    def _ratings(self) -> list[Mapping[str, object]]:
        chosen = MatterFilter(RATING, department=self._wanted.department, stage=RATED)
        return [row.kept for row in matters.select(self._desk.connection, chosen)]

    @cached_property
    def _levels(self) -> dict[str, str]:
        return {str(facts.get("request")): str(facts.get("level")) for facts in self._ratings}

    def all(self) -> Iterator[Whole]:
        numbers = store.numbers_until(self._desk.connection, self._wanted.department, self._wanted.until)
        for number in self._desk.waiting.through(numbers, len(numbers)):
            request = request_of(self._desk, number, self._desk.today)
            item = self._desk.law(request.item).binding(request)
            # What was never accepted, and not done without acceptance either, is no request that is uploaded.
            if item and (request.accepted or request.completed):
                yield self._request(request, item)
        for facts in self._ratings:
            yield self._checked(str(facts.get("request", "")), "", [(EVALUATION, evaluation_row(facts))])
        yield from self._cards()

    def _request(self, request: "Request", item: Item) -> Whole:
        told, standing = self._told(request, item), amended(request.history)
        accepted = accept_row(told, standing)
        rows = [(ACCEPT, accepted), *((PROCESS, row) for row in process_rows(told, standing))]
        rows += [(SPECIAL, row) for row in special_rows(told, standing)]
        if within(ACCEPT, accepted, self._wanted.since, self._wanted.until):
            rows += [(MATERIAL, row) for row in material_rows(told)]
        rows += [(RESULT, row) for row in result_rows(told)]
        return self._checked(request.number, item.code, rows)

    def _told(self, request: "Request", item: Item) -> Told:
        row = row_of(self._desk, request.number)
        if row.stage == Stage.STOPPED:
            row = row_on(self._desk, request, self._desk.today)
        due = row.promised_due or row.statutory_due or row.declared_due
        return Told(
            request,
            item,
            self._latest(item),
            self._version(item),
            row.department,
            row.department_name,
            date.fromisoformat(due[:10]) if due else None,
            self._levels.get(request.number, ""),
            self._name,
            EVENTS["request"],
        )

    def _name(self, person: str) -> str:
        return self._staff.get(person, person.removeprefix("login:"))

    def _adopted(self, item: Item) -> list[Item | None]:
        """Return the versions of an item, the one adopted last in front."""
        if item.code not in self._versions:
            days = [date.fromisoformat(row.from_on) for row in rules.item_versions(self._desk.connection, item.code)]
            self._versions[item.code] = [self._desk.versions(item.code)(day) for day in days]
        return self._versions[item.code]

    def _latest(self, item: Item) -> Item:
        return next(filter(None, self._adopted(item)), item)

    def _version(self, item: Item) -> int:
        """Return which version of an item this is, counted from the first adoption."""
        known = self._adopted(item)
        return next((len(known) - place for place, version in enumerate(known) if version is item), 0)

    def _checked(self, number: str, item: str, rows: list[tuple[Table, Row]]) -> Whole:
        chosen = [(table, row) for table, row in rows if within(table, row, self._wanted.since, self._wanted.until)]
        return Whole(number, chosen, [flaw for table, row in chosen for flaw in flaws(table, row, item)])

    def _cards(self) -> Iterator[Whole]:
        for row in cards.select(self._desk.connection, CardFilter(department=self._wanted.department)):
            if row.subject_kind == "request":
                card = card_by_id(self._desk, row.card)
                item = self._desk.versions(row.item)(card.since)
                told = CardTold(card, item, self._desk.department_name(row.department), LEVELS[row.level], STATES[row.state])
                yield self._checked(row.subject_id, row.item, [(SUPERVISION, found) for found in supervision_rows(told)])
