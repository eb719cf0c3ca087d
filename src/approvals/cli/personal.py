"""`approvals register anonymise`: personal data that nobody needs any more."""

from datetime import date
from typing import Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.asking import confirmed
from approvals.cli.room import desk
from approvals.language import N_


def anonymise(
    before: Annotated[
        date, typer.Option("--before", metavar=words.DATE, parser=options.past_day, help=N_("Only requests closed before this day."), show_default=False)
    ],
    yes: options.Yes = False,  # noqa: FBT002 - Typer's form of a flag
) -> None:
    """Erase names and codes of closed requests, and who complained or rated, for good; figures stay, and the chain stays whole."""
    with desk() as opened:
        from approvals.desk.personal import anonymise as erase  # noqa: PLC0415 - the desk opens only for commands that need it
        from approvals.desk.personal import to_anonymise  # noqa: PLC0415

        found = to_anonymise(opened, before)
        output.say(N_("{count} requests closed before {date} hold personal data."), count=len(found.numbers), date=before)
        if found.matters:
            output.say(N_("{count} matters of oversight closed before {date} hold names, like who complained or rated."), count=len(found.matters), date=before)
        if found.waiting:
            output.say(N_("Left alone, for a card of theirs waits for the efficiency office: {numbers}."), numbers=tuple(found.waiting))
        if not (found.numbers or found.matters) or not (yes or confirmed(N_("Erase it? It cannot be brought back."))):
            return
        output.say(N_("Erased in {count} of them; copies made before still hold it."), count=erase(opened, before))
