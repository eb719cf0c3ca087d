"""What those whom the register measures might try, each with what shows it: the table of docs/trust.md."""

import json
import sqlite3
from pathlib import Path

import pytest

from account import act_from
from console import Ended, run_line

PAPER = ("--late-reason", "系统停机", "--paper", "云停〔2026〕1号")


@pytest.fixture(autouse=True)
def _in_a_staffed_register(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in the sample register, staffed and with a limit on late entries."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.chdir(sample)
    with (sample / "policy.toml").open("a", encoding="utf-8") as file:
        file.write('\n[late]\nafter = "1 工作日"\n')
    with (sample / "staff.toml").open("a", encoding="utf-8") as file:
        file.write("# 2026\n")
    assert run_line("adopt", "--yes").code == 0


def at(person: str, *line: str) -> Ended:
    """Run a line as the person whose account it is."""
    with pytest.MonkeyPatch.context() as patch:
        act_from(person, patch)
        return run_line(*line)


def found(*line: str) -> list[dict[str, object]]:
    told: list[dict[str, object]] = json.loads(run_line(*line, "--format", "json").out)
    return told


def test_one_paper_for_many_late_entries_stands_out() -> None:
    assert at("liwen", "request", "accept", "2026-0010", "--on", "2026-03-31", *PAPER).code == 0
    assert at("zhoumin", "request", "decide", "2026-0003", "--on", "2026-03-20", *PAPER).code == 0
    rows = [row for row in found("report", "late-entries") if row["paper"]]
    assert [(row["person"], row["same_paper"]) for row in rows] == [("liwen", 2), ("zhoumin", 2)]


def test_a_role_written_into_the_file_counts_for_nothing(sample: Path) -> None:
    staff = sample / "staff.toml"
    staff.write_text(staff.read_text(encoding="utf-8").replace('roles = ["clerk"]', 'roles = ["clerk", "head", "registrar"]', 1), encoding="utf-8")
    ended = at("liwen", "request", "decide", "2026-0003", "--on", "2026-03-20", *PAPER)
    assert ended.code == 5
    assert "staff.toml was edited but not adopted and counts for nothing yet" in ended.err
    assert at("liwen", "adopt", "staff", "--yes").code == 5
    assert "staff.toml" in run_line("register", "verify").out


def test_a_stricter_guide_or_a_softer_policy_in_a_file_counts_for_nothing(sample: Path) -> None:
    policy = sample / "policy.toml"
    policy.write_text(policy.read_text(encoding="utf-8").replace('after = "1 工作日"', 'after = "250 工作日"'), encoding="utf-8")
    ended = at("zhoumin", "request", "decide", "2026-0003", "--on", "2026-03-20")
    assert ended.code == 2
    assert "policy.toml was edited but not adopted" in ended.err


def test_two_windows_decide_once() -> None:
    assert at("zhoumin", "request", "decide", "2026-0003", "--on", "2026-03-20", *PAPER).code == 0
    second = at("tanguohua", "request", "decide", "2026-0003", "--refused", "--reason", "不符合", "--on", "2026-03-20", *PAPER)
    assert second.code == 5
    assert len([event for event in found("sql", "select type from v_event where subject = '2026-0003'") if event["type"] == "decided"]) == 1


def test_an_earlier_day_after_a_card_opens_an_appeal_and_takes_nothing_back() -> None:
    before = found("card", "list", "--request", "2026-0002")
    (receipt,) = found("sql", "select sequence from v_event where subject = '2026-0002' and type = 'accepted'")
    assert at("heqiang", "request", "amend", "2026-0002", str(receipt["sequence"]), "--reason", "日期笔误", "--happened-on", "2026-03-16").code == 2
    decided = at("heqiang", "request", "decide", "2026-0002", "--on", "2026-03-05", *PAPER)
    assert decided.code == 0, decided
    assert at("heqiang", "request", "complete", "2026-0002", "--on", "2026-03-05", *PAPER).code == 0
    after = found("card", "list", "--request", "2026-0002", "--all")
    assert {card["card"] for card in before} <= {card["card"] for card in after}
    assert {card["state"] for card in after if card["level"] == "red"} == {"appealed"}
    assert at("heqiang", "card", "rule", str(before[0]["card"]), "revoke", "--reason", "属实").code == 5


def test_what_is_void_stays_and_is_counted() -> None:
    assert at("zhoumin", "request", "void", "2026-0003", "--reason", "重复录入").code == 0
    assert at("liwen", "request", "receive", "GH-03", "--applicant", "星河置业有限公司").code == 0
    stages = {row["number"]: row["stage"] for row in found("request", "list", "--all")}
    assert stages["2026-0003"] == "voided"
    assert [card["subject"] for card in found("card", "list", "--request", "2026-0003", "--all")]


MAPPING = """\
name = "bureau"
system = "bureau"
row = "request"
[columns]
number = "编号"
applicant = "申请人"
received = "收件日期"
completed = "办结日期"
[item]
code = "GH-03"
"""


def test_an_import_does_not_go_on_with_what_was_typed(sample: Path) -> None:
    (sample / "map.toml").write_text(MAPPING, encoding="utf-8")
    (sample / "t.csv").write_text("编号,申请人,收件日期,办结日期\n2026-0003,星河置业有限公司,2026-03-05,2026-03-10\n", encoding="utf-8")
    assert at("liwen", "request", "import", "t.csv", "--map", "map.toml").code == 5
    assert "the number belongs to another request of this register" in at("xiongwei", "request", "import", "t.csv", "--map", "map.toml").out
    assert json.loads(run_line("request", "show", "2026-0003", "--format", "json").out)["completed_on"] is None


def test_a_register_is_not_laundered_through_another(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert at("liwen", "register", "export", str(tmp_path / "YL.jsonl")).code == 5
    assert at("xiongwei", "register", "export", str(tmp_path / "YL.jsonl")).code == 0
    assert "which this one is" in at("xiongwei", "register", "merge", str(tmp_path / "YL.jsonl")).err
    monkeypatch.chdir(tmp_path)
    assert run_line("init", "other").code == 0
    settings = tmp_path / "other" / "register.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"YL"', '"QT"'), encoding="utf-8")
    monkeypatch.chdir(tmp_path / "other")
    assert run_line("register", "merge", str(tmp_path / "YL.jsonl")).code == 0
    ended = run_line("request", "amend", "YL-2026-0003", "1", "--reason", "改", "--struck")
    assert ended.code == 5
    assert "belongs to register YL" in ended.err
    assert sample.exists()


def test_a_clock_set_back_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("approvals.store.ledger._NOW", "select '2026-03-20T02:00:00.000Z'")
    assert at("liwen", "request", "accept", "2026-0010", *PAPER, "--on", "2026-03-31").code == 0
    named = run_line("register", "verify").out.splitlines()[-2:]
    assert any("clock" in line for line in named)
    assert any(line in run_line("report", "late-entries").out for line in named if "clock" in line)


def test_names_erased_to_hide_something_leave_who_did_it(sample: Path) -> None:
    assert at("liwen", "register", "anonymise", "--before", "2026-03-21", "--yes").code == 5
    assert at("xiongwei", "register", "anonymise", "--before", "2026-03-21", "--yes").code == 0
    connection = sqlite3.connect(sample / "register.db")
    actor, payload = connection.execute("select actor, payload from event where type = 'anonymised'").fetchone()
    connection.close()
    assert actor == "xiongwei"
    assert "2026-0001" in json.loads(payload)["numbers"]
    assert found("card", "list", "--request", "2026-0001", "--all")
