"""The formula: weighted means of what can be reckoned, points added, everything kept between its bounds; a veto ends it."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core.oversight.assessment import (
    ASSESSMENT,
    Adjusted,
    Component,
    Figure,
    Formula,
    Frozen,
    Item,
    Revoked,
    Source,
    Vetoed,
    complaint_items,
    figure,
    formula,
    inspection_items,
    manual_items,
    standing,
    veto_of,
)
from approvals.core.oversight.matter import Happening, Matter, grown
from approvals.core.oversight.settings import oversight_from
from approvals.errors import NotAllowed, WrongUsage

DAY = date(2026, 4, 1)
CARDS = Component("cards", "电子监察", Source.CARDS, 40)
ASKED = Component("evaluations", "测评", Source.EVALUATIONS, 30)
MANUAL = Component("manual", "人工加减分", Source.MANUAL, floor=-10, cap=5)
FORM = Formula((CARDS, ASKED, MANUAL))
RULES = oversight_from([{}])


def item(points: str) -> Item:
    """Return something that gives or takes points."""
    return Item("2026-0001", DAY, "red", Fraction(points), 1)


def entry(event: object, number: str = "KH-2026-0001", *later: object) -> Matter:
    """Return an entry of the assessment."""
    matter = Matter("assessment", number, DAY)
    for one in (event, *later):
        matter = grown(ASSESSMENT, matter, Happening(DAY, one, 7), RULES)
    return matter


def test_a_component_is_its_base_and_points_between_floor_and_cap() -> None:
    assert figure(CARDS, [item("-10"), item("-5")]).score == 85
    assert figure(CARDS, [item("-60"), item("-60")]).score == 0
    assert figure(MANUAL, [item("4"), item("2.5")]).score == 5
    assert figure(MANUAL, []).score == 0
    assert figure(ASKED, [item("80"), item("85"), item("90.5")]).score == Fraction(511, 6)
    assert figure(ASKED, []).score is None


def test_what_cannot_be_reckoned_is_left_out_with_its_weight() -> None:
    without = standing(FORM, "JS", [figure(CARDS, [item("-10")]), figure(ASKED, []), figure(MANUAL, [item("-1.5")])])
    assert (without.mean, without.added, without.total) == (Fraction(90), Fraction(-3, 2), Fraction(177, 2))
    whole = standing(FORM, "JS", [figure(CARDS, [item("-10")]), figure(ASKED, [item("80")]), figure(MANUAL, [])])
    assert whole.total == Fraction(40 * 90 + 30 * 80, 70)


def test_a_vetoed_department_has_what_the_formula_says_and_keeps_its_mean() -> None:
    found = standing(FORM._replace(vetoed=59), "JS", [figure(CARDS, []), figure(ASKED, []), figure(MANUAL, [])], "重大责任事故")
    assert (found.mean, found.total, found.veto) == (Fraction(100), Fraction(59), "重大责任事故")


@given(st.lists(st.fractions(-200, 200), max_size=8), st.lists(st.fractions(0, 100), max_size=4), st.lists(st.fractions(-20, 20), max_size=4))
def test_a_total_stays_within_its_bounds_and_order_moves_nothing(cards: list[Fraction], asked: list[Fraction], manual: list[Fraction]) -> None:
    def total(turned: int) -> Fraction | None:
        parts = zip(FORM.components, (cards, asked, manual), strict=True)
        figures = [figure(one, [Item("", DAY, "", points, 1) for points in own[::turned]]) for one, own in parts]
        return standing(FORM, "JS", figures).total

    found = total(1)
    assert found is not None
    assert 0 <= found <= 100
    assert found == total(-1)


def test_manual_items_and_vetoes_of_the_year_and_department_alone_count() -> None:
    entries = [
        entry(Adjusted(2026, "JS", "-1.5", "整改不到位", "陈主任")),
        entry(Adjusted(2025, "JS", "-9", "…", "…")),
        entry(Adjusted(2026, "GH", "-9", "…", "…")),
        entry(Adjusted(2026, "JS", "-9", "…", "…"), "KH-2026-0004", Revoked("录入有误")),
        entry(Vetoed(2026, "GH", "重大责任事故", "陈主任"), "KH-2026-0005"),
        entry(Frozen(2026, 7, "…", DAY)),
    ]
    assert [(one.points, one.note) for one in manual_items(entries, 2026, "JS")] == [(Fraction(-3, 2), "整改不到位（陈主任）")]
    assert (veto_of(entries, 2026, "GH"), veto_of(entries, 2025, "GH"), veto_of(entries, 2026, "JS")) == ("KH-2026-0005：重大责任事故（陈主任）", "", "")


@pytest.mark.parametrize("points", ["0", "", "two", "1/2", "1000", "-0.0"])
def test_points_that_are_none_are_refused(points: str) -> None:
    with pytest.raises(WrongUsage, match="are no points"):
        ASSESSMENT.refuse(Matter("assessment", "KH-2026-0001", DAY), Happening(DAY, Adjusted(2026, "JS", points, "…", "…")), RULES)


def test_what_was_frozen_is_not_taken_back_nor_anything_twice() -> None:
    with pytest.raises(NotAllowed, match="froze the inputs"):
        ASSESSMENT.refuse(entry(Frozen(2026, 7, "…", DAY)), Happening(DAY, Revoked("…")), RULES)
    with pytest.raises(NotAllowed, match="taken back already"):
        ASSESSMENT.refuse(entry(Vetoed(2026, "JS", "…", "…"), "KH-2026-0001", Revoked("…")), Happening(DAY, Revoked("…")), RULES)


def matter(kind: str, **values: object) -> Matter:
    """Return a matter about JS with some of its values."""
    return Matter(kind, "X-2026-0001", DAY, department="JS", values=values, history=(Happening(DAY, None, 7),))


def test_complaints_count_in_the_year_of_their_conclusion_and_once_more_when_handled_again() -> None:
    component = Component("complaints", "投诉", Source.COMPLAINTS, 15, points={"true": -5, "again": -3})
    known = [
        matter("complaint", concluded=DAY, conclusion="true", again=2),
        matter("complaint", concluded=date(2025, 12, 31), conclusion="true"),
        matter("complaint"),
        matter("complaint", concluded=DAY, conclusion="true")._replace(stage="voided"),
        matter("complaint", concluded=DAY, conclusion="untrue"),
    ]
    assert [(one.what, str(one.points)) for one in complaint_items(component, known, 2026, "JS")] == [("true", "-5"), *[("again", "-3")] * 2, ("untrue", "0")]
    assert complaint_items(component, known, 2026, "GH") == []


def test_inspections_count_by_what_they_found() -> None:
    component = Component("inspections", "督查", Source.INSPECTIONS, 10, points={"finding": -2, "absent": -5, "again": -1})
    known = [matter("inspection", inspected=DAY, findings=["absent", "late"], again=1), matter("inspection", inspected=DAY, findings=["none"])]
    assert [(one.what, str(one.points)) for one in inspection_items(component, known, 2026, "JS")] == [("absent", "-5"), ("late", "-2"), ("again", "-1")]


def test_a_register_without_a_formula_has_none() -> None:
    assert formula(RULES) is None
    with pytest.raises(WrongUsage, match="There is no component luck"):
        FORM.component("luck")
    assert FORM.component("测评") is ASKED
    assert Figure("cards", (), Fraction(), None).score is None
