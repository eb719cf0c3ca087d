"""What a clerk is told on a terminal after an event, and that nobody else is told it."""

from pathlib import Path

import pytest

from console import run_line
from terminal import typed

ON = ("--on", "2026-03-30")


def said(root: Path, *line: str) -> str:
    """Return what stood on the terminal after a line."""
    return typed(["--lang", "zh_CN", *line], [], str(root), COLUMNS="200").text


def test_from_receipt_to_delivery_each_answer_names_the_next_command_and_the_paper(sample: Path) -> None:
    received = said(sample, "request", "receive", "GH-03", "--applicant", "云岭测试有限公司", *ON)
    assert "打印收件凭证：`approvals request print 2026-0018 收件凭证`。" in received
    assert "下一步：`approvals request accept 2026-0018`、`approvals request supplement 2026-0018 --missing 1,2`" in received
    assert "打印补正告知书：`approvals request print 2026-0018 补正告知书`。" in said(sample, "request", "supplement", "2026-0018", "--missing", "1", *ON)
    supplied = said(sample, "request", "supplied", "2026-0018", *ON)
    assert "2026-0018 材料已补齐，即日受理：建设工程规划许可证核发，云岭测试有限公司。" in supplied
    assert "打印受理通知书：`approvals request print 2026-0018 受理通知书`。" in supplied
    assert "下一步：`approvals request resume 2026-0018`" in said(sample, "request", "stop", "2026-0018", "专家评审", "--days", "5", *ON)
    assert "下一步：`approvals request decide 2026-0018`" in said(sample, "request", "resume", "2026-0018", *ON)
    assert "打印准予决定书：`approvals request print 2026-0018 准予决定书`。" in said(sample, "request", "decide", "2026-0018", *ON)
    assert "下一步：`approvals request deliver 2026-0018`" in said(sample, "request", "complete", "2026-0018", *ON)
    assert "下一步" not in said(sample, "request", "deliver", "2026-0018", *ON)


def test_the_same_applicant_with_the_same_item_is_named(sample: Path) -> None:
    assert "同一事项" not in said(sample, "request", "receive", "GH-03", "--applicant", "张三", *ON)
    again = said(sample, "request", "receive", "GH-03", "--applicant", "张三", *ON)
    assert "张三的同一事项已有在办件 2026-0018；如系重复录入：`approvals request undo 2026-0019`。" in again
    assert "同一事项" not in said(sample, "request", "receive", "JS-01", "--applicant", "张三", *ON)


def test_what_is_entered_late_is_told_by_how_much(sample: Path) -> None:
    assert "补录：晚 " in said(sample, "request", "receive", "GH-03", "--applicant", "张三", "--on", "2026-03-30")


def test_the_way_to_another_name_is_told_where_a_receipt_is_taken_back(sample: Path) -> None:
    said(sample, "request", "receive", "GH-03", "--applicant", "王维", *ON)
    assert "`approvals request amend 2026-0018 --applicant 名称 --reason 理由`，编号不变" in said(sample, "request", "undo", "2026-0018")
    said(sample, "request", "undo", "2026-0018")
    amended = said(sample, "request", "amend", "2026-0018", "--applicant", "王伟", "--reason", "笔误")
    assert "  申请人：王维 → 王伟\n" in amended
    assert "下一步" not in amended


@pytest.mark.parametrize("shape", ["table", "json"])
def test_programs_are_told_nothing_of_it(sample: Path, shape: str) -> None:
    ended = run_line("request", "receive", "GH-03", "--applicant", "张三", "--format", shape, "--register", str(sample), "--lang", "en")
    assert (ended.code, ended.err) == (0, "")
    assert "Next" not in ended.out


def test_an_amendment_names_every_value_old_and_new(sample: Path) -> None:
    line = ("request", "amend", "2026-0003", "55", "--reason", "日期笔误", "--happened-on", "2026-03-04", "--set", "channel=网上", "--register", str(sample))
    ended = run_line(*line, "--lang", "en")
    assert ended.code == 0, ended
    assert ended.out.splitlines()[-2:] == ["  happened: 2026-03-05 → 2026-03-04", "  channel: — → 网上"]


def test_who_acts_is_named_by_id_or_by_a_name_that_only_one_has(sample: Path) -> None:
    for person in ("liwen", "李文"):
        ended = run_line("today", "--as", person, "--today", "2026-04-01", "--format", "json", "--register", str(sample), "--lang", "en")
        assert (ended.code, "2026-0010" in ended.out) == (0, True)
    assert run_line("today", "--as", "李", "--register", str(sample), "--lang", "en").code == 4
