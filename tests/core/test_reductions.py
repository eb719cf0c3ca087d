"""The cut: both numbers behind it, two readings of “50 % better”, and no unit added to another."""

from fractions import Fraction

import pytest

from approvals.core.figures import Share
from approvals.core.guide import Item
from approvals.core.limits import Unit
from approvals.core.reductions import HALF_AS_QUICK_AGAIN, HALF_THE_TIME, REENGINEERED, Pair, reduced, summed
from living import licence


def item(before: str, promised: str, **changes: object) -> Item:
    """Return an item with two limits, the law's 20 working days beside them."""
    limits = {
        "statutory": {"limit": "20 工作日", "starts": "受理", "ends": "决定", "basis": "行政许可法 42(1)"},
        "promised": {"limit": promised, "starts": "受理", "ends": "办结"},
    }
    return licence(limits={**limits, **({"original": {"limit": before}} if before else {})}, **changes)


@pytest.mark.parametrize(
    ("original", "promised", "cut", "why"),
    [
        ("20 工作日", "10 工作日", Share(10, 20), ()),
        ("5 工作日", "当场", Share(5, 5), ()),
        ("当场", "当场", Share(0, 0), ()),
        ("30 自然日", "10 工作日", None, ("original",)),
        ("", "10 工作日", None, ()),
        ("10 工作日", "15 工作日", Share(-5, 10), ()),
    ],
)
def test_a_cut_of_an_item(original: str, promised: str, cut: Share | None, why: tuple[str, ...]) -> None:
    found = reduced(item(original, promised), "GH")
    assert (found.time.pair.cut if found.time else None) == cut
    assert found.apart == why


def test_fifty_per_cent_better_has_two_readings() -> None:
    half, third = Pair(30, 15).cut, Pair(30, 20).cut
    assert (half.reaches(HALF_THE_TIME), half.reaches(HALF_AS_QUICK_AGAIN)) == (True, True)
    assert (third.reaches(HALF_THE_TIME), third.reaches(HALF_AS_QUICK_AGAIN)) == (False, True)
    assert Pair(30, 21).cut.reaches(HALF_AS_QUICK_AGAIN) is False
    # Twenty days instead of thirty are a speed half as high again: 30/20 - 1.
    assert Share(third.numerator, 20).value == Fraction(1, 2)


def test_different_units_are_never_added() -> None:
    rows = [
        reduced(item(*limits), "GH") for limits in (("20 工作日", "10 工作日"), ("10 工作日", "8 工作日"), ("30 自然日", "15 自然日"), ("3 个月", "20 工作日"))
    ]
    found = summed(rows)
    assert [(total.unit, total.items, total.pair, total.reached) for total in found.time] == [
        (Unit.WORKING_DAYS, 2, Pair(30, 18), 1),
        (Unit.CALENDAR_DAYS, 1, Pair(30, 15), 1),
    ]
    assert (found.items, found.units_differ, found.not_given) == (4, 1, 0)
    assert [total.met for total in found.time] == [True, True]
    assert [total.met for total in summed(rows, REENGINEERED).time] == [False, True]


def test_steps_materials_and_visits_are_compared_where_the_guide_gives_them_only() -> None:
    given, bare = item("20 工作日", "10 工作日", original={"steps": 4, "materials": 5}, visits=1), item("20 工作日", "10 工作日")
    found = reduced(given, "GH")
    assert (found.steps, found.materials, found.visits) == (Pair(4, 1), Pair(5, 3), None)
    assert [(total.unit, total.items, total.pair) for total in summed([found, reduced(bare, "GH")]).counted] == [
        ("steps", 1, Pair(4, 1)),
        ("materials", 1, Pair(5, 3)),
    ]
