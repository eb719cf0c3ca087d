"""The projection of requests: one row each, rewritten in the transaction of every event, rebuilt from events at will."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date

from approvals.record import NamedTuple


class RequestRow(NamedTuple):
    """A request as the list shows it; dates are ISO texts, `unit` is what its days left are counted in.

    `deemed_on` is the day from which silence is acceptance; the dates that `prospective` names, `promised statutory`, count from that day on only.
    """

    number: str
    source_number: str
    item: str
    item_name: str
    department: str
    department_name: str
    applicant: str
    stage: str
    open: int
    person: str
    responsible: str
    received_on: str
    accepted_on: str | None
    deemed_on: str | None
    prospective: str
    decided_on: str | None
    completed_on: str | None
    closed_on: str | None
    promised_due: str | None
    statutory_due: str | None
    declared_due: str | None
    due_on: str | None
    unit: str
    provisional: int
    faults: int
    expires_on: str | None
    warning_on: str | None
    yellow_on: str | None
    red_on: str | None


class Filter(NamedTuple):
    """Which requests to list; empty means no condition. `level` is judged as of `today`."""

    today: date
    finished: bool = False
    department: str = ""
    stage: str = ""
    person: str = ""
    lent_by: str = ""
    provisional: bool = False
    level: str = ""
    item: str = ""
    applicant: str = ""
    received_from: date | None = None
    received_to: date | None = None
    due_from: date | None = None
    due_to: date | None = None


_LEVEL = "case when red_on <= :today then 'red' when yellow_on <= :today then 'yellow' when warning_on <= :today and open then 'warning' else 'none' end"
_STAGE = "case when stage = 'received' and deemed_on <= :today then 'accepted' else stage end"
_INSERT = f"insert or replace into request values ({', '.join('?' * len(RequestRow._fields))})"  # noqa: S608 - only question marks


def write(connection: sqlite3.Connection, rows: Iterable[RequestRow]) -> None:
    """Write rows over those of the same numbers, and the pieces of their applicants' names."""
    from approvals.store import pieces  # noqa: PLC0415 - whoever only reads cuts no name

    written = list(rows)
    pieces.write(connection, ((row.number, row.applicant) for row in written))
    connection.executemany(_INSERT, written)


def find(connection: sqlite3.Connection, number: str) -> RequestRow | None:
    """Return the row of a number, or of the source's number where just one request has it."""
    rows = named(connection, number)
    return rows[0] if len(rows) == 1 else None


def named(connection: sqlite3.Connection, number: str) -> list[RequestRow]:
    """Return the row of a number, else those of the requests that have it at their source."""
    rows = connection.execute("select * from request where number = ?", (number,)).fetchall()
    rows = rows or connection.execute("select * from request where source_number = ? and source_number <> ''", (number,)).fetchall()
    return [RequestRow(*row) for row in rows]


def exists(connection: sqlite3.Connection, number: str) -> bool:
    """Tell whether a number is taken."""
    return connection.execute("select 1 from request where number = ?", (number,)).fetchone() is not None


def open_of(connection: sqlite3.Connection, item: str, applicant: str, but: str) -> list[str]:
    """Return the numbers of the open requests of an applicant for an item, but for one."""
    rows = connection.execute(
        "select number from request where applicant = ? and item = ? and open = 1 and number <> ? order by number", (applicant, item, but)
    )
    return [row[0] for row in rows]


def next_number(connection: sqlite3.Connection, year: int) -> str:
    """Return the next number of a year, `2026-0001` onwards without gaps; numbers that an import took are passed over."""
    while True:
        value: int = connection.execute(
            "insert into counter values (?, 1) on conflict (name) do update set value = value + 1 returning value", (f"request/{year}",)
        ).fetchone()[0]
        number = f"{year}-{value:04}"
        if not exists(connection, number):
            return number


def select(connection: sqlite3.Connection, wanted: Filter) -> Iterator[RequestRow]:
    """Yield the requests that pass a filter, the most urgent first, those without a date last."""
    where, values = _passing(wanted)
    # In this order the open ones stand in their index: the first come at once, however many follow.
    order = "open desc, due_on nulls last, number" if wanted.finished else "due_on nulls last, number"
    rows = connection.execute(f"select * from request where {where} order by {order}", values)  # noqa: S608 - conditions are ours
    return map(RequestRow._make, rows)


def count(connection: sqlite3.Connection, wanted: Filter) -> int:
    """Count the requests that pass a filter."""
    where, values = _passing(wanted)
    found: int = connection.execute(f"select count(*) from request where {where}", values).fetchone()[0]  # noqa: S608 - see select
    return found


