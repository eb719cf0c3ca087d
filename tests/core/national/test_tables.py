"""Rows of the national tables from lives of requests, and what is wrong with a row."""

from datetime import date

import pytest

from approvals.core import events as kinds
from approvals.core.calendar import Calendar
from approvals.core.entry import Entry
from approvals.core.events import Accepted, Completed, Decided, Event, Extended, Forwarded, Outcome, Received, Resumed, Stopped, Terminated, Voided, Withdrawn
from approvals.core.fold import amended
from approvals.core.national.rows import Told, material_rows, process_rows, result_rows, special_rows
from approvals.core.national.tables import ACCEPT, RESULT, SPECIAL, TABLES, flaws, within
from approvals.core.request import Request
from approvals.language import say
from approvals.store.schema.labels import EVENTS
from living import law_of, licence, lived

RECEIVED = ("2026-03-02", Received("GH-03", "云岭科技有限公司"))
ACCEPTED = ("2026-03-02", Accepted())
GRANTED, REFUSED = ("2026-03-10", Decided()), ("2026-03-10", Decided(Outcome.REFUSED, "不合规划", "复议、诉讼"))
ITEM = licence(
    step=[{"name": "审查"}, {"name": "复核"}],
    special_procedure=[{"name": "专家评审", "basis": "行政许可法 45", "cap": "20 工作日"}],
    material=[
        {"name": "申请表", "originals": 1, "copies": 2},
        {"name": "委托书", "required": "非必要"},
        {"name": "证明", "required": "容缺后补"},
        {"name": "方案"},
    ],
)
ENDED: list[tuple[tuple[tuple[str, Event], ...], tuple[str, str, str, str] | None]] = [
    ((), None),
    ((GRANTED,), None),
    ((GRANTED, ("2026-03-11", Completed())), ("20260311T000000", "6", "准予", "")),
    ((GRANTED, ("2026-03-11", Completed(certificate="建字第1号"))), ("20260311T000000", "0", "准予", "建字第1号")),
    ((GRANTED, ("2026-03-11T16:05", Completed("paper"))), ("20260311T160500", "7", "准予", "")),
    ((REFUSED, ("2026-03-11", Completed())), ("20260311T000000", "6", "不予", "")),
    ((REFUSED, ("2026-03-11", Completed("returned"))), ("20260311T000000", "1", "不予", "")),
    ((("2026-03-05", Forwarded("市局")),), ("20260305T000000", "4", "转报上级", "")),
    ((("2026-03-05", Withdrawn("不再申请")),), ("20260305T000000", "1", "申请人撤回", "")),
    ((("2026-03-05", Terminated("申请人死亡")),), ("20260305T000000", "1", "终止审查", "")),
    ((("2026-03-05", Voided("重复录入")),), ("20260305T000000", "2", "作废", "")),
]


def told(request: Request) -> Told:
    return Told(request, ITEM, ITEM, 1, "GH", "规划局", date(2026, 3, 16), "", str, EVENTS["request"])


def life(shipped: Calendar, *happened: tuple[str, Event]) -> tuple[Told, list[Entry]]:
    request = lived(law_of(ITEM, shipped), RECEIVED, ACCEPTED, *happened)
    return told(request), amended(request.history)


@pytest.mark.parametrize(("happened", "row"), ENDED)
def test_how_a_request_ended(shipped: Calendar, happened: tuple[tuple[str, Event], ...], row: tuple[str, ...] | None) -> None:
    seen = [tuple(found[name] for name in ("办结时间", "办结结果", "结果描述", "结果证照编号")) for found in result_rows(life(shipped, *happened)[0])]
    assert seen == ([row] if row else [])


def test_procedures_and_the_extension(shipped: Calendar) -> None:
    seen, standing = life(
        shipped,
        ("2026-03-04", Stopped("专家评审", "云开资规〔2026〕7号", 5, date(2026, 3, 4))),
        ("2026-03-09", Resumed("专家评审")),
        ("2026-03-18", Extended(5, "谭国华", "方案需要论证", date(2026, 3, 18))),
    )
    rows = list(special_rows(seen, standing))
    assert [list(row.values())[1:7] for row in rows] == [
        ["2", "专家评审", "行政许可法 45", "20260304T000000", "20260309T000000", "已结束"],
        ["1", "延长审批", "方案需要论证", "20260318T000000", "20260318T000000", "延长5个工作日"],
    ]
    assert [flaw for row in rows for flaw in flaws(SPECIAL, row, "GH-03")] == []
    assert {row["申请人"] for row in rows} == {"云岭****公司"}


