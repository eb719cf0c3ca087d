"""Many registers asked one after another, read-only; one that does not answer holds up no other."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from approvals.core.level import Level
from approvals.desk.waiting import NOBODY, Waiting
from approvals.errors import Refusal
from approvals.files.halls import Hall
from approvals.language import N_, Sentence
from approvals.record import NamedTuple
from approvals.store import fleet as store
from approvals.store import requests, runs, typed
from approvals.store.reading import open_reading
from approvals.store.saying import told


class Answered(NamedTuple):
    """A register with its answer, or with why it gave none."""

    hall: Hall
    value: Any
    error: Sentence | None = None


class Late(NamedTuple):
    """An open request of one of many registers; `days_over` are calendar days, negative while its day is still to come.

    `late_entry` tells that one of its events was entered late: its dates rest on a paper.
    """

    register: str
    number: str
    item: str
    item_name: str
    department: str
    department_name: str
    stage: str
    level: str
    due_on: str
    days_over: int
    late_entry: bool


class Figures(NamedTuple):
    """How a register stands on a day; `last_check` is when its check ran last, UTC."""

    open: int
    overdue: int
    oldest_due: str | None
    warning: int
    yellow: int
    red: int
    last_check: str | None


def ask(halls: Sequence[Hall], question: Callable[[Hall, sqlite3.Connection], Any], waiting: Waiting = NOBODY) -> list[Answered]:
    """Ask every register the same question."""
    return [_asked(hall, question) for hall in waiting.through(halls, len(halls))]


def _asked(hall: Hall, question: Callable[[Hall, sqlite3.Connection], Any]) -> Answered:
    try:
        connection = open_reading(hall.root)
        try:
            return Answered(hall, question(hall, connection))
        except sqlite3.Error as error:
            template = N_("its database cannot be read ({reason})")
            return Answered(hall, None, Sentence(template, {"reason": told(error)}))
        finally:
            connection.close()
    except Refusal as refusal:
        return Answered(hall, None, Sentence(refusal.template, refusal.values))


def late(hall: Hall, connection: sqlite3.Connection, today: date, within: int, level: str) -> list[Late]:
    """Return the open requests of a register that are overdue, or due within so many days."""
    rows = store.late(connection, today + timedelta(within or -1))
    entered = typed.late_subjects(connection)
    found = (_late(hall, row, today)._replace(late_entry=row.number in entered) for row in rows)
    return [one for one in found if level in {"", one.level}]


def _late(hall: Hall, row: store.LateRow, today: date) -> Late:
    day = today.isoformat()
    true = ((Level.RED, row.red_on), (Level.YELLOW, row.yellow_on), (Level.WARNING, row.warning_on))
    level = next((level for level, on in true if on and on <= day), Level.NONE)
    over = (today - date.fromisoformat(row.due_on)).days
    whose = (row.item, row.item_name, row.department, row.department_name, row.stage)
    return Late(hall.code, hall.number(row.number), *whose, str(level), row.due_on, over, late_entry=False)


def figures(connection: sqlite3.Connection, today: date) -> Figures:
    """Return how a register stands on a day."""
    levels = requests.levels(connection, today)
    count, oldest = store.overdue(connection, today - timedelta(1))
    last = runs.last(connection)
    last_check = last.ended_at if last else None
    return Figures(sum(levels.values()), count, oldest, levels.get("warning", 0), levels.get("yellow", 0), levels.get("red", 0), last_check)


def alike(halls: Iterable[Hall]) -> dict[str, list[Hall]]:
    """Return the registers that share a code, by that code."""
    found: dict[str, list[Hall]] = {}
    for hall in halls:
        found.setdefault(hall.code, []).append(hall)
    return {code: shared for code, shared in found.items() if len(shared) > 1}
