"""Follow-up orders (督办单): a deadline like any other, kept under the subject kind `order`, with a card of its own when nobody replies."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from approvals.core.card import GONE, Card, Order
from approvals.core.clock import count
from approvals.core.dates import day_of
from approvals.core.deadline import Deadline
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.entry import register_of
from approvals.core.limits import parse_limit
from approvals.core.plan import Planned, plan
from approvals.desk.projection import plan_text
from approvals.store import deadlines as store
from approvals.store.deadlines import DeadlineRow, NextRow

if TYPE_CHECKING:
    from approvals.desk.register import Desk


def order_deadline(desk: "Desk", card: Card, order: Order) -> Deadline:
    """Return by when an order is to be replied to; a card revoked or cancelled leaves nothing to reply to."""
    limit = parse_limit(order.ordered.within)
    run = count(limit, order.told_on, desk.calendar)
    ended = order.replied_on or (card.ended_on if card.state in GONE else None)
    return Deadline(DeadlineKind.ORDER, limit, order.told_on, day_of(run.due), run.provisional, ended, run)


def project_orders(desk: "Desk", card: Card) -> None:
    """Write the deadlines of the orders of a card."""
    for row, following in order_rows(desk, card):
        store.write(desk.connection, "order", row.subject_id, [row], following)


def order_rows(desk: "Desk", card: Card) -> Iterator[tuple[DeadlineRow, list[NextRow]]]:
    """Yield, for each order of a card, its deadline and what the check has to judge of it: nothing where the card is another register's."""
    for order in card.orders:
        found = order_deadline(desk, card, order)
        cards: list[Planned] = [planned._replace(person=card.raised.person) for planned in plan(desk.policy, [found], desk.calendar)]
        subject, start, due = f"{card.id}/{order.place}", _iso(found.start), _iso(found.due)
        text = plan_text(cards, found.key)
        ended = _iso(found.ended) if found.ended else None
        row = DeadlineRow("order", subject, found.key, start, due, ended, int(found.provisional), text)
        following = NextRow("", "order", subject, found.key, due, start, str(found.limit), card.raised.item, card.raised.department, text)
        yield row, [] if register_of(card.history[0].origin) else [following]


def _iso(day: date) -> str:
    return day.isoformat()
