"""An entry or amendment that makes a card untrue after it was issued opens an appeal: the office rules on it with the paper."""

from typing import TYPE_CHECKING

from approvals.core.card import Appealed, CardState
from approvals.core.request import Request
from approvals.store import cards as store

if TYPE_CHECKING:
    from approvals.desk.register import Desk
    from approvals.store.ledger import Ledger

_CONTESTED = frozenset({CardState.ISSUED, CardState.FOLLOWED_UP})


def contest(desk: "Desk", book: "Ledger", before: Request, after: Request) -> None:
    """Open an appeal for each issued card that was true before an event and is not after it."""
    issued = [card for card in store.of_subject(desk.connection, "request", after.number) if card.state in _CONTESTED]
    if not issued:
        return
    from approvals.desk.bearing import Bearing  # noqa: PLC0415 - hardly any request has a card
    from approvals.desk.card import append  # noqa: PLC0415
    from approvals.desk.card_history import card_by_id  # noqa: PLC0415

    entry, bearing = book.sequence, Bearing(desk)
    for row in issued:
        card = card_by_id(desk, row.card)
        if bearing.borne_out(card, before) and not bearing.borne_out(card, after):
            append(desk, book, card, Appealed(entry=entry), desk.today, "check")
