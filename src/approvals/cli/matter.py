"""What the commands of all matters of oversight share: recording a step, the list, one page, voiding."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from approvals.cli import options, output, words
from approvals.cli.choosing import Worded
from approvals.cli.room import desk
from approvals.core.choosing import NO_STAGE
from approvals.core.dates import read_day
from approvals.core.oversight.course import Voided
from approvals.core.oversight.matter import Matter, Noun
from approvals.core.oversight.stage import Stage
from approvals.core.words import checked_words
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.cli.matter_page import Look
    from approvals.desk.register import Desk

Number = Annotated[str, typer.Argument(metavar=words.NUMBER, help=N_("Its number."), show_default=False)]
Department = Annotated[str, typer.Option("--department", metavar=words.DEPARTMENT, help=N_("The department concerned, by code or name."))]
RectifyBy = Annotated[date | None, typer.Option("--rectify-by", metavar=words.DATE, parser=read_day, help=N_("The day by which it has to be put right."))]
Measure = Annotated[str, typer.Option("--measure", metavar=words.TEXT, help=N_("What was done."), show_default=False)]
Text = Annotated[str, typer.Option("--text", metavar=words.TEXT, help=N_("What was seen or said; the history keeps it."))]
RecordedFrom = Annotated[date | None, typer.Option("--from", metavar=words.DATE, parser=read_day, help=N_("Recorded on this day or later."))]
RecordedTo = Annotated[date | None, typer.Option("--to", metavar=words.DATE, parser=read_day, help=N_("Recorded on this day or before."))]
Closed = Annotated[bool, typer.Option("--all", help=N_("Closed ones too."))]
Make = Callable[["Desk"], Any]


def begin(noun: Noun, make: Make, on: date | None, sentence: str, shape: options.Shape, look: "Look") -> None:
    """Open a matter from what was typed, and say so; the sentence names `number` and `title`."""
    with desk() as opened:
        from approvals.desk import oversight  # noqa: PLC0415 - the desk opens only for commands that need it

        _say(opened, noun, oversight.begin(opened, noun, make(opened), on or options.today()), sentence, shape, look)


def go_on(noun: Noun, number: str, make: Make, on: date | None, sentence: str, shape: options.Shape, look: "Look") -> None:
    """Record a step of a matter, and say so."""
    with desk() as opened:
        from approvals.desk import oversight  # noqa: PLC0415

        _say(opened, noun, oversight.go_on(opened, noun, number, make(opened), on or options.today()), sentence, shape, look)


def _say(opened: "Desk", noun: Noun, matter: Matter, sentence: str, shape: options.Shape, look: "Look") -> None:
    from approvals.cli.matter_page import plain, say_owed  # noqa: PLC0415
    from approvals.desk.matter_view import page  # noqa: PLC0415

    if shape is options.Shape.JSON:
        output.data(plain(noun, page(opened, noun, matter.number), look))
    else:
        output.say(sentence, number=matter.number, title=matter.title)
        say_owed(opened, matter)


def voider(noun: Noun, look: "Look") -> Callable[..., None]:
    """Return the command that voids a matter of a kind."""

    def void(number: Number, reason: options.Reason, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
        """Void what was entered by mistake: it stays, with its reason."""
        go_on(noun, number, lambda _opened: Voided(checked_words(reason, "--reason")), on, N_("{number} voided."), shape, look)

    return void


def shower(noun: Noun, look: "Look") -> Callable[..., None]:
    """Return the command that shows a matter of a kind."""

    def show(number: Number, today: options.Today = None, shape: options.Format = options.Shape.TABLE) -> None:
        """Show one with its history."""
        with desk(today) as opened:
            from approvals.cli.matter_page import matter_page, plain  # noqa: PLC0415
            from approvals.desk.matter_view import page  # noqa: PLC0415

            found = page(opened, noun, number)
            if shape is options.Shape.JSON:
                output.data(plain(noun, found, look))
            else:
                matter_page(noun, found, look, opened.oversight)

    return show


def lister(noun: Noun, look: "Look") -> Callable[..., None]:
    """Return the command that lists the matters of a kind."""

    def list_(
        department: options.OfDepartment = "",
        stage: Annotated[str, typer.Option("--stage", click_type=Worded(Stage, NO_STAGE), metavar=words.STAGE, help=N_("Only in this stage."))] = "",
        opened_from: RecordedFrom = None,
        opened_to: RecordedTo = None,
        everything: Closed = False,  # noqa: FBT002 - Typer's form of a flag
        today: options.Today = None,
        shape: options.ListFormat = options.Shape.TABLE,
    ) -> None:
        """List them, the most urgent first; the office sees all, a department its own."""
        with desk(today) as opened:
            from approvals.cli.matter_page import list_matters  # noqa: PLC0415
            from approvals.desk.matter_view import listed  # noqa: PLC0415
            from approvals.store.matters import MatterFilter  # noqa: PLC0415

            found = listed(opened, MatterFilter(noun.kind, code(opened, department), "", stage, opened_from, opened_to, everything or look.everything))
            if shape is options.Shape.JSON:
                output.data([seen._asdict() for seen in found])
            else:
                list_matters(found, look)

    return list_


def code(opened: "Desk", department: str) -> str:
    """Return the code of a department given by code or name, nothing for nothing."""
    from approvals.desk.listing import chosen_department  # noqa: PLC0415

    return chosen_department(opened, department)
