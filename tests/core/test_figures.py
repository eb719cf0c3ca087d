"""Shares with both their numbers, medians and percentiles, each by its definition."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core.figures import Share, median, percentile

AMOUNTS = st.lists(st.integers(0, 400), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("numerator", "denominator", "said"),
    [(1, 3, "1/3 = 33.3 %"), (4997, 10000, "4997/10000 = 49.9 %"), (20, 20, "20/20 = 100.0 %"), (-1, 10, "-1/10 = -10.0 %"), (0, 0, "0/0"), (5, 0, "5/0")],
)
def test_a_share_is_said_with_both_numbers_and_cut_off(numerator: int, denominator: int, said: str) -> None:
    assert str(Share(numerator, denominator)) == said


def test_a_target_is_judged_exactly() -> None:
    assert Share(1, 3).reaches(Fraction(1, 3)) is True
    assert Share(333, 1000).reaches(Fraction(1, 3)) is False
    assert Share(0, 0).reaches(Fraction(1, 3)) is None


@pytest.mark.parametrize(("values", "middle"), [([3], 3.0), ([1, 2], 1.5), ([9, 1, 5], 5.0), ([4, 4, 1, 9], 4.0)])
def test_a_median(values: list[int], middle: float) -> None:
    assert median(values) == middle


@given(AMOUNTS, st.fractions(Fraction(1, 100), 1))
def test_a_percentile_is_the_smallest_value_that_the_share_does_not_exceed(values: list[int], share: Fraction) -> None:
    found = percentile(values, share)
    assert found in values
    assert Fraction(sum(value <= found for value in values), len(values)) >= share
    assert all(Fraction(sum(value <= other for value in values), len(values)) < share for other in values if other < found)
