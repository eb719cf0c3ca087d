"""The nightly check: gather, judge, write. It reads only what is due, and catches up after any number of missed nights."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from approvals.desk.register import Desk
from approvals.store import deadlines as store
from approvals.store.database import transaction
from approvals.store.deadlines import CardRow, DueRow
from approvals.store.ledger import Ledger, NewEvent
from approvals.store.requests import levels_open


class NewCard(NamedTuple):
    """A card as machine output shows it: `kind` is the deadline passed, `since` the day the card became true."""

    number: str
    item: str
    department: str
    kind: str
    level: str
    due: str
    since: str


class Checked(NamedTuple):
    """What a check found: only what is new, and how many open requests stand at each level."""

    today: str
    new: list[NewCard]
    open: dict[str, int]


def check(desk: Desk, today: date, *, write: bool = True) -> Checked:
    """Raise each card that became true up to a day, once, dated that day; without `write` only show them."""
    new = _raise_due(desk, today) if write else [card for card, _rule in _judge(store.due(desk.connection, today), today.isoformat())]
    new.sort(key=lambda card: (card.since, card.number, card.kind))
    return Checked(today.isoformat(), new, levels_open(desk.connection, today))


def _raise_due(desk: Desk, today: date) -> list[NewCard]:
    """Write what is due in one transaction: a check that is interrupted has written nothing, and two at a time raise no card twice."""
    if not store.anything_due(desk.connection, today):
        return []
    with transaction(desk.connection):
        return _write(desk, today)


def _judge(rows: Iterable[DueRow], today: str) -> list[tuple[NewCard, str]]:
    """Return the cards that are true on a day and were not raised before, each with the rule that makes it."""
    return [
        (NewCard(row.subject_id, row.item, row.department, row.kind, level, row.due_on, day), rule)
        for row in rows
        for day, level, rule in row.plan
        if day <= today and level not in row.raised
    ]


def _write(desk: Desk, today: date) -> list[NewCard]:
    judged = _judge(store.due(desk.connection, today), today.isoformat())
    sequences = Ledger(desk.connection).append_all(_event(desk.actor, card, rule) for card, rule in judged)
    raised = zip(judged, sequences, strict=True)
    store.raise_cards(
        desk.connection, (CardRow("request", card.number, card.kind, card.level, rule, card.due, card.since, sequence) for (card, rule), sequence in raised)
    )
    store.settle(desk.connection, today)
    return [card for card, _rule in judged]


def _event(actor: str, card: NewCard, rule: str) -> NewEvent:
    payload = {"request": card.number, "deadline": card.kind, "level": card.level, "rule": rule, "due": card.due}
    return NewEvent("card", f"{card.number}/{card.kind}/{card.level}", "raised", card.since, actor, payload, "check")
