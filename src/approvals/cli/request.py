"""`approvals request`: what a request looks like, alone, in a list, and day by day."""

from datetime import date, timedelta
from typing import Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.core.dates import read_day
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
        from approvals.desk.listing import entries_of, faults_of, row_of, view  # noqa: PLC0415

        row = row_of(opened, number)
        seen = view(opened, row, opened.today)
        if shape is options.Shape.JSON:
            output.data(seen._asdict())
            return
        from approvals.cli.request_pages import say_documents, show_request  # noqa: PLC0415 - pages are built only where one is printed
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


def list_(  # noqa: PLR0913, PLR0917 - one parameter a filter
    department: Annotated[str, typer.Option("--department", metavar=words.DEPARTMENT, help=N_("Only of this department, by code or name."))] = "",
    stage: Annotated[
        str,
        typer.Option(
            "--stage",
            metavar=words.STAGE,
            help=N_("Only at this stage: received, waiting, accepted, stopped, forwarded, decided, completed …"),
        ),
    ] = "",
    level: Annotated[str, typer.Option("--level", metavar=words.LEVEL, help=N_("Only of this level: none, warning, yellow, red."))] = "",
    item: Annotated[str, typer.Option("--item", metavar=words.ITEM, help=N_("Only of this item."))] = "",
    applicant: Annotated[str, typer.Option("--applicant", metavar=words.NAME, help=N_("Only where the applicant's name holds this."))] = "",
    received_from: Annotated[
        date | None, typer.Option("--received-from", metavar=words.DATE, parser=read_day, help=N_("Received on or after this day."))
    ] = None,
    received_to: Annotated[date | None, typer.Option("--received-to", metavar=words.DATE, parser=read_day, help=N_("Received on or before this day."))] = None,
    due_from: Annotated[date | None, typer.Option("--due-from", metavar=words.DATE, parser=read_day, help=N_("Due on or after this day."))] = None,
    due_to: Annotated[date | None, typer.Option("--due-to", metavar=words.DATE, parser=read_day, help=N_("Due on or before this day."))] = None,
    everything: Annotated[bool, typer.Option("--all", help=N_("Finished ones too."))] = False,  # noqa: FBT002 - Typer's form of a flag
    held_by: Annotated[str, typer.Option("--held-by", metavar=words.PERSON, help=N_("Only those this person handles."))] = "",
    lent_by: Annotated[str, typer.Option("--lent-by", metavar=words.PERSON, help=N_("Only those of this person that somebody else handles."))] = "",
    provisional: Annotated[bool, typer.Option("--provisional", help=N_("Only those whose dates are provisional."))] = False,  # noqa: FBT002 - Typer's form of a flag
    due_today: Annotated[bool, typer.Option("--due-today", help=N_("Only those due today or before."))] = False,  # noqa: FBT002 - Typer's form of a flag
    due_this_week: Annotated[bool, typer.Option("--due-this-week", help=N_("Only those due until Sunday."))] = False,  # noqa: FBT002 - Typer's form of a flag
    today: options.Today = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """List requests, the most urgent first."""
    with desk(today) as opened:
        from approvals.desk.listing import listing, stops_of, wanted  # noqa: PLC0415

        found = listing(
            opened,
            wanted(
                opened,
                department=department,
                stage=stage,
                level=level,
                item=item,
                applicant=applicant,
                received=(received_from, received_to),
                due=(due_from, _until(opened.today, due_to, today=due_today, week=due_this_week)),
                person=held_by,
                lent_by=lent_by,
                provisional=provisional,
                finished=everything,
            ),
        )
        if shape is options.Shape.JSON:
            output.data([view._asdict() for view in found])
            return
        from approvals.cli.request_pages import list_requests  # noqa: PLC0415

        list_requests(found, stops_of(opened) if stage == "stopped" else None)


def _until(today_: date, due_to: date | None, *, today: bool, week: bool) -> date | None:
    """Return the last due date that is asked for."""
    asked = [due_to, today_ if today else None, today_ + timedelta(6 - today_.weekday()) if week else None]
    return min((day for day in asked if day), default=None)
