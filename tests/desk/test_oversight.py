"""Complaints and duties in a register: hidden from those complained about, carded when missed, computed anew by an adoption, verified."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from approvals.core.oversight.duty import Done, Skipped
from approvals.desk.adoption import adopt
from approvals.desk.duty import listed, record_duty
from approvals.desk.founding import found
from approvals.desk.rebuilding import rebuild
from approvals.desk.register import Desk, open_register
from approvals.desk.verify import verify
from approvals.errors import NoSuchThing, NotAllowed
from approvals.language import spoken
from approvals.nightly import check
from console import Ended, run_line

day = date.fromisoformat
FIRST = day("2026-02-06")
DUTIES = """
[[duty]]
id = "bulletin"
name = "重大项目通报"
every = "week"
day = "friday"
owner = "liwen"
"""


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a register with one weekly duty, first adopted on a Friday, which no test writes to."""
    root = tmp_path_factory.mktemp("oversight") / "register"
    found(root, FIRST, "liwen", guide=False)
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
    opened.actor = "liwen"
    yield opened
    opened.connection.close()


def missed(desk: Desk, today: str) -> list[tuple[str, str, str]]:
    """Return the cards that a check raises: what of, since when, of whom."""
    desk.today = day(today)
    rows = check(desk, desk.today).new
    persons = dict(desk.connection.execute("select sequence, person from card").fetchall())
    return [(card.kind, card.since, persons[card.card]) for card in rows]


def test_missed_weeks_are_carded_each_once_and_spring_festival_is_none(desk: Desk) -> None:
    """A machine that was off from 13 February to 9 March 2026: three weeks missed, that of the festival left out."""
    assert missed(desk, "2026-03-09") == [
        ("duty/2026-W07", "2026-02-14", "liwen"),
        ("duty/2026-W09", "2026-02-28", "liwen"),
        ("duty/2026-W10", "2026-03-07", "liwen"),
    ]
    assert missed(desk, "2026-03-10") == []
    assert verify(desk).broken == ()


def test_what_was_done_in_time_has_no_card_and_what_came_late_keeps_its(desk: Desk) -> None:
    record_duty(desk, "bulletin", Done("2026-W07", document="通报第1期"), day("2026-02-13"))
    desk.today = day("2026-03-02")
    record_duty(desk, "bulletin", Done("2026-W09"), day("2026-03-02"))
    record_duty(desk, "bulletin", Skipped("2026-W10", "全国会议"), day("2026-03-02"))
    assert missed(desk, "2026-03-09") == [("duty/2026-W09", "2026-02-28", "liwen")]
    assert [(row.period, row.state) for row in listed(desk, FIRST, day("2026-03-08"), everything=True)] == [
        ("2026-W07", "done"),
        ("2026-W09", "late"),
        ("2026-W10", "skipped"),
    ]


def test_an_edit_forgives_no_missed_week(desk: Desk) -> None:
    """A duty without a first day begins when it was first adopted, however often its file is adopted after."""
    desk.today = day("2026-03-09")
    file = desk.root / "oversight" / "duties.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("重大项目通报", "项目通报"), encoding="utf-8")
    assert [spoken(change) for change in adopt(desk, ["oversight"], None).changes] == ["duty.bulletin.name: 重大项目通报 → 项目通报"]
    assert len(missed(desk, "2026-03-09")) == 3
    assert verify(desk).broken == ()


def test_a_year_without_any_event_is_still_found_missed(desk: Desk) -> None:
    """Periods are written ahead, and more of them by the check itself."""
    missed(desk, "2026-12-31")
    assert missed(desk, "2027-06-30")[-1][0] == "duty/2027-W25"
    assert missed(desk, "2028-01-03")[-1][0] == "duty/2027-W52"
    assert verify(desk).broken == ()


@pytest.mark.parametrize("period", ["2026-W08", "2026-W11", "2026-07"])
def test_a_period_that_is_none_or_lies_ahead_is_refused(desk: Desk, period: str) -> None:
    with pytest.raises(NotAllowed, match="has no period"):
        record_duty(desk, "bulletin", Done(period), day("2026-02-27"))


