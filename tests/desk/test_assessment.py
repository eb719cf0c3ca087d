"""The assessment of a register: the same bytes from the same basis whatever was recorded since, and every figure opens to its list."""

import json
from pathlib import Path

import pytest

from console import Ended, run_line

YEAR = ("--year", "2026")


def line(sample: Path, *words: str, person: str = "luoxia") -> Ended:
    """Run a line as somebody."""
    return run_line(*words, "--as", person, "--register", str(sample), "--lang", "en")


def standings(sample: Path, *words: str) -> dict[str, dict[str, object]]:
    """Return the departments of an assessment by code."""
    found = json.loads(line(sample, "assess", *YEAR, "--format", "json", *words).out)
    return {one["department"]: one for one in found["departments"]}


def lived_on(sample: Path) -> None:
    """Record of everything that an assessment looks at, adopt another formula and calendar, and raise cards."""
    for words in (
        ("complaint", "conclude", "TS-2026-0003", "true"),
        ("assess", "item", "JS", *YEAR, "--points", "-9", "--reason", "…", "--signer", "陈主任"),
        ("assess", "veto", "SC", *YEAR, "--reason", "…", "--signer", "陈主任"),
        ("request", "rate", "2026-0001", "5"),
        ("evaluation", "close", "PY-2026-0001"),
        ("duty", "skip", "weekly-bulletin", "--reason", "…"),
        ("card", "revoke", "2026-0002", "--reason", "系统时间有误"),
    ):
        assert line(sample, *words).code == 0, words
    zone, calendar = sample / "oversight" / "zone.toml", sample / "guide" / "guihua.toml"
    zone.write_text(zone.read_text(encoding="utf-8").replace("weight = 40", "weight = 4").replace("yellow = -5", "yellow = -50"), encoding="utf-8")
    calendar.write_text(calendar.read_text(encoding="utf-8").replace('name = "自然资源和规划分局"', 'name = "规划局"', 1), encoding="utf-8")
    assert line(sample, "adopt", "--yes", person="xiongwei").code == 0
    assert line(sample, "check").code == 1


@pytest.mark.parametrize("shape", ["table", "json", "csv"])
def test_a_frozen_year_gives_the_same_bytes_whatever_was_recorded_since(sample: Path, shape: str) -> None:
    assert line(sample, "assess", "freeze", *YEAR, "--on", "2026-04-10").code == 0
    before = [line(sample, "assess", *YEAR, "--format", shape).out, line(sample, "assess", "show", "JS", *YEAR, "--format", shape).out]
    lived_on(sample)
    assert [line(sample, "assess", *YEAR, "--format", shape).out, line(sample, "assess", "show", "JS", *YEAR, "--format", shape).out] == before
    assert line(sample, "register", "verify").code == 0


def test_as_of_an_event_gives_the_same_bytes_and_a_later_one_others(sample: Path) -> None:
    head = json.loads(line(sample, "register", "head", "--format", "json").out)["sequence"]
    before = line(sample, "assess", *YEAR, "--as-of", str(head)).out
    lived_on(sample)
    assert line(sample, "assess", *YEAR, "--as-of", str(head)).out == before
    now = standings(sample)
    assert (now["SC"]["total"], str(now["SC"]["veto"]).endswith("：…（陈主任）")) == (0.0, True)
    assert line(sample, "assess", *YEAR).out != before


def test_every_figure_opens_to_the_list_beneath_it(sample: Path) -> None:
    found = json.loads(line(sample, "assess", "show", "GH", *YEAR, "--today", "2026-04-10", "--format", "json").out)
    beneath = {one["component"]: [(item["subject"], item["what"], item["points"]) for item in one["items"]] for one in found}
    assert beneath == {
        "cards": [("2026-0001", "yellow", "-5"), ("2026-0003", "yellow", "-5")],
        "evaluations": [],
        "complaints": [("TS-2026-0005", "partly", "-2")],
        "inspections": [],
        "duties": [],
        "manual": [("KH-2026-0001", "manual", "3/2")],
    }
    assert [one["score"] for one in found] == [90.0, None, 98.0, 100.0, 100.0, 1.5]
    total = standings(sample, "--today", "2026-04-10")["GH"]
    assert (total["mean"], total["added"], total["exact"]) == ("657/7", "3/2", "1335/14")
    assert total["total"] == 95.35


