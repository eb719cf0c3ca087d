"""Major projects (重大项目): requests join one and leave it again; which column each stands in, and what a column comes to."""

from collections.abc import Iterable, Sequence

from approvals.core.level import Level
from approvals.core.oversight.course import Step, noun_of
from approvals.core.oversight.lists import ProjectColumn
from approvals.core.oversight.matter import Happening, Matter, in_order
from approvals.core.oversight.settings import Duty, Group, Oversight
from approvals.core.oversight.stage import Stage
from approvals.errors import NotAllowed
from approvals.language import N_
from approvals.record import NamedTuple


class Joined(NamedTuple):
    """Requests that belong to the project from now on, by their numbers."""

    requests: tuple[str, ...]


class Left(NamedTuple):
    """Requests that belong to it no more, for a reason."""

    requests: tuple[str, ...]
    reason: str


class Standing(NamedTuple):
    """How a request stands on a day, as far as a column tells it; `due` is the next day of an open one, as ISO text."""

    number: str
    stage: str
    level: Level
    open: bool
    due: str | None = None


def requests_in(matter: Matter) -> tuple[str, ...]:
    """Return the numbers of the requests of a project, in the order in which they joined."""
    return tuple(matter.values.get("requests", ()))


def column_of(columns: Sequence[ProjectColumn], department: str, item: str) -> str:
    """Return the column of a request: the one that names its item, else the first that names its department, empty for none."""
    by_item = next((one.id for one in columns if item in one.items), "")
    return by_item or next((one.id for one in columns if department in one.departments), "")


def foremost(requests: Iterable[Standing]) -> Standing | None:
    """Return the request that a column tells: what is open before what is not, then the next to be due, then the gravest."""
    return min(requests, key=lambda one: (not one.open, one.due or "9999", -one.level.gravity, one.number), default=None)


def worst(requests: Iterable[Standing]) -> Level:
    """Return the gravest level of several requests, those that are closed among them."""
    return max((one.level for one in requests), key=lambda level: level.gravity, default=Level.NONE)


def looked_after(duties: Iterable[Duty], groups: Iterable[Group], project: str, name: str) -> list[Duty]:
    """Return the duties about a project: its own, and those of the groups that look after it."""
    about = {project, name, *(group.id for group in groups if project in group.projects)}
    return [duty for duty in duties if duty.object in about]


def _joined(matter: Matter, _happening: Happening, event: Joined, rules: Oversight) -> Matter:
    name = next((one.name for one in rules.projects if one.id == matter.number), matter.title or matter.number)
    return matter._replace(title=name, stage=Stage.OPEN).having(requests=[*requests_in(matter), *event.requests])


def _left(matter: Matter, _happening: Happening, event: Left, _rules: Oversight) -> Matter:
    return matter.having(requests=[number for number in requests_in(matter) if number not in event.requests])


def _check_joined(matter: Matter, happening: Happening, event: Joined, _rules: Oversight) -> None:
    in_order(matter, happening)
    twice = tuple(number for number in event.requests if number in requests_in(matter))
    if twice:
        raise NotAllowed(N_("Of project {project} these are already: {requests}. Leave them out."), project=matter.number, requests=twice)


def _check_left(matter: Matter, _happening: Happening, event: Left, _rules: Oversight) -> None:
    others = tuple(number for number in event.requests if number not in requests_in(matter))
    if others:
        template = N_("Of project {project} these are not: {requests}. `approvals project show {project}` lists those that are.")
        raise NotAllowed(template, project=matter.number, requests=others)


PROJECT = noun_of(
    "project",
    "",
    N_("project"),
    (
        Step("joined", Joined, N_("joined"), _joined, check=_check_joined),
        Step("left", Left, N_("left"), _left, frozenset({Stage.OPEN}), check=_check_left),
    ),
)._replace(public=True)
