"""Cards that a circular adopted since made untrue: revoked by the check with that reason."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from approvals.core.card import Cancelled, CardState, Revoked
from approvals.core.nights import planned, standing
from approvals.desk.card import append, card_by_id, settle_card
from approvals.desk.listing import bare_request_of
from approvals.store import cards as store
from approvals.store import runs
from approvals.store.cards import CardRow
from approvals.store.database import transaction
from approvals.store.ledger import Ledger

if TYPE_CHECKING:
    from approvals.desk.register import Desk

_MARK = "checked/calendar"
Untrue = tuple[int, str, str, str, str]


def untrue(desk: "Desk") -> Iterator[Untrue]:
    """Yield the cards that the calendar adopted since the last check makes untrue; those under appeal are left to the office."""
    return (_shown(row) for row in _untrue(desk))


def revise(desk: "Desk", today: date) -> list[Untrue]:
    """Revoke the cards that the calendar made untrue, cancel those that waited for confirmation, each in a transaction of its own."""
    calendar = desk.rules_sequence("calendar")
    gone = []
    for row in list(_untrue(desk)):
        with transaction(desk.connection):
            card = card_by_id(desk, row.card)
            if card.state in {CardState.PENDING, CardState.ISSUED, CardState.FOLLOWED_UP}:
                event = Cancelled(calendar=calendar) if card.state is CardState.PENDING else Revoked(calendar=calendar)
                settle_card(desk, append(desk, Ledger(desk.connection), card, event, max(today, card.since), "check"))
                gone.append(_shown(row))
    if runs.mark(desk.connection, _MARK) < calendar:
        with transaction(desk.connection):
            runs.set_mark(desk.connection, _MARK, calendar)
    return gone


def _untrue(desk: "Desk") -> Iterator[CardRow]:
    calendar = desk.rules_sequence("calendar")
    if runs.mark(desk.connection, _MARK) >= calendar:
        return
    for row in store.raised_before(desk.connection, calendar):
        if row.subject_kind == "request" and row.state != CardState.APPEALED and not still_true(desk, row):
            yield row


def still_true(desk: "Desk", row: CardRow) -> bool:
    """Tell whether a card of a request follows from its events and the rules in force, on the day it says."""
    request = bare_request_of(desk, row.subject_id)
    law = desk.law(request.item)
    policy = desk.policy._replace(cards_from=None)
    # A rule that the policy in force no longer has made the card true when it was raised: only dates are judged here.
    if not policy.rule(row.rule):
        return True
    cards = planned(request, law, policy, desk.offset, standing(request, law))
    return any(card.key == row.kind and str(card.level) == row.level and card.on.isoformat() <= row.since_on for card in cards)


def _shown(row: CardRow) -> Untrue:
    return row.sequence, row.subject_id, row.kind, row.level, row.since_on
