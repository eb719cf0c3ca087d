"""`approvals request undo`: a slip of the finger, taken back within the hour."""

from typing import Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.recording import show_after
from approvals.cli.room import desk
from approvals.core.words import checked_words
from approvals.language import N_, Sentence, _


def undo(
    number: options.Number,
    reason: Annotated[str, typer.Option("--reason", metavar=words.TEXT, help=N_("Why; the history keeps it."))] = "",
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Take back what you typed last for a request, within the hour; the history keeps both."""
    with desk() as opened:
        from approvals.core.entry import NAMES, type_of  # noqa: PLC0415 - the desk opens only for commands that need it
        from approvals.core.stage import Stage  # noqa: PLC0415
        from approvals.desk.retracting import retract  # noqa: PLC0415

        why = checked_words(reason, "--reason") if reason else _("slip of the finger, taken back within the hour")
        retracted = retract(opened, number, why, options.wall_clock())
        if shape is options.Shape.TABLE:
            for entry in reversed(retracted.entries):
                word = Sentence(NAMES[type_of(entry.event)])
                output.say(N_("Taken back: {event} of {date}, event {sequence}."), event=word, date=entry.day, sequence=entry.sequence)
        void = retracted.row.stage == Stage.VOIDED
        sentence = (
            N_("{number} is void now, and stays: {item} {item_name}, {applicant}.")
            if void
            else N_("{number} stands as before: {item} {item_name}, {applicant}.")
        )
        show_after(opened, [retracted.row], shape, sentence, None, single=True, leads=False)
        if void and output.watched():
            output.note(
                N_("  Was only the name wrong? The same line again brings it back, then: `approvals request amend {number} --applicant NAME --reason TEXT`."),
                number=retracted.row.number,
            )
