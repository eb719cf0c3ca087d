"""`approvals request`: what a request looks like, alone, in a list, and day by day."""

from typing import Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.core.words import checked_words
from approvals.errors import WrongUsage
from approvals.language import N_


def show(
    number: options.Number,
    unmask: Annotated[bool, typer.Option("--unmask", help=N_("Show the applicant's code in clear; it is written down who looked, and what for."))] = False,  # noqa: FBT002 - Typer's form of a flag
    purpose: Annotated[str, typer.Option("--purpose", metavar=words.TEXT, help=N_("What it is needed for."))] = "",
    today: options.Today = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Show a request with its history."""
    if unmask != bool(purpose) or (unmask and shape is options.Shape.JSON):
        raise WrongUsage(N_("--unmask goes with --purpose, and never with machine output."))
    with desk(today) as opened:
        if unmask:
            from approvals.desk.personal import unmask as clear  # noqa: PLC0415

            output.say(N_("Code of the applicant: {code}"), code=clear(opened, number, checked_words(purpose, "--purpose")) or "—")
        from approvals.desk.history import entries_of, faults_of  # noqa: PLC0415
        from approvals.desk.listing import row_of, view  # noqa: PLC0415

        row = row_of(opened, number)
        seen = view(opened, row, opened.today)
        if shape is options.Shape.JSON:
            output.data(seen._asdict())
            return
        from approvals.cli.request_page import say_documents, show_request  # noqa: PLC0415 - pages are built only where one is printed
        from approvals.store.documents import of_request  # noqa: PLC0415

        show_request(seen, entries_of(opened, seen.number), faults_of(opened, row, opened.today))
        say_documents(of_request(opened.connection, seen.number))


def explain(
    number: options.Number,
    full: Annotated[bool, typer.Option("--full", help=N_("Every day on a line of its own."))] = False,  # noqa: FBT002 - Typer's form of a flag
    today: options.Today = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Tell the deadlines of a request: where each begins and ends, by which rule, and what moved it."""
    with desk(today) as opened:
        from approvals.desk.explain import explained  # noqa: PLC0415

        explanation = explained(opened, number)
        if shape is options.Shape.JSON:
            output.data(explanation.plain())
            return
        from approvals.cli.explanation_page import explanation_page  # noqa: PLC0415

        explanation_page(explanation, full=full)
