"""`approvals group`: the supervision groups, and how they do their duties."""

from typing import Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.duty_page import period_table
from approvals.cli.room import desk
from approvals.language import N_
from approvals.render.table import Column, Kind

LISTED = (
    Column(N_("Group"), keep=True),
    Column(N_("Name"), keep=True),
    Column(N_("Leader"), priority=4),
    Column(N_("Members"), priority=2),
    Column(N_("Projects"), priority=3),
    Column(N_("Done"), Kind.NUMBER, keep=True),
    Column(N_("Done late"), Kind.NUMBER, priority=5),
    Column(N_("Left out"), Kind.NUMBER, priority=1),
    Column(N_("Missed"), Kind.NUMBER, keep=True),
)


def list_(today: options.Today = None, shape: options.ListFormat = options.Shape.TABLE) -> None:
    """List the groups: leader, members, projects, and what became of their duties."""
    with desk(today) as opened:
        from approvals.desk.group import groups  # noqa: PLC0415 - the desk opens only for commands that need it

        found = groups(opened)
        if shape is options.Shape.JSON:
            output.data([seen._asdict() for seen in found])
            return
        rows = [
            (
                seen.group,
                seen.name,
                seen.leader_name or "—",
                str(len(seen.members)),
                "、".join(seen.project_names) or "—",
                *(str(count) for count in (seen.done, seen.late, seen.skipped, seen.missed)),
            )
            for seen in found
        ]
        output.listed(LISTED, rows, N_("There is no supervision group: the oversight files name none."))


def show(
    group: Annotated[str, typer.Argument(metavar=words.GROUP, help=N_("The group, by id or name."), show_default=False)],
    today: options.Today = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Show a group with the periods of its duties."""
    with desk(today) as opened:
        from approvals.desk.group import page  # noqa: PLC0415

        seen, periods = page(opened, group)
        if shape is options.Shape.JSON:
            output.data({**seen._asdict(), "duties": [row._asdict() for row in periods]})
            return
        output.say(N_("{id}  {name}"), id=seen.group, name=seen.name)
        output.say(N_("  leader: {leader}  members: {members}"), leader=seen.leader_name or "—", members=seen.member_names or "—")
        output.say(N_("  projects: {projects}"), projects=seen.project_names or "—")
        output.say(
            N_("  duties: {done} done, {late} done late, {skipped} left out, {missed} missed"),
            done=seen.done,
            late=seen.late,
            skipped=seen.skipped,
            missed=seen.missed,
        )
        period_table(periods)
