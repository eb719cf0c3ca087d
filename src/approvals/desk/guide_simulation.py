"""What another promise would have meant: the completed requests of a period, replayed on the present calendar."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from approvals.core.figures import ENOUGH, Share
from approvals.core.limits import TimeLimit
from approvals.core.simulation import Figures, cut, figures, spanned, used
from approvals.desk.guide import Listed, listed
from approvals.desk.guide_diff import chosen
from approvals.desk.history import bare_request_of
from approvals.desk.register import Desk
from approvals.errors import NoSuchThing
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import requests


class Asked(NamedTuple):
    """Which items, what is tried (a promise, or a cut of the present one), and the days of completion."""

    chosen: str
    promised: TimeLimit | None
    cut: Fraction | None
    first: date
    last: date


class Simulated(NamedTuple):
    """An item under the promise that was tried, and how many of its requests used more than it."""

    entry: Listed
    tried: TimeLimit
    figures: Figures
    late: int

    def view(self) -> dict[str, object]:
        """Return the row as machine output shows it (docs/reference.md)."""
        item, found = self.entry.item, self.figures
        return {
            "item": item.code,
            "item_name": item.name,
            "department": self.entry.department.code,
            "department_name": self.entry.department.name,
            "promised": str(item.promised.limit) if item.promised else None,
            "tried": str(self.tried),
            "unit": self.tried.unit,
            "cases": found.cases,
            "concluded": found.late is not None,
            "late": found.late.numerator if found.late else None,
            "late_percent": found.late.percent if found.late else None,
            **{name: getattr(found, name) for name in Figures._fields[2:]},
        }


class Simulation(NamedTuple):
    """The rows, the requests late of all that stand behind them, and how many items have no promise that could be cut."""

    rows: tuple[Simulated, ...]
    together: Share
    left_out: int

    @property
    def concluded(self) -> bool:
        """Tell whether there are cases enough to tell a share."""
        return self.together.denominator >= ENOUGH


def simulate(desk: Desk, asked: Asked, told: Callable[[], object] = lambda: None) -> Simulation:
    """Replay the completed requests of the items asked for; `told` is called after each."""
    entries = _entries(desk, asked)
    tried = {entry.item.code: promise for entry in entries if (promise := _tried(entry, asked))}
    numbers = requests.completed(desk.connection, asked.first, asked.last)
    rows = tuple(_simulated(desk, entry, tried[entry.item.code], numbers, told) for entry in entries if entry.item.code in tried)
    late, cases = sum(row.late for row in rows), sum(row.figures.cases for row in rows)
    return Simulation(rows, Share(late, cases), len(entries) - len(rows))


def number_of_cases(desk: Desk, asked: Asked) -> int:
    """Return how many requests will be replayed."""
    numbers = requests.completed(desk.connection, asked.first, asked.last)
    return sum(len(numbers.get(entry.item.code, ())) for entry in _entries(desk, asked))


def _entries(desk: Desk, asked: Asked) -> list[Listed]:
    wanted = chosen(desk, asked.chosen)
    found = [entry for entry in listed(desk, desk.today) if wanted.item in {"", entry.item.code} and wanted.department in {"", entry.department.code}]
    if not found:
        raise NoSuchThing(N_("Nothing of {text} is in force on {date}: `approvals guide history ITEM` tells since when."), text=asked.chosen, date=desk.today)
    return found


def _tried(entry: Listed, asked: Asked) -> TimeLimit | None:
    if asked.promised or asked.cut is None:
        return asked.promised
    return cut(entry.item.promised.limit, asked.cut) if entry.item.promised and entry.item.promised.limit.amount else None


def _simulated(desk: Desk, entry: Listed, tried: TimeLimit, numbers: Mapping[str, Sequence[str]], told: Callable[[], object]) -> Simulated:
    uses = list(_uses(desk, entry, tried, numbers.get(entry.item.code, ()), told))
    return Simulated(entry, tried, figures(uses, tried), sum(amount > tried.amount for amount in uses))


def _uses(desk: Desk, entry: Listed, tried: TimeLimit, numbers: Sequence[str], told: Callable[[], object]) -> Iterator[int]:
    law, span = desk.law(entry.item.code), spanned(entry.item)
    for number in numbers:
        amount = used(bare_request_of(desk, number), span, tried.unit, law)
        told()
        if amount is not None:
            yield amount
