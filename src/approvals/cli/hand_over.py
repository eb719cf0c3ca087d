"""`approvals request hand-over`: the counter's papers go to a department, with a slip that names the time."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.core.words import checked_words
from approvals.language import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from approvals.desk.listing import RequestView


def hand_over(
    numbers: options.Numbers,
    to: Annotated[str, typer.Option("--to", metavar=words.DEPARTMENT, help=N_("The department that takes the papers, by code or name."), show_default=False)],
    taker: Annotated[str, typer.Option("--taker", metavar=words.NAME, help=N_("Who took them; signs the slip, if left out."))] = "",
    on: Annotated[
        date | None, typer.Option("--on", metavar=words.DATE, parser=options.happened, help=N_("When, to the minute, like 2026-03-02T10:30; now, if left out."))
    ] = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Hand papers over to a department: all on one timed slip, or none."""
    moment = on or options.now()
    with desk() as opened:
        from approvals.desk.handing import hand_over as write  # noqa: PLC0415 - the desk opens only for commands that need it
        from approvals.desk.listing import department_code, view  # noqa: PLC0415
        from approvals.store.rules import department_name  # noqa: PLC0415

        rows = write(opened, numbers, to, checked_words(taker, "--taker") if taker else "", moment)
        seen = [view(opened, row, opened.today) for row in rows]
        by = opened.person.name if opened.person else opened.actor
        name = department_name(opened.connection, department_code(opened, to))
    if shape is options.Shape.JSON:
        output.data(seen[0]._asdict() if len(numbers) == 1 else [one._asdict() for one in seen])
        return
    output.say(N_("Hand-over slip"))
    output.say(N_("  handed over on {date} to {department}"), date=moment, department=name)
    _print_papers(seen)
    output.say(N_("  handed over by: {name}"), name=by)
    output.say(N_("  taken by: {name}"), name=taker or "________")


def _print_papers(seen: "Sequence[RequestView]") -> None:
    from approvals.render.table import Column, Kind  # noqa: PLC0415 - machine output needs no table

    columns = (
        Column(N_("Number"), Kind.CODE, keep=True),
        Column(N_("Item"), priority=1),
        Column(N_("Applicant"), priority=2),
        Column(N_("Received"), Kind.DATE, keep=True),
        Column(N_("Promised by"), Kind.DATE, keep=True),
    )
    output.table(columns, [(one.number, one.item_name, one.applicant, one.received_on, one.promised_due or "") for one in seen])