def _passing(wanted: Filter) -> tuple[str, dict[str, object]]:
    """Return the condition that a filter is, and its values."""
    conditions = {
        "open = 1": not wanted.finished,
        "department = :department": wanted.department,
        f"{_STAGE} = :stage": wanted.stage,
        "person = :person": wanted.person,
        "responsible = :lent_by and person <> :lent_by": wanted.lent_by,
        "provisional = 1": wanted.provisional,
        f"{_LEVEL} = :level": wanted.level,
        "item = :item": wanted.item,
        "applicant like :applicant escape '\\'": wanted.applicant,
        "received_on >= :received_from": wanted.received_from,
        "received_on <= :received_to": wanted.received_to,
        "due_on >= :due_from": wanted.due_from,
        "due_on <= :due_to": wanted.due_to,
    }
    where = " and ".join(condition for condition, given in conditions.items() if given) or "1"
    values: dict[str, object] = {name: value.isoformat() if isinstance(value, date) else value for name, value in wanted._asdict().items()}
    values["applicant"] = "%" + wanted.applicant.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return where, values


def show_raised(connection: sqlite3.Connection, cards: Iterable[tuple[str, str, str]]) -> None:
    """Let requests be at a level from the day of a card on, each as (level, day, number), where they are not from an earlier one."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for level, day, number in cards:
        found.setdefault(level, []).append((day, number, day))
    for level, rows in found.items():
        column = f"{level}_on"
        # Levels are ours: warning, yellow, red.
        statement = f"update request set {column} = ? where number = ? and ({column} is null or {column} > ?)"  # noqa: S608 - see above
        connection.executemany(statement, rows)


def numbers(connection: sqlite3.Connection, *, only_open: bool) -> list[str]:
    """Return the numbers of all requests, or of the open ones and those whose deadlines still run."""
    running = "where open = 1 or number in (select subject_id from deadline where subject_kind = 'request' and ended_on is null)"
    return [row[0] for row in connection.execute(f"select number from request {running if only_open else ''} order by number")]  # noqa: S608 - one of two texts


def numbers_until(connection: sqlite3.Connection, department: str, until: date | None) -> list[str]:
    """Return the numbers of the requests of a department, empty for all, that were received by a day."""
    query = "select number from request where (:department = '' or department = :department) and (:until is null or received_on <= :until) order by number"
    # A time of the day counts: the day after is the first that is too late.
    values = {"department": department, "until": f"{until.isoformat()}T24" if until else None}
    return [row[0] for row in connection.execute(query, values)]


def completed(connection: sqlite3.Connection, first: date, last: date) -> dict[str, list[str]]:
    """Return, by item, the numbers of the requests completed from one day to another, both included."""
    found: dict[str, list[str]] = {}
    query = "select item, number from request where completed_on between ? and ? order by item, number"
    for item, number in connection.execute(query, (first.isoformat(), last.isoformat())):
        found.setdefault(item, []).append(number)
    return found


def closed_before(connection: sqlite3.Connection, day: str) -> list[str]:
    """Return the numbers of the requests closed before a day."""
    query = "select number from request where open = 0 and coalesce(closed_on, completed_on, decided_on) < ? order by number"
    return [row[0] for row in connection.execute(query, (day,))]


def provisional_open(connection: sqlite3.Connection) -> int:
    """Count the open requests whose dates lie beyond the circulars that are known."""
    return int(connection.execute("select count(*) from request indexed by request_provisional where open = 1 and provisional = 1").fetchone()[0])


def provisional_numbers(connection: sqlite3.Connection) -> list[str]:
    """Return the numbers of the open requests whose dates lie beyond the circulars that are known."""
    query = "select number from request indexed by request_provisional where open = 1 and provisional = 1 order by number"
    return [row[0] for row in connection.execute(query)]


def levels_open(connection: sqlite3.Connection, today: date) -> dict[str, int]:
    """Count the open requests by the highest level that is true on a day."""
    every = levels(connection, today)
    return {level: every.get(level, 0) for level in ("warning", "yellow", "red")}


def levels(connection: sqlite3.Connection, today: date) -> dict[str, int]:
    """Count the open requests by the highest level that is true on a day, those in time too."""
    rows = connection.execute(f"select {_LEVEL}, count(*) from request where open = 1 group by 1", {"today": today.isoformat()})  # noqa: S608 - a constant
    return dict(rows.fetchall())
