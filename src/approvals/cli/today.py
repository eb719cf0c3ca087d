"""`approvals today`: what there is to do, on one screen."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.core.agenda import Section
from approvals.core.deadline_kind import DeadlineKind
from approvals.language import N_, Sentence, spoken
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from approvals.desk.agenda import Task

LISTED = (
    Column(N_("How urgent"), keep=True),
    Column(N_("Number"), Kind.CODE, keep=True),
    Column(N_("What"), priority=1),
    Column(N_("Applicant or matter"), priority=3),
    Column(N_("Due"), Kind.DATE, keep=True),
    Column(N_("Days left"), Kind.NUMBER, priority=2),
)
_SCREEN = 20


def today(
    department: Annotated[str, typer.Option("--department", metavar=words.DEPARTMENT, help=N_("Of this department, by code or name."))] = "",
    everybody: Annotated[bool, typer.Option("--all", help=N_("Of everybody, and all of it."))] = False,  # noqa: FBT002 - Typer's form of a flag
    day: options.Today = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """Show what you have to do, the most pressing first."""
    with desk(day) as opened:
        from approvals.desk.agenda import agenda, whose  # noqa: PLC0415 - the desk opens only for commands that need it

        tasks = agenda(opened, whose(opened, department, everybody=everybody))
        if shape is options.Shape.JSON:
            output.data([task._asdict() for task in tasks])
            return
        if output.for_spreadsheet():
            output.table(LISTED, map(_row, tasks))
            return
        _page(tasks, opened.today, len(tasks) if everybody else _SCREEN)


def _page(tasks: "Sequence[Task]", day: "date", most: int) -> None:
    if not tasks:
        output.say(N_("{date}: nothing is due within two days."), date=day)
        return
    counted = Counter(task.section for task in tasks)
    told = tuple(spoken(Sentence(N_("{section} {count}"), {"section": section, "count": counted[section]})) for section in Section if counted[section])
    output.say(N_("{date}: {told}"), date=day, told=told)
    output.table(LISTED, map(_row, tasks[:most]))
    if len(tasks) > most:
        output.say(N_("… and {more} more: `approvals today --all`, or --department."), more=len(tasks) - most)


def _row(task: "Task") -> tuple[object, ...]:
    return Section(task.section), task.number, _what(task), task.applicant or task.title, task.due_on, task.days_left


def _what(task: "Task") -> object:
    if task.section == Section.CARD:
        return Sentence(N_("card of {number}"), {"number": task.about})
    kind = DeadlineKind(task.kind)
    if task.day is not None:
        return Sentence(N_("acceptance, day {day} of {days}"), {"day": task.day, "days": task.days})
    return Sentence(N_("{kind}: {about}"), {"kind": kind, "about": task.about}) if task.about else kind
