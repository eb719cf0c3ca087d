"""The scores of a period: the cards that became true in it, counted as of now."""

from datetime import date
from typing import TYPE_CHECKING

from approvals.core.policy import Scoring
from approvals.core.scoring import Score, scores
from approvals.desk.card_view import card_by_row, counting_numbers
from approvals.store import cards as store
from approvals.store.cards import CardFilter

if TYPE_CHECKING:
    from approvals.desk.register import Desk

# Without points the cards are still counted.
NO_POINTS = Scoring(3, 0, 0, 0)


def scored(desk: "Desk", first: date, last: date, *, persons: bool, department: str = "") -> tuple[Scoring | None, list[Score]]:
    """Return the scoring of the policy in force, None where it has none, and the scores of departments or persons."""
    rows = store.select(desk.connection, CardFilter(department, since_from=first, since_to=last, valid=True))
    counts = counting_numbers(desk, rows)
    cards = [card_by_row(row) for row in rows if row.sequence in counts]
    scoring = desk.policy.scoring
    return scoring, scores(cards, scoring or NO_POINTS, lambda card: (card.raised.person if persons else card.raised.department) or "—")
