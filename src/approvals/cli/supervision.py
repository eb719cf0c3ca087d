"""`approvals supervision`: special supervision, from its plan through its findings to the report."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, words
from approvals.cli.matter import Measure, Number, RectifyBy, begin, go_on, lister, shower, voider
from approvals.cli.matter_page import Look
from approvals.core.dates import read_day
from approvals.core.oversight.supervision import SUPERVISION, Closed, Found, Planned, Rectified, Reported
from approvals.core.words import checked_words
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.desk.register import Desk

_LOOK = Look(
    (
        (N_("towns and villages"), "bodies"),
        (N_("begins"), "begins_on"),
        (N_("ends"), "ends_on"),
        (N_("plan"), "document"),
        (N_("findings"), "findings"),
        (N_("not put right yet"), "unrectified"),
        (N_("report"), "report"),
    ),
    {"bodies": lambda rules: rules.bodies},
)
show, list_, void = shower(SUPERVISION, _LOOK), lister(SUPERVISION, _LOOK), voider(SUPERVISION, _LOOK)


def plan(  # noqa: PLR0913, PLR0917 - one parameter a field of the plan
    subject: Annotated[str, typer.Argument(metavar=words.TEXT, help=N_("What is looked into."), show_default=False)],
    objects: Annotated[
        list[str],
        typer.Option("--object", metavar=words.PLACE, help=N_("A department, town or village it looks into; several times for several."), show_default=False),
    ],
    content: Annotated[str, typer.Option("--content", metavar=words.TEXT, help=N_("What is checked there."), show_default=False)],
    begins_on: Annotated[date | None, typer.Option("--from", metavar=words.DATE, parser=read_day, help=N_("Its first day."))] = None,
    ends_on: Annotated[date | None, typer.Option("--to", metavar=words.DATE, parser=read_day, help=N_("Its last day."))] = None,
    document: options.Document = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Plan a special supervision: its subject, its objects, its content, its time."""

    def made(opened: "Desk") -> Planned:
        from approvals.desk.naming import place_of  # noqa: PLC0415 - the desk opens only for commands that need it

        places = [place_of(opened, name) for name in objects]
        departments = dict.fromkeys(place.department for place in places if not place.body)
        bodies = dict.fromkeys(place.body for place in places if place.body)
        said = checked_words(subject, "TEXT"), checked_words(content, "--content")
        return Planned(*said, tuple(departments), tuple(bodies), begins_on, ends_on, document)

    begin(SUPERVISION, made, on, N_("{number}  {title}: planned."), shape, _LOOK)


def found(
    number: Number,
    text: Annotated[str, typer.Option("--text", metavar=words.TEXT, help=N_("What was found."), show_default=False)],
    where: Annotated[str, typer.Option("--object", metavar=words.PLACE, help=N_("At which of its objects."))] = "",
    person: Annotated[str, typer.Option("--person", metavar=words.PERSON, help=N_("Who has to put it right, by id or name."))] = "",
    rectify_by: RectifyBy = None,
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record a finding, and the day by which it has to be put right."""

    def made(opened: "Desk") -> Found:
        from approvals.desk.naming import Place, person_on_staff, place_of  # noqa: PLC0415

        place = place_of(opened, where) if where else Place()
        return Found(checked_words(text, "--text"), "" if place.body else place.department, place.body, person_on_staff(opened, person), rectify_by)

    go_on(SUPERVISION, number, made, on, N_("{number}: finding recorded."), shape, _LOOK)


def rectified(
    number: Number,
    finding: Annotated[int, typer.Argument(metavar=words.SEQUENCE, help=N_("The finding, by its number."), show_default=False)],
    measure: Measure,
    document: options.Document = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record that a finding was put right: by the department itself, or by the office."""
    event = Rectified(finding, checked_words(measure, "--measure"), document)
    go_on(SUPERVISION, number, lambda _opened: event, on, N_("{number}: put right."), shape, _LOOK)


def report(
    number: Number,
    document: Annotated[str, typer.Option("--document", metavar=words.DOCUMENT, help=N_("The number of the report."), show_default=False)],
    text: Annotated[str, typer.Option("--text", metavar=words.TEXT, help=N_("What it comes to."))] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record the report."""
    event = Reported(checked_words(document, "--document"), text)
    go_on(SUPERVISION, number, lambda _opened: event, on, N_("{number}: reported."), shape, _LOOK)


def close(
    number: Number,
    text: Annotated[str, typer.Option("--text", metavar=words.TEXT, help=N_("What it came to."))] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Close it, once it is reported on and everything is put right."""
    go_on(SUPERVISION, number, lambda _opened: Closed(text), on, N_("{number}: closed."), shape, _LOOK)
