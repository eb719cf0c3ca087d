"""The rules on powers in force: listed, one of them, and as the compendium that is printed."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from approvals.core.guide import Department, department_from
from approvals.core.leaflet.powers import Held, compendium
from approvals.core.power import powers_from
from approvals.core.terms import Kind
from approvals.desk.anchoring import head
from approvals.desk.guide import listed as items_in_force
from approvals.desk.printing import register_settings
from approvals.errors import NoSuchThing
from approvals.files.powers import read_powers
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import rules

if TYPE_CHECKING:
    from approvals.core.leaflet.parts import Leaflet
    from approvals.desk.register import Desk
    from approvals.files.reader import Finding


class PowerView(NamedTuple):
    """A power as machine output shows it (docs/reference.md); `item` is empty where it is no service item, `rules` how many it has."""

    power: str
    name: str
    department: str
    department_name: str
    holder: str
    kind: Kind
    item: str
    item_name: str
    rules: int


def check_powers_files(root: Path) -> "list[Finding]":
    """Return every finding of every file of powers, adopted or not."""
    return list(read_powers(root).findings)


def held_powers(desk: "Desk", target: str = "") -> list[Held]:
    """Return the powers in force, by department: all, those of a department (by code or name), one power, or one with a single of its rules."""
    found = sorted(_held(desk), key=lambda one: (one.department.code, one.power.id))
    if not found:
        raise NoSuchThing(N_("No rule on a power is in force: write powers/*.toml, then `approvals adopt powers`."))
    chosen = list(_chosen(found, target)) if target else found
    if not chosen:
        raise NoSuchThing(N_("There is no power, rule or department {target} among the rules on powers: `approvals powers list` shows them."), target=target)
    return chosen


def _held(desk: "Desk") -> Iterator[Held]:
    guide = {entry.item.code: entry.item for entry in items_in_force(desk, desk.today)}
    departments = {code: department_from(table) for code, table in rules.departments(desk.connection).items()}
    for table in rules.tables(desk.connection, "staff"):
        for entry in table.get("department", ()):
            departments.setdefault(entry["code"], Department(entry["code"], entry["name"]))
    for power in powers_from(rules.tables(desk.connection, "powers")):
        yield Held(power, departments.get(power.department, Department(power.department, power.department)), guide.get(power.item))


def _chosen(found: list[Held], target: str) -> Iterator[Held]:
    wanted = target.casefold()
    for one in found:
        rule = next((rule for rule in one.power.rules if rule.id.casefold() == wanted), None)
        if wanted in {one.power.id.casefold(), one.department.code.casefold(), one.department.name.casefold()}:
            yield one
        elif rule:
            yield one._replace(power=one.power._replace(rules=(rule,)))


def view(held: Held) -> PowerView:
    """Return a power as machine output shows it."""
    power = held.power
    item_name = held.item.name if held.item else ""
    return PowerView(power.id, power.name, power.department, held.department.name, power.holder, power.kind, power.item, item_name, len(power.rules))


def powers_named(desk: "Desk", identity: str) -> Held:
    """Return the power of an id with all its rules, or with the one rule of an id."""
    wanted = identity.casefold()
    for one in held_powers(desk, identity):
        if wanted == one.power.id.casefold() or [wanted] == [rule.id.casefold() for rule in one.power.rules]:
            return one
    raise NoSuchThing(N_("{target} is a department: `approvals powers list --department {target}` shows its powers."), target=identity)


def powers_leaflet(desk: "Desk", target: str) -> "Leaflet":
    """Return the compendium, or the part of it that is asked for, with the head of the chain at its foot."""
    settings = register_settings(desk.root)
    foot = f"链首：{head(desk).line}"
    return compendium(held_powers(desk, target), str(settings.get("name", "")), desk.today, foot, sample=settings.get("sample") is True)
