"""`approvals request receive` asked at the counter, in a real terminal and in a simulated one."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import terminal
from account import act_from
from console import Ended, run_line

PERSON, ANOTHER = "360426199101010071", "11010519491231002X"
ON = "2026-03-30"


@pytest.fixture
def counter(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the sample register as the folder in which somebody can be asked."""
    monkeypatch.chdir(sample)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setattr("approvals.cli.asking.answering", lambda: True)
    return sample


def ask(*answers: str, line: tuple[str, ...] = (), person: str = "liwen") -> Ended:
    """Answer line by line; the end of the answers is the end of input."""
    return run_line("request", "receive", "--on", ON, "--as", person, *line, typed="".join(f"{answer}\n" for answer in answers).encode())


def last() -> dict[str, Any]:
    """Return the request that was received last."""
    found: list[dict[str, Any]] = json.loads(run_line("request", "list", "--all", "--today", ON, "--format", "json").out)
    return max(found, key=lambda request: str(request["number"]))


SCREEN = """Item (name, code or initials): sgxk
  JS-01 建筑工程施工许可证核发
Applicant: 王
Applied here before:
  1 王伟 (2026-0005)
  2 王芳 (2026-0017)
Number, or Enter for “王” as a new applicant: 2
Identity number or credit code, not shown (Enter for none): ·
  360*************71
Materials:
   1 建筑工程施工许可申请表
   2 用地批准手续
   3 建设工程规划许可证
   4 施工合同
   5 施工图设计文件审查合格书
   6 保证工程质量和安全的具体措施及建设资金落实承诺书  may follow
Handed in (like 1-3 5; a for all, Enter for none): a
All is there. Accept it at once? (Enter yes, n no) ·
2026-0018 received and accepted: JS-01 建筑工程施工许可证核发, 王芳.
  promised by Thu 2026-04-02
  statutory by Tue 2026-04-07

Receipt slip 2026-0018
  建筑工程施工许可证核发, 建设局
  applicant: 王芳
  received on Mon 2026-03-30
  promised by Thu 2026-04-02
  statutory by Tue 2026-04-07
  query code: 2026-0018-…

  Entered … working days after it happened.
  To print the notice of acceptance:
  `approvals request print 2026-0018 acceptance`.
  Next: `approvals request decide 2026-0018`
""".replace("·", "")


def test_an_application_is_received_in_few_keys(sample: Path) -> None:
    """Eighteen of them are the identity number; a clerk who types slowly, two keys a second, needs sixteen seconds."""
    screen = terminal.typed(
        ("request", "receive", "--on", ON, "--as", "heqiang"),
        (("initials): ", "sgxk\n"), ("Applicant: ", "王\n"), ("new applicant: ", "2\n"), ("for none): ", f"{PERSON}\n"), ("none): ", "a\n"), ("no) ", "\n")),
        str(sample),
    )
    assert (re.sub(r"(?<=0018-)[0-9a-f]{8}|(?<=Entered )\d+", "…", screen.text), screen.keys, screen.code) == (SCREEN, 31, 0)


@pytest.mark.parametrize("answered", [0, 1, 2, 5])
def test_ctrl_c_at_any_question_leaves_nothing(sample: Path, answered: int) -> None:
    answers = [("initials): ", "sgxk\n"), ("Applicant: ", "甲\n"), ("for none): ", "\n"), ("none): ", "1\n"), ("list) ", "c\n"), ("none): ", "\x03")]
    before = (sample / "register.db").read_bytes()
    screen = terminal.typed(("request", "receive", "--as", "heqiang"), [*answers[:answered], (answers[answered][0], "\x03")], str(sample))
    assert (screen.text.splitlines()[-1], screen.code) == ("Broken off: nothing was recorded.", 130)
    assert (sample / "register.db").read_bytes() == before


def test_it_speaks_chinese(sample: Path) -> None:
    screen = terminal.typed(("request", "receive", "--lang", "zh_CN"), (("：", "sgxk\n"), ("申请人：", "\x04")), str(sample))
    assert screen.text == "事项（名称、编码或拼音首字母）：sgxk\n  JS-01 建筑工程施工许可证核发\n申请人：\n\n已中断：什么都没有录入。\n"


def test_a_terminal_in_gbk_loses_no_character(sample: Path) -> None:
    answers = (("首字母）：", "施工许可\n"), ("申请人：", "张三丰\n"), ("不填）：", "\n"), ("没有）：", "a\n"), ("否）", "\n"))
    screen = terminal.typed(("request", "receive", "--lang", "zh_CN", "--as", "heqiang"), answers, str(sample), "gbk")
    assert screen.code == 0
    assert "身份证号或统一社会信用代码，输入时不显示（回车＝不填）：" in screen.text
    assert "已收件并受理：JS-01 建筑工程施工许可证核发，张三丰。" in screen.text


@pytest.mark.usefixtures("counter")
def test_what_is_missing_is_told_at_once() -> None:
    ended = ask("sgxk", "甲公司", "", "1-3", "")
    assert "Missing: 施工合同, 施工图设计文件审查合格书, 保证工程质量和安全的具体措施及建设资金落实承诺书\n" in ended.out
    assert "2026-0018 received, and the applicant told what is missing: JS-01 " in ended.out
    assert last()["stage"] == "waiting"
    assert "施工合同、施工图设计文件审查合格书、保证工程质量和安全" in run_line("request", "show", "2026-0018", "--lang", "en").out


