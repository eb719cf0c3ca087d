"""Publication: ten versions and the requests taken in under each, edits that would reach back, items suspended and withdrawn."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from approvals.core.clock import count
from approvals.core.events import Accepted, Completed, Decided, Received
from approvals.core.limits import TimeLimit, Unit
from approvals.desk.adoption import adopt
from approvals.desk.founding import found
from approvals.desk.guide import listed, one
from approvals.desk.guide_diff import edited
from approvals.desk.guide_history import versions
from approvals.desk.listing import row_of
from approvals.desk.rebuilding import rebuild
from approvals.desk.register import Desk, open_register
from approvals.desk.request import receive_request, record
from approvals.errors import NotAllowed

FIRST = date(2026, 3, 2)
GUIDE = """
[department]
code = "GH"
name = "自然资源和规划分局"
hotline = "0000-8888 0001"

[[item]]
code = "GH-01"
name = "建设工程规划核实"
kind = "公共服务"
handling = "承诺件"
[item.limits]
statutory = { limit = "40 工作日", starts = "受理", ends = "办结", basis = "条例 1", grade = "C" }
promised = { limit = "30 工作日", starts = "受理", ends = "办结" }

[[item]]
code = "GH-02"
name = "规划信息查询"
kind = "公共服务"
handling = "承诺件"
[item.limits]
promised = { limit = "5 工作日", starts = "收到", ends = "办结" }
"""
Opened = Callable[[], Desk]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a register with one department, which no test writes to."""
    root = tmp_path_factory.mktemp("published") / "register"
    found(root, FIRST, "liwen", guide=False)
    (root / "guide" / "guihua.toml").write_text(GUIDE, encoding="utf-8")
    desk = open_register(root, FIRST)
    adopt(desk, ["guide"], None)
    desk.connection.close()
    return root


@pytest.fixture
def opened(founded: Path, tmp_path: Path) -> Iterator[Opened]:
    """Return what opens another copy of the register."""
    desks: list[Desk] = []

    def opening() -> Desk:
        desks.append(open_register(Path(shutil.copytree(founded, tmp_path / f"register{len(desks)}")), FIRST))
        desks[-1].actor = "liwen"
        return desks[-1]

    yield opening
    for desk in desks:
        desk.connection.close()


@pytest.fixture
def desk(opened: Opened) -> Desk:
    """Return a register of the test's own, open."""
    return opened()


def publish(desk: Desk, text: str, today: date, from_on: date | None = None) -> None:
    """Write the guide file and adopt it on a day."""
    (desk.root / "guide" / "guihua.toml").write_text(text, encoding="utf-8")
    desk.today = today
    assert not adopt(desk, ["guide"], from_on).blocked


def promising(days: int) -> str:
    """Return the guide with another promise of its first item."""
    return GUIDE.replace("30 工作日", f"{days} 工作日")


def taken_in(desk: Desk, day: date, item: str = "GH-01") -> str:
    """Receive and accept a request on a day and return its number."""
    desk.today = max(desk.today, day)
    number = receive_request(desk, Received(item, "云岭科技有限公司"), day).number
    record(desk, number, Accepted(), day)
    return number


def dates(desk: Desk) -> list[tuple[str, str, str]]:
    """Return every stored date: the promise's and the law's of each request."""
    return desk.connection.execute("select subject_id, kind, due_on from deadline where kind in ('promised', 'statutory') order by 1, 2").fetchall()


