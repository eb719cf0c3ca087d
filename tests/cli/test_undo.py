"""`approvals request undo`: what a slip of the finger left is taken back, with its trace; nothing else is."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from console import run_line


@pytest.fixture(autouse=True)
def register(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(sample)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    return sample


def does(*line: str) -> str:
    ended = run_line("request", *line)
    assert ended.code == 0, ended
    return ended.out


def refused(*line: str) -> str:
    ended = run_line("request", *line)
    assert (ended.code, ended.out) == (5, ""), ended
    return ended.err


def shown(number: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(does("show", number, "--format", "json"))
    return found


def verified() -> bool:
    return run_line("register", "verify").code == 0


def test_a_decision_is_taken_back_and_the_dates_are_those_of_before() -> None:
    before = shown("2026-0003")
    does("decide", "2026-0003", "--on", "2026-03-31")
    out = does("undo", "2026-0003")
    assert re.match(r"Taken back: decided of Tue 2026-03-31, event \d+\.\n2026-0003 stands as before: GH-03 ", out)
    assert shown("2026-0003") == before
    assert "slip of the finger, taken back within the hour" in does("show", "2026-0003")
    assert verified()


def test_a_receipt_becomes_void_and_undone_again_is_back() -> None:
    does("receive", "GH-03", "--applicant", "甲", "--on", "2026-03-31")
    before = shown("2026-0018")
    assert "2026-0018 is void now, and stays: GH-03 " in does("undo", "2026-0018", "--reason", "录错事项")
    assert shown("2026-0018")["stage"] == "voided"
    assert "录错事项" in does("show", "2026-0018")
    assert "2026-0018 stands as before" in does("undo", "2026-0018")
    assert shown("2026-0018") == before
    assert verified()


def test_what_one_line_recorded_is_taken_back_at_once() -> None:
    does("settle", "SC-01", "--applicant", "乙", "--on", "2026-03-31")
    out = does("undo", "2026-0018")
    assert [line.split(" of ")[0] for line in out.splitlines()[:4]] == [f"Taken back: {word}" for word in ("completed", "decided", "accepted", "received")]
    assert shown("2026-0018")["stage"] == "voided"
    assert verified()


def test_one_line_after_another_goes_back() -> None:
    does("receive", "GH-03", "--applicant", "甲", "--on", "2026-03-30")
    does("accept", "2026-0018", "--on", "2026-03-31")
    does("step", "2026-0018", "审查", "--on", "2026-03-31")
    assert "Taken back: step begun" in does("undo", "2026-0018")
    assert "Taken back: accepted" in does("undo", "2026-0018")
    assert "Taken back: received" in does("undo", "2026-0018")


def test_an_amendment_is_taken_back() -> None:
    before = shown("2026-0003")
    accepted = re.findall(r"^ *(\d+) .* accepted", does("show", "2026-0003"), re.MULTILINE)[0]
    does("amend", "2026-0003", accepted, "--reason", "日期笔误", "--happened-on", "2026-03-05")
    assert shown("2026-0003") != before
    does("undo", "2026-0003")
    assert shown("2026-0003") == before


def test_after_an_hour_it_is_no_slip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("approvals.cli.options.wall_clock", lambda: datetime.now(UTC) + timedelta(hours=2))
    said = refused("undo", "2026-0017")
    assert said.startswith("Error: 2026-0017: the last event, received, was typed more than an hour ago: amend it with `approvals request amend 2026-0017 ")


def test_only_who_typed_it_takes_it_back() -> None:
    does("step", "2026-0003", "审查", "--on", "2026-03-31", "--as", "liwen")
    assert "liwen recorded the last event, step begun: only who typed it can take it back" in refused("undo", "2026-0003")
    does("undo", "2026-0003", "--as", "liwen")
    assert "liwen recorded the last event, amended" in refused("undo", "2026-0003")


def test_what_was_printed_stays() -> None:
    does("print", "2026-0017", "receipt")
    assert "was printed with it, and the applicant may hold it: amend the event" in refused("undo", "2026-0017")


def test_where_a_card_was_raised_since_the_office_rules() -> None:
    assert "card 2026-0002/" in refused("undo", "2026-0002")


def test_what_an_import_brought_is_put_right_there(register: Path) -> None:
    (register / "log.csv").write_text(
        "case:concept:name,case:startdate,case:enddate,case:deadline,case:channel,concept:name,time:timestamp,org:resource\n"
        "case-1,2011-10-11,2011-11-24,2011-12-06,Internet,Confirmation of receipt,2011-10-11 13:45:40,Resource21\n",
        encoding="utf-8",
    )
    assert run_line("request", "import", "log.csv", "--map", "permit-receipt-log.toml").code == 0
    assert "was not typed here: put it right where it came from." in refused("undo", "case-1")


def test_no_paper_is_asked_for_where_the_event_was_entered_late(register: Path) -> None:
    policy = register / "policy.toml"
    policy.write_text(policy.read_text(encoding="utf-8").replace("# [late]\n# after", "[late]\nafter"), encoding="utf-8")
    assert run_line("adopt", "policy", "--yes").code == 0
    does("decide", "2026-0003", "--on", "2026-03-31", "--late-reason", "停电", "--paper", "云开资规〔2026〕9号")
    does("undo", "2026-0003")
    assert shown("2026-0003")["stage"] == "accepted"
    assert verified()


def test_a_request_that_is_not_there_is_none() -> None:
    assert run_line("request", "undo", "2026-9999").code == 4
