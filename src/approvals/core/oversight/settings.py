"""What the oversight files say (oversight/*.toml): channels, ways and limits of complaints, duties, counters, groups, projects and towns."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from typing import Any

from approvals.core.limits import TimeLimit, parse_limit
from approvals.record import NamedTuple

Table = Mapping[str, Any]


class Named(NamedTuple):
    """Something with an id and a name: a channel, a type of complaint, a counter, a town; `department` is whose it is."""

    id: str
    name: str
    department: str = ""
    kind: str = ""


class Way(NamedTuple):
    """How a complaint is handled (自办、交办、转办): from which event its limit runs, and the limit where it is not the usual one."""

    id: str
    name: str
    starts: str
    limit: TimeLimit | None = None


class Channel(NamedTuple):
    """A channel of complaints, with limits of its own where its regime has them (12345: five and five working days)."""

    id: str
    name: str
    accept_within: TimeLimit | None = None
    limit: TimeLimit | None = None
    extension: TimeLimit | None = None


class Complaints(NamedTuple):
    """The limits of complaints and the words they are recorded in; `ends` is the event with which handling is in time."""

    accept_within: TimeLimit
    limit: TimeLimit
    extension: TimeLimit | None
    ends: str
    first_reply: TimeLimit
    alike: int
    alike_within: TimeLimit
    progress_every: TimeLimit
    follow_up_within: TimeLimit | None
    channels: tuple[Channel, ...]
    types: tuple[Named, ...]
    ways: tuple[Way, ...]
    remedies: tuple[Named, ...]
    basis: str = ""

    def channel(self, name: str) -> Channel | None:
        """Return a channel by id or name."""
        return next((one for one in self.channels if name in {one.id, one.name}), None)

    def way(self, name: str) -> Way | None:
        """Return a way by id or name."""
        return next((one for one in self.ways if name in {one.id, one.name}), None)


class Duty(NamedTuple):
    """A recurring duty (定期工作): how often, by which day, whose, about what; `counts` names the matters whose records fulfil it.

    `day` is a weekday (1 to 7), a day of the month, or the n-th day of the quarter, None for the last day of the period; `rest` says where it
    falls when that is a rest day. `first` is the day it begins: that of the file, else the day on which a file with it was first adopted.
    """

    id: str
    name: str
    every: str
    times: int = 1
    day: int | None = None
    time: str = ""
    rest: str = "before"
    object: str = ""
    each: str = ""
    counts: str = ""
    owner: str = ""
    department: str = ""
    first: date | None = None
    last: date | None = None


class Group(NamedTuple):
    """A supervision group (督查组): who leads it, its members, the projects it looks after."""

    id: str
    name: str
    leader: str = ""
    members: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()


class Oversight(NamedTuple):
    """All that the adopted oversight files say."""

    complaints: Complaints
    duties: tuple[Duty, ...] = ()
    groups: tuple[Group, ...] = ()
    counters: tuple[Named, ...] = ()
    projects: tuple[Named, ...] = ()
    bodies: tuple[Named, ...] = ()
    findings: tuple[Named, ...] = ()
    tables: Mapping[str, Any] = {}


def oversight_from(tables: Iterable[Table]) -> Oversight:
    """Return what several checked oversight files say together: lists follow each other, tables stand in one of them."""
    found = merged(tables)
    return Oversight(
        _complaints(found.get("complaint", {})),
        tuple(_duty(table) for table in found.get("duty", ())),
        tuple(
            Group(one["id"], one["name"], one.get("leader", ""), tuple(one.get("members", ())), tuple(one.get("projects", ())))
            for one in found.get("group", ())
        ),
        _named(found.get("counter", ())),
        _named(found.get("project", ())),
        _named(found.get("body", ())),
        _named(found.get("finding", ())),
        found,
    )


def merged(tables: Iterable[Table]) -> dict[str, Any]:
    """Return the tables of several files as one."""
    held = list(tables)
    keys = dict.fromkeys(chain.from_iterable(held))
    return {key: _joined([table[key] for table in held if key in table]) for key in keys}


def _joined(values: list[Any]) -> Any:  # noqa: ANN401 - TOML values of any shape
    if all(isinstance(value, list) for value in values):
        return list(chain.from_iterable(values))
    if all(isinstance(value, Mapping) for value in values):
        return merged(values)
    return values[-1]


def _named(tables: Iterable[Table]) -> tuple[Named, ...]:
    return tuple(Named(one["id"], one["name"], one.get("department", ""), one.get("kind", "")) for one in tables)


def _complaints(table: Table) -> Complaints:
    """湖南省行政效能投诉处理办法: three working days to decide, thirty days to handle; every value may be another."""
    follow_up = table.get("follow_up", {})
    return Complaints(
        _limit(table, "accept_within") or parse_limit("3 工作日"),
        _limit(table, "limit") or parse_limit("30 自然日"),
        _limit(table, "extension"),
        table.get("ends", "replied"),
        _limit(table.get("urgent", {}), "first_reply") or parse_limit("24 小时"),
        table.get("common", {}).get("alike", 3),
        _limit(table.get("common", {}), "within") or parse_limit("30 自然日"),
        _limit(table.get("difficult", {}), "progress_every") or parse_limit("7 自然日"),
        _limit(follow_up, "within"),
        tuple(
            Channel(one["id"], one["name"], _limit(one, "accept_within"), _limit(one, "limit"), _limit(one, "extension")) for one in table.get("channel", ())
        ),
        _named(table.get("type", ())),
        tuple(Way(one["id"], one["name"], one.get("starts", "accepted"), _limit(one, "limit")) for one in table.get("way", ())),
        _named(table.get("remedy", ())),
        table.get("basis", ""),
    )


def _duty(table: Table) -> Duty:
    plain = {name: table[name] for name in ("every", "times", "time", "rest", "object", "each", "counts", "owner", "department") if name in table}
    day = table.get("day")
    return Duty(
        table["id"],
        table["name"],
        day=None if day is None else WEEKDAYS[day] if isinstance(day, str) else day,
        first=_day(table.get("from")),
        last=_day(table.get("to")),
        **plain,
    )


WEEKDAYS = {
    **{name: place for place, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), 1)},
    **{name: place for place, name in enumerate(("周一", "周二", "周三", "周四", "周五", "周六", "周日"), 1)},
}


def _limit(table: Table, key: str) -> TimeLimit | None:
    return parse_limit(table[key]) if key in table else None


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
