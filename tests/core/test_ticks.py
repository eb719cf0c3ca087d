"""A list ticked in few keys, and what is no tick."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core.ticks import ticked

TICKED = [
    ("a", 3, {1, 2, 3}),
    ("全部", 2, {1, 2}),
    ("", 3, set()),
    ("0", 3, set()),
    ("1-4 6", 6, {1, 2, 3, 4, 6}),
    ("134", 6, {1, 3, 4}),
    ("134", 200, {134}),
    ("1，3、4", 6, {1, 3, 4}),
    ("１－３", 6, {1, 2, 3}),
    ("1至3", 6, {1, 2, 3}),
    ("7", 6, None),
    ("17", 6, None),
    ("0 1", 6, None),
    ("4-2", 6, None),
    ("1-7", 6, None),
    ("1-999999999999", 6, None),
    ("申请表", 6, None),
    ("-1", 6, None),
]


@pytest.mark.parametrize(("line", "count", "places"), TICKED)
def test_a_line_ticks(line: str, count: int, places: set[int] | None) -> None:
    assert ticked(line, count) == (None if places is None else frozenset(places))


@given(st.integers(1, 40).flatmap(lambda count: st.tuples(st.just(count), st.sets(st.integers(1, count), min_size=1))))
def test_places_named_one_by_one_are_those_ticked(drawn: tuple[int, set[int]]) -> None:
    count, places = drawn
    assert ticked(" ".join(map(str, places)), count) == frozenset(places)


@given(st.text(max_size=12), st.integers(1, 40))
def test_whatever_is_typed_no_place_beyond_the_list_is_ticked(line: str, count: int) -> None:
    assert (ticked(line, count) or set()) <= set(range(1, count + 1))
