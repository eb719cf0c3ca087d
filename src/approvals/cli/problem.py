"""`approvals problem`: the problems of enterprises, whose they are, and until when they are off the list."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, words
from approvals.cli.matter import Number, begin, code, go_on, lister, shower, voider
from approvals.cli.matter_page import Look
from approvals.core.dates import read_day
from approvals.core.oversight.problem import PROBLEM, Progressed, Raised, Reopened, Settled
from approvals.core.words import checked_words
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.desk.register import Desk

_LOOK = Look(
    (
        (N_("enterprise"), "enterprise"),
        (N_("project"), "project"),
        (N_("progress"), "progress"),
        (N_("opened again because"), "reason"),
        (N_("settled"), "settled"),
        (N_("how"), "how"),
        (N_("paper"), "document"),
    ),
    {"project": lambda rules: rules.projects},
)
show, list_, void = shower(PROBLEM, _LOOK), lister(PROBLEM, _LOOK), voider(PROBLEM, _LOOK)
Due = Annotated[
    date | None, typer.Option("--due", metavar=words.DATE, parser=read_day, help=N_("The day by which it has to be settled; that of the files, if left out."))
]


def record(  # noqa: PLR0913, PLR0917 - one parameter a field of the record
    enterprise: Annotated[str, typer.Argument(metavar=words.ENTERPRISE, help=N_("The enterprise whose problem it is."), show_default=False)],
    text: Annotated[str, typer.Argument(metavar=words.TEXT, help=N_("The problem, in its words."), show_default=False)],
    department: Annotated[
        str, typer.Option("--department", metavar=words.DEPARTMENT, help=N_("The department that settles it, by code or name."), show_default=False)
    ],
    person: Annotated[
        str, typer.Option("--person", metavar=words.PERSON, help=N_("Who answers for it: somebody of the staff, by id or name."), show_default=False)
    ],
    due: Due = None,
    project: Annotated[str, typer.Option("--project", metavar=words.PROJECT, help=N_("The major project that it belongs to, by id or name."))] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Put a problem of an enterprise on the list."""

    def made(opened: "Desk") -> Raised:
        from approvals.desk.naming import person_on_staff, project_of  # noqa: PLC0415 - the desk opens only for commands that need it

        said = checked_words(enterprise, "ENTERPRISE"), checked_words(text, "TEXT")
        owner = person_on_staff(opened, checked_words(person, "--person"))
        return Raised(*said, code(opened, checked_words(department, "--department")), owner, due, project_of(opened, project).id if project else "")

    begin(PROBLEM, made, on, N_("{number}  {title}: recorded."), shape, _LOOK)


def progress(
    number: Number,
    text: Annotated[str, typer.Option("--text", metavar=words.TEXT, help=N_("What was done meanwhile."), show_default=False)],
    document: options.Document = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record what was done meanwhile: by the department itself, or by the office."""
    go_on(PROBLEM, number, lambda _opened: Progressed(checked_words(text, "--text"), document), on, N_("{number}: progress recorded."), shape, _LOOK)


def settle(
    number: Number,
    how: Annotated[str, typer.Option("--how", metavar=words.TEXT, help=N_("How it was settled."), show_default=False)],
    document: options.Document = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Take a settled problem off the list: by the department itself, or by the office."""
    go_on(PROBLEM, number, lambda _opened: Settled(checked_words(how, "--how"), document), on, N_("{number}: settled."), shape, _LOOK)


def reopen(number: Number, reason: options.Reason, due: Due = None, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Put a problem on the list again that was not settled after all."""
    go_on(PROBLEM, number, lambda _opened: Reopened(checked_words(reason, "--reason"), due), on, N_("{number}: opened again."), shape, _LOOK)
