"""`approvals report late-entries` and `report sample`: how events were typed, and which to compare with their papers."""

from datetime import date
from typing import Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.core.dates import read_day
from approvals.core.entry import NAMES
from approvals.language import N_, Sentence

Department = Annotated[str, typer.Option("--department", metavar=words.DEPARTMENT, help=N_("Only of this department, by code or name."))]
From = Annotated[date | None, typer.Option("--from", metavar=words.DATE, parser=read_day, help=N_("Recorded on or after this day (UTC)."))]
To = Annotated[date | None, typer.Option("--to", metavar=words.DATE, parser=read_day, help=N_("Recorded on or before this day (UTC)."))]


def late_entries(department: Department = "", first: From = None, last: To = None, shape: options.ListFormat = options.Shape.TABLE) -> None:
    """List what was entered late, by department and person; the batches of a minute, the papers missing in a series."""
    with desk() as opened:
        from approvals.desk.late import Span, late_entries  # noqa: PLC0415 - the desk opens only for commands that need it

        found = late_entries(opened, Span(department, first or date.min, last or date.max))
    if shape is options.Shape.JSON:
        output.data([row._asdict() for row in found.rows])
        return
    from approvals.render.table import Column, Kind  # noqa: PLC0415 - machine output needs no table

    columns = (
        Column(N_("Department"), priority=1),
        Column(N_("Person"), keep=True),
        Column(N_("Number"), keep=True),
        Column(N_("What"), priority=1),
        Column(N_("Happened"), Kind.DATE, keep=True),
        Column(N_("Recorded"), Kind.DATE, keep=True),
        Column(N_("Working days late"), Kind.NUMBER, keep=True),
        Column(N_("In that minute"), Kind.NUMBER, priority=2),
        Column(N_("Reason"), priority=3),
        Column(N_("Paper"), priority=3),
    )
    if found.rows or output.for_spreadsheet():
        told = [
            (
                row.department,
                row.person,
                row.number,
                Sentence(NAMES[row.event]),
                row.happened_on[:10],
                row.recorded_at[:10],
                row.days_late,
                row.batch,
                row.reason,
                row.paper,
            )
            for row in found.rows
        ]
        output.table(columns, told)
    output.say(
        N_("{typed} events were typed, {late} of them late; {imported} were imported."), typed=found.typed, late=len(found.rows), imported=found.imported
    )
    if found.missing:
        output.say(N_("Missing in a series of papers: {papers}."), papers=found.missing)


def sample(
    size: Annotated[int, typer.Option("--size", metavar=words.COUNT, min=1, help=N_("How many events to draw."))] = 20,
    seed: Annotated[str, typer.Option("--seed", metavar=words.TEXT, help=N_("What the draw depends on: the same seed draws the same events."))] = "1",
    department: Department = "",
    first: From = None,
    last: To = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """Draw a random sample for a paper check, which anybody can draw again."""
    with desk() as opened:
        from approvals.desk.late import Span  # noqa: PLC0415
        from approvals.desk.late import sample as draw  # noqa: PLC0415

        found = draw(opened, Span(department, first or date.min, last or date.max), size, seed)
    if shape is options.Shape.JSON:
        names = ("sequence", "number", "department", "type", "happened_on", "recorded_at", "actor", "origin")
        output.data([{name: value for name, value in event._asdict().items() if name in names} for event in found])
        return
    from approvals.render.table import Column, Kind  # noqa: PLC0415

    columns = (
        Column(N_("No."), Kind.NUMBER, keep=True),
        Column(N_("Number"), keep=True),
        Column(N_("What"), keep=True),
        Column(N_("Happened"), Kind.DATE, keep=True),
        Column(N_("Recorded"), Kind.DATE),
        Column(N_("By"), priority=1),
    )
    output.table(
        columns,
        [(event.sequence, event.number, Sentence(NAMES[event.type]), event.happened_on[:10], event.recorded_at[:10], event.actor) for event in found],
    )
    output.say(N_("The draw takes the events whose SHA-256 of “{seed}:No.” comes first; anybody can draw them again."), seed=seed)