def test_ten_versions_each_judge_the_requests_taken_in_under_them(desk: Desk) -> None:
    days = [FIRST + timedelta(14 * place) for place in range(10)]
    expected = {}
    for place, day in enumerate(days):
        if place:
            publish(desk, promising(30 - 2 * place), day)
        accepted = day + timedelta(3)
        number = taken_in(desk, accepted)
        expected[number] = count(TimeLimit(30 - 2 * place, Unit.WORKING_DAYS), accepted, desk.calendar).due.isoformat()
    rebuild(desk)
    assert {number: due for number, kind, due in dates(desk) if kind == "promised"} == expected
    assert [version.version for version in versions(desk, "GH-01")] == list(range(1, 11))
    assert [len(version.changes) for version in versions(desk, "gh-01")] == [1] * 10


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.one_of(st.integers(1, 10), st.tuples(st.integers(10, 30), st.integers(-30, 15))), min_size=2, max_size=7))
def test_no_adoption_moves_an_old_date(opened: Opened, steps: list[int | tuple[int, int]]) -> None:
    """A number lets so many days pass and takes a request in; a pair adopts a promise from so many days before or after that day."""
    desk, day = opened(), FIRST
    for step in steps:
        if isinstance(step, int):
            day += timedelta(step)
            taken_in(desk, day)
            continue
        before = dates(desk)
        try:
            publish(desk, promising(step[0]), day, day + timedelta(step[1]))
        except NotAllowed as refusal:
            publish(desk, promising(step[0]), day, date.fromisoformat(str(refusal.values["day"])))
        assert dates(desk) == before
        rebuild(desk)
        assert dates(desk) == before


def test_an_edit_that_would_reach_back_is_refused_and_writes_nothing(desk: Desk) -> None:
    taken_in(desk, date(2026, 3, 10))
    with pytest.raises(NotAllowed, match="keep the version they were taken in under: put the edited guide in force with --from 2026-03-11"):
        publish(desk, promising(10), date(2026, 3, 20), date(2026, 3, 5))
    assert len(versions(desk, "GH-01")) == 1
    publish(desk, promising(10), date(2026, 3, 20), date(2026, 3, 11))
    assert len(versions(desk, "GH-01")) == 2


def test_a_day_left_in_the_file_reaches_no_further_back(desk: Desk) -> None:
    dated = f"effective_from = 2026-03-05\n{promising(20)}"
    publish(desk, dated, date(2026, 3, 5))
    taken_in(desk, date(2026, 3, 10))
    with pytest.raises(NotAllowed):
        publish(desk, dated.replace("20 工作日", "10 工作日"), date(2026, 3, 20))


def test_what_only_informs_counts_at_once(desk: Desk) -> None:
    taken_in(desk, date(2026, 3, 10))
    publish(desk, GUIDE.replace('name = "建设工程规划核实"', 'name = "建设工程规划核实"\nhotline = "0000-8888 0009"'), date(2026, 3, 10))
    assert one(desk, date(2026, 3, 10), "GH-01").item.hotline == "0000-8888 0009"


def test_the_clock_that_starts_with_receipt_keeps_the_version_of_that_day(desk: Desk) -> None:
    desk.today = date(2026, 3, 10)
    number = receive_request(desk, Received("GH-02", "云岭科技有限公司"), desk.today).number
    publish(desk, GUIDE.replace("5 工作日", "2 工作日"), date(2026, 3, 11))
    record(desk, number, Accepted(), date(2026, 3, 11))
    assert row_of(desk, number).promised_due == "2026-03-17"


def test_an_unpublished_edit_never_counts(desk: Desk) -> None:
    (desk.root / "guide" / "guihua.toml").write_text(promising(1), encoding="utf-8")
    number = taken_in(desk, date(2026, 3, 10))
    assert row_of(desk, number).promised_due == "2026-04-22"


