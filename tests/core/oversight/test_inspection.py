"""Inspections: nothing found, put right on the spot, owed by a day, checked again; what is refused."""

from datetime import date

import pytest

from approvals.core.calendar import Calendar
from approvals.core.oversight.course import Voided
from approvals.core.oversight.inspection import INSPECTION, Inspected, Rechecked, Rectified
from approvals.core.oversight.stage import Stage
from approvals.errors import NotAllowed, Refusal, WrongUsage
from mattered import RULES, due, lived

ABSENT = Inspected(("absent",), counter="C01", department="JS", person="heqiang")


def test_nothing_found_is_closed_at_once() -> None:
    matter = lived(INSPECTION, ("2026-03-02T09:20", Inspected(("none",), counter="C01", department="JS")))
    assert (matter.stage, matter.closed, matter.title, matter.owed) == (Stage.CLOSED, date(2026, 3, 2), "工程建设综合窗口：无问题", ())


def test_what_is_put_right_on_the_spot_owes_nothing_and_can_be_checked_again(shipped: Calendar) -> None:
    matter = lived(INSPECTION, ("2026-03-02", ABSENT._replace(findings=("absent", "manners"), fixed="已补岗")))
    assert (matter.stage, matter.title) == (Stage.FIXED, "工程建设综合窗口：脱岗、服务不规范")
    failed = lived(INSPECTION, ("2026-03-02", ABSENT._replace(fixed="已补岗")), ("2026-03-04", Rechecked(rectify_by=date(2026, 3, 6))))
    assert (failed.stage, failed.closed, due(failed, shipped)) == (Stage.OWED, None, {"rectification/2": ("2026-03-06", None)})


def test_without_a_day_the_files_say_by_when(shipped: Calendar) -> None:
    """Five working days from Thursday 30 April 2026: 1 to 5 May rest, Saturday 9 May works."""
    assert due(lived(INSPECTION, ("2026-04-30", ABSENT)), shipped) == {"rectification": ("2026-05-11", None)}


def test_what_was_not_put_right_is_owed_again_until_it_passes(shipped: Calendar) -> None:
    matter = lived(
        INSPECTION,
        ("2026-03-02", ABSENT._replace(rectify_by=date(2026, 3, 9))),
        ("2026-03-06", Rectified("已补岗")),
        ("2026-03-10", Rechecked(rectify_by=date(2026, 3, 13))),
        ("2026-03-16", Rectified("已公示")),
        ("2026-03-17", Rechecked(passed=True)),
    )
    assert due(matter, shipped) == {"rectification": ("2026-03-09", "2026-03-06"), "rectification/2": ("2026-03-13", "2026-03-16")}
    assert (matter.stage, matter.closed, matter.person) == (Stage.CLOSED, date(2026, 3, 17), "heqiang")


def test_a_town_and_a_department_are_objects_too() -> None:
    assert lived(INSPECTION, ("2026-03-02", Inspected(("none",), body="Z01"))).title == "云溪镇：无问题"
    assert lived(INSPECTION, ("2026-03-02", Inspected(("records",), department="JS"))).title == "台账不全"


FORBIDDEN: list[tuple[list[tuple[str, object]], type[Refusal], str]] = [
    ([("2026-03-02", Inspected(("none", "absent"), counter="C01"))], WrongUsage, "Where nothing was found"),
    ([("2026-03-02", Inspected(("none",), counter="C01", fixed="补岗"))], WrongUsage, "Where nothing was found"),
    ([("2026-03-02", ABSENT._replace(rectify_by=date(2026, 3, 1)))], WrongUsage, "lies before"),
    ([("2026-03-02", ABSENT), ("2026-03-01", Rectified("…"))], NotAllowed, "lies before"),
    ([("2026-03-02", ABSENT._replace(fixed="补岗")), ("2026-03-03", Rectified("…"))], NotAllowed, "nothing to put right"),
    ([("2026-03-02", Inspected(("none",), counter="C01")), ("2026-03-03", Rechecked())], NotAllowed, "nothing to check again"),
    ([("2026-03-02", ABSENT), ("2026-03-03", Rechecked(passed=True, rectify_by=date(2026, 3, 9)))], WrongUsage, "owes nothing"),
    ([("2026-03-02", ABSENT), ("2026-03-03", Voided("误")), ("2026-03-03", Voided("误"))], NotAllowed, "voided already"),
]


@pytest.mark.parametrize(("events", "refusal", "told"), FORBIDDEN)
def test_what_makes_no_sense_is_refused(events: list[tuple[str, object]], refusal: type[Refusal], told: str) -> None:
    with pytest.raises(refusal, match=told):
        lived(INSPECTION, *events)


def test_where_the_files_say_no_limit_a_day_has_to_be_named() -> None:
    silent = RULES._replace(tables={})
    with pytest.raises(WrongUsage, match="By when is it put right"):
        lived(INSPECTION, ("2026-03-02", ABSENT), rules=silent)
