"""`approvals evaluation`: a questionnaire put to respondent groups, its ballots, its result."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.core.oversight.evaluation import BALLOT, EVALUATION, Closed, Struck, Voided
from approvals.core.words import checked_words
from approvals.language import N_, Sentence
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from approvals.desk.register import Desk

Name = Annotated[
    str, typer.Argument(metavar=words.NUMBER, parser=options.number_of(EVALUATION.prefix), help=N_("The number of the evaluation."), show_default=False)
]
STAGES = {"open": N_("open"), "closed": N_("closed"), "voided": N_("voided")}
LISTED = (
    Column(N_("Number"), Kind.CODE, keep=True),
    Column(N_("Questionnaire"), priority=2),
    Column(N_("Period"), keep=True),
    Column(N_("Departments"), Kind.NUMBER, priority=1),
    Column(N_("Ballots"), Kind.NUMBER, keep=True),
    Column(N_("Opened"), Kind.DATE, priority=1),
    Column(N_("Closed"), Kind.DATE, priority=1),
    Column(N_("Stage"), keep=True),
)


def open_(
    questionnaire: Annotated[
        str, typer.Argument(metavar=words.QUESTIONNAIRE, help=N_("The questionnaire, by its id in the oversight files."), show_default=False)
    ],
    period: Annotated[str, typer.Option("--period", metavar=words.PERIOD, help=N_("The period: 2026, 2026-H1, 2026-Q4 or 2026-11."), show_default=False)],
    departments: Annotated[
        str,
        typer.Option(
            "--departments", metavar=words.DEPARTMENT, help=N_("The departments, by code or name, with commas between; all that have a guide, if left out.")
        ),
    ] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Open an evaluation: the questionnaire as it is in force, about some departments, for a period."""
    with desk() as opened:
        from approvals.desk.evaluation import open_evaluation  # noqa: PLC0415 - the desk opens only for commands that need it

        names = [name for name in departments.replace("，", ",").replace("、", ",").split(",") if name.strip()]
        matter = open_evaluation(opened, questionnaire, period, map(str.strip, names), on or options.today())
        _say(opened, matter.number, N_("{number} is open for ballots about {count} departments."), shape)


