"""The sections of a printed guide: what an item says stands in them, what it does not say is left out."""

from datetime import date
from typing import Any

import pytest

from approvals.core.guide import Department, item_from
from approvals.core.leaflet.gather import address, gather
from approvals.core.leaflet.parts import Section
from approvals.core.leaflet.sections import sections

HALL = Department("GH", "规划分局", hotline="0000-1", complaint_line="0000-2", place="二楼", hours="工作日")
PROMISED = {"limit": "7 工作日", "starts": "受理", "ends": "办结"}
BARE = {"code": "GH-03", "name": "许可", "kind": "公共服务", "handling": "承诺件"}


def section(key: str, **keys: Any) -> Section | None:  # noqa: ANN401 - the keys of an item
    return next((found for found in sections(item_from({**BARE, **keys}), HALL) if found.key == key), None)


def test_of_a_bare_item_only_what_is_known_is_printed() -> None:
    found = sections(item_from(BARE), Department("GH", "规划分局"))
    assert [(part.number, part.key) for part in found] == [("一", "basics"), ("二", "fees")]
    assert dict(found[0].pairs) == {"事项编码": "GH-03", "事项类型": "公共服务", "办件类型": "承诺件", "实施部门": "规划分局"}


def test_limits_stand_side_by_side_with_their_law() -> None:
    statutory = {
        "limit": "20 工作日",
        "text": "20日",
        "unit_basis": "许可法 82",
        "starts": "受理",
        "ends": "决定",
        "basis": "许可法 42",
        "checked": "2026-11-23",
    }
    limits = {
        "statutory": {**statutory, "checked": "2026-11-23"},
        "promised": {"limit": "7 工作日", "starts": "受理", "ends": "办结"},
        "original": {"limit": "10 工作日"},
    }
    found = section("limits", limits=limits)
    assert found
    assert [column.title for column in found.columns] == ["", "法定时限", "承诺时限", "原时限"]
    assert found.rows == (
        ("时限", "20个工作日", "7个工作日", "10个工作日"),
        ("起止", "自受理起，至决定止", "自受理起，至办结止", "—"),
    )
    assert dict(found.pairs) == {"法定时限依据": "《许可法》第四十二条（原文“20日”，计日依据《许可法》第八十二条，2026年11月23日核对）"}


def test_a_limit_nobody_has_read_says_so() -> None:
    found = section("limits", limits={"statutory": {"limit": "20 工作日", "starts": "受理", "ends": "决定", "basis": "某条例 5", "grade": "C"}})
    assert found
    assert dict(found.pairs) == {"法定时限依据": "《某条例》第五条（依据未核对）"}


def test_of_an_item_with_its_original_limit_alone_that_is_printed() -> None:
    found = section("limits", limits={"original": {"limit": "20 工作日"}})
    assert found
    assert found.rows == (("时限", "20个工作日"),)


def test_other_amounts_and_what_goes_with_the_limits() -> None:
    found = section(
        "limits",
        kind="行政许可",
        limits={
            "statutory": {
                "limit": "20 自然日",
                "starts": "受理",
                "ends": "决定",
                "basis": "条例 12",
                "alternatives": [{"limit": "当场", "when": "实行承诺制", "basis": "办法 7"}],
            }
        },
        extension={"limit": "10 工作日", "approver": "负责人", "basis": "许可法 42(1)"},
        renewal={"apply_before": "30 自然日", "basis": "许可法 50", "decide_within": "20 工作日"},
        deemed_filed=True,
    )
    assert found
    assert found.lines == ("实行承诺制的，法定时限为当场（《办法》第七条）。",)
    assert dict(found.pairs) == {
        "法定时限依据": "《条例》第十二条",
        "备案": "收到材料即为备案，不另作决定",
        "补正告知": "5个工作日内一次告知需要补正的全部内容，逾期不告知的，自收到申请材料之日起即为受理（《行政许可法》第三十二条第一款第（四）项）",
        "延长": "经负责人批准，可以延长10个工作日（《许可法》第四十二条第一款）",
        "延续": "有效期届满30个自然日前提出申请（《许可法》第五十条），20个工作日内决定",
    }


def test_materials_with_originals_and_copies_and_without_columns_nobody_fills() -> None:
    found = section("materials", material=[{"name": "申请表", "originals": 1}, {"name": "证明", "copies": 2, "issuer": "银行", "source": "其他"}])
    assert found
    assert [column.title for column in found.columns] == ["材料名称", "原件", "复印件", "来源"]
    assert found.rows == (("1. 申请表", "1份", "—", ""), ("2. 证明", "—", "2份", "银行"))


def test_the_flow_goes_from_the_application_to_the_delivery_and_parallel_steps_share_a_box() -> None:
    steps = [{"name": "受理", "limit": "1 工作日"}, {"name": "甲审", "parallel": True}, {"name": "乙审", "parallel": True}, {"name": "决定"}]
    found = section("steps", step=steps)
    assert found
    assert [[tuple(step) for step in stage.steps] for stage in found.flow] == [
        [("申请", "")],
        [("受理", "1个工作日")],
        [("甲审", ""), ("乙审", "")],
        [("决定", "")],
        [("送达", "")],
    ]


def test_an_item_without_a_fee_says_so_and_one_without_steps_has_no_flow() -> None:
    fees = section("fees")
    assert fees
    assert fees.lines == ("不收费。",)
    assert section("steps") is None


def test_what_the_item_says_of_place_and_hotline_comes_before_its_department() -> None:
    found = section("where", place="三楼", hotline="0000-3")
    assert found
    assert [pair.value for pair in found.pairs] == ["三楼", "工作日", "0000-3", "0000-2"]


@pytest.mark.parametrize(
    ("web", "found"), [("", ""), ("https://a.cn/guide.html", "https://a.cn/guide.html#GH-03"), ("https://a.cn/{item}.html", "https://a.cn/GH-03.html")]
)
def test_the_address_of_an_item(web: str, found: str) -> None:
    assert address(web, "GH-03") == found


def test_the_title_is_that_of_the_item_the_department_or_the_whole() -> None:
    other = item_from({**BARE, "code": "GH-04"})
    hall, item = Department("JS", "建设局"), item_from(BARE)
    day = date(2026, 3, 1)
    assert gather([(item, HALL)], "登记", day, sample=False, web="").title == "许可办事指南"
    assert gather([(item, HALL), (other, HALL)], "登记", day, sample=False, web="").title == "规划分局办事指南"
    assert gather([(item, HALL), (other, hall)], "登记", day, sample=True, web="")[:4] == (
        "办事指南",
        "登记",
        "2026年3月1日",
        "样本：虚构的高新区，所载内容不作为办事依据",
    )
