"""Whether a request's record bears a card out: judged by the policy that raised it, on the calendar of then or of now."""

from bisect import bisect_left
from typing import TYPE_CHECKING

from approvals.core.calendar import Calendar, year_from
from approvals.core.changes import changed_days
from approvals.core.facts import CLOSINGS, RECEIVED_AGAIN
from approvals.core.nights import planned, standing
from approvals.core.policy import Policy, policy_from
from approvals.store import rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from approvals.core.card import Card
    from approvals.core.plan import Planned
    from approvals.core.request import Request
    from approvals.desk.register import Desk

# A card of an earlier date can rest on days before the start that it names: a fact has none, a deadline counted backwards begins later.
_BEFORE = 400
_CROSSING = frozenset({RECEIVED_AGAIN, CLOSINGS})


def crosses(card: "Card") -> bool:
    """Tell whether a card is about what only several requests laid side by side show."""
    kind, _slash, rest = card.raised.deadline.partition("/")
    return kind == "fact" and rest.partition("/")[0] in _CROSSING


def among(card: "Card", cards: "Iterable[Planned]") -> bool:
    """Tell whether a card is one of those planned, on its day or before."""
    return any(found.key == card.raised.deadline and found.level == card.raised.level and found.on <= card.since for found in cards)


class Bearing:
    """Judges cards one after the other; rules of the past are read once."""

    def __init__(self, desk: "Desk") -> None:
        """Judge in an open register."""
        self._desk = desk
        self._policies: dict[int, Policy] = {}
        self._calendars: dict[int, Calendar] = {}
        self._changed: dict[int, list[int]] = {}

    def borne_out(self, card: "Card", request: "Request", *, then: bool = False) -> bool:
        """Tell whether a card was true on its day by the record; `then` counts on the calendar that was in force when it was raised.

        What only several requests laid side by side show is no matter of one record, nor of the calendar.
        """
        return crosses(card) or among(card, self.planned(card, request, then=then))

    def planned(self, card: "Card", request: "Request", *, then: bool) -> "tuple[Planned, ...]":
        """Return the cards of a request by the policy that raised one of them, on the calendar of then or of now."""
        law = self._desk.law(request.item)
        if then:
            law = law._replace(calendar=self._calendar(card.raised.calendar or card.sequence))
        return planned(request, law, self._policy(card.raised.policy or card.sequence), self._desk.offset, standing(request, law))

    def touched(self, card: "Card") -> bool:
        """Tell whether a day on the way to a card works otherwise than on the calendar that was in force when it was raised."""
        sequence = card.raised.calendar or card.sequence
        if sequence not in self._changed:
            self._changed[sequence] = changed_days(self._calendar(sequence), self._desk.calendar)
        days = self._changed[sequence]
        first = bisect_left(days, (card.raised.start or card.since).toordinal() - _BEFORE)
        return first < len(days) and days[first] <= card.since.toordinal()

    def _policy(self, sequence: int) -> Policy:
        if sequence not in self._policies:
            tables = rules.tables_at(self._desk.connection, "policy", sequence)
            self._policies[sequence] = (policy_from(tables[0]) if tables else self._desk.policy)._replace(cards_from=None)
        return self._policies[sequence]

    def _calendar(self, sequence: int) -> Calendar:
        if sequence not in self._calendars:
            self._calendars[sequence] = Calendar(year_from(table) for table in rules.tables_at(self._desk.connection, "calendar", sequence))
        return self._calendars[sequence]
