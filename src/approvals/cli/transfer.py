"""`approvals register export` and `register merge`: the events of one register into another."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.desk.merging import Merged

File = Annotated[Path, typer.Argument(metavar=words.FILE, help=N_("The file of the export."), show_default=False)]


def export(
    file: File,
    since: Annotated[str, typer.Option("--since", metavar=words.SINCE, help=N_("Only what was recorded after this event, or from this day on."))] = "",
    without_personal: Annotated[bool, typer.Option("--without-personal", help=N_("Leave names and codes behind; their hashes come along."))] = False,  # noqa: FBT002 - Typer's form of a flag
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Write the events of this register to a file, to be merged into another."""
    with desk() as opened:
        from approvals.desk.exporting import export as exported  # noqa: PLC0415 - the desk opens only for commands that need it

        found = exported(opened, file, since, personal=not without_personal)
    if shape is options.Shape.JSON:
        output.data(found._asdict())
    elif found.last:
        template = N_("{file} holds events {first} to {last} of register {register}. Head of the chain: {head}")
        output.say(template, file=str(file), **found._asdict())
    else:
        output.say(N_("Nothing was recorded since: no file was written."))


def merge(
    file: File,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Show what would be merged; nothing is written."))] = False,  # noqa: FBT002 - Typer's form of a flag
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Carry the events of another register into this one: all that are new, or none."""
    with desk() as opened:
        from approvals.desk.merging import merge as merged  # noqa: PLC0415 - the desk opens only for commands that need it

        found = merged(opened, file, dry_run=dry_run)
    if shape is options.Shape.JSON:
        output.data(found._asdict())
    else:
        _say(found, dry_run=dry_run)


def _say(found: "Merged", *, dry_run: bool) -> None:
    if not found.events_new:
        output.say(N_("Everything in this file is here already: {events_known} events of register {register}. Nothing changed."), **found._asdict())
        return
    template = N_("Events {first} to {last} of register {register} were merged ({events_known} known before): {requests} requests and {cards} cards.")
    if dry_run:
        template = N_("Events {first} to {last} of register {register} would be merged ({events_known} known before): {requests} requests and {cards} cards.")
    output.say(template, **found._asdict())
