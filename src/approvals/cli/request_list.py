"""`approvals request list`."""

from datetime import date, timedelta
from typing import Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.choosing import Worded
from approvals.cli.room import desk
from approvals.core.choosing import NO_LEVEL, NO_STAGE
from approvals.core.dates import read_day
from approvals.core.level import Level
from approvals.core.stage import Stage
from approvals.language import N_


def list_(  # noqa: PLR0913, PLR0917 - one parameter a filter
    department: options.OfDepartment = "",
    stage: Annotated[
        str,
        typer.Option(
            "--stage",
            click_type=Worded(Stage, NO_STAGE),
            metavar=words.STAGE,
            help=N_("Only at this stage: received, waiting, accepted, stopped, forwarded, decided, completed …"),
        ),
    ] = "",
    level: Annotated[
        str, typer.Option("--level", click_type=Worded(Level, NO_LEVEL), metavar=words.LEVEL, help=N_("Only of this level: none, warning, yellow, red."))
    ] = "",
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
        from approvals.desk.listing import anything_late, listing, stops_of, wanted  # noqa: PLC0415

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

        list_requests(found, stops_of(opened) if stage == "stopped" else None, late=anything_late(opened))


def _until(today_: date, due_to: date | None, *, today: bool, week: bool) -> date | None:
    """Return the last due date that is asked for."""
    asked = [due_to, today_ if today else None, today_ + timedelta(6 - today_.weekday()) if week else None]
    return min((day for day in asked if day), default=None)
