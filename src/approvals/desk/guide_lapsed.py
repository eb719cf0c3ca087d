"""Legal bases that were last read long ago, or never: those of limits, and those on which an item rests."""

from collections.abc import Iterator
from datetime import date

from approvals.core.terms import Grade
from approvals.desk.guide import Listed, listed
from approvals.desk.listing import chosen_department
from approvals.desk.register import Desk
from approvals.record import NamedTuple


class Lapsed(NamedTuple):
    """A legal basis as machine output shows it (docs/reference.md).

    `limit` is empty where the item as such rests on it; `checked` is None where the law of a limit was never read.
    """

    item: str
    item_name: str
    department: str
    department_name: str
    limit: str
    basis: str
    grade: Grade | None
    checked: date | None


def lapsed(desk: Desk, before: date, department: str = "") -> list[Lapsed]:
    """Return the bases in force that were last checked before a day, the longest ago first, limits never checked before all."""
    code = chosen_department(desk, department)
    entries = (entry for entry in listed(desk, desk.today) if code in {"", entry.department.code})
    found = [row for entry in entries for row in _bases(entry) if (row.checked or date.min) < before]
    return sorted(found, key=lambda row: (row.checked or date.min, row.item))


def _bases(entry: Listed) -> Iterator[Lapsed]:
    """Yield the basis of the limit, and those of the item that say when they were read: nobody has to write that."""
    item, department = entry
    bare = Lapsed(item.code, item.name, department.code, department.name, "", "", None, None)
    if item.statutory:
        yield bare._replace(limit=str(item.statutory.limit), basis=item.statutory.basis, grade=item.statutory.grade, checked=item.statutory.checked)
    yield from (bare._replace(basis=str(basis), checked=basis.checked) for basis in item.bases if basis.checked)
