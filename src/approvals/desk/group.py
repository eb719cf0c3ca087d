"""Supervision groups (督查组) in force: who leads and who belongs, the projects they look after, and how they do their duties."""

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from approvals.core.oversight.course import name_in, one_of
from approvals.core.oversight.settings import Named
from approvals.desk.duty import DutyView, duties, periods_of
from approvals.desk.naming import GROUP
from approvals.record import NamedTuple

if TYPE_CHECKING:
    from approvals.core.oversight.settings import Group
    from approvals.desk.register import Desk

# What is due within these days is shown beside what was.
_AHEAD = 35


class GroupView(NamedTuple):
    """A group as machine output shows it (docs/reference.md); its duties are those of `each = "group"`, counted by their periods up to the day."""

    group: str
    name: str
    leader: str
    leader_name: str
    members: tuple[str, ...]
    member_names: tuple[str, ...]
    projects: tuple[str, ...]
    project_names: tuple[str, ...]
    done: int
    late: int
    skipped: int
    missed: int


def groups(desk: "Desk") -> list[GroupView]:
    """Return the groups of the oversight files, with what became of their duties."""
    return [page(desk, group.id)[0] for group in desk.oversight.groups]


def page(desk: "Desk", name: str) -> tuple[GroupView, list[DutyView]]:
    """Return a group by id or name, and the periods of its duties, oldest first."""
    group = _named(desk, name)
    own = [duty for duty in duties(desk).values() if duty.each == "group" and duty.object == group.id]
    periods = sorted((row for duty in own for row in periods_of(desk, duty, desk.today + timedelta(_AHEAD))), key=lambda row: (row.due, row.duty))
    people = {one.id: one.name for one in desk.people}
    states = Counter(row.state for row in periods)
    seen = GroupView(
        group.id,
        group.name,
        group.leader,
        people.get(group.leader, group.leader),
        group.members,
        tuple(people.get(member, member) for member in group.members),
        group.projects,
        tuple(name_in(desk.oversight.projects, project) for project in group.projects),
        *(states[state] for state in ("done", "late", "skipped", "missed")),
    )
    return seen, periods


def _named(desk: "Desk", name: str) -> "Group":
    identity = one_of([Named(group.id, group.name) for group in desk.oversight.groups], name, GROUP).id
    return next(group for group in desk.oversight.groups if group.id == identity)