def test_without_a_period_that_of_the_day_is_meant(desk: Desk) -> None:
    assert record_duty(desk, "bulletin", Done(""), day("2026-02-26")) == "2026-W09"
    with pytest.raises(NotAllowed, match="has no period on"):
        record_duty(desk, "bulletin", Done(""), day("2026-02-18"))


def test_a_duty_that_is_none_is_refused(desk: Desk) -> None:
    with pytest.raises(NoSuchThing, match="no duty report"):
        record_duty(desk, "report", Done("2026-W07"), day("2026-02-13"))


def test_a_rebuilt_register_is_the_same(desk: Desk) -> None:
    missed(desk, "2026-03-09")
    rows = "select * from matter union all select subject_kind, subject_id, kind, start_on, due_on, ended_on, provisional, plan, '', '', '' from deadline"
    before = desk.connection.execute(rows).fetchall()
    desk.today = FIRST
    rebuild(desk)
    assert sorted(desk.connection.execute(rows).fetchall(), key=str) == sorted(before, key=str)


def line(sample: Path, *words: str, person: str = "luoxia") -> Ended:
    """Run a line as somebody."""
    return run_line(*words, "--as", person, "--register", str(sample), "--lang", "en")


def test_the_department_complained_about_never_learns_who_complains(sample: Path) -> None:
    office = line(sample, "complaint", "show", "TS-2026-0005").out
    assert "complainant: 李明  contact: 0000-1234567" in office
    for person in ("liwen", "heqiang", "xiongwei"):
        for words in (["show", "TS-2026-0005"], ["show", "TS-2026-0005", "--format", "json"], ["list", "--all"], ["list", "--all", "--format", "csv"]):
            assert {"李明", "1234567"} & {found for found in ("李明", "1234567") if found in line(sample, "complaint", *words, person=person).out} == set()
    assert "咨询电话无人接听" in line(sample, "complaint", "show", "TS-2026-0005", person="liwen").out
    assert "咨询电话无人接听" not in line(sample, "complaint", "show", "TS-2026-0005", person="heqiang").out


def test_the_request_named_is_shown_to_the_department_with_consent_alone(sample: Path) -> None:
    assert json.loads(line(sample, "complaint", "show", "TS-2026-0001", "--format", "json").out)["request"] == "2026-0002"
    hidden = line(sample, "complaint", "show", "TS-2026-0001", "--format", "json", person="heqiang").out
    assert "2026-0002" not in hidden
    agreed = ["complaint", "record", "又超时", "--channel", "web", "--request", "2026-0002", "--consent", "--on", "2026-04-01"]
    assert line(sample, *agreed).code == 0
    assert json.loads(line(sample, "complaint", "show", "TS-2026-0006", "--format", "json", person="heqiang").out)["request"] == "2026-0002"


def test_a_department_lists_its_own_complaints_alone(sample: Path) -> None:
    own = json.loads(line(sample, "complaint", "list", "--all", "--format", "json", person="heqiang").out)
    assert {row["department"] for row in own} == {"JS"}
    assert len(json.loads(line(sample, "complaint", "list", "--all", "--format", "json").out)) == 5


def test_of_a_report_of_wrongdoing_nothing_but_the_hand_over_is_kept(sample: Path) -> None:
    assert line(sample, "complaint", "hand-over", "--to", "纪检监察工委", "--document", "移交单1号", "--on", "2026-04-01").code == 0
    connection = sqlite3.connect(sample / "register.db")
    kept = connection.execute("select type, payload from event where subject_id = 'TS-2026-0006'").fetchall()
    connection.close()
    assert kept == [("handed_over", '{"document":"移交单1号","organ":"纪检监察工委"}')]


