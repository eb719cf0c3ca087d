"""The rules of the oversight files (oversight/*.toml), which are read as one: an id means one thing in all of them."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from approvals.core.guide import Table
from approvals.core.oversight.cadence import EVERY, RESTS
from approvals.core.oversight.settings import WEEKDAYS
from approvals.core.rules.ballots import BALLOT_LISTS, BALLOT_RULES, BALLOTS
from approvals.core.rules.problem import Path, Problem, error
from approvals.core.rules.reading import blank, day_of, table_of, tables_of, text_of
from approvals.core.rules.shape import CODE, DAY, LIMIT, TEXT, Choice, Each, Fields, Form, Shape, Whole
from approvals.language import N_

_CLOCK = Form(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", N_("“{value}” is no time of day: write “{key}” like 09:00."))
_NAMED = Fields({"id": CODE, "name": TEXT, "department": TEXT, "kind": TEXT}, needed=("id", "name"))
_CHANNEL = Fields({"id": CODE, "name": TEXT, "accept_within": LIMIT, "limit": LIMIT, "extension": LIMIT}, needed=("id", "name"))
_WAY = Fields({"id": CODE, "name": TEXT, "starts": Choice(("recorded", "accepted", "assigned")), "limit": LIMIT}, needed=("id", "name", "starts"))
_COMPLAINT = Fields(
    {
        "basis": TEXT,
        "accept_within": LIMIT,
        "limit": LIMIT,
        "extension": LIMIT,
        "ends": Choice(("concluded", "replied")),
        "urgent": Fields({"first_reply": LIMIT}, needed=("first_reply",)),
        "common": Fields({"alike": Whole(2, 1_000), "within": LIMIT}, needed=("alike", "within")),
        "difficult": Fields({"progress_every": LIMIT}, needed=("progress_every",)),
        "follow_up": Fields({"within": LIMIT}, needed=("within",)),
        "channel": Each(_CHANNEL),
        "type": Each(_NAMED),
        "way": Each(_WAY),
        "remedy": Each(_NAMED),
    }
)


class _DayOfPeriod:
    """A weekday by its name, or the place of a day in its period."""

    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        """Yield a problem unless the value names a day of a period."""
        if not (value in WEEKDAYS if isinstance(value, str) else type(value) is int and 1 <= value <= 366):  # noqa: PLR2004 - the days of a leap year
            yield error(path, "duty-day", N_("“{value}” is no day of a period: write a weekday like “friday”, or a number like 15."), value=str(value))


_DUTY = Fields(
    {
        "id": CODE,
        "name": TEXT,
        "every": Choice(EVERY),
        "times": Whole(1, 100),
        "day": _DayOfPeriod(),
        "time": _CLOCK,
        "rest": Choice(RESTS),
        "object": TEXT,
        "each": Choice(("counter", "project", "group", "body")),
        "counts": Choice(("inspection", "visit")),
        "owner": TEXT,
        "department": TEXT,
        "from": DAY,
        "to": DAY,
    },
    needed=("id", "name", "every"),
)
_GROUP = Fields({"id": CODE, "name": TEXT, "leader": TEXT, "members": Each(TEXT), "projects": Each(CODE)}, needed=("id", "name"))
_COLUMN = Fields({"id": CODE, "name": TEXT, "departments": Each(TEXT), "items": Each(TEXT)}, needed=("id", "name"))
OVERSIGHT: Mapping[str, Shape] = {
    **BALLOTS,
    "complaint": _COMPLAINT,
    "duty": Each(_DUTY),
    "group": Each(_GROUP),
    "counter": Each(_NAMED),
    "project": Each(_NAMED),
    "project_column": Each(_COLUMN),
    "body": Each(_NAMED),
    "finding": Each(_NAMED),
    "measure": Each(_NAMED),
    "inspection": Fields({"rectify_within": LIMIT}),
    "visit": Fields({"log_within": LIMIT}),
    "problem": Fields({"settle_within": LIMIT}),
    "audit": Fields({"kind": Each(_NAMED)}),
}
OVERSIGHT_FILE = Fields(OVERSIGHT)
# Where an id stands once: the list, by its path.
_LISTS = (
    *(("duty",), ("group",), ("counter",), ("project",), ("project_column",), ("body",), ("finding",), ("measure",)),
    *(("complaint", "channel"), ("complaint", "type"), ("complaint", "way"), ("audit", "kind")),
    *BALLOT_LISTS,
)


def check_oversight(tables: Mapping[str, Table], people: Collection[str] | None, departments: Collection[str] | None) -> Mapping[str, list[Problem]]:
    """Return the problems of every oversight file; `people` and `departments` are those known, None where they are not."""
    problems = {name: list(OVERSIGHT_FILE.problems(table, ())) for name, table in tables.items()}
    for name, problem in id_once(tables):
        problems[name].append(problem)
    for name, table in tables.items():
        problems[name] += [*duty_forwards(table), *duty_day(table), *(problem for rule in BALLOT_RULES for problem in rule(table))]
        if people is not None:
            problems[name] += owner_known(table, people)
        if departments is not None:
            problems[name] += department_of_all(table, departments)
    return problems


def id_once(tables: Mapping[str, Table]) -> Iterator[tuple[str, Problem]]:
    """Let an id mean one thing of its list, in all the files."""
    for keys in _LISTS:
        seen: set[str] = set()
        for name, table in tables.items():
            for place, entry in tables_of(_inner(table, keys[:-1]), keys[-1]):
                identity = text_of(entry, "id")
                if identity in seen:
                    template = N_("The id “{id}” is taken already, here or in another oversight file: write another.")
                    yield name, error((*keys, place, "id"), "id-once", template, id=identity)
                seen.add(identity)


def _inner(table: Table, keys: tuple[str, ...]) -> Any:  # noqa: ANN401 - a TOML tree of any shape
    for key in keys:
        table = table_of(table, key)
    return table


def duty_forwards(table: Table) -> Iterator[Problem]:
    """Let a duty end on or after the day it begins."""
    for place, duty in tables_of(table, "duty"):
        first, last = day_of(duty.get("from")), day_of(duty.get("to"))
        if first and last and last < first:
            yield error(("duty", place, "to"), "duty-forwards", N_("The duty “{name}” ends before it begins: correct from or to."), name=text_of(duty, "name"))


def duty_day(table: Table) -> Iterator[Problem]:
    """Let a weekday be the day of a weekly duty alone, and a number lie within its period."""
    longest = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
    for place, duty in tables_of(table, "duty"):
        every, day = text_of(duty, "every"), duty.get("day")
        if isinstance(day, str) and day in WEEKDAYS and every != "week" and every in EVERY:
            yield error(("duty", place, "day"), "duty-day", N_("A weekday is the day of a weekly duty: write a number, or every = “week”."))
        if type(day) is int and every in longest and day > longest[every]:
            yield error(("duty", place, "day"), "duty-day", N_("The period has no day {day}: write one from 1 to {most}."), day=day, most=longest[every])


def owner_known(table: Table, people: Collection[str]) -> Iterator[Problem]:
    """Let every owner, leader and member be a person of staff.toml."""
    named = [(("duty", place, "owner"), text_of(duty, "owner")) for place, duty in tables_of(table, "duty")]
    for place, group in tables_of(table, "group"):
        named.append((("group", place, "leader"), text_of(group, "leader")))
        members = group.get("members")
        named += [(("group", place, "members", number), member) for number, member in enumerate(members if isinstance(members, list) else ())]  # type: ignore[misc]
    for path, person in named:
        if isinstance(person, str) and not blank(person) and person not in people:
            yield error(path, "owner-known", N_("Nobody on the staff is called “{person}”: write the id of a person of staff.toml."), person=person)


def department_of_all(table: Table, departments: Collection[str]) -> Iterator[Problem]:
    """Let every department named be one of the guide or of the staff file."""
    named: list[tuple[Path, object]] = []
    for key in ("duty", "counter", "project", "body"):
        named += [((key, place, "department"), text_of(entry, "department")) for place, entry in tables_of(table, key)]
    for place, column in tables_of(table, "project_column"):
        held = column.get("departments")
        named += [(("project_column", place, "departments", number), code) for number, code in enumerate(held if isinstance(held, list) else ())]
    for path, code in named:
        if isinstance(code, str) and not blank(code) and code not in departments:
            template = N_("There is no department “{code}”: write the code of a guide file, or name it in staff.toml.")
            yield error(path, "department-of-all", template, code=code)


OVERSIGHT_RULES = (id_once, duty_forwards, duty_day, owner_known, department_of_all, *BALLOT_RULES)