@pytest.mark.usefixtures("counter")
def test_the_notice_can_be_left_for_later() -> None:
    ask("sgxk", "甲公司", "", "1", "n")
    assert (last()["number"], last()["stage"]) == ("2026-0018", "received")


@pytest.mark.usefixtures("counter")
def test_what_may_follow_is_accepted_with_its_day() -> None:
    ended = ask("sgxk", "甲公司", "", "1-5", "", "2026-03-01", "明天", "2026-04-03")
    assert "What follows cannot come before" in ended.err
    assert "“明天” is no date" in ended.err
    assert last()["stage"] == "accepted"


@pytest.mark.usefixtures("counter")
def test_the_list_can_be_ticked_again() -> None:
    ended = ask("sgxk", "甲公司", "", "9", "1-3", "c", "a", "")
    assert "The list goes from 1 to 6: type numbers and ranges like 1-3 5, or a for all." in ended.err
    assert last()["stage"] == "accepted"


@pytest.mark.usefixtures("counter")
def test_an_on_the_spot_item_is_settled() -> None:
    ended = ask("SC-01", "甲", "", "a", "")
    assert "2026-0018 settled: SC-01 " in ended.out
    assert last()["stage"] == "completed"


@pytest.mark.usefixtures("counter")
def test_a_wrong_code_is_typed_again_and_one_on_file_is_taken_over() -> None:
    ended = ask("sgxk", "甲", "360426199101010072", PERSON, "a", "")
    assert "That is neither an identity number nor a credit code" in ended.err
    again = ask("sgxk", "甲", "1", "", "a", "")
    assert "  1 甲 360*************71 (2026-0018)\n" in again.out
    assert PERSON not in again.out + again.err
    assert run_line("request", "show", "2026-0019", "--unmask", "--purpose", "核对", "--as", "heqiang").out.startswith(f"Code of the applicant: {PERSON}\n")


@pytest.mark.usefixtures("counter")
def test_two_of_one_name_are_told_apart_by_their_codes() -> None:
    ask("sgxk", "王伟", "", PERSON, "a", "")
    ask("sgxk", "王伟", "", ANOTHER, "a", "")
    ended = ask("sgxk", "王伟", "3", "2", "", "a", "")
    assert "  1 王伟 110*************2X (2026-0019)\n  2 王伟 360*************71 (2026-0018)\n" in ended.out
    assert "Type a number from 1 to 2, or only Enter." in ended.err


@pytest.mark.usefixtures("counter")
def test_an_item_that_fits_several_is_chosen_by_its_number() -> None:
    ended = ask("许可", "12", "规划许可", "1", "甲", "", "a", "n")
    assert "Type a number from 1 to 9." in ended.err
    assert "more: type more of the name." in ended.out
    assert last()["applicant"] == "甲"


@pytest.mark.usefixtures("counter")
def test_what_no_item_is_called_is_asked_again() -> None:
    ended = ask("zzzz", "", "sgxk", "", "甲", "", "a", "")
    assert ended.err.count("No item of yours is called “") == 2
    assert "Applicant is empty or holds control characters" in ended.err
    assert ended.code == 0


@pytest.mark.usefixtures("counter")
def test_nobody_is_asked_where_the_line_names_something_or_forbids_it() -> None:
    for line, whole in ((("GH-03",), "GH-03 --applicant NAME"), (("--applicant", "甲"), "ITEM --applicant 甲"), (("--no-input",), "ITEM --applicant NAME")):
        ended = ask(line=line)
        told = f"Error: Name item and applicant: `approvals request receive {whole}`. Where neither is given, a terminal asks.\n"
        assert (ended.code, ended.out, ended.err) == (2, "", told)


def test_nobody_is_asked_without_a_terminal(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample)
    ended = run_line("request", "receive", typed=b"sgxk\n")
    assert ended.err.startswith("Error: Name item and applicant: `approvals request receive ITEM --applicant NAME`.")


def test_the_general_counter_hands_over(counter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _staffed(counter, monkeypatch, "yangli")
    ended = ask("sgxk", "甲", "", "1", person="yangli")
    assert "建设局 goes on from here: hand the papers over with `approvals request hand-over`." in ended.out
    assert last()["stage"] == "received"


def test_a_clerk_is_offered_the_items_of_the_own_department(counter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _staffed(counter, monkeypatch, "liwen")
    assert "No item of yours is called “sgxk”" in ask("sgxk").err


def test_who_may_receive_nothing_is_not_asked(counter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _staffed(counter, monkeypatch, "luoxia")
    ended = ask("sgxk", person="luoxia")
    assert (ended.code, ended.out) == (5, "")


def _staffed(register: Path, monkeypatch: pytest.MonkeyPatch, person: str) -> None:
    """Put a staff file of its own in force, and act by the login of a person."""
    with (register / "staff.toml").open("a", encoding="utf-8") as file:
        file.write("# 2026\n")
    assert run_line("adopt", "staff", "--yes").code == 0
    act_from(person, monkeypatch)
