"""`approvals inspection`: what was found at a counter, in a town, in a department, and what became of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, words
from approvals.cli.matter import Measure, Number, RectifyBy, Text, begin, go_on, lister, shower, voider
from approvals.cli.matter_page import Look
from approvals.core.oversight.inspection import INSPECTION, Inspected, Rechecked, Rectified
from approvals.core.words import checked_words
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.desk.register import Desk

_LOOK = Look(
    (
        (N_("counter"), "counter"),
        (N_("town or village"), "body"),
        (N_("found"), "findings"),
        (N_("put right on the spot"), "fixed"),
        (N_("put right"), "rectified"),
        (N_("measure"), "measure"),
        (N_("checked again"), "rechecked"),
        (N_("passed"), "passed"),
    ),
    {"counter": lambda rules: rules.counters, "body": lambda rules: rules.bodies, "findings": lambda rules: rules.findings},
    ((N_("person"), "name"),),
)
show, list_, void = shower(INSPECTION, _LOOK), lister(INSPECTION, _LOOK), voider(INSPECTION, _LOOK)


def record(  # noqa: PLR0913, PLR0917 - one parameter a field of the record
    place: Annotated[str, typer.Argument(metavar=words.PLACE, help=N_("The counter, town, village or department, by id or name."), show_default=False)],
    finding: Annotated[
        list[str], typer.Option("--finding", metavar=words.FINDING, help=N_("What was found, by id or name of the oversight files; several times for several."))
    ],
    person: Annotated[str, typer.Option("--person", metavar=words.PERSON, help=N_("Whom it concerns: somebody of the staff by id or name, or a name."))] = "",
    fixed: Annotated[str, typer.Option("--fixed", metavar=words.TEXT, help=N_("What was put right on the spot."))] = "",
    rectify_by: RectifyBy = None,
    text: Text = "",
    document: options.Document = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record an inspection in one line; `none` where nothing was found."""

    def made(opened: "Desk") -> Inspected:
        from approvals.desk.naming import findings_of, person_of, place_of  # noqa: PLC0415 - the desk opens only for commands that need it

        found, who = place_of(opened, place), person_of(opened, person) if person else ""
        name = "" if who or not person else checked_words(person, "--person")
        kept = tuple(checked_words(said, option) if said else "" for said, option in ((fixed, "--fixed"), (text, "--text")))
        return Inspected(findings_of(opened, finding), *found, who, name, kept[0], rectify_by, kept[1], document)

    begin(INSPECTION, made, on, N_("{number}  {title}: recorded."), shape, _LOOK)


def rectified(number: Number, measure: Measure, document: options.Document = "", on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Record that it was put right: by the department itself, or by the office."""
    go_on(INSPECTION, number, lambda _opened: Rectified(checked_words(measure, "--measure"), document), on, N_("{number}: put right."), shape, _LOOK)


def recheck(
    number: Number,
    passed: Annotated[bool, typer.Option("--passed/--failed", help=N_("Whether it is put right; else it is owed again."), show_default=False)],
    rectify_by: RectifyBy = None,
    text: Text = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record that the office checked again."""
    event = Rechecked(passed, rectify_by, checked_words(text, "--text") if text else "")
    go_on(INSPECTION, number, lambda _opened: event, on, N_("{number}: checked again."), shape, _LOOK)
