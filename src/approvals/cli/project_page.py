"""What the commands of projects show: one line a project, and the page behind it."""

from typing import TYPE_CHECKING, Any

from approvals.cli import output
from approvals.cli.duty_page import period_table
from approvals.cli.history_page import history_of, plain_history
from approvals.cli.matter_page import Look, list_matters
from approvals.core.level import Level
from approvals.core.oversight.project import PROJECT
from approvals.core.stage import Stage
from approvals.language import N_, Sentence
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from approvals.desk.project import ColumnView, ProjectPage, ProjectView

_OTHER = N_("others")
_REQUESTS = (
    Column(N_("In"), keep=True),
    Column(N_("Request"), Kind.CODE, keep=True),
    Column(N_("Item"), priority=4),
    Column(N_("Department"), priority=2),
    Column(N_("Stage"), keep=True),
    Column(N_("Due"), Kind.DATE, keep=True),
    Column(N_("Level"), keep=True),
)
LISTED = (
    Column(N_("Project"), Kind.CODE, keep=True),
    Column(N_("Name"), priority=3),
    Column(N_("Problems"), Kind.NUMBER, priority=2),
    Column(N_("Next duty"), priority=1),
)
_SHOWN = 12


def list_projects(found: "Sequence[ProjectView]") -> None:
    """Print one line a project, with a column for each of the files."""
    titles = {column.id: column.name for seen in found for column in seen.columns}
    columns = (*LISTED[:2], *(Column(name or _OTHER, Kind.PROSE, keep=True) for name in titles.values()), *LISTED[2:])
    rows = [
        (seen.project, seen.name, *(_cell({one.id: one for one in seen.columns}.get(identity)) for identity in titles), str(seen.problems), _duty(seen))
        for seen in found
    ]
    output.listed(columns, rows, N_("There is no project: the oversight files name none."))


def _cell(column: "ColumnView | None") -> object:
    """Return how the requests of a column stand: the gravest level, and the next to be due; of how many, where there are several."""
    if not column or not column.stage:
        return "—"
    told = {"stage": Stage(column.stage), "due": column.due, "level": Level(str(column.level)), "count": column.requests}
    if not column.due:
        return Sentence(N_("{level}, {stage} (of {count})") if column.requests > 1 else N_("{level}, {stage}"), told)
    return Sentence(N_("{level}, {stage}, by {due} (of {count})") if column.requests > 1 else N_("{level}, {stage}, by {due}"), told)


def _duty(seen: "ProjectView") -> object:
    if not seen.duty_due:
        return "—"
    return Sentence(N_("{name}, by {due}"), {"name": seen.duty_name, "due": seen.duty_due})


def project_page(page: "ProjectPage") -> None:
    """Print a project: its requests by column, its problems, its duties, its history."""
    seen = page.view
    output.say(N_("{id}  {name}"), id=seen.project, name=seen.name)
    output.say(N_("Its requests"))
    names = {one.id: one.name or Sentence(_OTHER) for one in seen.columns}
    places = list(names)
    ordered = sorted(page.requests, key=lambda one: places.index(one.column))
    rows = [(names[one.column], one.number, one.item_name, one.department_name, Stage(one.stage), one.due, Level(one.level)) for one in ordered]
    output.listed(_REQUESTS, rows, N_("No request has joined it: `approvals project join` lets some."))
    output.say(N_("Problems"))
    list_matters(page.problems, Look(()))
    output.say(N_("Duties"))
    shown = [row for row in page.duties if row.state in {"missed", "due"}]
    missed = [row for row in shown if row.state == "missed"]
    following = {row.duty: row for row in reversed(shown) if row.state == "due"}
    period_table([*missed[-_SHOWN:], *sorted(following.values(), key=lambda row: row.due)])
    if page.matter:
        history_of(PROJECT, page.matter)


def line_of(seen: "ProjectView") -> dict[str, Any]:
    """Return a project in one line as machine output has it."""
    return {**seen._asdict(), "columns": [one._asdict() for one in seen.columns]}


def plain(page: "ProjectPage") -> dict[str, Any]:
    """Return a project as machine output has it."""
    return {
        **line_of(page.view),
        "joined": [one._asdict() for one in page.requests],
        "problem_list": [one._asdict() for one in page.problems],
        "duties": [row._asdict() for row in page.duties],
        "history": plain_history(PROJECT, page.matter) if page.matter else [],
    }
