"""Cards that a circular adopted since made untrue: revoked by the check with that reason."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from approvals.core.card import GONE, Cancelled, CardState, Revoked
from approvals.core.entry import register_of
from approvals.desk.bearing import Bearing
from approvals.desk.card import append, settle_card
from approvals.desk.card_history import card_by_id
from approvals.desk.history import bare_request_of
from approvals.store import cards as store
from approvals.store import runs
from approvals.store.cards import CardRow
from approvals.store.database import transaction
from approvals.store.ledger import Ledger

if TYPE_CHECKING:
    from approvals.core.card import Card
    from approvals.core.request import Request
    from approvals.desk.register import Desk

MARK = "checked/calendar"
Untrue = tuple[int, str, str, str, str]


def untrue(desk: "Desk") -> Iterator[Untrue]:
    """Yield the cards that the calendar adopted since the last check makes untrue, under appeal or not."""
    return (_shown(row) for row in _untrue(desk))


def revise(desk: "Desk", today: date) -> list[Untrue]:
    """Revoke the cards that the calendar made untrue, cancel those that waited for confirmation, each in a transaction of its own."""
    calendar = desk.rules_sequence("calendar")
    gone = []
    for row in list(_untrue(desk)):
        with transaction(desk.connection):
            card = card_by_id(desk, row.card)
            if card.state not in GONE:
                event = Cancelled(calendar=calendar) if card.state is CardState.PENDING else Revoked(calendar=calendar)
                settle_card(desk, append(desk, Ledger(desk.connection), card, event, max(today, card.since), "check"))
                gone.append(_shown(row))
    if runs.mark(desk.connection, MARK) < calendar:
        with transaction(desk.connection):
            runs.set_mark(desk.connection, MARK, calendar)
    return gone


def _untrue(desk: "Desk") -> Iterator[CardRow]:
    """Yield the cards that their record bears out on the calendar of then, and no longer on that of now."""
    calendar = desk.rules_sequence("calendar")
    if runs.mark(desk.connection, MARK) >= calendar:
        return
    bearing = Bearing(desk)
    for row in store.raised_before(desk.connection, calendar):
        if row.subject_kind != "request":
            continue
        card = card_by_id(desk, row.card)
        if not register_of(card.history[0].origin) and bearing.touched(card) and _no_longer(bearing, card, bare_request_of(desk, row.subject_id)):
            yield row


def _no_longer(bearing: Bearing, card: "Card", request: "Request") -> bool:
    return not bearing.borne_out(card, request) and bearing.borne_out(card, request, then=True)


def _shown(row: CardRow) -> Untrue:
    return row.sequence, row.subject_id, row.kind, row.level, row.since_on
