"""`approvals submission`: what supervisors submit, and what came of it."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.core.oversight.roster import EVALUATOR, SUBMISSION, Answered, Submitted, Withdrawn
from approvals.core.words import checked_words
from approvals.language import N_, Sentence
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from approvals.desk.register import Desk

Name = Annotated[
    str, typer.Argument(metavar=words.NUMBER, parser=options.number_of(SUBMISSION.prefix), help=N_("The number of the submission."), show_default=False)
]
LISTED = (
    Column(N_("Number"), Kind.CODE, keep=True),
    Column(N_("By"), keep=True),
    Column(N_("Department"), priority=3),
    Column(N_("Submitted"), Kind.DATE, priority=2),
    Column(N_("Due"), Kind.DATE, keep=True),
    Column(N_("Days left"), Kind.NUMBER, priority=4),
    Column(N_("Stage"), keep=True),
)
_STAGES = {"waiting": N_("waits for a reply"), "replied": N_("replied to"), "voided": N_("withdrawn")}


def record(
    text: Annotated[str, typer.Argument(metavar=words.TEXT, help=N_("What is submitted."), show_default=False)],
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar=words.NUMBER, parser=options.number_of(EVALUATOR.prefix), help=N_("The supervisor's number on the roster."), show_default=False
        ),
    ],
    department: Annotated[str, typer.Option("--department", metavar=words.DEPARTMENT, help=N_("The department it is about, by code or name."))] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record what a supervisor submits; a reply is owed within the limit of the oversight files."""
    with desk() as opened:
        from approvals.desk.listing import chosen_department  # noqa: PLC0415 - the desk opens only for commands that need it
        from approvals.desk.roster import submit  # noqa: PLC0415

        code = chosen_department(opened, department)
        matter = submit(opened, Submitted(by, checked_words(text, "TEXT"), code), on or options.today())
        _say(opened, matter.number, N_("{number} recorded."), shape)


def reply(
    number: Name,
    text: Annotated[str, typer.Option("--text", metavar=words.TEXT, help=N_("What came of it."), show_default=False)],
    adopted: Annotated[bool, typer.Option("--adopted", help=N_("The proposal was taken up."))] = False,  # noqa: FBT002 - Typer's form of a flag
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record the reply: by the office, or by the department that it is about."""
    _record(number, Answered(checked_words(text, "--text"), adopted), on, N_("{number} replied to."), shape)


def withdraw(
    number: Name,
    reason: options.Reason,
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Take out a submission entered by mistake: it stays, with its reason."""
    _record(number, Withdrawn(checked_words(reason, "--reason")), on, N_("{number} withdrawn."), shape)


def show(number: Name, today: options.Today = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Show a submission with its reply and its history."""
    with desk(today) as opened:
        from approvals.cli.history_page import history_of  # noqa: PLC0415
        from approvals.desk.roster import submission  # noqa: PLC0415

        seen, text, matter = submission(opened, number)
        if shape is options.Shape.JSON:
            output.data(_plain(opened, number))
            return
        name = opened.department_name(seen.department) if seen.department else "—"
        output.say(N_("{number}  by {by}  department: {department}  {stage}"), number=number, by=seen.by, department=name, stage=Sentence(_STAGES[seen.stage]))
        output.say(N_("  {text}"), text=text)
        history_of(SUBMISSION, matter)


def list_(
    department: options.OfDepartment = "",
    by: Annotated[str, typer.Option("--by", metavar=words.NUMBER, parser=options.number_of(EVALUATOR.prefix), help=N_("Only of this supervisor."))] = "",
    everything: Annotated[bool, typer.Option("--all", help=N_("Those replied to as well."))] = False,  # noqa: FBT002 - Typer's form of a flag
    today: options.Today = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """List the submissions, the most urgent first; the office sees all, a department those about it."""
    with desk(today) as opened:
        from approvals.desk.listing import chosen_department  # noqa: PLC0415
        from approvals.desk.roster import submissions  # noqa: PLC0415
        from approvals.store.matters import MatterFilter  # noqa: PLC0415

        code = chosen_department(opened, department)
        wanted = MatterFilter(SUBMISSION.kind, code, everything=everything, facts=(("by", by),) if by else ())
        found = list(submissions(opened, wanted))
        if shape is options.Shape.JSON:
            output.data([seen._asdict() for seen in found])
            return
        rows = [
            (
                seen.number,
                seen.by,
                opened.department_name(seen.department) if seen.department else "—",
                seen.submitted,
                seen.due,
                "" if seen.days_left is None else seen.days_left,
                Sentence(_STAGES[seen.stage]),
            )
            for seen in found
        ]
        output.listed(LISTED, rows, N_("No submission fits."))


def _plain(opened: "Desk", number: str) -> dict[str, Any]:
    from approvals.cli.history_page import plain_history  # noqa: PLC0415
    from approvals.desk.roster import submission  # noqa: PLC0415

    seen, text, matter = submission(opened, number)
    return {**seen._asdict(), "text": text, "history": plain_history(SUBMISSION, matter)}


def _record(number: str, event: Answered | Withdrawn, on: date | None, sentence: str, shape: options.Shape) -> None:
    with desk() as opened:
        from approvals.desk.matter import record_matter  # noqa: PLC0415

        record_matter(opened, SUBMISSION, number, event, on or options.today())
        _say(opened, number, sentence, shape)


def _say(opened: "Desk", number: str, sentence: str, shape: options.Shape) -> None:
    from approvals.cli.matter_page import say_owed  # noqa: PLC0415
    from approvals.desk.matter import find_matter  # noqa: PLC0415

    if shape is options.Shape.JSON:
        output.data(_plain(opened, number))
        return
    output.say(sentence, number=number)
    say_owed(opened, find_matter(opened, SUBMISSION, number))
