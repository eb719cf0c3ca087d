"""The adopted guide, and the check of its files."""

import json
from collections.abc import Iterator
from datetime import date

from approvals.core.guide import Department, Item, department_from, item_from
from approvals.core.offer import offer_on
from approvals.core.terms import Handling, Kind, Offer
from approvals.desk.register import Desk
from approvals.errors import NoSuchThing
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import rules


class ItemView(NamedTuple):
    """An item as machine output shows it (docs/reference.md); limits as `20 working days`, None where there is none."""

    code: str
    name: str
    department: str
    department_name: str
    kind: Kind
    handling: Handling
    statutory: str | None
    promised: str | None
    offer: Offer


class Listed(NamedTuple):
    """An item with its department."""

    item: Item
    department: Department

    def view(self, today: date) -> ItemView:
        """Return the item as machine output shows it on a day."""
        item = self.item
        return ItemView(
            item.code,
            item.name,
            self.department.code,
            self.department.name,
            item.kind,
            item.handling,
            str(item.statutory.limit) if item.statutory else None,
            str(item.promised.limit) if item.promised else None,
            offer_on(item, today),
        )


def listed(desk: Desk, today: date) -> Iterator[Listed]:
    """Yield the items in force on a day, by code, suspended ones too; those withdrawn by then are left out."""
    return (entry for entry in _published(desk, today) if offer_on(entry.item, today) is not Offer.WITHDRAWN)


def _published(desk: Desk, today: date) -> Iterator[Listed]:
    departments = {code: department_from(table) for code, table in rules.departments(desk.connection).items()}
    for row in rules.items(desk.connection, today):
        if row.data:
            yield Listed(item_from(json.loads(row.data)), departments.get(row.department, Department(row.department, row.department)))


def found(desk: Desk, today: date, words: str) -> Iterator[Listed]:
    """Yield the items in which every word stands: in code, name, department, kind of result, or a legal basis."""
    wanted = [word.casefold() for word in words.split()]
    for entry in listed(desk, today):
        item = entry.item
        text = " ".join([item.code, item.name, entry.department.name, item.result.name if item.result else "", *(basis.law for basis in item.bases)]).casefold()
        if all(word in text for word in wanted):
            yield entry


def one(desk: Desk, today: date, code: str) -> Listed:
    """Return an item in force on a day, or withdrawn by its own file."""
    for entry in _published(desk, today):
        if entry.item.code.casefold() == code.casefold():
            return entry
    raise NoSuchThing(N_("There is no item {item} in force on {date}: `approvals guide search WORD` finds its code."), item=code, date=today)
