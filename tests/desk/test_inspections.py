"""Inspections and their neighbours in a register: duties that records fulfil, who may record what, who sees whom, cards, erasure, verification."""

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from account import act_from
from approvals.core.oversight.course import Voided
from approvals.core.oversight.inspection import INSPECTION, Inspected
from approvals.desk.adoption import adopt
from approvals.desk.founding import found
from approvals.desk.oversight import begin, go_on
from approvals.desk.register import Desk, open_register
from approvals.desk.verify import verify
from approvals.nightly import check
from console import Ended, run_line

day = date.fromisoformat
FIRST = day("2026-02-02")
DUTIES = """
[[duty]]
id = "inspect"
name = "窗口督查"
every = "week"
times = 2
counts = "inspection"
owner = "luoxia"

[[duty]]
id = "each"
name = "逐窗督查"
every = "week"
each = "counter"
counts = "inspection"
owner = "luoxia"

[[counter]]
id = "C01"
name = "一号窗口"

[[counter]]
id = "C02"
name = "二号窗口"
"""


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a register with weekly inspections, zone-wide and by counter, first adopted on Monday 2 February 2026."""
    root = tmp_path_factory.mktemp("inspections") / "register"
    found(root, FIRST, "luoxia", guide=False)
    (root / "oversight" / "duties.toml").write_text(DUTIES, encoding="utf-8")
    (root / "oversight" / "duties.toml").chmod(0o660)
    desk = open_register(root, FIRST)
    adopt(desk, ["oversight"], None)
    desk.connection.close()
    return root


@pytest.fixture
def desk(founded: Path, tmp_path: Path) -> Iterator[Desk]:
    """Return a copy of the register, open on its first day."""
    opened = open_register(Path(shutil.copytree(founded, tmp_path / "register")), FIRST)
    opened.actor = "luoxia"
    yield opened
    opened.connection.close()


def inspected(desk: Desk, *days: str, counter: str = "C01") -> list[str]:
    """Record inspections of a counter with nothing found, and return their numbers."""
    numbers = []
    for text in days:
        desk.today = day(text)
        numbers.append(begin(desk, INSPECTION, Inspected(("none",), counter=counter), day(text)).number)
    return numbers


def missed(desk: Desk, today: str, duty: str = "inspect") -> list[tuple[str, str, str]]:
    """Return the cards that a check raises for a duty: what of, since when, of whom."""
    desk.today = day(today)
    persons = {card.card: card for card in check(desk, desk.today).new}
    rows = desk.connection.execute("select sequence, subject_id, kind, since_on, person from card").fetchall()
    return [(kind, since, person) for sequence, subject, kind, since, person in rows if sequence in persons and subject == duty]


def test_a_week_with_one_inspection_is_flagged_the_monday_after(desk: Desk) -> None:
    inspected(desk, "2026-02-03", "2026-02-05", "2026-02-11")
    assert missed(desk, "2026-02-15") == []
    assert missed(desk, "2026-02-16") == [("duty/2026-W07", "2026-02-16", "luoxia")]
    assert missed(desk, "2026-02-17") == []
    assert verify(desk).broken == ()


def test_spring_festival_wants_no_inspection_and_the_week_after_it_two(desk: Desk) -> None:
    """2026: 15 to 23 February rest; the week from the 23rd has working days from the 24th on, and Saturday 28 February works."""
    inspected(desk, "2026-02-03", "2026-02-05", "2026-02-09", "2026-02-14", "2026-02-28")
    assert missed(desk, "2026-03-01") == []
    assert missed(desk, "2026-03-02") == [("duty/2026-W09", "2026-03-02", "luoxia")]


def test_by_counter_each_counter_wants_its_own(desk: Desk) -> None:
    inspected(desk, "2026-02-03", "2026-02-04")
    assert missed(desk, "2026-02-09", "each@C02") == [("duty/2026-W06", "2026-02-09", "luoxia")]
    assert desk.connection.execute("select count(*) from card").fetchall() == [(1,)]


def test_a_voided_record_fulfils_nothing(desk: Desk) -> None:
    _first, second = inspected(desk, "2026-02-03", "2026-02-05")
    go_on(desk, INSPECTION, second, Voided("重复登记"), day("2026-02-05"))
    assert missed(desk, "2026-02-09") == [("duty/2026-W06", "2026-02-09", "luoxia")]
    assert verify(desk).broken == ()


def test_a_record_entered_after_the_card_leaves_the_card_to_the_office(desk: Desk) -> None:
    inspected(desk, "2026-02-03")
    assert missed(desk, "2026-02-09") == [("duty/2026-W06", "2026-02-09", "luoxia")]
    begin(desk, INSPECTION, Inspected(("none",), counter="C02"), day("2026-02-06"))
    assert desk.connection.execute("select state from card where subject_id = 'inspect'").fetchall() == [("issued",)]
    assert verify(desk).broken == ()


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")


def line(root: Path, *words: str, person: str = "luoxia") -> Ended:
    """Run a line in a register as the person whose account it is."""
    with pytest.MonkeyPatch.context() as patch:
        act_from(person, patch)
        return run_line("--register", str(root), *words)


@pytest.fixture
def staffed(sample: Path) -> Path:
    """Return the sample register with a staff file of its own in force, so that nobody stands in for everybody."""
    with (sample / "staff.toml").open("a", encoding="utf-8") as file:
        file.write("# 2026\n")
    assert line(sample, "adopt", "staff", "--yes", person="xiongwei").code == 0
    return sample


def test_one_line_records_who_where_what_and_until_when(sample: Path) -> None:
    words = ("inspection", "record", "企业开办窗口", "--finding", "脱岗", "--finding", "manners", "--person", "刘芳", "--on", "2026-04-02T15:10")
    ended = line(sample, *words, "--rectify-by", "2026-04-09", "--text", "15时无人", "--format", "json")
    shown = json.loads(ended.out)
    assert (shown["number"], shown["department"], shown["person"], shown["due"]) == ("JC-2026-0003", "SC", "liufang", "2026-04-09")
    assert shown["facts"]["findings"] == ["absent", "manners"]
    assert line(sample, "check", "--today", "2026-04-10").code == 1
    cards = [card for card in json.loads(line(sample, "card", "list", "--format", "json").out) if card["subject"] == "JC-2026-0003"]
    assert [(card["kind"], card["level"], card["since"], card["person"]) for card in cards] == [("rectification", "yellow", "2026-04-10", "liufang")]
    assert line(sample, "register", "verify").code == 0


def test_the_department_puts_right_and_the_office_checks_again(staffed: Path) -> None:
    assert line(staffed, "inspection", "rectified", "JC-2026-0001", "--measure", "已补岗", person="liwen").code == 5
    assert line(staffed, "inspection", "rectified", "JC-2026-0001", "--measure", "已补岗", "--on", "2026-04-10", person="heqiang").code == 0
    assert line(staffed, "inspection", "recheck", "JC-2026-0001", "--passed", person="heqiang").code == 5
    failed = line(staffed, "inspection", "recheck", "JC-2026-0001", "--failed", "--rectify-by", "2026-12-30", "--on", "2026-04-13")
    assert failed.out.splitlines() == ["JC-2026-0001: checked again.", "  rectification by Wed 2026-12-30"]


def test_a_finding_is_carded_to_the_department_it_was_made_at(staffed: Path) -> None:
    words = ("supervision", "found", "ZX-2026-0001", "--text", "公示不全", "--on", "2026-04-01", "--rectify-by", "2026-04-03")
    assert line(staffed, *words, "--object", "JS", "--person", "何强").code == 0
    assert line(staffed, *words, "--object", "云溪镇").code == 0
    assert line(staffed, "check", "--today", "2026-04-07").code == 1
    connection = sqlite3.connect(staffed / "register.db")
    found = connection.execute("select kind, department, person from card where subject_id = 'ZX-2026-0001' order by kind").fetchall()
    connection.close()
    assert found == [("rectification/2", "JS", "heqiang"), ("rectification/3", "", "")]
    assert line(staffed, "supervision", "rectified", "ZX-2026-0001", "3", "--measure", "已公示", person="heqiang").code == 5
    assert line(staffed, "supervision", "rectified", "ZX-2026-0001", "2", "--measure", "已公示", person="heqiang").code == 0
    assert line(staffed, "register", "verify").code == 0


def test_co_operation_that_nobody_recorded_is_carded(staffed: Path) -> None:
    words = ("visit", "record", "市应急管理局", "鑫源化工有限公司", "--purpose", "检查", "--department", "HB", "--on", "2026-04-01")
    assert line(staffed, *words, "--day", "2026-04-02", "--unannounced").code == 0
    assert line(staffed, "visit", "cooperated", "ZF-2026-0002", "--text", "派人陪同", person="liwen").code == 5
    assert line(staffed, "check", "--today", "2026-04-09").code == 1
    cards = json.loads(line(staffed, "card", "list", "--department", "HB", "--format", "json").out)
    assert [card["kind"] for card in cards if card["subject"] == "ZF-2026-0002"] == ["duty/cooperation"]


def test_names_are_for_the_office_and_a_matter_for_those_it_concerns(staffed: Path) -> None:
    held = ("accountability", "record", "SC", "--measure", "通报批评", "--reason", "脱岗", "--decided-by", "党工委会议", "--on", "2026-04-02")
    assert line(staffed, *held, "--person", "王小伟", "--because", "TS-2026-0004").code == 0
    assert "王小伟" in line(staffed, "accountability", "show", "WZ-2026-0002").out
    seen = line(staffed, "accountability", "show", "WZ-2026-0002", "--format", "json", person="liufang")
    assert (seen.code, json.loads(seen.out)["name"], "王小伟" in seen.out) == (0, "—", False)
    assert line(staffed, "accountability", "show", "WZ-2026-0002", person="heqiang").code == 5
    assert json.loads(line(staffed, "accountability", "list", "--format", "json", person="heqiang").out) == []
    assert not any("王小伟" in payload for (payload,) in _payloads(staffed))
    assert line(staffed, "register", "anonymise", "--before", "2026-04-03", "--yes", person="xiongwei").code == 0
    assert "王小伟" not in line(staffed, "accountability", "show", "WZ-2026-0002").out
    assert line(staffed, "register", "verify").code == 0


def _payloads(root: Path) -> list[tuple[str]]:
    connection = sqlite3.connect(root / "register.db")
    found: list[tuple[str]] = connection.execute("select payload from event").fetchall()
    connection.close()
    return found


def test_audits_come_to_exact_totals(sample: Path) -> None:
    for cut, irregular in (("0.10", "0.20"), ("0.20", "1,000,000.01")):
        words = ("audit", "record", "财政局", "--kind", "财务收支审计", "--cut", cut, "--irregular", irregular, "--on", "2026-04-02")
        assert line(sample, *words).code == 0
    assert line(sample, "audit", "void", "SJ-2026-0002", "--reason", "重复").code == 0
    ended = line(sample, "audit", "list")
    assert ended.out.splitlines()[-1] == "2 audits. Irregular: 1000000.01 yuan; cut: 128600.70 yuan; adjusted: 0.00 yuan."
    sums = [row["facts"].get("cut") for row in json.loads(line(sample, "audit", "list", "--format", "json").out)]
    assert sums == ["128600.50", "0.10", "0.20"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("inspection", "record", "C09", "--finding", "absent"), 2, "C09 is no counter, town, village or department: write a department, or one of C01"),
        (("inspection", "record", "C01", "--finding", "asleep"), 2, "There is no kind of finding asleep: write one of none ("),
        (("inspection", "record", "C01", "--finding", "absent", "--person", "\x07"), 2, "control characters"),
        (("inspection", "record", "C01", "--finding", "absent", "--rectify-by", "2026-03-01", "--on", "2026-04-01"), 2, "lies before"),
        (("inspection", "record", "C01", "--finding", "none", "--on", "2099-01-01"), 2, "lies in the future"),
        (("inspection", "show", "JC-2026-0099"), 4, "There is no inspection record JC-2026-0099"),
        (("inspection", "list", "--stage", "lost"), 2, "There is no stage lost"),
        (("supervision", "found", "ZX-2026-0001", "--text", "…", "--person", "nobody"), 4, "Nobody on the staff is called nobody"),
        (("supervision", "close", "ZX-2026-0001"), 5, "not reported on yet"),
        (("accountability", "record", "SC", "--measure", "exile", "--reason", "…", "--decided-by", "…"), 2, "There is no measure exile: write one of talk"),
        (("accountability", "record", "SC", "--measure", "talk", "--reason", "…", "--decided-by", "…", "--because", "TS-1"), 4, "no request, card or matter"),
        (("audit", "record", "…", "--kind", "tax"), 2, "There is no kind of audit tax: write one of revenue-expenditure (财务收支审计), engineering ("),
        (("audit", "record", "…", "--kind", "engineering", "--cut", "1.005"), 2, "no sum of money"),
        (("visit", "record", "市局", " ", "--purpose", "…"), 2, "ENTERPRISE is empty"),
    ],
)
def test_a_wrong_line_is_refused_in_one_sentence(sample: Path, words: tuple[str, ...], code: int, told: str) -> None:
    before = len(_payloads(sample))
    ended = line(sample, *words)
    assert (ended.code, told in ended.err, ended.out, len(_payloads(sample))) == (code, True, "", before), ended


@pytest.mark.parametrize("noun", ["inspection", "supervision", "visit", "accountability", "audit"])
def test_a_late_entry_is_reported_and_a_changed_row_found(sample: Path, noun: str) -> None:
    number = {"inspection": "JC", "supervision": "ZX", "visit": "ZF", "accountability": "WZ", "audit": "SJ"}[noun] + "-2026-0001"
    late = json.loads(line(sample, "report", "late-entries", "--format", "json").out)
    assert number in {row["number"] for row in late}
    connection = sqlite3.connect(sample / "register.db", isolation_level=None)
    assert connection.execute("update matter set title = 'x' where number = ?", (number,)).rowcount == 1
    connection.close()
    ended = line(sample, "register", "verify")
    assert ended.code == 1
    assert re.search(rf"\b{noun}\b.*{number}|{number}", ended.out)
