"""Figures, each with its definition: shares, medians, percentiles, and from how many cases on anything is concluded."""

from collections.abc import Sequence
from fractions import Fraction

from approvals.record import NamedTuple

ENOUGH = 20
"""From fewer cases nothing is concluded: one case would move a share by more than five points."""


class Share(NamedTuple):
    """A part of a whole in whole numbers, printed with both; there is no value where the whole is nothing."""

    numerator: int
    denominator: int

    @property
    def value(self) -> Fraction | None:
        """Return the exact value, None where the whole is nothing."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    @property
    def percent(self) -> float | None:
        """Return the value in per cent, cut off after one decimal: what falls short of a target never reads as if it reached it."""
        value = self.value
        return None if value is None else int(value * 1000) / 10

    def __str__(self) -> str:
        """Return `4/10 = 40.0 %`, or `0/0` where there is no value."""
        percent = self.percent
        return f"{self.numerator}/{self.denominator}" if percent is None else f"{self.numerator}/{self.denominator} = {percent:.1f} %"

    def reaches(self, target: Fraction) -> bool | None:
        """Tell whether the value is at least a target, None where there is no value."""
        value = self.value
        return None if value is None else value >= target


def median(values: Sequence[int]) -> float:
    """Return the middle of the values in their order; the mean of the two middle ones where their number is even."""
    ordered, half = sorted(values), len(values) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def percentile(values: Sequence[int], share: Fraction) -> int:
    """Return the smallest of the values that at least a share of them do not exceed (nearest rank): always a value that occurred."""
    ordered = sorted(values)
    rank = -(-len(ordered) * share.numerator // share.denominator)
    return ordered[max(rank, 1) - 1]
