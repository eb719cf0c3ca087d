"""What differs in the guide: the edited files from what was adopted, or what was in force on one day from what was on another."""

import json
from collections.abc import Iterator
from datetime import date

from approvals.core.guide import Item, item_from
from approvals.core.guide_changes import Change, item_changes
from approvals.core.rules.problem import Severity
from approvals.desk.listing import department_code
from approvals.desk.publication import editions
from approvals.desk.register import Desk
from approvals.errors import NoSuchThing
from approvals.files.digest import digest_of
from approvals.files.guide import read_guide
from approvals.files.reader import Finding
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import rules


class Chosen(NamedTuple):
    """An item or a department; everything where both are empty."""

    item: str = ""
    department: str = ""


class Difference(NamedTuple):
    """The changes, and the errors that keep some files from being compared."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...] = ()


def chosen(desk: Desk, text: str) -> Chosen:
    """Return what a word of the line means: an item by its code, else a department by code or name."""
    if not text:
        return Chosen()
    codes = {code.casefold(): code for code in rules.item_codes(desk.connection)}
    if text.casefold() in codes:
        return Chosen(item=codes[text.casefold()])
    departments = rules.departments(desk.connection)
    if text in departments or any(table["name"] == text for table in departments.values()):
        return Chosen(department=department_code(desk, text))
    template = N_("{text} is neither an item nor a department: `approvals guide search WORD` finds the codes.")
    raise NoSuchThing(template, text=text)


def edited(desk: Desk, text: str) -> Difference:
    """Return what the files of the register would change if they were adopted; a file with errors is left out and its errors are told."""
    guide = read_guide(desk.root, desk.today, desk.calendar)
    errors = tuple(finding for finding in guide.findings if finding.problem.severity is Severity.ERROR)
    unfit = {finding.file for finding in errors}
    present = {row.name: row for row in rules.in_force(desk.connection, "guide")}
    sound = [(source, present.get(source.name)) for source in guide.sources if source.name not in unfit]
    differing = [(source, old) for source, old in sound if not old or old.hash != digest_of(source.text.encode())]
    names = {source.name for source in guide.sources} | unfit
    gone = [row for name, row in present.items() if name not in names]
    found = list(editions(desk, differing, gone))
    new = {edition.department["code"] for edition in found}
    wanted = Chosen(department=text) if text in new else _new_item(found, text) or chosen(desk, text)
    kept = [change for edition in found if wanted.department in {"", edition.department["code"]} for change in edition.changes]
    return Difference(tuple(change for change in kept if wanted.item in {"", change.code}), errors)


def _new_item(found: list, text: str) -> Chosen | None:  # type: ignore[type-arg]
    codes = {new["code"] for edition in found for _old, new in edition.items if new}
    return Chosen(item=text) if text in codes else None


def between(desk: Desk, first: date, last: date, text: str) -> Difference:
    """Return what changed from the versions in force on one day to those in force on another."""
    wanted = chosen(desk, text)
    before, after = _in_force(desk, first, wanted), _in_force(desk, last, wanted)
    return Difference(tuple(change for code in sorted({*before, *after}) for change in item_changes(before.get(code), after.get(code))))


def _in_force(desk: Desk, day: date, wanted: Chosen) -> dict[str, Item]:
    return dict(_items(desk, day, wanted))


def _items(desk: Desk, day: date, wanted: Chosen) -> Iterator[tuple[str, Item]]:
    for row in rules.items(desk.connection, day):
        if row.data and wanted.item in {"", row.code} and wanted.department in {"", row.department}:
            yield row.code, item_from(json.loads(row.data))
