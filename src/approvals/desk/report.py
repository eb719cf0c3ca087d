"""Reports on what the register holds."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from approvals.desk.register import Desk
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import requests as store
from approvals.store import rules
from approvals.store.requests import Filter


class DeclaredRow(NamedTuple):
    """A request's date as its source declared it and as we compute it, machine output's names.

    `difference_days` are calendar days, positive where ours is later.
    """

    number: str
    item: str
    received_on: str
    declared_due: str
    computed_due: str
    difference_days: int

    @property
    def declared_days(self) -> int:
        """Return the calendar days from receipt to the declared date."""
        return _days(self.received_on, self.declared_due)

    @property
    def computed_days(self) -> int:
        """Return the calendar days from receipt to the computed date."""
        return _days(self.received_on, self.computed_due)


class Summary(NamedTuple):
    """How many computed dates are the declared ones, earlier or later; the differences and the declared days from receipt, most frequent first."""

    same: int
    earlier: int
    later: int
    differences: tuple[tuple[int, int], ...]
    declared_days: tuple[tuple[int, int], ...]


def declared(desk: Desk, item: str = "") -> list[DeclaredRow]:
    """Return every request that has a declared and a computed date (the promise's, else the law's), the greatest difference first."""
    if item and not rules.item_versions(desk.connection, item):
        raise WrongUsage(N_("There is no item {item}: `approvals guide search WORD` finds its code."), item=item)
    rows = [
        DeclaredRow(row.number, row.item, row.received_on, row.declared_due, computed, _days(row.declared_due, computed))
        for row in store.select(desk.connection, Filter(desk.today, finished=True, item=item))
        if row.declared_due and (computed := row.promised_due or row.statutory_due)
    ]
    return sorted(rows, key=lambda row: (-abs(row.difference_days), row.number))


def summary(rows: Sequence[DeclaredRow]) -> Summary:
    """Return the figures of a report."""
    differences = Counter(row.difference_days for row in rows)
    return Summary(
        same=differences[0],
        earlier=sum(count for days, count in differences.items() if days < 0),
        later=sum(count for days, count in differences.items() if days > 0),
        differences=_by_frequency(Counter({days: count for days, count in differences.items() if days})),
        declared_days=_by_frequency(Counter(row.declared_days for row in rows)),
    )


def _by_frequency(counts: Counter[int]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], abs(pair[0]), pair[0])))


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
