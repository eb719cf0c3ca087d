"""The projection of deadlines. The next card of each deadline or fact stands apart, by day, so that the check touches only what is due."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date

from approvals.record import NamedTuple

# [day, level, rule, due date, person] of each card to come; the day it becomes true in front.
PlanRow = tuple[str, str, str, str, str]


class DeadlineRow(NamedTuple):
    """A deadline of a subject; `plan` is the JSON array of its cards as [day, level, rule, due date, person]."""

    subject_kind: str
    subject_id: str
    kind: str
    start_on: str
    due_on: str
    ended_on: str | None
    provisional: int
    plan: str


class NextRow(NamedTuple):
    """What the check has to judge of a deadline or a fact: the next day on which one of its cards becomes true, and what the card says then."""

    next_on: str
    subject_kind: str
    subject_id: str
    kind: str
    due_on: str
    start_on: str
    limited: str
    item: str
    department: str
    plan: str


class DueRow(NamedTuple):
    """A row of the check with the levels raised for it before: the latest day of each, or `ALWAYS` where one is in force."""

    next: NextRow
    plan: list[PlanRow]
    raised: dict[str, tuple[str, int]]


# Later than any day: a card in force is not raised a second time.
ALWAYS = "9999-12-31"
_RAISED = f"""
    (select group_concat(c.level || ' ' || case when c.state in ('revoked', 'cancelled') then c.since_on else '{ALWAYS}' end || ' ' || c.turn, ',')
    from card c where c.subject_kind = n.subject_kind and c.subject_id = n.subject_id and c.kind = n.kind)
"""  # noqa: S608 - constants
_DUE = f"""
    select n.*, {_RAISED} from next_card n where n.next_on <= ? order by n.next_on, n.subject_kind, n.subject_id, n.kind limit ?
"""  # noqa: S608 - a constant
_RAISED_OF = """
    select kind, level, case when state in ('revoked', 'cancelled') then since_on else ? end, turn
    from card where subject_kind = ? and subject_id = ? order by turn
