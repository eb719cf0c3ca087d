"""The projection of deadlines and the cards. Each deadline row holds the day its next card falls, so that the check reads only what is due."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class DeadlineRow(NamedTuple):
    """A deadline of a subject; `plan` is the JSON array of its cards as [day, level, rule], `next_on` the first that is not raised."""

    subject_kind: str
    subject_id: str
    kind: str
    start_on: str
    due_on: str
    ended_on: str | None
    provisional: int
    plan: str
    next_on: str | None


class DueRow(NamedTuple):
    """A deadline with a card to judge, and whose it is."""

    subject_id: str
    kind: str
    due_on: str
    plan: list[tuple[str, str, str]]
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


_RAISED = "select 1 from card where subject_kind = ? and subject_id = ? and kind = ? and level = ?"


def write(connection: sqlite3.Connection, subject_kind: str, subject_id: str, rows: Iterable[DeadlineRow]) -> None:
    """Write the deadlines of a subject in place of those it had; cards already raised are not planned again."""
    connection.execute("delete from deadline where subject_kind = ? and subject_id = ?", (subject_kind, subject_id))
    for row in rows:
        raised = (
            (day, level)
            for day, level, _rule in json.loads(row.plan)
            if not connection.execute(_RAISED, (subject_kind, subject_id, row.kind, level)).fetchone()
        )
        next_on = min((day for day, _level in raised), default=None)
        connection.execute("insert into deadline values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row._replace(next_on=next_on))


def due(connection: sqlite3.Connection, today: date) -> list[DueRow]:
    """Return the deadlines of requests whose next card falls on or before a day, earliest first."""
    rows = connection.execute(
        """
        select d.subject_id, d.kind, d.due_on, d.plan, r.item, r.department
        from deadline d join request r on r.number = d.subject_id
        where d.next_on <= ? and d.subject_kind = 'request'
        order by d.next_on, d.subject_id, d.kind
        """,
        (today.isoformat(),),
    )
    return [DueRow(number, kind, due_on, [tuple(card) for card in json.loads(plan)], item, department) for number, kind, due_on, plan, item, department in rows]


def of_subject(connection: sqlite3.Connection, subject_kind: str, subject_id: str) -> list[DeadlineRow]:
    """Return the deadlines of one subject."""
    rows = connection.execute("select * from deadline where subject_kind = ? and subject_id = ? order by kind", (subject_kind, subject_id))
    return [DeadlineRow(*row) for row in rows]


def raised(connection: sqlite3.Connection, subject_id: str, kind: str, level: str) -> bool:
    """Tell whether a request's card was raised."""
    return connection.execute(_RAISED, ("request", subject_id, kind, level)).fetchone() is not None


def raise_card(connection: sqlite3.Connection, card: CardRow) -> None:
    """Keep a card; one that is there already stays as it was."""
    connection.execute("insert into card values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing", card)


def settle(connection: sqlite3.Connection, subject_id: str, kind: str, next_on: str | None) -> None:
    """Note the day on which a request's deadline has its next card, None when it has no more."""
    connection.execute("update deadline set next_on = ? where subject_kind = 'request' and subject_id = ? and kind = ?", (next_on, subject_id, kind))


def cards_of(connection: sqlite3.Connection, subject_id: str) -> list[CardRow]:
    """Return the cards of a request, oldest first."""
    rows = connection.execute("select * from card where subject_kind = 'request' and subject_id = ? order by since_on, sequence", (subject_id,))
    return [CardRow(*row) for row in rows]
