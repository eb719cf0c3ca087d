"""From edited guide files to versions of items: what differs from what was adopted, and from which day it may count."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from approvals.core.guide import Item, department_from, item_from
from approvals.core.guide_changes import Change, department_changes, item_changes
from approvals.core.publication import Bound, overtaken
from approvals.desk.register import Desk
from approvals.errors import NotAllowed
from approvals.files.reader import Source
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import rules
from approvals.store.rules import Adopted

Table = Mapping[str, Any]
_Items = Mapping[str, tuple[str, Table]]


class Edition(NamedTuple):
    """A guide file that is new, edited or gone (`source` None), with the items that it changes and those that no file holds any more."""

    name: str
    source: Source | None
    department: Table
    old_department: Table | None
    items: tuple[tuple[Table | None, Table | None], ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return what changes, value by value."""
        told = department_changes(department_from(self.old_department) if self.old_department else None, department_from(self.department))
        return (*told, *(change for old, new in self.items for change in item_changes(_item(old), _item(new))))


def editions(desk: Desk, edited: Iterable[tuple[Source, Adopted | None]], gone: Sequence[Adopted]) -> Iterator[Edition]:
    """Yield the files that differ from what was adopted; an item that moved to another file is not gone."""
    files = list(edited)
    held = {row.name: json.loads(row.data) for row in rules.in_force(desk.connection, "guide")}
    result = {name: table for name, table in held.items() if name not in {row.name for row in gone}}
    result.update({source.name: plain(source.table) for source, _old in files})
    before, after = by_code(held.values()), by_code(result.values())
    for source, old in files:
        table, previous = result[source.name], held[old.name] if old else {}
        yield Edition(source.name, source, table["department"], previous.get("department"), pairs(before, after, table, previous))
    for row in gone:
        table = held[row.name]
        yield Edition(row.name, None, table["department"], table["department"], pairs(before, after, {}, table))


def pairs(before: _Items, after: _Items, table: Table, previous: Table) -> tuple[tuple[Table | None, Table | None], ...]:
    """Return what the edition of a file changes: items that it brings or alters as (old, new), and those that no file holds any more."""
    new = [item["code"] for item in table.get("item", ()) if before.get(item["code"]) != after[item["code"]]]
    lost = [item["code"] for item in previous.get("item", ()) if item["code"] not in after]
    return tuple(_pair(code, before, after) for code in (*new, *lost))


def keep_bound(desk: Desk, items: Iterable[tuple[str, Table | None, str]]) -> None:
    """Refuse versions (code, table, day from) that would judge a request otherwise than the version it was taken in under."""
    wanted = {code: (_item(table), from_on) for code, table, from_on in items}
    if not wanted:
        return
    found: list[tuple[str, Bound]] = []
    for code, day, requests in rules.clock_days(desk.connection, wanted, min(from_on for _table, from_on in wanted.values())):
        new, from_on = wanted[code]
        known = Bound(date.fromisoformat(day), requests, desk.versions(code)(date.fromisoformat(day)))
        found += [(code, bound) for bound in overtaken(new, [known] if day >= from_on else [])]
    if found:
        template = N_("Requests for {items} taken in since {first} keep the version they were taken in under: put the edited guide in force with --from {day}.")
        days_found = [bound.day for _code, bound in found]
        codes = tuple(dict.fromkeys(code for code, _bound in found))
        raise NotAllowed(template, items=codes, first=min(days_found), day=(max(days_found) + timedelta(1)).isoformat())


def plain(value: Any) -> Any:  # noqa: ANN401 - a TOML tree of any shape
    """Return a TOML table as JSON can hold it: dates as ISO texts."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def by_code(tables: Iterable[Table]) -> dict[str, tuple[str, Table]]:
    """Return every item of the files with the department it stands under."""
    return {item["code"]: (table["department"]["code"], item) for table in tables for item in table.get("item", ())}


def _pair(code: str, before: _Items, after: _Items) -> tuple[Table | None, Table | None]:
    return before[code][1] if code in before else None, after[code][1] if code in after else None


def _item(table: Table | None) -> Item | None:
    return item_from(table) if table else None
