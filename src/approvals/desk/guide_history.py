"""The versions of an item: which counted when, who adopted each, and what it changed."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from approvals.core.guide import Item, item_from
from approvals.core.guide_changes import Change, item_changes
from approvals.desk.register import Desk
from approvals.errors import NoSuchThing
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import rules
from approvals.store.rules import FROM_THE_BEGINNING, VersionRow


class Version(NamedTuple):
    """A version of an item as machine output shows it (docs/reference.md).

    `from_on` is None for one that reaches back to the beginning, `to_on` for one that no other has followed. `overtaken` is one that
    another took the place of before it counted.
    """

    version: int
    from_on: date | None
    to_on: date | None
    overtaken: bool
    adopted_on: date
    recorded_at: str
    person: str
    person_name: str
    file: str
    sha256: str
    changes: tuple[Change, ...]


def versions(desk: Desk, code: str) -> list[Version]:
    """Return the versions of an item in the order of their adoption."""
    known = next((held for held in rules.item_codes(desk.connection) if held.casefold() == code.casefold()), None)
    if not known:
        raise NoSuchThing(N_("There never was an item {item}: `approvals guide search WORD` finds the codes."), item=code)
    return list(_versions(desk, rules.item_history(desk.connection, known)))


def _versions(desk: Desk, rows: Sequence[VersionRow]) -> Iterator[Version]:
    names = {person.id: person.name for person in desk.people}
    before: Item | None = None
    for place, row in enumerate(rows):
        after = item_from(json.loads(row.data)) if row.data else None
        # The latest adoption counts from its day on, so the earliest day of those that follow ends a version.
        end = min((later.from_on for later in rows[place + 1 :]), default=None)
        overtaken = end is not None and end <= row.from_on
        yield Version(
            place + 1,
            None if row.from_on == FROM_THE_BEGINNING else date.fromisoformat(row.from_on),
            date.fromisoformat(end) - timedelta(1) if end and not overtaken else None,
            overtaken,
            date.fromisoformat(row.adopted_on),
            row.recorded_at,
            row.actor,
            names.get(row.actor, ""),
            row.file,
            row.hash,
            tuple(item_changes(before, after)),
        )
        before = after
