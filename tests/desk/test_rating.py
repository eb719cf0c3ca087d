"""Ratings in a register: once each request, a bad one opens its complaint at the same time; who rated stays with the office."""

import json
import sqlite3
from pathlib import Path

import pytest

from console import Ended, run_line


def line(sample: Path, *words: str, person: str = "luoxia") -> Ended:
    """Run a line as somebody."""
    return run_line(*words, "--as", person, "--register", str(sample), "--lang", "en")


def rated(sample: Path, number: str, *words: str, person: str = "luoxia") -> Ended:
    """Rate a request on 1 April 2026."""
    return line(sample, "request", "rate", number, *words, "--on", "2026-04-01", person=person)


def test_a_bad_rating_opens_a_complaint_with_one_day_to_call_and_five_to_mend(sample: Path) -> None:
    ended = rated(sample, "2026-0001", "dissatisfied", "--text", "等了太久", "--contact", "0000-7654321", "--channel", "sms")
    assert ended.out.splitlines() == [
        "PJ-2026-0002: request 2026-0001 is rated dissatisfied.",
        "  complaint TS-2026-0006 is open: call the rater, then `approvals complaint accept TS-2026-0006`.",
        "  acceptance of a complaint by Thu 2026-04-02",
    ]
    assert line(sample, "complaint", "accept", "TS-2026-0006", "--way", "assigned", "--department", "GH", "--on", "2026-04-02").code == 0
    found = json.loads(line(sample, "complaint", "show", "TS-2026-0006", "--format", "json").out)
    assert [found[name] for name in ("channel", "department", "request", "due", "complainant", "text")] == [
        *("rating", "GH", "2026-0001", "2026-04-10"),
        *("云岭精密制造有限公司", "等了太久"),
    ]
    assert line(sample, "register", "verify").code == 0


@pytest.mark.parametrize(("level", "opens"), [("1", False), ("2", False), ("3", False), ("4", True), ("5", True)])
def test_the_two_lowest_levels_alone_open_one(sample: Path, level: str, opens: bool) -> None:  # noqa: FBT001 - a table
    assert rated(sample, "2026-0001", level).code == 0
    assert (line(sample, "complaint", "show", "TS-2026-0006").code == 0) is opens


def test_the_event_has_what_the_national_list_asks_for_and_no_name(sample: Path) -> None:
    rated(sample, "2026-0001", "不满意", "--by", "李明", "--text", "态度差", "--channel", "sms")
    connection = sqlite3.connect(sample / "register.db")
    rows = connection.execute("select type, payload from event where subject_kind = 'rating' order by sequence desc limit 1").fetchall()
    connection.close()
    payload = json.loads(rows[0][1])
    assert (rows[0][0], {name: payload[name] for name in payload if not payload[name].startswith("sha256:")}) == (
        "rated",
        {"request": "2026-0001", "item": "GH-03", "department": "GH", "level": "dissatisfied", "channel": "sms", "complaint": "TS-2026-0006"},
    )
    assert {name for name in payload if payload[name].startswith("sha256:")} == {"rater", "text"}


def test_the_department_never_learns_whose_anonymous_rating_it_was(sample: Path) -> None:
    rated(sample, "2026-0001", "5", "--anonymous", "--text", "态度差")
    for words in (["rating", "show", "PJ-2026-0002"], ["rating", "list", "--each"], ["complaint", "show", "TS-2026-0006"]):
        for shape in ("table", "json"):
            seen = line(sample, *words, "--format", shape, person="liwen").out.replace("PJ-2026-0002", "").replace("TS-2026-0006  ", "")
            assert [word for word in ("2026-0001", "云岭精密") if word in seen] == [], words
    assert "态度差" in line(sample, "rating", "show", "PJ-2026-0002", person="liwen").out
    assert line(sample, "rating", "show", "PJ-2026-0002", person="heqiang").code == 5


def test_counts_of_few_are_the_office_s_alone(sample: Path) -> None:
    rated(sample, "2026-0001", "1")
    office = json.loads(line(sample, "rating", "list", "--format", "json").out)
    assert [(row["department"], row["very_satisfied"], row["total"], row["satisfied_percent"]) for row in office] == [("GH", 1, 1, 100.0), ("XF", 0, 1, 100.0)]
    others = json.loads(line(sample, "rating", "list", "--format", "json", person="liwen").out)
    assert [(row["department"], row["total"], row["suppressed"]) for row in others] == [("GH", None, True), ("XF", None, True)]
    assert "too few to be shown" in line(sample, "rating", "list", person="liwen").out


def test_a_voided_rating_counts_no_more_and_makes_room_for_another(sample: Path) -> None:
    assert rated(sample, "2026-0015", "1").code == 5
    assert line(sample, "rating", "void", "PJ-2026-0001", "--reason", "误评").code == 0
    assert rated(sample, "2026-0015", "1").code == 0
    assert json.loads(line(sample, "rating", "list", "--format", "json").out)[0]["total"] == 1
    assert [row["stage"] for row in json.loads(line(sample, "rating", "list", "--each", "--format", "json").out)] == ["voided", "rated"]
    assert line(sample, "register", "verify").code == 0


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("2026-0003", "1"), 5, "is not finished"),
        (("2026-0999", "1"), 4, "There is no request 2026-0999"),
        (("2026-0015", "2"), 5, "was rated already, as PJ-2026-0001"),
        (("2026-0001", "0"), 2, "There is no level 0"),
        (("2026-0001", "4", "--anonymous", "--by", "李明"), 2, "An anonymous rating has neither"),
        (("2026-0001", "4", "--channel", "fax"), 2, "There is no channel fax"),
        (("2026-0001", "4", "--about", "weather"), 2, "There is no type of complaint weather"),
        (("2026-0001", "4", "--text", "\x07"), 2, "control characters"),
    ],
)
def test_a_wrong_line_writes_nothing(sample: Path, words: tuple[str, ...], code: int, told: str) -> None:
    before = line(sample, "register", "head").out
    ended = rated(sample, *words)
    assert (ended.code, told in ended.err, ended.out) == (code, True, ""), ended
    assert line(sample, "register", "head").out == before


def test_a_rating_before_the_end_is_refused(sample: Path) -> None:
    assert "the day on which request 2026-0001 was finished" in line(sample, "request", "rate", "2026-0001", "1", "--on", "2026-03-18").err


def test_without_the_channel_of_bad_ratings_there_is_none_to_complain_through(sample: Path) -> None:
    file = sample / "oversight" / "complaints.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('id = "rating"\nname = "差评"', 'id = "bad"\nname = "差评"'), encoding="utf-8")
    assert line(sample, "adopt", "oversight", "--yes", person="xiongwei").code == 0
    ended = rated(sample, "2026-0001", "5")
    assert (ended.code, "have no channel “rating”" in ended.err) == (6, True)
    assert line(sample, "rating", "list", "--each").out.count("PJ-") == 1


def test_who_rated_is_erased_with_the_rest(sample: Path) -> None:
    assert line(sample, "register", "anonymise", "--before", "2026-05-01", "--yes", person="xiongwei").code == 0
    assert "云岭书城" not in line(sample, "rating", "show", "PJ-2026-0001").out
    assert line(sample, "register", "verify").code == 0
