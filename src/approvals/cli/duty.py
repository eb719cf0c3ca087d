"""`approvals duty`: recurring duties, done or left out for a reason, else missed."""

from datetime import date, timedelta
from typing import Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.duty_page import LISTED, row_of
from approvals.cli.room import desk
from approvals.core.dates import read_day
from approvals.core.oversight.duty import DUTY, Done, Skipped
from approvals.core.words import checked_words
from approvals.language import N_

Name = Annotated[str, typer.Argument(metavar=words.DUTY, help=N_("The id of the duty."), show_default=False)]
Of = Annotated[str, typer.Option("--period", metavar=words.PERIOD, help=N_("The period, like 2026-W48, 2026-11 or 2026-Q4; the one of the day, if left out."))]


def list_(
    owner: Annotated[str, typer.Option("--owner", metavar=words.PERSON, help=N_("Only of this person."))] = "",
    department: options.OfDepartment = "",
    due_from: Annotated[date | None, typer.Option("--from", metavar=words.DATE, parser=read_day, help=N_("Due on this day or later."))] = None,
    due_to: Annotated[
        date | None, typer.Option("--to", metavar=words.DATE, parser=read_day, help=N_("Due on this day or before; two weeks on, if left out."))
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=N_("Those that were done too."))] = False,  # noqa: FBT002 - Typer's form of a flag
    today: options.Today = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """List the duties that are due, and every one that was missed."""
    with desk(today) as opened:
        from approvals.desk.duty import listed  # noqa: PLC0415 - the desk opens only for commands that need it
        from approvals.desk.listing import chosen_department  # noqa: PLC0415

        code = chosen_department(opened, department)
        last = due_to or opened.today + timedelta(14)
        found = listed(opened, due_from or (date.min if everything else opened.today), last, owner=owner, department=code, everything=everything)
        if shape is options.Shape.JSON:
            output.data([row._asdict() for row in found])
            return
        output.listed(LISTED, [row_of(row) for row in found], N_("No duty is due."))


def done(
    duty: Name,
    period: Of = "",
    text: Annotated[str, typer.Option("--text", metavar=words.TEXT, help=N_("What came of it."))] = "",
    document: options.Document = "",
    on: options.On = None,
) -> None:
    """Record that a duty was done."""
    _record(duty, Done(period, text, document), on, N_("{duty} {period}: done."))


def skip(
    duty: Name,
    reason: options.Reason,
    period: Of = "",
    on: options.On = None,
) -> None:
    """Leave a duty out for a period, for a reason: for the efficiency office."""
    _record(duty, Skipped(period, checked_words(reason, "--reason")), on, N_("{duty} {period}: left out."))


def show(duty: Name, today: options.Today = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Show a duty with its periods and what was done in each."""
    with desk(today) as opened:
        from approvals.cli.history_page import history_of  # noqa: PLC0415
        from approvals.desk.duty import duty_in_force, duty_named, periods_of  # noqa: PLC0415

        found = duty_named(opened, duty)
        rows = periods_of(opened, found, opened.today + timedelta(14))
        if shape is options.Shape.JSON:
            output.data({**found._asdict(), "periods": [row._asdict() for row in rows]})
            return
        output.say(N_("{id}  {name}"), id=found.id, name=found.name)
        output.say(
            N_("  owner: {owner}  department: {department}  object: {object}"),
            owner=found.owner or "—",
            department=found.department or "—",
            object=found.object or "—",
        )
        output.table(LISTED[2:], [row_of(row)[2:] for row in rows[-20:]])
        matter = duty_in_force(opened, found, opened.today)
        if matter.history:
            history_of(DUTY, matter)


def _record(duty: str, event: Done | Skipped, on: date | None, sentence: str) -> None:
    with desk() as opened:
        from approvals.desk.duty import record_duty  # noqa: PLC0415

        output.say(sentence, duty=duty, period=record_duty(opened, duty, event, on or options.today()))
