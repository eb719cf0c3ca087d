"""Major projects in force: one a `[[project]]` of the oversight files, with the requests that joined it, its problems, its duties."""

from datetime import timedelta
from typing import TYPE_CHECKING

from approvals.core.dates import When
from approvals.core.level import Level
from approvals.core.oversight.lists import ProjectColumn, project_columns
from approvals.core.oversight.matter import Matter
from approvals.core.oversight.problem import PROBLEM
from approvals.core.oversight.project import PROJECT, Joined, Left, Standing, column_of, foremost, looked_after, worst
from approvals.core.oversight.settings import Named
from approvals.core.oversight.stage import Stage
from approvals.core.permission import permit_matter
from approvals.core.stage import OPEN
from approvals.desk.duty import DutyView, duties, periods_of
from approvals.desk.listing import row_of, view
from approvals.desk.matter import happenings, recorded, written
from approvals.desk.matter_view import MatterView, listed
from approvals.desk.naming import project_of
from approvals.errors import NotAllowed
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import matters as store
from approvals.store.database import transaction
from approvals.store.matters import MatterFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from approvals.desk.register import Desk

OTHER = "other"
"""The column of requests that no column names."""
# Days within which the next period of any duty begins and ends, the yearly one too.
_AHEAD = 400


class ProjectRequest(NamedTuple):
    """A request of a project as machine output shows it (docs/reference.md): nothing of it is personal."""

    number: str
    column: str
    item: str
    item_name: str
    department: str
    department_name: str
    stage: str
    level: str
    due: str | None
    open: bool


class ColumnView(NamedTuple):
    """A column of a project: how many requests stand in it, how many are open, which is due next, and the gravest level of all."""

    id: str
    name: str
    requests: int
    open: int
    number: str | None
    stage: str | None
    level: str | None
    due: str | None


class ProjectView(NamedTuple):
    """A project in one line (docs/reference.md)."""

    project: str
    name: str
    columns: tuple[ColumnView, ...]
    problems: int
    duty: str | None
    duty_name: str | None
    duty_due: str | None
    duties_missed: int


class ProjectPage(NamedTuple):
    """A project opened to all that stands behind its line."""

    view: ProjectView
    requests: tuple[ProjectRequest, ...]
    problems: tuple[MatterView, ...]
    duties: tuple[DutyView, ...]
    matter: Matter | None


def join(desk: "Desk", project: str, numbers: "Sequence[str]", on: When) -> Matter:
    """Let requests join a project; all of them, or none."""
    known = project_of(desk, project)
    event = Joined(tuple(dict.fromkeys(row_of(desk, number).number for number in numbers)))
    with transaction(desk.connection):
        if happenings(desk, PROJECT, known.id):
            return recorded(desk, PROJECT, known.id, event, on)
        if desk.acting:
            permit_matter(desk.acting, "", own=False)
        return written(desk, PROJECT, event, on, known.id)


def leave(desk: "Desk", project: str, numbers: "Sequence[str]", reason: str, on: When) -> Matter:
    """Let requests leave a project, for a reason; all of them, or none."""
    identity = _identity(desk, project)
    event = Left(tuple(dict.fromkeys(row_of(desk, number).number for number in numbers)), reason)
    with transaction(desk.connection):
        if not happenings(desk, PROJECT, identity):
            raise NotAllowed(N_("No request has joined project {project} yet."), project=identity)
        return recorded(desk, PROJECT, identity, event, on)


def _identity(desk: "Desk", project: str) -> str:
    """Return the id of a project, also of one that stands in the files no more and has requests."""
    return project if store.find(desk.connection, PROJECT.kind, project) else project_of(desk, project).id


def projects(desk: "Desk") -> list[ProjectView]:
    """Return every project in force in a line, and those without one that requests have joined."""
    return [page(desk, one.id).view for one in _known(desk)]


def _known(desk: "Desk") -> "Iterable[Named]":
    known = {one.id for one in desk.oversight.projects}
    rows = store.select(desk.connection, MatterFilter(PROJECT.kind))
    gone = (Named(row.number, row.title) for row in rows if row.number not in known and row.kept["requests"])
    return (*desk.oversight.projects, *gone)


def page(desk: "Desk", project: str) -> ProjectPage:
    """Return a project with its requests, problems and duties, as they look on the day of the desk."""
    identity = _identity(desk, project)
    row = store.find(desk.connection, PROJECT.kind, identity)
    name = next((one.name for one in desk.oversight.projects if one.id == identity), row.title if row else identity)
    columns = project_columns(desk.oversight)
    requests = tuple(_request(desk, columns, number) for number in (row.kept["requests"] if row else ()))
    problems = tuple(listed(desk, MatterFilter(PROBLEM.kind, everything=True, facts=(("project", identity),))))
    periods = tuple(_periods(desk, identity, name))
    return ProjectPage(_line(identity, name, _columns(columns, requests), problems, periods), requests, problems, periods, _matter(desk, identity))


def _matter(desk: "Desk", identity: str) -> Matter | None:
    history = happenings(desk, PROJECT, identity)
    return Matter(PROJECT.kind, identity, history[0].happened_on, history=tuple(history)) if history else None


def _request(desk: "Desk", columns: "Sequence[ProjectColumn]", number: str) -> ProjectRequest:
    seen = view(desk, row_of(desk, number), desk.today)
    running = seen.stage in OPEN
    due = (seen.promised_due or seen.statutory_due or seen.declared_due) if running else None
    column = column_of(columns, seen.department, seen.item) or OTHER
    return ProjectRequest(number, column, seen.item, seen.item_name, seen.department, seen.department_name, seen.stage, seen.level, due, running)


def _columns(columns: "Sequence[ProjectColumn]", requests: "Sequence[ProjectRequest]") -> tuple[ColumnView, ...]:
    """Return the columns of the files in their order, and one more where a request stands in none of them."""
    named = [(one.id, one.name) for one in columns]
    if any(one.column == OTHER for one in requests) and OTHER not in dict(named):
        named.append((OTHER, ""))
    return tuple(_column(identity, name, [one for one in requests if one.column == identity]) for identity, name in named)


def _column(identity: str, name: str, requests: "Sequence[ProjectRequest]") -> ColumnView:
    standing = [Standing(one.number, one.stage, Level(one.level), one.open, one.due) for one in requests]
    found, running = foremost(standing), sum(one.open for one in requests)
    told = (found.number, found.stage, str(worst(standing)), found.due) if found else (None, None, None, None)
    return ColumnView(identity, name, len(requests), running, *told)


def _periods(desk: "Desk", identity: str, name: str) -> "Iterable[DutyView]":
    """Return the periods of the duties about a project, by the day they are due."""
    about = looked_after(duties(desk).values(), desk.oversight.groups, identity, name)
    return sorted((row for duty in about for row in periods_of(desk, duty, desk.today + timedelta(_AHEAD))), key=lambda row: (row.due, row.duty))


def _line(identity: str, name: str, columns: tuple[ColumnView, ...], problems: "Sequence[MatterView]", periods: "Sequence[DutyView]") -> ProjectView:
    following = next((row for row in periods if row.state == "due"), None)
    missed = sum(row.state == "missed" for row in periods)
    seen = ProjectView(identity, name, columns, sum(one.stage == Stage.OPEN for one in problems), None, None, None, missed)
    return seen._replace(duty=following.duty, duty_name=following.name, duty_due=following.due) if following else seen
