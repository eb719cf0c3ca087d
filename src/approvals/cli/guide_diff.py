"""`approvals guide diff` and `approvals guide history`: what changed in the guide, value by value, and when."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.core.dates import read_day
from approvals.errors import WrongUsage
from approvals.language import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from approvals.core.guide_changes import Change
    from approvals.desk.guide_history import Version

Chosen = Annotated[str, typer.Argument(metavar=words.ITEM_OR_DEPARTMENT, help=N_("Only this item or department, by its code; the whole guide, if left out."))]


def diff(
    chosen: Chosen = "",
    first: Annotated[date | None, typer.Option("--from", metavar=words.DATE, parser=read_day, help=N_("Compare what was in force on this day …"))] = None,
    last: Annotated[date | None, typer.Option("--to", metavar=words.DATE, parser=read_day, help=N_("… with what was on this one; today, if left out."))] = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> int:
    """Show what differs: the edited files from what was adopted, or one day from another."""
    if last and not first:
        raise WrongUsage(N_("Two days are compared: add --from."))
    if first and last and last < first:
        raise WrongUsage(N_("The period ends on {last}, before it begins on {first}."), first=first, last=last)
    with desk(told=False) as opened:
        from approvals.desk.guide_diff import between, edited  # noqa: PLC0415 - the desk opens only for commands that need it

        found = between(opened, first, last or opened.today, chosen) if first else edited(opened, chosen)
    if shape is options.Shape.JSON:
        output.data(list(found.changes))
        return 1 if found.findings else 0
    if found.findings:
        output.findings(found.findings)
    if output.for_spreadsheet():
        _table(found.changes)
        return 1 if found.findings else 0
    from approvals.cli.guide_changes import show  # noqa: PLC0415

    if found.changes:
        show(found.changes)
    elif not found.findings:
        output.say(N_("Nothing differs."))
    return 1 if found.findings else 0


def _table(changes: "Sequence[Change]") -> None:
    from approvals.render.table import Column  # noqa: PLC0415 - sentences need no table

    columns = tuple(Column(title) for title in (N_("Code"), N_("Name"), N_("Change")))
    output.table(columns, [(change.code, change.name, change) for change in changes])


def history(
    item: Annotated[str, typer.Argument(metavar=words.ITEM, help=N_("The code of the item, like GH-03."), show_default=False)],
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """Show every version of an item: from which day it counts, who adopted it when, and what it changed."""
    with desk() as opened:
        from approvals.desk.guide_history import versions  # noqa: PLC0415

        found = versions(opened, item)
    if shape is options.Shape.JSON:
        output.data(found)
        return
    if output.for_spreadsheet():
        _versions(found)
        return
    for version in found:
        _version(version)


def _versions(found: "Sequence[Version]") -> None:
    from approvals.render.table import Column, Kind  # noqa: PLC0415 - see _table

    columns = (
        Column(N_("Version"), Kind.NUMBER),
        Column(N_("From"), Kind.DATE),
        Column(N_("To"), Kind.DATE),
        Column(N_("Adopted"), Kind.DATE),
        Column(N_("Person")),
        Column(N_("File")),
        Column("SHA-256"),
        Column(N_("Change")),
    )
    # A version that changed nothing has its row all the same.
    rows = [(*_version_cells(version), change) for version in found for change in version.changes or ("",)]
    output.table(columns, rows)


def _version_cells(version: "Version") -> tuple[object, ...]:
    person = version.person_name or version.person
    return (version.version, version.from_on, version.to_on, version.adopted_on, person, version.file, version.sha256)


def _version(version: "Version") -> None:
    output.say(
        _span(version),
        version=version.version,
        first=version.from_on,
        last=version.to_on,
        adopted=version.adopted_on,
        person=version.person_name or version.person,
        file=version.file,
        hash=version.sha256[:16],
    )
    for change in version.changes:
        output.say(N_("  {change}"), change=change)


def _span(version: "Version") -> str:
    if version.overtaken:
        return N_("Version {version}, never in force: adopted on {adopted} by {person}, from {file}, SHA-256 {hash}…")
    if version.from_on is None:
        until = N_("Version {version}, in force from the beginning to {last}: adopted on {adopted} by {person}, from {file}, SHA-256 {hash}…")
        return until if version.to_on else N_("Version {version}, in force from the beginning: adopted on {adopted} by {person}, from {file}, SHA-256 {hash}…")
    until = N_("Version {version}, in force from {first} to {last}: adopted on {adopted} by {person}, from {file}, SHA-256 {hash}…")
    return until if version.to_on else N_("Version {version}, in force from {first}: adopted on {adopted} by {person}, from {file}, SHA-256 {hash}…")
