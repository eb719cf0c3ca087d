"""Late entries: asked for, marked, reported; and a sample that can be drawn again by hand."""

import hashlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from console import run_line


@pytest.fixture
def strict(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the sample register with a policy on late entries in force."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.chdir(sample)
    policy = sample / "policy.toml"
    policy.write_text(policy.read_text(encoding="utf-8") + '\n[late]\nafter = "1 工作日"\n', encoding="utf-8")
    assert run_line("adopt", "policy", "--yes").code == 0
    return sample


LINE = ("request", "decide", "2026-0003", "--on", "2026-03-20")


@pytest.mark.usefixtures("strict")
def test_a_late_entry_is_refused_without_its_paper_and_marked_with_it() -> None:
    ended = run_line(*LINE)
    assert ended.code == 2
    assert "add --late-reason and --paper" in ended.err
    assert run_line(*LINE, "--late-reason", "系统停机", "--paper", "云停〔2026〕1号").code == 0
    assert "entered late (系统停机, 云停〔2026〕1号)" in run_line("request", "show", "2026-0003").out
    rows = json.loads(run_line("report", "late-entries", "--department", "GH", "--format", "json").out)
    assert [(row["event"], row["reason"], row["paper"]) for row in rows if row["paper"]] == [("decided", "系统停机", "云停〔2026〕1号")]
    assert run_line("register", "verify").code == 0


@pytest.mark.usefixtures("strict")
def test_the_reason_of_one_line_does_not_excuse_the_next() -> None:
    assert run_line(*LINE, "--late-reason", "系统停机", "--paper", "1号").code == 0
    assert run_line("request", "complete", "2026-0003", "--on", "2026-03-21").code == 2


def test_the_sample_is_the_one_the_hashes_draw(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample)
    drawn = json.loads(run_line("report", "sample", "--size", "5", "--seed", "2026", "--format", "json").out)
    with sqlite3.connect(sample / "register.db") as connection:
        sequences = [row[0] for row in connection.execute("select sequence from event where subject_kind = 'request'")]
    connection.close()
    by_hand = sorted(sequences, key=lambda sequence: hashlib.sha256(f"2026:{sequence}".encode()).hexdigest())[:5]
    assert [event["sequence"] for event in drawn] == sorted(by_hand)


def test_a_span_in_which_nothing_was_recorded_is_empty(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample)
    for report in ("late-entries", "sample"):
        assert run_line("report", report, "--to", "2020-01-01", "--format", "json").out == "[]\n"
    assert run_line("report", "late-entries", "--department", "没有").code == 2


MAPPING = """\
name = "bureau"
system = "bureau"
row = "request"
[columns]
number = "编号"
applicant = "申请人"
received = "收件日期"
[item]
code = "GH-03"
"""
REASON = ("--late-reason", "系统停机", "--paper", "云停〔2026〕1号")


def told(*line: str) -> list[dict[str, Any]]:
    """Return what a line prints as JSON."""
    ended = run_line(*line, "--format", "json")
    assert ended.code == 0, ended
    found: list[dict[str, Any]] = json.loads(ended.out)
    return found


@pytest.mark.usefixtures("strict")
def test_a_late_entry_is_marked_in_every_view() -> None:
    assert run_line(*LINE, *REASON).code == 0
    assert run_line("request", "complete", "2026-0003", "--on", "2026-03-21", *REASON).code == 0
    marked = {row["number"]: row["late_entry"] for row in told("request", "list", "--all")}
    assert [number for number, late in marked.items() if late] == ["2026-0003"]
    assert {card["late_entry"] for card in told("card", "list", "--all", "--request", "2026-0003")} == {True}
    assert told("sql", "select number from v_request where late_entry = 1") == [{"number": "2026-0003"}]
    assert [row["type"] for row in told("sql", "select type from v_event where late_entry = 1")] == ["decided", "completed"]
    assert "Entered late" in run_line("request", "explain", "2026-0003").out
    assert "Entered late" in run_line("request", "list", "--all", "--format", "csv").out.splitlines()[0]
    assert "was entered late: decided on Fri 2026-03-20" in run_line("card", "show", "2026-0003").out
    assert "补录：本文书所记2026年3月20日的事项" in run_line("request", "print", "2026-0003", "grant", "--draft").out


@pytest.mark.usefixtures("strict")
def test_a_card_and_a_request_tell_programs_what_was_entered_late() -> None:
    run_line(*LINE, *REASON)
    run_line("check", "--today", "2026-04-01")
    page = json.loads(run_line("card", "show", "2026-0003", "--format", "json").out)
    assert [(entry["event"], entry["reason"], entry["paper"]) for entry in page["late_entries"]] == [("decided", "系统停机", "云停〔2026〕1号")]
    assert json.loads(run_line("request", "show", "2026-0003", "--format", "json").out)["late_entry"] is True
    assert json.loads(run_line("request", "explain", "2026-0003", "--format", "json").out)["late_entry"] is True
    assert json.loads(run_line("request", "show", "2026-0002", "--format", "json").out)["late_entry"] is False


@pytest.mark.usefixtures("strict")
def test_a_day_is_moved_late_with_a_paper_only() -> None:
    line = ("request", "amend", "2026-0003", "56", "--reason", "日期笔误", "--happened-on", "2026-03-09")
    assert run_line(*line).code == 2
    assert run_line(*line, *REASON).code == 0
    effects = json.loads(run_line("request", "explain", "2026-0003", "--format", "json").out)["effects"]
    assert [(effect["on"], effect["late_entry"]) for effect in effects] == [("2026-03-09", True)] * 2
    row = next(row for row in told("report", "late-entries") if row["event"] == "amended")
    assert row["paper"] == "云停〔2026〕1号"
    assert row["days_late"] > 1
    assert run_line("request", "amend", "2026-0003", "56", "--reason", "文号笔误", "--set", "document=云开资规〔2026〕9号").code == 0
    assert run_line("register", "verify").code == 0


@pytest.mark.usefixtures("strict")
def test_what_was_entered_before_the_policy_is_reported_as_it_was() -> None:
    run_line(*LINE, *REASON)
    allowed = {row["sequence"]: row["allowed"] for row in told("report", "late-entries", "--department", "GH")}
    assert allowed.pop(max(allowed)) == 1
    assert set(allowed.values()) == {None}
    assert 'late_entry": true' not in run_line("request", "list", "--format", "json").out.replace("2026-0003", "")[:0]


@pytest.mark.usefixtures("strict")
def test_what_is_done_with_a_card_is_late_too() -> None:
    line = ("card", "appeal", "2026-0001", "--reason", "已按期办结", "--evidence", "签收单12号", "--on", "2026-03-18")
    assert run_line(*line).code == 2
    assert run_line(*line, *REASON).code == 0
    page = json.loads(run_line("card", "show", "2026-0001", "--format", "json").out)
    assert [entry["event"] for entry in page["history"] if entry["late_entry"]] == ["appealed"]
    assert page["late_entry"] is True
    assert "entered late (系统停机, 云停〔2026〕1号)" in run_line("card", "show", "2026-0001").out
    row = next(row for row in told("report", "late-entries") if row["event"] == "appealed")
    assert (row["number"], row["department"], row["reason"]) == ("2026-0001", "GH", "系统停机")
    assert "appeal" in run_line("report", "late-entries", "--department", "GH").out
    assert run_line("register", "verify").code == 0


@pytest.mark.usefixtures("strict")
def test_a_complaint_recorded_late_is_reported_without_whose_it_is() -> None:
    line = ("complaint", "record", "窗口无人在岗", "--channel", "hotline", "--about", "attitude", "--department", "JS", "--on", "2026-03-20")
    assert run_line(*line).code == 2
    assert run_line(*line, *REASON).code == 0
    row = next(row for row in told("report", "late-entries", "--department", "JS") if row["paper"])
    assert (row["department"], row["reason"], row["same_paper"]) == ("JS", "系统停机", 1)
    assert run_line("report", "late-entries", "--department", "JS").code == 0


@pytest.mark.usefixtures("strict")
def test_what_happened_today_is_not_late() -> None:
    ended = run_line("request", "receive", "GH-03", "--applicant", "甲", *REASON)
    assert ended.code == 2
    assert "Nothing is late here" in ended.err


def test_batches_and_missing_numbers_are_lists_of_their_own(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample)
    assert run_line("request", "decide", "2026-0003", "--on", "2026-03-20", "--document", "云开资规决〔2026〕5号").code == 0
    assert run_line("request", "accept", "2026-0010", "--on", "2026-03-31", "--document", "云开资规决〔2026〕7号").code == 0
    gaps = told("report", "late-entries", "--gaps")
    assert [(gap["paper"], gap["before_request"], gap["behind_request"]) for gap in gaps] == [("云开资规决〔2026〕6号", "2026-0003", "2026-0010")]
    assert "云开资规决〔2026〕6号" in run_line("report", "late-entries", "--gaps", "--format", "csv").out
    batches = told("report", "late-entries", "--batches", "--department", "XF")
    assert [(batch["events"], batch["late"], batch["requests"], batch["first"]) for batch in batches] == [(4, 4, 1, "2026-03-26")]
    assert run_line("report", "late-entries", "--batches", "--gaps").code == 2


def test_an_import_is_no_late_typing_and_says_where_it_comes_from(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample)
    before = len(told("report", "late-entries"))
    (sample / "map.toml").write_text(MAPPING, encoding="utf-8")
    (sample / "t.csv").write_text("编号,申请人,收件日期\n甲-1,云岭科技有限公司,2026-03-02\n", encoding="utf-8")
    assert run_line("request", "import", "t.csv", "--map", "map.toml").code == 0
    assert len(told("report", "late-entries")) == before
    assert "imported, batch bureau/0001" in run_line("request", "show", "甲-1").out
    assert {row["origin"] for row in told("report", "sample", "--size", "1000")} == {"typed", "import:bureau/0001"}
    assert "1 were imported" in run_line("report", "late-entries").out


def test_a_register_without_the_sample_asks_for_papers_from_the_first_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_line("init", "register", "--empty").code == 0
    assert '\n[late]\nafter = "1 工作日"\n' in (tmp_path / "register" / "policy.toml").read_text(encoding="utf-8")
    assert run_line("policy", "check", "--register", "register").code == 0