"""
_MARKS = ", ".join("?" * len(NextRow._fields))


def write(connection: sqlite3.Connection, subject_kind: str, subject_id: str, rows: Iterable[DeadlineRow], nexts: Iterable[NextRow]) -> None:
    """Write the deadlines of a subject and what the check has to judge, in place of those it had; cards in force are not planned again."""
    subject = (subject_kind, subject_id)
    connection.execute("delete from deadline where subject_kind = ? and subject_id = ?", subject)
    connection.execute("delete from next_card where subject_kind = ? and subject_id = ?", subject)
    connection.executemany("insert into deadline values (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    _write_next(connection, following(connection, subject_kind, subject_id, nexts))


def following(connection: sqlite3.Connection, subject_kind: str, subject_id: str, nexts: Iterable[NextRow]) -> list[NextRow]:
    """Return what the check has to judge of a subject, each with the day of its next card that was not raised yet."""
    raised = _raised(connection, (subject_kind, subject_id))
    return [ahead for row in nexts if (ahead := planned(row, raised.get(row.kind, {})))]


def _write_next(connection: sqlite3.Connection, rows: Iterable[NextRow]) -> None:
    connection.executemany(f"insert into next_card values ({_MARKS})", rows)  # noqa: S608 - only question marks


def planned(row: NextRow, raised: dict[str, tuple[str, int]]) -> NextRow | None:
    """Return a row with the day of its next card that was not raised, None when it has no more."""
    days = [day for day, level, *_rest in json.loads(row.plan) if day > raised.get(level, ("", 0))[0]]
    return row._replace(next_on=min(days)) if days else None


def _ahead(row: DueRow, raised: dict[str, tuple[str, int]], after: str) -> NextRow | None:
    """Return a row that was judged with its next card after a day, None when it has no more."""
    day = min((day for day, level, *_rest in row.plan if day > after and day > raised.get(level, ("", 0))[0]), default="")
    return row.next._replace(next_on=day) if day else None


def _raised(connection: sqlite3.Connection, subject: tuple[str, str]) -> dict[str, dict[str, tuple[str, int]]]:
    return raised_levels(connection.execute(_RAISED_OF, (ALWAYS, *subject)))


def raised_levels(rows: Iterable[tuple[str, str, str, int]]) -> dict[str, dict[str, tuple[str, int]]]:
    """Return by deadline and level the latest day that a card bars, and its turn, of cards as (deadline, level, day, turn) by turn."""
    found: dict[str, dict[str, tuple[str, int]]] = {}
    for kind, level, day, turn in rows:
        levels = found.setdefault(kind, {})
        levels[level] = (max(day, levels.get(level, ("", 0))[0]), turn)
    return found


def due(connection: sqlite3.Connection, today: date, limit: int = -1) -> list[DueRow]:
    """Return up to `limit` rows whose next card falls on or before a day, the earliest first."""
    rows = connection.execute(_DUE, (today.isoformat(), limit)).fetchall()
    # All plans in one go: the parser's own start is most of the cost of a short text.
    plans = json.loads(f"[{','.join(row[-2] for row in rows)}]")
    return [DueRow(NextRow._make(row[:-1]), plan, _levels(row[-1])) for row, plan in zip(rows, plans, strict=True)]


def _levels(text: str | None) -> dict[str, tuple[str, int]]:
    if not text:
        return {}
    found: dict[str, tuple[str, int]] = {}
    for part in text.split(","):
        level, day, turn = part.split(" ")
        before = found.get(level, ("", 0))
        found[level] = (max(day, before[0]), max(int(turn), before[1]))
    return found


def anything_due(connection: sqlite3.Connection, today: date) -> bool:
    """Tell whether any next card falls on or before a day."""
    return connection.execute("select 1 from next_card where next_on <= ? limit 1", (today.isoformat(),)).fetchone() is not None


def count_due(connection: sqlite3.Connection, today: date) -> int:
    """Count the rows whose next card falls on or before a day."""
    found: int = connection.execute("select count(*) from next_card where next_on <= ?", (today.isoformat(),)).fetchone()[0]
    return found


def settle(connection: sqlite3.Connection, judged: Iterable[tuple[DueRow, dict[str, tuple[str, int]]]], today: date) -> None:
    """Move rows that were judged on a day to their next card after it, or out of the table; the levels raised meanwhile come with each."""
    rows, after = list(judged), today.isoformat()
    # Taken out and put in again: an update of the day looks each row up first, and costs twice as much.
    connection.executemany(
        "delete from next_card where next_on = ? and subject_kind = ? and subject_id = ? and kind = ?", (row.next[:4] for row, _raised in rows)
    )
    _write_next(connection, (ahead for row, raised in rows if (ahead := _ahead(row, raised, after))))


def next_of_subject(connection: sqlite3.Connection, subject_kind: str, subject_id: str) -> list[NextRow]:
    """Return what the check has to judge of one subject."""
    rows = connection.execute("select * from next_card where subject_kind = ? and subject_id = ? order by kind", (subject_kind, subject_id))
    return [NextRow(*row) for row in rows]


def running(connection: sqlite3.Connection, prefix: str) -> list[tuple[str, str, str]]:
    """Return (number, kind, due date) of the deadlines of requests that have not ended and whose kind begins so, the latest first."""
    rows = connection.execute(
        "select subject_id, kind, due_on from deadline where subject_kind = 'request' and ended_on is null and kind like ? || '%' order by due_on desc",
        (prefix,),
    )
    return rows.fetchall()


def running_of(connection: sqlite3.Connection, subject_kind: str, subject_id: str) -> dict[str, str]:
    """Return the due dates of a subject's deadlines that have not ended, the promise and the law first."""
    rows = connection.execute(
        "select kind, due_on from deadline where subject_kind = ? and subject_id = ? and ended_on is null "
        "order by kind <> 'promised', kind <> 'statutory', kind",
        (subject_kind, subject_id),
    )
    return dict(rows.fetchall())


def open_orders(connection: sqlite3.Connection) -> list[str]:
    """Return the follow-up orders that wait for a reply."""
    rows = connection.execute("select subject_id from deadline where subject_kind = 'order' and ended_on is null order by subject_id")
    return [row[0] for row in rows]


def of_subject(connection: sqlite3.Connection, subject_kind: str, subject_id: str) -> list[DeadlineRow]:
    """Return the deadlines of one subject."""
    rows = connection.execute("select * from deadline where subject_kind = ? and subject_id = ? order by kind", (subject_kind, subject_id))
    return [DeadlineRow(*row) for row in rows]
