"""Major projects: requests join and leave, each stands in one column, a column tells the next to be due and the gravest level."""

import pytest

from approvals.core.level import Level
from approvals.core.oversight.lists import ProjectColumn
from approvals.core.oversight.project import PROJECT, Joined, Left, Standing, column_of, foremost, looked_after, requests_in, worst
from approvals.core.oversight.settings import Duty, Group
from approvals.errors import NotAllowed
from mattered import lived

COLUMNS = (
    ProjectColumn("planning", "规划", ("GH",)),
    ProjectColumn("all", "都", ("GH", "JS")),
    ProjectColumn("land", "用地", ("BD",), ("GH-01",)),
)


def test_requests_join_and_leave_and_may_come_back() -> None:
    matter = lived(
        PROJECT,
        ("2026-03-02", Joined(("2026-0001", "2026-0002"))),
        ("2026-03-03", Left(("2026-0001",), "不属本项目")),
        ("2026-03-04", Joined(("2026-0003", "2026-0001"))),
    )
    assert requests_in(matter) == ("2026-0002", "2026-0003", "2026-0001")


@pytest.mark.parametrize(
    ("on", "event", "told"),
    [
        ("2026-03-03", Joined(("2026-0003", "2026-0001")), "these are already: ('2026-0001',)"),
        ("2026-03-03", Left(("2026-0004",), "错"), "these are not: ('2026-0004',)"),
        ("2026-03-01", Joined(("2026-0003",)), "lies before"),
        ("2026-03-01", Left(("2026-0001",), "错"), "lies before"),
    ],
)
def test_what_a_project_refuses(on: str, event: object, told: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        lived(PROJECT, ("2026-03-02", Joined(("2026-0001", "2026-0002"))), (on, event))
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("department", "item", "column"),
    [("GH", "GH-03", "planning"), ("GH", "GH-01", "land"), ("BD", "BD-02", "land"), ("JS", "JS-01", "all"), ("SC", "SC-01", "")],
)
def test_an_item_goes_before_a_department_and_the_first_column_before_the_next(department: str, item: str, column: str) -> None:
    assert column_of(COLUMNS, department, item) == column


def test_a_column_tells_the_open_one_that_is_due_next_and_the_gravest_level_of_all() -> None:
    standing = [
        Standing("1", "completed", Level.RED, open=False),
        Standing("2", "accepted", Level.NONE, open=True, due="2026-04-09"),
        Standing("3", "received", Level.NONE, open=True),
        Standing("4", "accepted", Level.WARNING, open=True, due="2026-04-03"),
    ]
    assert (foremost(standing), worst(standing)) == (standing[3], Level.RED)
    assert (foremost(standing[:1]), foremost([]), worst([])) == (standing[0], None, Level.NONE)


def test_the_duties_of_a_project_are_its_own_and_those_of_its_groups() -> None:
    duties = [Duty(one, one, "month", object=about) for one, about in (("a", "P1"), ("b", "D1"), ("c", "产业园"), ("d", "D2"), ("e", ""))]
    groups = (Group("D1", "一组", projects=("P1",)), Group("D2", "二组", projects=("P2",)))
    assert [duty.id for duty in looked_after(duties, groups, "P1", "产业园")] == ["a", "b", "c"]
