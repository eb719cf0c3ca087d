"""`approvals request import`: the table of another system into the register."""

from pathlib import Path
from typing import Annotated

import typer

from approvals.cli import output, words
from approvals.cli.room import desk
from approvals.language import N_

_MAP = N_("How to read it: a mapping, here or in the folder mappings of the register.")


def import_requests(
    file: Annotated[Path, typer.Argument(metavar=words.FILE, help=N_("The table: CSV, XLSX or JSON Lines."), show_default=False)],
    mapping: Annotated[Path, typer.Option("--map", metavar=words.FILE, help=_MAP, show_default=False)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Only tell what would happen; nothing is written."))] = False,  # noqa: FBT002 - Typer's form of a flag
) -> int:
    """Load requests, or their events, from the table of another system."""
    with desk() as opened:
        from approvals.desk.importing import carry_out, prepare, rehearse  # noqa: PLC0415 - the desk opens only for commands that need it

        prepared = prepare(opened, file, mapping)
        if prepared.findings:
            output.findings(prepared.findings)
            output.say(N_("Nothing was imported: mend this first."))
            return 1
        with output.progress(prepared.rows) as told:
            done = (rehearse if dry_run else carry_out)(opened, prepared, told)
    if done.findings:
        output.findings(done.findings)
    output.say(
        N_("Requests: {new} new, {grown} with news, {unchanged} unchanged. Events: {events} new. Rows: {read} read, {refused} refused."),
        new=done.requests_new,
        grown=done.requests_grown,
        unchanged=done.requests_unchanged,
        events=done.events_new,
        read=done.rows_read,
        refused=done.rows_refused,
    )
    if dry_run:
        output.say(N_("Nothing was written: this is what would happen."))
    elif done.batch:
        output.say(N_("The batch is {batch}."), batch=done.batch)
    return int(bool(done.findings))
