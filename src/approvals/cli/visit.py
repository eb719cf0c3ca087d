"""`approvals visit`: visits of superior organs to enterprises, and who co-operated."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, words
from approvals.cli.matter import Number, begin, code, go_on, lister, shower, voider
from approvals.cli.matter_page import Look
from approvals.core.dates import read_day
from approvals.core.oversight.visit import VISIT, CoOperated, Resulted, Visited
from approvals.core.words import checked_words
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.desk.register import Desk

_LOOK = Look(
    (
        (N_("purpose"), "purpose"),
        (N_("day of the visit"), "visited"),
        (N_("announced"), "announced"),
        (N_("approval"), "document"),
        (N_("co-operated"), "cooperated"),
        (N_("co-operation"), "cooperation"),
        (N_("what came of it"), "result"),
    )
)
show, list_, void = shower(VISIT, _LOOK), lister(VISIT, _LOOK), voider(VISIT, _LOOK)


def record(  # noqa: PLR0913, PLR0917 - one parameter a field of the record
    organ: Annotated[str, typer.Argument(metavar=words.ORGAN, help=N_("The superior organ."), show_default=False)],
    enterprise: Annotated[str, typer.Argument(metavar=words.ENTERPRISE, help=N_("The enterprise it visits."), show_default=False)],
    purpose: Annotated[str, typer.Option("--purpose", metavar=words.TEXT, help=N_("What for."), show_default=False)],
    day: Annotated[
        date | None,
        typer.Option("--day", metavar=words.DATE, parser=read_day, help=N_("The day of the visit, which may lie ahead; today, if left out.")),
    ] = None,
    announced: Annotated[bool, typer.Option("--announced/--unannounced", help=N_("Whether the visit was announced to the zone."))] = True,  # noqa: FBT002 - Typer's form of a flag
    document: Annotated[str, typer.Option("--document", metavar=words.DOCUMENT, help=N_("The number of the paper that approves it."))] = "",
    department: Annotated[str, typer.Option("--department", metavar=words.DEPARTMENT, help=N_("The department that co-operates, by code or name."))] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record a visit, or that one is announced; the department named has to record how it co-operated."""

    def made(opened: "Desk") -> Visited:
        said = checked_words(organ, "ORGAN"), checked_words(enterprise, "ENTERPRISE"), checked_words(purpose, "--purpose")
        return Visited(*said, day, announced, document, code(opened, department))

    begin(VISIT, made, on, N_("{number}  {title}: recorded."), shape, _LOOK)


def cooperated(
    number: Number,
    text: Annotated[str, typer.Option("--text", metavar=words.TEXT, help=N_("What the department did for it."), show_default=False)],
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record how the department co-operated: by itself, or by the office."""
    go_on(VISIT, number, lambda _opened: CoOperated(checked_words(text, "--text")), on, N_("{number}: co-operation recorded."), shape, _LOOK)


def result(
    number: Number,
    text: Annotated[str, typer.Option("--text", metavar=words.TEXT, help=N_("What came of the visit."), show_default=False)],
    document: options.Document = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record what came of the visit."""
    go_on(VISIT, number, lambda _opened: Resulted(checked_words(text, "--text"), document), on, N_("{number}: result recorded."), shape, _LOOK)