def test_a_step_is_one_row_and_one_under_way_ends_when_it_began(shipped: Calendar) -> None:
    seen, standing = life(
        shipped, ("2026-03-03", kinds.StepBegun("审查")), ("2026-03-05", kinds.StepDone("审查")), ("2026-03-06", kinds.StepBegun("复核")), REFUSED
    )
    assert [(row["环节名称"], row["业务动作"], row["环节开始时间"][:8], row["环节结束时间"][:8], row["处理意见"]) for row in process_rows(seen, standing)] == [
        ("收件", "其他", "20260302", "20260302", ""),
        ("受理", "通过", "20260302", "20260302", ""),
        ("审查", "通过", "20260303", "20260305", ""),
        ("复核", "其他", "20260306", "20260306", ""),
        ("决定", "退回", "20260310", "20260310", "不合规划"),
    ]


def test_silence_that_became_acceptance_is_a_step(shipped: Calendar) -> None:
    request = lived(law_of(ITEM, shipped), RECEIVED, today=date(2026, 3, 20))
    rows = list(process_rows(told(request), amended(request.history)))
    assert [(row["环节名称"], row["环节结束时间"], row["处理意见"]) for row in rows] == [
        ("收件", "20260302T000000", ""),
        ("受理", "20260302T000000", "逾期未告知，自收到之日起即为受理"),
    ]


def test_the_materials_that_were_handed_in(shipped: Calendar) -> None:
    seen, _standing = life(shipped)
    assert [(row["材料名称"], row["收取数量"]) for row in material_rows(seen)] == [("申请表", "3"), ("方案", "1")]


ROW = {"办件编号": "2026-0007", "办结时间": "20260302T000000", "办结结果": "6", "满意度": "2"}
PLACE = "2026-0007 up_pro_result"
FLAWS: list[tuple[dict[str, str], list[str]]] = [
    ({}, []),
    ({"办结时间": ""}, [f"{PLACE}/办结时间: nothing stands there"]),
    ({"办结时间": "20260230T000000"}, [f"{PLACE}/办结时间: “20260230T000000” is no time like 20260302T103000"]),
    ({"办结时间": "2026-03-02"}, [f"{PLACE}/办结时间: “2026-03-02” is no time like 20260302T103000"]),
    ({"办结结果": "8"}, [f"{PLACE}/办结结果: “8” is not one of 0, 1, 2, 4, 5, 6, 7"]),
    ({"办结结果": "", "满意度": "6"}, [f"{PLACE}/办结结果: nothing stands there", f"{PLACE}/满意度: “6” is not one of 1, 2, 3, 4, 5"]),
    ({"办件编号": "9" * 51}, [f"{'9' * 51} up_pro_result/办件编号: “{'9' * 51}” is longer than the 50 characters that the table holds"]),
]


@pytest.mark.parametrize(("changed", "sentences"), FLAWS)
def test_what_is_wrong_with_a_row(changed: dict[str, str], sentences: list[str]) -> None:
    assert [say(*flaw.said()) for flaw in flaws(RESULT, {**ROW, **changed}, "GH-03")] == sentences


def test_a_row_belongs_to_one_month() -> None:
    assert within(RESULT, ROW, date(2026, 3, 1), date(2026, 3, 31))
    assert within(RESULT, ROW, date(2026, 3, 2), date(2026, 3, 2))
    assert not within(RESULT, ROW, date(2026, 3, 3), None)
    assert not within(RESULT, ROW, None, date(2026, 3, 1))
    assert within(ACCEPT, {"受理时间": ""}, date(2026, 3, 3), None)


def test_every_column_is_named_once() -> None:
    for table in TABLES:
        assert len(set(table.columns)) == len(table.columns)
        assert set(table.dated) <= set(table.columns)
