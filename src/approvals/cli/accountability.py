"""`approvals accountability`: who was held to account, why, by which measure, and who decided it."""

from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, words
from approvals.cli.matter import begin, lister, shower, voider
from approvals.cli.matter_page import Look
from approvals.core.oversight.accountability import ACCOUNTABILITY, HeldToAccount
from approvals.core.oversight.course import one_of
from approvals.core.oversight.lists import measures
from approvals.core.words import checked_words
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.desk.register import Desk

_LOOK = Look(
    (
        (N_("reason"), "reason"),
        (N_("follows from"), "because"),
        (N_("measure"), "measure"),
        (N_("decided by"), "authority"),
        (N_("paper"), "document"),
    ),
    {"measure": measures},
    ((N_("person"), "name"),),
    everything=True,
)
show, list_, void = shower(ACCOUNTABILITY, _LOOK), lister(ACCOUNTABILITY, _LOOK), voider(ACCOUNTABILITY, _LOOK)


def record(  # noqa: PLR0913, PLR0917 - one parameter a field of the record
    department: Annotated[str, typer.Argument(metavar=words.DEPARTMENT, help=N_("The department, by code or name."), show_default=False)],
    measure: Annotated[
        str, typer.Option("--measure", metavar=words.MEASURE, help=N_("The measure, by id or name of the oversight files."), show_default=False)
    ],
    reason: options.Reason,
    authority: Annotated[str, typer.Option("--decided-by", metavar=words.NAME, help=N_("Who decided it."), show_default=False)],
    person: Annotated[
        str,
        typer.Option("--person", metavar=words.PERSON, help=N_("Who is held to account, by name: the office alone sees it.")),
    ] = "",
    because: Annotated[
        str, typer.Option("--because", metavar=words.NUMBER, help=N_("The card, complaint, inspection or other record it follows from, by its number."))
    ] = "",
    document: options.Document = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record that somebody, or a department, was held to account."""

    def made(opened: "Desk") -> HeldToAccount:
        from approvals.desk.listing import department_code  # noqa: PLC0415 - the desk opens only for commands that need it
        from approvals.desk.naming import MEASURE, record_of  # noqa: PLC0415

        code, kind = department_code(opened, department), one_of(measures(opened.oversight), measure, MEASURE).id
        said = checked_words(reason, "--reason"), checked_words(authority, "--decided-by")
        return HeldToAccount(code, kind, *said, checked_words(person, "--person") if person else "", record_of(opened, because), document)

    begin(ACCOUNTABILITY, made, on, N_("{number}  {title}: recorded."), shape, _LOOK)
