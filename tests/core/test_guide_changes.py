"""What changes in the guide, told value by value as people read it, in both languages."""

from datetime import date

import pytest

from approvals import language
from approvals.core.guide import Department, Item
from approvals.core.guide_changes import department_changes, item_changes
from approvals.language import spoken
from living import PAPERS, licence

LIMITS = {
    "statutory": {"limit": "20 工作日", "starts": "受理", "ends": "决定", "basis": "行政许可法 42(1)"},
    "promised": {"limit": "10 工作日", "starts": "受理", "ends": "办结"},
}


def promising(limit: str) -> Item:
    """Return the licence with another promise."""
    return licence(limits={**LIMITS, "promised": {**LIMITS["promised"], "limit": limit}})


TOLD: list[tuple[Item, str, str]] = [
    (promising("7 工作日"), "promised limit 10 → 7 working days", "承诺时限 10 → 7 工作日"),
    (promising("10 自然日"), "promised limit 10 working days → 10 calendar days", "承诺时限 10 工作日 → 10 自然日"),
    (promising("当场"), "promised limit 10 working days → on the spot", "承诺时限 10 工作日 → 当场"),
    (
        licence(limits={**LIMITS, "statutory": {**LIMITS["statutory"], "checked": date(2026, 11, 23)}}),
        "statutory limit, day checked: none → Mon 2026-11-23",
        "法定时限（核对日期）：无 → 2026年11月23日 周一",
    ),
    (
        licence(limits={"statutory": LIMITS["statutory"]}),
        "promised limit: none any more, it was 10 working days, start 受理, end 办结",
        "取消承诺时限：原为 10 工作日、起算受理、止算办结",
    ),
    (
        licence(material=[{"name": name, "copies": int(name == "申请表")} for name in PAPERS]),
        "material “申请表”, copies: none → 1",
        "材料“申请表”（复印件份数）：无 → 1",
    ),
    (licence(material=[{"name": name} for name in PAPERS[1:]]), "material “申请表”: gone", "取消材料“申请表”"),
    (
        licence(material=[{"name": name} for name in (*PAPERS[1:], PAPERS[0])]),
        "material, order: 申请表, 设计方案, 用地证明 → 设计方案, 用地证明, 申请表",
        "材料（顺序）：申请表、设计方案、用地证明 → 设计方案、用地证明、申请表",
    ),
    (licence(step=[{"name": "审查", "limit": "2 工作日"}]), "step “审查”, limit: 3 → 2 working days", "环节“审查”（时限）：3 → 2 工作日"),
    (licence(fee=[{"name": "工本费", "basis": "收费条例 1"}]), "fee “工本费”: new, basis 收费条例 1", "新增收费“工本费”：依据收费条例 1"),
    (licence(basis=[{"law": "城乡规划法", "article": 40}]), "legal basis “城乡规划法 40”: new", "新增设定依据“城乡规划法 40”"),
    (licence(condition=[{"text": "已取得用地"}]), "condition “已取得用地”: new", "新增受理条件“已取得用地”"),
    (licence(hotline="0000"), "hotline: 0000, there was none", "新增咨询电话：0000"),
    (licence(visits=0), "visits: 0, there was none", "新增到现场次数：0"),
    (licence(reengineered=True), "re-engineered flow: yes, there was none", "新增流程再造：是"),
    (
        licence(extension={"limit": "10 工作日", "approver": "区长", "basis": "行政许可法 42(1)"}),
        "extension, approver: 本行政机关负责人 → 区长",
        "延长（批准人）：本行政机关负责人 → 区长",
    ),
    (
        licence(special_procedure=[{"name": "听证", "basis": "行政许可法 45", "cap": "20 工作日"}]),
        "special procedure “听证”: new, basis 行政许可法 45, longest time 20 working days",
        "新增特别程序“听证”：依据行政许可法 45、最长时间20 工作日",
    ),
    (
        licence(suspended={"from": "2026-05-01", "reason": "系统升级"}),
        "suspended from Fri 2026-05-01: 系统升级",
        "自2026年5月1日 周五起暂停办理：系统升级",
    ),
    (
        licence(suspended={"from": "2026-05-01", "to": "2026-05-08", "reason": "系统升级"}),
        "suspended from Fri 2026-05-01 to Fri 2026-05-08: 系统升级",
        "2026年5月1日 周五至2026年5月8日 周五暂停办理：系统升级",
    ),
    (
        licence(withdrawn={"from": "2026-05-01", "reason": "并入另一事项"}),
        "withdrawn from Fri 2026-05-01: 并入另一事项",
        "自2026年5月1日 周五起取消：并入另一事项",
    ),
]


@pytest.mark.parametrize(("new", "english", "chinese"), TOLD)
def test_a_change_is_told_value_by_value(new: Item, english: str, chinese: str) -> None:
    assert [spoken(change) for change in item_changes(licence(), new)] == [english]
    language.choose("zh_CN")
    assert [spoken(change) for change in item_changes(licence(), new)] == [chinese]


def test_the_same_item_has_no_change() -> None:
    assert list(item_changes(licence(), licence())) == []


def test_every_field_of_an_item_that_differs_is_told() -> None:
    filled = {"place": "二楼", "hours": "9:00", "channels": ["网上"], "audience": ["自然人"], "variants": ["新办"], "in_name_of": "市局", "illustrative": True}
    found = {change.field for change in item_changes(licence(), licence(**filled))}
    assert found == filled.keys()


def test_an_item_that_comes_or_goes_is_told_in_one_word() -> None:
    assert [spoken(change) for change in item_changes(None, licence())] == ["new"]
    assert [spoken(change) for change in item_changes(licence(), None)] == ["no longer offered"]


def test_a_department_that_moves_is_told() -> None:
    old = Department("GH", "规划分局", hotline="0001", place="二楼")
    new = old._replace(hotline="0002", place="")
    assert [spoken(change) for change in department_changes(old, new)] == ["place: none any more, it was 二楼", "hotline 0001 → 0002"]
