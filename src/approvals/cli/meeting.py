"""`approvals complaint meeting`: complaints alike, coordinated in one meeting."""

from typing import Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.core.oversight.complaint import COMPLAINT
from approvals.core.words import checked_words
from approvals.language import N_


def meeting(
    numbers: Annotated[
        list[str],
        typer.Argument(metavar=words.NUMBERS, parser=options.number_of(COMPLAINT.prefix), help=N_("The numbers of the complaints."), show_default=False),
    ],
    decision: Annotated[str, typer.Option("--decision", metavar=words.TEXT, help=N_("What was decided; the history of each keeps it."), show_default=False)],
    document: options.Document = "",
    on: options.On = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """Record one coordination meeting for several complaints: each keeps it with the numbers of the others, and becomes common unless urgent or difficult."""
    with desk() as opened:
        from approvals.cli.complaint_page import plain  # noqa: PLC0415 - the desk opens only for commands that need it
        from approvals.desk.complaint import page, record_meeting  # noqa: PLC0415

        held = record_meeting(opened, numbers, checked_words(decision, "--decision"), document, on or options.today())
        if shape is options.Shape.JSON:
            output.data([plain(page(opened, one.number)) for one in held])
        else:
            output.say(N_("Coordination meeting recorded for {complaints}."), complaints=tuple(one.number for one in held))