def test_a_complaint_nobody_accepts_is_carded_and_verified(sample: Path) -> None:
    assert line(sample, "check", "--today", "2026-04-08").code == 1
    cards = json.loads(line(sample, "card", "list", "--format", "json").out)
    assert [(card["subject"], card["kind"], card["level"], card["since"]) for card in cards if card["subject_kind"] == "complaint"] == [
        ("TS-2026-0001", "complaint_acceptance", "yellow", "2026-04-04"),
        ("TS-2026-0005", "follow_up", "warning", "2026-04-08"),
    ]
    shown = line(sample, "card", "show", str(next(card["card"] for card in cards if card["subject_kind"] == "complaint")))
    assert (shown.code, "TS-2026-0001" in shown.out) == (0, True), shown
    assert line(sample, "register", "verify").code == 0


@pytest.mark.parametrize(
    "statement",
    [
        "update matter set stage = 'closed' where number = 'TS-2026-0001'",
        "update matter set department = 'GH' where number = 'TS-2026-0001'",
        "update matter set facts = replace(facts, 'overtime', 'other') where number = 'TS-2026-0001'",
        "delete from matter where number = 'TS-2026-0002'",
        "insert into matter values ('complaint', 'TS-2026-0009', '', '', '', 'recorded', 1, '2026-03-01', null, null, '{}')",
        "update deadline set due_on = '2027-01-01' where subject_id = 'TS-2026-0001'",
        "update next_card set next_on = '2027-01-01' where subject_id = 'TS-2026-0001'",
        "delete from next_card where subject_kind = 'duty' and kind like '%W49'",
        "update counter set value = 9 where name = 'complaint/2026'",
        "update counter set value = value + 7 where name = 'duties/until'",
        "update personal set value = '王某' where field = 'complainant'",
    ],
)
def test_a_row_of_oversight_changed_by_hand_is_found(sample: Path, statement: str) -> None:
    connection = sqlite3.connect(sample / "register.db", isolation_level=None)
    assert connection.execute(statement).rowcount > 0
    connection.close()
    assert line(sample, "register", "verify").code == 1


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("complaint", "show", "TS-2026-0099"), 4, "There is no complaint TS-2026-0099"),
        (("complaint", "record", "…", "--channel", "fax"), 2, "There is no channel fax: write one of hotline"),
        (("complaint", "record", "\x07", "--channel", "web"), 2, "control characters"),
        (("complaint", "record", "…", "--channel", "web", "--request", "2026-0999"), 4, "There is no request 2026-0999"),
        (("complaint", "record", "…", "--channel", "web", "--department", "ZZ"), 2, "There is no department ZZ"),
        (("complaint", "record", "…", "--channel", "web", "--class", "huge"), 2, "There is no class huge"),
        (("complaint", "list", "--stage", "lost"), 2, "There is no stage lost"),
        (("complaint", "reply", "TS-2026-0004", "--how", "电话", "--impossible", "匿名"), 2, "Say either how"),
        (("complaint", "accept", "TS-2026-0001", "--way", "self", "--on", "2026-03-01"), 5, "lies before"),
        (("duty", "done", "weekly-bulletin", "--period", "2026-W01"), 5, "has no period 2026-W01"),
        (("duty", "done", "counter-inspection"), 5, "fulfilled by records of its own"),
        (("duty", "show", "nothing"), 4, "There is no duty nothing"),
    ],
)
def test_a_wrong_line_is_refused_in_one_sentence(sample: Path, words: tuple[str, ...], code: int, told: str) -> None:
    ended = line(sample, *words)
    assert (ended.code, told in ended.err, ended.out) == (code, True, ""), ended


def test_who_complained_is_erased_with_the_rest_and_the_chain_stays_whole(sample: Path) -> None:
    assert line(sample, "complaint", "follow-up", "TS-2026-0005", "--satisfied", "--on", "2026-04-01").code == 0
    ended = line(sample, "register", "anonymise", "--before", "2026-04-02", "--yes", person="xiongwei")
    assert "2 matters of oversight closed before Thu 2026-04-02 hold names, like who complained or rated." in ended.out
    shown = line(sample, "complaint", "show", "TS-2026-0005").out
    assert {word for word in ("李明", "1234567", "咨询电话") if word in shown} == set()
    assert "complainant: —" in shown
    assert line(sample, "register", "verify").code == 0
    assert "窗口上午无人在岗" in line(sample, "complaint", "show", "TS-2026-0004").out
