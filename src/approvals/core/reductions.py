"""The cut (压减): what was promised against the original and against the law, by item and summed up, never across units.

A cut is (before - now) / before. An amount of 0, on the spot, is 0 of any unit. Speed is work by time: what is done in half the time is twice
as quick, so a speed half as high again needs only a third less time.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from approvals.core.figures import Share
from approvals.core.guide import Item
from approvals.core.limits import TimeLimit, Unit
from approvals.record import NamedTuple

OVERALL, REENGINEERED = Fraction(1, 3), Fraction(1, 2)
# Both readings of "50 % better": time -50 %, and speed +50 %, which is time -1/3.
HALF_THE_TIME, HALF_AS_QUICK_AGAIN = Fraction(1, 2), Fraction(1, 3)


class Pair(NamedTuple):
    """What there was before and what there is now, in one unit."""

    before: int
    now: int

    @property
    def cut(self) -> Share:
        """Return what was cut of what there was."""
        return Share(self.before - self.now, self.before)


class TimePair(NamedTuple):
    """Two limits in one unit, as amounts."""

    unit: Unit
    pair: Pair


class Reduced(NamedTuple):
    """An item with what can be compared of it; None where the guide does not give it, or in two units.

    `apart` names the comparisons whose limits are in different units: `original`, `statutory`.
    """

    item: Item
    department: str
    time: TimePair | None
    law: TimePair | None
    steps: Pair | None
    materials: Pair | None
    visits: Pair | None
    apart: tuple[str, ...]


class Total(NamedTuple):
    """What was cut in one unit over several items: `items` stand behind it, `reached` of them reach the target by themselves."""

    unit: str
    items: int
    pair: Pair
    reached: int
    target: Fraction | None

    @property
    def met(self) -> bool | None:
        """Tell whether the sum reaches the target, None where there is no target or nothing to cut."""
        return self.pair.cut.reaches(self.target) if self.target is not None else None


class Summary(NamedTuple):
    """The sums over some items: one a unit, each kind of comparison for itself; and how many items could not be compared."""

    items: int
    time: tuple[Total, ...]
    law: tuple[Total, ...]
    counted: tuple[Total, ...]
    not_given: int
    units_differ: int


def reduced(item: Item, department: str) -> Reduced:
    """Return what was cut of an item."""
    promised = item.promised.limit if item.promised else None
    originals = item.originals
    pairs = {"original": (item.original, promised), "statutory": (item.statutory.limit if item.statutory else None, promised)}
    return Reduced(
        item,
        department,
        _comparable(*pairs["original"]),
        _comparable(*pairs["statutory"]),
        _pair(originals.steps if originals else None, len(item.steps)),
        _pair(originals.materials if originals else None, len(item.materials)),
        _pair(originals.visits if originals else None, item.visits),
        tuple(name for name, (before, now) in pairs.items() if before and now and not _comparable(before, now)),
    )


def _comparable(before: TimeLimit | None, now: TimeLimit | None) -> TimePair | None:
    if not before or not now or (before.amount and now.amount and before.unit is not now.unit):
        return None
    return TimePair(before.unit if before.amount else now.unit, Pair(before.amount, now.amount))


def _pair(before: int | None, now: int | None) -> Pair | None:
    return None if before is None or now is None else Pair(before, now)


def summed(rows: Sequence[Reduced], target: Fraction | None = OVERALL) -> Summary:
    """Return the sums over items; the target is asked of the time against the original."""
    times = [row.time for row in rows if row.time]
    counted = {name: [pair for row in rows if (pair := getattr(row, name))] for name in ("steps", "materials", "visits")}
    return Summary(
        len(rows),
        _totals(times, target),
        _totals([row.law for row in rows if row.law], None),
        tuple(_total(name, pairs, None) for name, pairs in counted.items() if pairs),
        sum(not row.time and "original" not in row.apart for row in rows),
        sum("original" in row.apart for row in rows),
    )


def _totals(pairs: Iterable[TimePair], target: Fraction | None) -> tuple[Total, ...]:
    by_unit: dict[Unit, list[Pair]] = {}
    for unit, pair in pairs:
        by_unit.setdefault(unit, []).append(pair)
    return tuple(_total(str(unit), by_unit[unit], target) for unit in Unit if unit in by_unit)


def _total(unit: str, pairs: Sequence[Pair], target: Fraction | None) -> Total:
    reached = sum(bool(pair.cut.reaches(target)) for pair in pairs) if target is not None else 0
    return Total(unit, len(pairs), Pair(sum(pair.before for pair in pairs), sum(pair.now for pair in pairs)), reached, target)
