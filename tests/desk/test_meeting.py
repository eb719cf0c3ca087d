"""Coordination meetings in a register: one for several complaints, in one transaction, the office's alone, told by each of them."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from console import Ended, run_line

TOGETHER = ("TS-2026-0001", "TS-2026-0002", "TS-2026-0003")
ON = "2026-04-01"
_WORKS = ("--decision", "窗口实行双岗", "--document", "调度纪要1号", "--on", ON)


def line(sample: Path, *words: str, person: str = "luoxia", language: str = "en") -> Ended:
    """Run a line as somebody, by default of the office."""
    return run_line(*words, "--as", person, "--register", str(sample), "--lang", language)


def asked(sample: Path, *words: str) -> list[dict[str, Any]]:
    """Return what a list prints as JSON."""
    found: list[dict[str, Any]] = json.loads(line(sample, *words, "--format", "json").out)
    return found


def events(sample: Path) -> int:
    """Return how many events the ledger holds."""
    connection = sqlite3.connect(sample / "register.db")
    (count,) = connection.execute("select count(*) from event").fetchone()
    connection.close()
    return int(count)


def test_what_is_proposed_meets_once_and_each_complaint_tells_of_it(sample: Path) -> None:
    assert [set(group["complaints"]) for group in asked(sample, "complaint", "alike", "--today", ON)] == [set(TOGETHER)]
    assert line(sample, "complaint", "meeting", *TOGETHER, *_WORKS) == (0, f"Coordination meeting recorded for {', '.join(TOGETHER)}.\n", "")
    assert asked(sample, "complaint", "alike", "--today", ON) == []
    for number in TOGETHER:
        others = [one for one in TOGETHER if one != number]
        shown = json.loads(line(sample, "complaint", "show", number, "--format", "json").out)
        assert (shown["met"], shown["coordination"]) == (ON, "common")
        assert shown["history"][-1]["details"] == {"others": others, "decision": "窗口实行双岗", "document": "调度纪要1号"}
        assert f"同场投诉：{'、'.join(others)}" in line(sample, "complaint", "show", number, language="zh_CN").out
    listed = {row["number"]: row["met"] for row in asked(sample, "complaint", "list")}
    assert listed == {**dict.fromkeys(TOGETHER, ON), "TS-2026-0004": None, "TS-2026-0005": None}
    assert {row["number"] for row in asked(sample, "complaint", "list", "--class", "common")} == set(TOGETHER)
    assert line(sample, "register", "verify").code == 0


def test_the_list_shows_the_day_of_the_meeting(sample: Path) -> None:
    assert line(sample, "complaint", "meeting", *TOGETHER, *_WORKS).code == 0
    first = next(row for row in line(sample, "complaint", "list").out.splitlines() if row.startswith("TS-2026-0001"))
    assert ON in first.split()


def test_a_number_given_twice_meets_once(sample: Path) -> None:
    before = events(sample)
    assert line(sample, "complaint", "meeting", "TS-2026-0001", "TS-2026-0001", "TS-2026-0002", *_WORKS).code == 0
    assert events(sample) == before + 2


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["TS-2026-0001", "TS-2026-0099", *_WORKS], 4, "There is no complaint TS-2026-0099"),
        (["TS-2026-0001", "2026-0001", *_WORKS], 2, "name two or more"),
        (["TS-2026-0001", *_WORKS], 2, "name two or more"),
        (["TS-2026-0001", "TS-2026-0001", *_WORKS], 2, "name two or more"),
        ([*_WORKS], 2, "NUMBER"),
        (["TS-2026-0001", "TS-2026-0002"], 2, "--decision"),
        (["TS-2026-0001", "TS-2026-0002", "--decision", "\x07"], 2, "control characters"),
        (["TS-2026-0001", "TS-2026-0002", "--decision", " "], 2, "--decision"),
        (["TS-2026-0004", "TS-2026-0001", "--decision", "双岗", "--on", "2026-03-30"], 5, "lies before"),
        (["TS-2026-0001", "TS-2026-0002", "--decision", "双岗", "--on", "2026-02-30"], 2, "2026-02-30"),
        (["TS-2026-0001", "TS-2026-0002", "--decision", "双岗", "--on", "2999-01-01"], 2, "2999-01-01"),
    ],
)
def test_what_one_of_them_refuses_none_of_them_has(sample: Path, words: list[str], code: int, told: str) -> None:
    before = events(sample)
    ended = line(sample, "complaint", "meeting", *words)
    assert (ended.code, told in ended.err, ended.out, events(sample)) == (code, True, "", before), ended


def test_a_closed_complaint_meets_no_more_and_the_others_with_it(sample: Path) -> None:
    assert line(sample, "complaint", "void", "TS-2026-0003", "--reason", "重复登记", "--on", ON).code == 0
    before = events(sample)
    ended = line(sample, "complaint", "meeting", *TOGETHER, *_WORKS)
    assert (ended.code, ended.err, events(sample)) == (5, "Error: Complaint TS-2026-0003 is closed.\n", before)
