"""Limits whose law was last read long ago, or never."""

from datetime import date
from typing import NamedTuple

from approvals.core.terms import Grade
from approvals.desk.guide import listed
from approvals.desk.listing import department_code
from approvals.desk.register import Desk


class Lapsed(NamedTuple):
    """A statutory limit as machine output shows it (docs/reference.md); `checked` None where its law was never read."""

    item: str
    item_name: str
    department: str
    department_name: str
    limit: str
    basis: str
    grade: Grade | None
    checked: date | None


def lapsed(desk: Desk, before: date, department: str = "") -> list[Lapsed]:
    """Return the limits in force that were last checked before a day, the longest ago first, those never checked before all."""
    code = department_code(desk, department) if department else ""
    found = [
        Lapsed(
            entry.item.code,
            entry.item.name,
            entry.department.code,
            entry.department.name,
            str(limit.limit),
            limit.basis,
            limit.grade,
            limit.checked,
        )
        for entry in listed(desk, desk.today)
        if (limit := entry.item.statutory) and code in {"", entry.department.code} and (limit.checked or date.min) < before
    ]
    return sorted(found, key=lambda row: (row.checked or date.min, row.item))
