"""`approvals project`: the major projects, one line each, opened to their requests, problems and duties."""

from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.core.words import checked_words
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.core.oversight.matter import Matter
    from approvals.desk.register import Desk

Project = Annotated[str, typer.Argument(metavar=words.PROJECT, help=N_("The project, by id or name."), show_default=False)]
Requests = Annotated[
    list[str], typer.Argument(metavar=words.NUMBERS, help=N_("The numbers of the requests; 18 is the eighteenth of this year."), show_default=False)
]


def join(project: Project, requests: Requests, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Let requests join a project: all of them, or none."""
    with desk() as opened:
        from approvals.desk import project as projects  # noqa: PLC0415 - the desk opens only for commands that need it

        _say(opened, projects.join(opened, project, requests, on or options.today()), shape)


def leave(project: Project, requests: Requests, reason: options.Reason, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Let requests leave a project, for a reason; the history keeps both."""
    why = checked_words(reason, "--reason")
    with desk() as opened:
        from approvals.desk import project as projects  # noqa: PLC0415

        _say(opened, projects.leave(opened, project, requests, why, on or options.today()), shape)


def _say(opened: "Desk", matter: "Matter", shape: options.Shape) -> None:
    from approvals.cli.project_page import plain  # noqa: PLC0415
    from approvals.desk.project import page  # noqa: PLC0415

    found = page(opened, matter.number)
    if shape is options.Shape.JSON:
        output.data(plain(found))
    else:
        output.say(N_("{project}  {name}: {count} requests."), project=matter.number, name=found.view.name, count=len(found.requests))


def list_(today: options.Today = None, shape: options.ListFormat = options.Shape.TABLE) -> None:
    """List the projects, one line each: how their requests stand, open problems, the next duty."""
    with desk(today) as opened:
        from approvals.cli.project_page import list_projects  # noqa: PLC0415
        from approvals.desk.project import projects  # noqa: PLC0415

        found = projects(opened)
        if shape is options.Shape.JSON:
            from approvals.cli.project_page import line_of  # noqa: PLC0415

            output.data([line_of(seen) for seen in found])
        else:
            list_projects(found)


def show(project: Project, today: options.Today = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Show a project with its requests, problems, duties and history."""
    with desk(today) as opened:
        from approvals.cli.project_page import plain, project_page  # noqa: PLC0415
        from approvals.desk.project import page  # noqa: PLC0415

        found = page(opened, project)
        if shape is options.Shape.JSON:
            output.data(plain(found))
        else:
            project_page(found)