def test_an_evaluation_of_the_year_counts_once_it_is_closed(sample: Path, tmp_path: Path) -> None:
    rows = ["部门,测评主体,信息公开,依法办事,服务质量,廉洁自律,诚实守信,整改效果,办事效率", *["JS,服务对象,2,2,2,2,2,2,2"] * 12]
    (tmp_path / "ballots.csv").write_text("\n".join(rows), encoding="utf-8")
    assert line(sample, "evaluation", "import", "PY-2026-0001", str(tmp_path / "ballots.csv"), "--on", "2026-04-02").code == 0
    assert standings(sample)["JS"]["figures"][1]["score"] is None  # type: ignore[index]
    assert line(sample, "evaluation", "close", "PY-2026-0001", "--on", "2026-04-03").code == 0
    figures = standings(sample)["JS"]["figures"]
    assert (figures[1]["score"], figures[1]["items"]) == (80.0, 1)  # type: ignore[index]


def test_missed_duties_of_a_department_cost_points(sample: Path) -> None:
    duties, zone = sample / "oversight" / "duties.toml", sample / "oversight" / "zone.toml"
    duties.write_text(
        duties.read_text(encoding="utf-8") + '\n[[duty]]\nid = "js"\nname = "通报"\nevery = "month"\nfrom = 2026-01-01\ndepartment = "JS"\n', encoding="utf-8"
    )
    assert zone.is_file()
    assert line(sample, "adopt", "oversight", "--yes", person="xiongwei").code == 0
    assert line(sample, "duty", "done", "js", "--period", "2026-02", "--on", "2026-03-03").code == 0
    found = json.loads(line(sample, "assess", "show", "JS", "duties", *YEAR, "--today", "2026-04-10", "--format", "json").out)[0]
    assert [(item["note"], item["what"], item["points"]) for item in found["items"]] == [
        ("2026-01", "missed", "-2"),
        ("2026-02", "late", "-1"),
        ("2026-03", "missed", "-2"),
    ]
    assert found["score"] == 95.0


def test_options_without_a_command_mean_the_result(sample: Path) -> None:
    assert line(sample, "assess", *YEAR, "--today", "2026-04-10").out == line(sample, "assess", "result", *YEAR, "--today", "2026-04-10").out
    assert "Commands" in run_line("assess", "--help", "--lang", "en").out
    assert "Commands" in run_line("assess", "--register", str(sample), "--help", "--lang", "en").out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("assess", *YEAR, "--as-of", "999"), 4, "There is no event 999"),
        (("assess", "--year", "26"), 2, "--year"),
        (("assess", "show", "ZZ", *YEAR), 2, "There is no department ZZ"),
        (("assess", "show", "JS", "luck", *YEAR), 2, "There is no component luck"),
        (("assess", "item", "JS", *YEAR, "--points", "0", "--reason", "…", "--signer", "…"), 2, "are no points"),
        (("assess", "item", "ZZ", *YEAR, "--points", "1", "--reason", "…", "--signer", "…"), 2, "There is no department ZZ"),
        (("assess", "item", "JS", *YEAR, "--points", "1", "--reason", "", "--signer", "…"), 2, "--reason is empty"),
        (("assess", "revoke", "KH-2026-0099", "--reason", "…"), 4, "There is no entry of the assessment KH-2026-0099"),
    ],
)
def test_a_wrong_line_writes_nothing(sample: Path, words: tuple[str, ...], code: int, told: str) -> None:
    before = line(sample, "register", "head").out
    ended = line(sample, *words)
    assert (ended.code, told in ended.err, ended.out) == (code, True, ""), ended
    assert line(sample, "register", "head").out == before


def test_a_register_without_a_formula_says_where_to_write_one(sample: Path) -> None:
    zone = sample / "oversight" / "zone.toml"
    zone.write_text(zone.read_text(encoding="utf-8").partition("[assessment]")[0], encoding="utf-8")
    assert line(sample, "adopt", "oversight", "--yes", person="xiongwei").code == 0
    for words in (("assess", *YEAR), ("assess", "freeze", *YEAR)):
        ended = line(sample, *words)
        assert (ended.code, "[[assessment.component]]" in ended.err) == (6, True)
    assert line(sample, "assess", "item", "JS", *YEAR, "--points", "1", "--reason", "…", "--signer", "…").code == 5