def ballot(  # noqa: PLR0913, PLR0917 - one parameter a part of the ballot
    number: Name,
    department: Annotated[str, typer.Argument(metavar=words.DEPARTMENT, help=N_("The department, by code or name."), show_default=False)],
    answers: Annotated[
        list[str],
        typer.Argument(metavar=words.ANSWER, help=N_("One for each aspect in order: the number of the level from 1, - for “don't know”."), show_default=False),
    ],
    group: Annotated[str, typer.Option("--group", metavar=words.NAME, help=N_("The group of respondents, by id or name."), show_default=False)],
    respondent: Annotated[str, typer.Option("--respondent", metavar=words.NUMBER, help=N_("Who answers, where the evaluation is not anonymous."))] = "",
    text: Annotated[str, typer.Option("--text", metavar=words.TEXT, help=N_("What is written below the questions."))] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Enter a ballot in one line."""
    with desk() as opened:
        from approvals.desk.evaluation import Typed, cast_ballot, form_of  # noqa: PLC0415
        from approvals.desk.matter import find_matter  # noqa: PLC0415

        said = checked_words(text, "--text") if text else ""
        matter = cast_ballot(opened, number, Typed(department, group, tuple(answers), respondent.strip(), said), on or options.today())
        if shape is options.Shape.JSON:
            output.data({"number": matter.number, "department": matter.department, **matter.values})
            return
        levels = {level.id: level.name for level in form_of(opened, find_matter(opened, EVALUATION, number)).levels}
        ticked = tuple(levels.get(answer, "—") for answer in matter.values["answers"])
        output.say(N_("{number}: a ballot about {department}: {answers}"), number=matter.number, department=matter.department, answers=ticked)


def import_(
    number: Name,
    file: Annotated[
        Path, typer.Argument(metavar=words.FILE, help=N_("A table as CSV or XLSX: 部门, 测评主体, and a column for each aspect."), show_default=False)
    ],
    on: options.On = None,
) -> int:
    """Enter the ballots of a table; what cannot be taken is told by row and column."""
    with desk() as opened:
        from approvals.cli.tabled import imported  # noqa: PLC0415
        from approvals.desk.ballots import import_ballots  # noqa: PLC0415

        done = import_ballots(opened, number, file, on or options.today())
        output.say(N_("{taken} ballots taken, {known} cast already, {refused} rows refused."), taken=done.taken, known=done.known, refused=done.refused)
        if done.held:
            template = N_("Anonymous ballots cannot be told apart, so {held} good rows were not taken either: correct the table and import it again.")
            output.say(template, held=done.held)
        return imported(done.findings, done.unread)


def close(number: Name, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Close an evaluation: no ballot is taken any more, and the result can be shown."""
    with desk() as opened:
        from approvals.desk.matter import record_matter  # noqa: PLC0415

        record_matter(opened, EVALUATION, number, Closed(), on or options.today())
        _say(opened, number, N_("{number} is closed with {ballots} ballots: approvals evaluation result {number}"), shape)


def void(number: Name, reason: options.Reason, on: options.On = None) -> None:
    """Void an evaluation, or strike out a ballot entered by mistake, while it is open: it stays, with its reason."""
    with desk() as opened:
        from approvals.desk.evaluation import strike_ballot  # noqa: PLC0415
        from approvals.desk.matter import record_matter  # noqa: PLC0415

        why, day = checked_words(reason, "--reason"), on or options.today()
        if number.startswith(f"{BALLOT.prefix}-"):
            strike_ballot(opened, number, Struck(why), day)
            output.say(N_("{number} is struck out."), number=number)
        else:
            record_matter(opened, EVALUATION, number, Voided(why), day)
            output.say(N_("{number} voided."), number=number)


def result(
    number: Name,
    groups: Annotated[bool, typer.Option("--groups", help=N_("By group of respondents instead of by aspect."))] = False,  # noqa: FBT002 - Typer's form of a flag
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """Show the result by department and aspect, with how many ticked each level; what few said is not shown."""
    with desk() as opened:
        from approvals.cli.evaluation_page import plain, result_page  # noqa: PLC0415
        from approvals.desk.evaluation import outcome  # noqa: PLC0415

        found = outcome(opened, number)
        if shape is options.Shape.JSON:
            output.data(plain(opened, found))
        else:
            result_page(opened, found, by_group=groups)


def comments(number: Name, shape: options.ListFormat = options.Shape.TABLE) -> None:
    """List what is written below the questions: for the efficiency office, by department, in no order of casting."""
    with desk() as opened:
        from approvals.desk.evaluation import comments as written  # noqa: PLC0415

        found = written(opened, number)
        if shape is options.Shape.JSON:
            output.data([{"department": code, "text": text} for code, text in found])
            return
        rows = [(opened.department_name(code), text) for code, text in found]
        output.listed((Column(N_("Department"), keep=True), Column(N_("Comment"), Kind.PROSE, keep=True)), rows, N_("Nothing is written on these ballots."))


def list_(shape: options.ListFormat = options.Shape.TABLE) -> None:
    """List the evaluations, the last one first."""
    with desk() as opened:
        from approvals.desk.evaluation import evaluations  # noqa: PLC0415

        found = evaluations(opened)
        if shape is options.Shape.JSON:
            output.data([seen._asdict() for seen in found])
            return
        rows = [
            (seen.number, seen.questionnaire, seen.period, len(seen.departments), seen.ballots, seen.opened, seen.closed, Sentence(STAGES[seen.stage]))
            for seen in found
        ]
        output.listed(LISTED, rows, N_("There is no evaluation."))


def _say(opened: "Desk", number: str, sentence: str, shape: options.Shape) -> None:
    from approvals.desk.evaluation import evaluation_named  # noqa: PLC0415

    seen = evaluation_named(opened, number)
    if shape is options.Shape.JSON:
        output.data(seen._asdict())
    else:
        output.say(sentence, number=number, count=len(seen.departments), ballots=seen.ballots)
