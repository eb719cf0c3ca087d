"""The few questions that are asked of many registers, each answered from one index."""

import sqlite3
from datetime import date

from approvals.record import NamedTuple

# While a procedure runs, the dates of its request move on from day to day: it is not overdue.
_PAST = "from request indexed by request_open where open = 1 and due_on <= ? and stage <> 'stopped'"
_LATE = f"""
    select number, item, item_name, department, department_name, stage, due_on, warning_on, yellow_on, red_on {_PAST} order by due_on, number
"""
_OVERDUE = f"select count(*), min(due_on) {_PAST}"


class LateRow(NamedTuple):
    """An open request whose day has come or gone."""

    number: str
    item: str
    item_name: str
    department: str
    department_name: str
    stage: str
    due_on: str
    warning_on: str | None
    yellow_on: str | None
    red_on: str | None


def late(connection: sqlite3.Connection, last: date) -> list[LateRow]:
    """Return the open requests whose last day is that day or an earlier one, the earliest first."""
    return [LateRow(*row) for row in connection.execute(_LATE, (last.isoformat(),))]


def overdue(connection: sqlite3.Connection, last: date) -> tuple[int, str | None]:
    """Count them, and return the earliest day."""
    count, oldest = connection.execute(_OVERDUE, (last.isoformat(),)).fetchone()
    return count, oldest