def test_a_version_for_a_later_day_can_be_taken_back_before_it(desk: Desk) -> None:
    publish(desk, promising(10), date(2026, 3, 3), date(2026, 5, 4))
    assert str(one(desk, date(2026, 5, 4), "GH-01").item.promised.limit) == "10 working days"  # type: ignore[union-attr]
    publish(desk, GUIDE, date(2026, 3, 4))
    assert str(one(desk, date(2026, 5, 4), "GH-01").item.promised.limit) == "30 working days"  # type: ignore[union-attr]
    assert [(version.to_on, version.overtaken) for version in versions(desk, "GH-01")] == [(date(2026, 3, 3), False), (None, True), (None, False)]


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ('suspended = { from = 2026-03-16, to = 2026-03-27, reason = "系统升级" }', "GH-01 建设工程规划核实 is suspended from 2026-03-16 to 2026-03-27"),
        ('suspended = { from = 2026-03-16, reason = "系统升级" }', "is suspended since 2026-03-16 and nothing is received for it: 系统升级."),
        (
            'withdrawn = { from = 2026-03-16, reason = "国发〔2026〕3号取消" }',
            "is withdrawn since 2026-03-16 and nothing is received for it: 国发〔2026〕3号取消.",
        ),
    ],
)
def test_nothing_is_received_for_an_item_not_offered_and_requests_under_way_go_on(desk: Desk, status: str, told: str) -> None:
    desk.today = date(2026, 3, 11)
    number = receive_request(desk, Received("GH-01", "云岭科技有限公司"), desk.today).number
    publish(desk, GUIDE.replace('name = "建设工程规划核实"', f'name = "建设工程规划核实"\n{status}'), date(2026, 3, 12))
    taken_in(desk, date(2026, 3, 13))
    desk.today = date(2026, 3, 18)
    with pytest.raises(NotAllowed) as refused:
        receive_request(desk, Received("GH-01", "另一家公司"), desk.today)
    assert told in str(refused.value)
    for event in (Accepted(), Decided(), Completed()):
        record(desk, number, event, desk.today)
    assert row_of(desk, number).stage == "completed"
    assert ("GH-01" in {entry.item.code for entry in listed(desk, desk.today)}) is status.startswith("suspended")


def test_a_suspension_ends_by_itself(desk: Desk) -> None:
    status = 'suspended = { from = 2026-03-16, to = 2026-03-27, reason = "系统升级" }'
    publish(desk, GUIDE.replace('name = "建设工程规划核实"', f'name = "建设工程规划核实"\n{status}'), date(2026, 3, 12))
    assert taken_in(desk, date(2026, 3, 30))


def test_a_request_of_an_item_gone_from_the_files_goes_on_as_it_was_received(desk: Desk) -> None:
    desk.today = date(2026, 3, 11)
    number = receive_request(desk, Received("GH-01", "云岭科技有限公司"), desk.today).number
    publish(desk, GUIDE.replace(GUIDE[GUIDE.index("\n[[item]]") : GUIDE.index('\n[[item]]\ncode = "GH-02"')], ""), date(2026, 3, 12))
    record(desk, number, Accepted(), date(2026, 3, 16))
    assert row_of(desk, number).promised_due == "2026-04-28"
    assert [entry.item.code for entry in listed(desk, date(2026, 3, 16))] == ["GH-02"]


def test_a_file_by_another_name_withdraws_nothing(desk: Desk) -> None:
    (desk.root / "guide" / "guihua.toml").rename(desk.root / "guide" / "planning.toml")
    desk.today = date(2026, 3, 12)
    assert edited(desk, "").changes == ()
    adopt(desk, ["guide"], None)
    assert [entry.item.code for entry in listed(desk, desk.today)] == ["GH-01", "GH-02"]
    assert len(versions(desk, "GH-01")) == 1


def test_a_file_with_errors_is_told_and_the_others_are_compared(desk: Desk) -> None:
    (desk.root / "guide" / "guihua.toml").write_text(promising(50), encoding="utf-8")
    other = '[department]\ncode = "SW"\nname = "税务局"\nhotline = "0000"\n[[item]]\ncode = "SW-01"\nname = "税务登记"\nkind = "其他"\nhandling = "即办件"\n'
    (desk.root / "guide" / "shuiwu.toml").write_text(other, encoding="utf-8")
    found_now = edited(desk, "")
    assert [finding.file for finding in found_now.findings] == ["guide/guihua.toml"]
    assert [change.code for change in found_now.changes] == ["SW-01"]
    assert [change.code for change in edited(desk, "SW-01").changes] == ["SW-01"]
