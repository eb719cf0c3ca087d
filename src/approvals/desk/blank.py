"""The items for which a table is made that a clerk fills and imports."""

from typing import TYPE_CHECKING

from approvals.desk.guide import listed
from approvals.errors import NoSuchThing
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.desk.register import Desk

MAPPING = "template.toml"
"""The mapping that reads the table back; it ships with every register."""


def items_for(desk: "Desk", target: str) -> list[tuple[str, str, str]]:
    """Return the item of a code, else the items of a department by code or name, each as (code, name, department)."""
    wanted = target.casefold()
    entries = list(listed(desk, desk.today))
    found = [entry for entry in entries if entry.item.code.casefold() == wanted]
    found = found or [entry for entry in entries if wanted in {entry.department.code.casefold(), entry.department.name.casefold()}]
    if not found:
        template = N_("There is no item or department {target} in force on {date}: `approvals guide search WORD` finds it.")
        raise NoSuchThing(template, target=target[:60], date=desk.today)
    return [(entry.item.code, entry.item.name, entry.department.name) for entry in found]
