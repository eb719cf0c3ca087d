"""A register as it stood right after an event: what a document says rests on it, so that it says the same whenever it is printed."""

import json
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from approvals.core.calendar import Calendar, year_from
from approvals.core.guide import Department, Item, department_from, item_from
from approvals.core.law import Law, practice_from
from approvals.core.staff import people_from
from approvals.store import rules

if TYPE_CHECKING:
    from approvals.core.entry import Entry
    from approvals.desk.register import Desk


class Past:
    """The rules in force right after an event, and the entries written by then."""

    def __init__(self, desk: "Desk", sequence: int) -> None:
        """Look back from an open register; rules are read when first asked for."""
        self._connection = desk.connection
        self.sequence = sequence

    @cached_property
    def _calendar(self) -> Calendar:
        return Calendar(year_from(table) for table in rules.tables_at(self._connection, "calendar", self.sequence))

    def law(self, code: str) -> Law:
        """Return what requests for an item were judged by."""
        policy = next(iter(rules.tables_at(self._connection, "policy", self.sequence)), {})
        return Law(self._versions(code), self._calendar, practice_from(policy))

    def _versions(self, code: str) -> Callable[[date], Item | None]:
        rows = [row for row in rules.item_versions(self._connection, code) if row.sequence <= self.sequence]
        found = [(date.fromisoformat(row.from_on), item_from(json.loads(row.data)) if row.data else None) for row in rows]
        return lambda day: next((item for from_on, item in found if from_on <= day), None)

    def department(self, code: str) -> Department:
        """Return a department as its guide told of it."""
        table = rules.department_at(self._connection, code, self.sequence)
        return department_from(table) if table else Department(code, code)

    def name_of(self, person: str) -> str:
        """Return the name of a person on the staff, empty for one it did not know."""
        people = (known for table in rules.tables_at(self._connection, "staff", self.sequence) for known in people_from(table))
        return next((known.name for known in people if known.id == person), "")

    def written(self, entries: "list[Entry]") -> "list[Entry]":
        """Return the entries that were in the ledger by then."""
        return [entry for entry in entries if entry.sequence is not None and entry.sequence <= self.sequence]
