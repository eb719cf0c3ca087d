"""An entry or amendment that makes a card untrue after it was issued opens an appeal: the office rules on it with the paper."""

from typing import TYPE_CHECKING

from approvals.core.card import Appealed, CardState
from approvals.core.nights import planned, standing
from approvals.core.request import Request
from approvals.store import cards as store
from approvals.store.cards import CardRow

if TYPE_CHECKING:
    from approvals.desk.register import Desk
    from approvals.store.ledger import Ledger

_CONTESTED = frozenset({CardState.ISSUED, CardState.FOLLOWED_UP})


def contest(desk: "Desk", book: "Ledger", before: Request, after: Request) -> None:
    """Open an appeal for each issued card that was true before an event and is not after it."""
    issued = [card for card in store.of_subject(desk.connection, "request", after.number) if card.state in _CONTESTED]
    if not issued:
        return
    was, now, entry = _true(desk, before), _true(desk, after), book.sequence
    for card in issued:
        if _borne_out(card, was) and not _borne_out(card, now):
            from approvals.desk.card import append, card_by_id  # noqa: PLC0415 - hardly any entry contradicts a card

            append(desk, book, card_by_id(desk, card.card), Appealed(entry=entry), desk.today, "check")


def _true(desk: "Desk", request: Request) -> dict[tuple[str, str], str]:
    """Return, by deadline and level, the day from which a card is true."""
    law, policy = desk.law(request.item), desk.policy._replace(cards_from=None)
    return {(card.key, str(card.level)): card.on.isoformat() for card in planned(request, law, policy, desk.offset, standing(request, law))}


def _borne_out(card: CardRow, true: dict[tuple[str, str], str]) -> bool:
    on = true.get((card.kind, card.level))
    return on is not None and on <= card.since_on
