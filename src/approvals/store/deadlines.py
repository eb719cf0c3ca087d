"""The projection of deadlines and the cards. The next card of each deadline stands apart, by day, so that the check touches only what is due."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class DeadlineRow(NamedTuple):
    """A deadline of a subject; `plan` is the JSON array of its cards as [day, level, rule]."""

    subject_kind: str
    subject_id: str
    kind: str
    start_on: str
    due_on: str
    ended_on: str | None
    provisional: int
    plan: str


class DueRow(NamedTuple):
    """A request's deadline with a card to judge, the levels raised for it already, and whose it is."""

    subject_id: str
    kind: str
    due_on: str
    plan: list[tuple[str, str, str]]
    raised: frozenset[str]
    item: str
    department: str


class CardRow(NamedTuple):
    """A card raised: the deadline it belongs to, since when it is true, and the event that raised it."""

    subject_kind: str
    subject_id: str
    kind: str
    level: str
    rule: str
    due_on: str
    since_on: str
    sequence: int


# The plus before a column keeps SQLite on the primary key, which begins with the day.
_DUE = """
    select n.subject_id, n.kind, n.due_on, n.plan, r.item, r.department,
        (select group_concat(c.level) from card c where c.subject_kind = n.subject_kind and c.subject_id = n.subject_id and c.kind = n.kind)
    from next_card n join request r on r.number = n.subject_id
    where n.next_on <= ? and +n.subject_kind = 'request'
    order by n.subject_id, n.kind
"""
_FOLLOWING = """
    insert into next_card
    select min(json_extract(planned.value, '$[0]')), n.subject_kind, n.subject_id, n.kind, n.due_on, n.plan
    from next_card n, json_each(n.plan) planned
    where n.next_on <= :today and +n.subject_kind = 'request' and json_extract(planned.value, '$[0]') > :today
        and not exists (
            select 1 from card c
            where c.subject_kind = n.subject_kind and c.subject_id = n.subject_id and c.kind = n.kind and c.level = json_extract(planned.value, '$[1]')
        )
    group by +n.subject_kind, n.subject_id, n.kind
"""


def write(connection: sqlite3.Connection, subject_kind: str, subject_id: str, rows: Iterable[DeadlineRow]) -> None:
    """Write the deadlines of a subject in place of those it had; cards already raised are not planned again."""
    subject = (subject_kind, subject_id)
    connection.execute("delete from deadline where subject_kind = ? and subject_id = ?", subject)
    connection.execute("delete from next_card where subject_kind = ? and subject_id = ?", subject)
    raised = set(connection.execute("select kind, level from card where subject_kind = ? and subject_id = ?", subject))
    for row in rows:
        connection.execute("insert into deadline values (?, ?, ?, ?, ?, ?, ?, ?)", row)
        next_on = min((day for day, level, _rule in json.loads(row.plan) if (row.kind, level) not in raised), default=None)
        if next_on:
            connection.execute("insert into next_card values (?, ?, ?, ?, ?, ?)", (next_on, *subject, row.kind, row.due_on, row.plan))


def due(connection: sqlite3.Connection, today: date) -> list[DueRow]:
    """Return the deadlines of requests whose next card falls on or before a day, by number."""
    return [
        DueRow(number, kind, due_on, json.loads(plan), frozenset((raised or "").split(",")), item, department)
        for number, kind, due_on, plan, item, department, raised in connection.execute(_DUE, (today.isoformat(),))
    ]


def anything_due(connection: sqlite3.Connection, today: date) -> bool:
    """Tell whether the next card of any request falls on or before a day."""
    rows = connection.execute("select 1 from next_card where next_on <= ? and +subject_kind = 'request' limit 1", (today.isoformat(),))
    return rows.fetchone() is not None


def next_on(connection: sqlite3.Connection, subject_kind: str, subject_id: str) -> dict[str, str]:
    """Return the day of the next card of each deadline of a subject that has one."""
    return dict(connection.execute("select kind, next_on from next_card where subject_kind = ? and subject_id = ?", (subject_kind, subject_id)))


def running(connection: sqlite3.Connection, prefix: str) -> list[tuple[str, str, str]]:
    """Return (number, kind, due date) of the deadlines of requests that have not ended and whose kind begins so, the latest first."""
    rows = connection.execute(
        "select subject_id, kind, due_on from deadline where subject_kind = 'request' and ended_on is null and kind like ? || '%' order by due_on desc",
        (prefix,),
    )
    return rows.fetchall()


def of_subject(connection: sqlite3.Connection, subject_kind: str, subject_id: str) -> list[DeadlineRow]:
    """Return the deadlines of one subject."""
    rows = connection.execute("select * from deadline where subject_kind = ? and subject_id = ? order by kind", (subject_kind, subject_id))
    return [DeadlineRow(*row) for row in rows]


def raise_cards(connection: sqlite3.Connection, cards: Iterable[CardRow]) -> None:
    """Keep cards; one that is there already stays as it was."""
    connection.executemany("insert into card values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing", cards)


def settle(connection: sqlite3.Connection, today: date) -> None:
    """Move every deadline of a request that was due on a day on to its next card after it, or out of the table when it has no more."""
    connection.execute(_FOLLOWING, {"today": today.isoformat()})
    connection.execute("delete from next_card where next_on <= ? and +subject_kind = 'request'", (today.isoformat(),))


def cards_of(connection: sqlite3.Connection, subject_id: str) -> list[CardRow]:
    """Return the cards of a request, oldest first."""
    rows = connection.execute("select * from card where subject_kind = 'request' and subject_id = ? order by since_on, sequence", (subject_id,))
    return [CardRow(*row) for row in rows]
