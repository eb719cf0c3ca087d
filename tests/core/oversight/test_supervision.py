"""Special supervision from its plan to its end; visits with the co-operation that is due; accountability; audits to the cent."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core.calendar import Calendar
from approvals.core.oversight.accountability import ACCOUNTABILITY, HeldToAccount
from approvals.core.oversight.audit import AUDIT, Audited, total, yuan
from approvals.core.oversight.audit import Rectified as AuditRectified
from approvals.core.oversight.stage import Stage
from approvals.core.oversight.supervision import SUPERVISION, Closed, Found, Planned, Rectified, Reported, answering
from approvals.core.oversight.visit import VISIT, CoOperated, Resulted, Visited
from approvals.errors import NoSuchThing, NotAllowed, Refusal, WrongUsage
from mattered import RULES, due, lived

PLAN = ("2026-03-02", Planned("村级重大事项决策", "四议两公开", ("JS", "GH"), ("Z01",), date(2026, 3, 1), date(2026, 6, 30)))
FIRST = ("2026-03-10", Found("招投标未备案", "JS", rectify_by=date(2026, 3, 20)))
SECOND = ("2026-03-11", Found("公示不全", body="Z01", rectify_by=date(2026, 3, 31)))
REPORT = ("2026-03-12", Reported("云开效能〔2026〕5号"))


def test_each_finding_has_its_own_day_and_its_own_department(shipped: Calendar) -> None:
    matter = lived(SUPERVISION, PLAN, FIRST, SECOND, REPORT, ("2026-03-18", Rectified(1, "已备案")))
    assert due(matter, shipped) == {"rectification/1": ("2026-03-20", "2026-03-18"), "rectification/2": ("2026-03-31", None)}
    assert [answering(matter, Rectified(number, "…")) for number in (1, 2)] == ["JS", ""]
    assert (matter.stage, matter.values["findings"], matter.values["unrectified"]) == (Stage.REPORTED, 2, 1)


def test_it_is_closed_once_reported_and_put_right() -> None:
    done = lived(SUPERVISION, PLAN, FIRST, REPORT, ("2026-03-18", Rectified(1, "已备案")), ("2026-03-19", Closed()))
    assert (done.stage, done.closed) == (Stage.CLOSED, date(2026, 3, 19))


FORBIDDEN: list[tuple[list[tuple[str, object]], type[Refusal], str]] = [
    ([("2026-03-02", Planned("…", "…"))], WrongUsage, "Name at least one"),
    ([("2026-03-02", Planned("…", "…", ("JS",), (), date(2026, 3, 2), date(2026, 3, 1)))], WrongUsage, "end before it begins"),
    ([PLAN, ("2026-03-03", Found("…", "SC"))], WrongUsage, "SC is no object of ZX-2026-0001"),
    ([PLAN, FIRST, ("2026-03-12", Rectified(2, "…"))], NoSuchThing, "no finding 2"),
    ([PLAN, FIRST, ("2026-03-12", Rectified(1, "…")), ("2026-03-12", Rectified(1, "…"))], NotAllowed, "put right already"),
    ([PLAN, FIRST, REPORT, ("2026-03-12", Closed())], NotAllowed, "these findings are not put right yet"),
    ([PLAN, ("2026-03-12", Closed())], NotAllowed, "not reported on yet"),
]


@pytest.mark.parametrize(("events", "refusal", "told"), FORBIDDEN)
def test_what_makes_no_sense_is_refused(events: list[tuple[str, object]], refusal: type[Refusal], told: str) -> None:
    with pytest.raises(refusal, match=told):
        lived(SUPERVISION, *events)


VISITED = Visited("市应急管理局", "鑫源化工有限公司", "安全检查", date(2026, 3, 13), announced=True, department="HB")


def test_the_department_owes_its_co_operation_from_the_day_of_the_visit(shipped: Calendar) -> None:
    """Three working days from Friday 13 March, though the visit was announced on the 9th."""
    matter = lived(VISIT, ("2026-03-09", VISITED))
    assert due(matter, shipped) == {"duty/cooperation": ("2026-03-18", None)}
    waiting = lived(VISIT, ("2026-03-09", VISITED), ("2026-03-13", Resulted("未发现问题")))
    assert (waiting.stage, waiting.closed) == (Stage.REPORTED, None)
    logged = lived(VISIT, ("2026-03-09", VISITED), ("2026-03-13", CoOperated("派两人陪同")), ("2026-03-16", Resulted("责令整改")))
    assert (logged.stage, logged.closed, due(logged, shipped)) == (Stage.CLOSED, date(2026, 3, 16), {"duty/cooperation": ("2026-03-18", "2026-03-13")})


def test_where_nobody_has_to_co_operate_or_the_files_say_no_limit_nothing_is_owed() -> None:
    assert lived(VISIT, ("2026-03-09", VISITED._replace(department=""))).owed == ()
    assert lived(VISIT, ("2026-03-09", VISITED), rules=RULES._replace(tables={})).owed == ()


def test_who_is_held_to_account_stands_apart_from_the_record() -> None:
    matter = lived(ACCOUNTABILITY, ("2026-03-09", HeldToAccount("SC", "talk", "窗口脱岗", "党工委会议", "王伟", "TS-2026-0004")))
    assert (matter.title, matter.stage, matter.person) == ("提醒谈话", Stage.CLOSED, "")
    assert "王伟" not in str(matter.values)
    assert ACCOUNTABILITY.personal == {"name"}


@pytest.mark.parametrize(
    ("text", "kept"), [("", ""), ("0", "0.00"), ("128600.5", "128600.50"), ("1,234,567.89", "1234567.89"), ("9999999999999.99", "9999999999999.99")]
)
def test_a_sum_is_kept_to_the_cent(text: str, kept: str) -> None:
    assert yuan(text) == kept


@pytest.mark.parametrize("text", ["1.234", "-5", "12万", "NaN", "inf", "1e999999999", "10000000000000", "１２", "1,2", "1e5", "."])
def test_what_is_no_sum_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage, match="no sum of money"):
        yuan(text)


@given(st.lists(st.integers(0, 10**15 - 1)))
def test_totals_are_exact(cents: list[int]) -> None:
    found = total(yuan(f"{one // 100}.{one % 100:02}") for one in cents)
    assert found.replace(".", "").lstrip("0") == str(sum(cents)).lstrip("0")


def test_an_audit_is_closed_when_nothing_has_to_be_put_right(shipped: Calendar) -> None:
    closed = lived(AUDIT, ("2026-03-09", Audited("engineering", "新桥路改造", "JS", cut="128600.50")))
    assert (closed.stage, closed.title, closed.values["cut"]) == (Stage.CLOSED, "工程审计：新桥路改造", "128600.50")
    owed = lived(AUDIT, ("2026-03-09", Audited("revenue-expenditure", "财政局", rectify_by=date(2026, 4, 10))))
    assert due(owed, shipped) == {"rectification": ("2026-04-10", None)}
    done = lived(AUDIT, ("2026-03-09", Audited("engineering", "…", rectify_by=date(2026, 4, 10))), ("2026-04-01", AuditRectified("已调账")))
    assert (done.stage, done.closed) == (Stage.CLOSED, date(2026, 4, 1))
