"""`approvals init`: a new register."""

from pathlib import Path
from typing import Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import login
from approvals.language import N_


def init(
    folder: Annotated[Path, typer.Argument(metavar=words.FOLDER, help=N_("A folder that does not exist yet, or is empty."), show_default=False)],
    empty: Annotated[bool, typer.Option("--empty", help=N_("Without the sample guide and its people."))] = False,  # noqa: FBT002 - Typer's form of a flag
) -> None:
    """Make a new register with the shipped calendar and the sample guide, and adopt them."""
    from approvals.desk.founding import found  # noqa: PLC0415

    made = found(folder, options.today(), login(), guide=not empty, language=options.Given.language or "")
    years = sorted(made.calendar.covered)
    output.say(N_("Register made in {folder}: calendar {first}–{last}."), folder=str(folder), first=years[0], last=years[-1])
    if not empty:
        output.say(N_("The sample guide is in force: {departments} departments, {items} items."), departments=made.departments, items=made.items)
    if made.findings:
        output.say(N_("{count} findings of the shipped files: approvals guide check"), count=len(made.findings))
