"""Problems, projects and groups in a register: who records them, who sees them, cards, what a line tells, late entries, verification."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from account import act_from
from console import Ended, run_line

NEW = """
[[project]]
id = "P2"
name = "云溪智慧物流园"

[[group]]
id = "D2"
name = "第二督查组"
leader = "zenghong"
members = ["zenghong", "luoxia"]
projects = ["P2"]

[[duty]]
id = "project-review"
name = "项目调度"
every = "week"
day = "friday"
each = "project"
owner = "zenghong"
from = 2026-03-02

[[duty]]
id = "group-visit"
name = "督查组到现场"
every = "month"
each = "group"
from = 2026-01-01
"""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")


def line(root: Path, *words: str, person: str = "luoxia") -> Ended:
    """Run a line in a register as the person whose account it is."""
    with pytest.MonkeyPatch.context() as patch:
        act_from(person, patch)
        return run_line("--register", str(root), *words)


def told(root: Path, *words: str, person: str = "luoxia") -> Any:  # noqa: ANN401 - JSON
    """Return what a line answers as JSON."""
    ended = line(root, *words, "--format", "json", person=person)
    assert ended.code == 0, ended
    return json.loads(ended.out)


@pytest.fixture
def staffed(sample: Path) -> Path:
    """Return the sample register with staff and oversight files of its own in force, so that nobody stands in for everybody."""
    for name, text in (("staff.toml", "# 2026\n"), ("oversight/zone.toml", NEW)):
        with (sample / name).open("a", encoding="utf-8") as file:
            file.write(text)
    assert line(sample, "adopt", "--yes", person="xiongwei").code == 0
    return sample


def test_a_problem_is_settled_by_its_department_and_put_back_by_the_office(staffed: Path) -> None:
    words = ("problem", "record", "鑫源化工有限公司", "危废转移受阻", "--department", "生态环境分局", "--person", "黄颖", "--on", "2026-04-01")
    assert line(staffed, *words, person="huangying").code == 5
    ended = line(staffed, *words)
    assert (ended.code, ended.out.splitlines()) == (
        0,
        ["WT-2026-0003  鑫源化工有限公司：危废转移受阻: recorded.", "  settling of a problem by Thu 2026-04-16"],
    )
    assert line(staffed, "problem", "progress", "WT-2026-0003", "--text", "已约谈", person="heqiang").code == 5
    assert line(staffed, "problem", "progress", "WT-2026-0003", "--text", "已约谈", "--on", "2026-04-07", person="huangying").code == 0
    assert line(staffed, "problem", "settle", "WT-2026-0003", "--how", "已转移", "--on", "2026-04-09", person="huangying").code == 0
    assert line(staffed, "problem", "reopen", "WT-2026-0003", "--reason", "仍受阻", person="huangying").code == 5
    again = line(staffed, "problem", "reopen", "WT-2026-0003", "--reason", "仍受阻", "--due", "2026-04-20", "--on", "2026-04-10")
    assert again.out.splitlines() == ["WT-2026-0003: opened again.", "  settling of a problem by Mon 2026-04-20"]
    assert "危废转移受阻" in line(staffed, "problem", "list", person="chenjing").out
    assert line(staffed, "problem", "show", "WT-2026-0003", person="chenjing").code == 0
    assert line(staffed, "check", "--today", "2026-04-21").code == 1
    cards = [card for card in told(staffed, "card", "list") if card["subject"] == "WT-2026-0003"]
    assert [(card["kind"], card["level"], card["since"], card["department"], card["person"]) for card in cards] == [
        ("problem/2", "warning", "2026-04-21", "HB", "huangying")
    ]
    assert line(staffed, "register", "verify").code == 0


def test_a_project_is_one_line(staffed: Path) -> None:
    assert line(staffed, "project", "join", "云溪智慧物流园", "2026-0012", "2026-0009", "--on", "2026-04-01").out == "P2  云溪智慧物流园: 2 requests.\n"
    assert line(staffed, "project", "join", "P1", "2026-0003", "--on", "2026-04-01").code == 5
    first, second = told(staffed, "project", "list", "--today", "2026-04-01", person="chenjing")
    assert [(one["id"], one["number"], one["requests"], one["open"], one["stage"], one["level"], one["due"]) for one in first["columns"]] == [
        ("planning", "2026-0003", 2, 1, "accepted", "yellow", "2026-03-20"),
        ("construction", "2026-0002", 1, 1, "accepted", "red", "2026-03-06"),
        ("environment", "2026-0004", 1, 1, "decided", "yellow", "2026-03-16"),
        ("land", None, 0, 0, None, None, None),
    ]
    assert (first["problems"], first["duty"], first["duty_due"], first["duties_missed"]) == (1, "project-review@P1", "2026-04-03", 7)
    assert [(one["id"], one["requests"]) for one in second["columns"]] == [("planning", 1), ("construction", 0), ("environment", 0), ("land", 0), ("other", 1)]
    shown = line(staffed, "project", "show", "P2", "--today", "2026-04-01", person="chenjing")
    assert (shown.code, "others  2026-0009" in shown.out, "晨光" in shown.out) == (0, True, False)
    assert line(staffed, "project", "leave", "P2", "2026-0009", "--reason", "不属本项目", "--on", "2026-04-02").out == "P2  云溪智慧物流园: 1 requests.\n"
    assert line(staffed, "register", "verify").code == 0


def test_a_project_that_left_the_files_is_listed_while_requests_belong_to_it(staffed: Path) -> None:
    file = staffed / "oversight" / "zone.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('[[project]]\nid = "P1"', '[[project]]\nid = "P3"'), encoding="utf-8")
    assert line(staffed, "adopt", "oversight", "--yes", person="xiongwei").code == 0
    assert [(one["project"], one["name"]) for one in told(staffed, "project", "list")] == [
        ("P3", "新桥智能装备产业园"),
        ("P2", "云溪智慧物流园"),
        ("P1", "新桥智能装备产业园"),
    ]
    assert line(staffed, "project", "leave", "P1", "2026-0001", "2026-0002", "2026-0003", "2026-0004", "--reason", "并入").code == 0
    assert [one["project"] for one in told(staffed, "project", "list")] == ["P3", "P2"]
    assert line(staffed, "project", "join", "P1", "2026-0001").code == 2
    assert line(staffed, "register", "verify").code == 0


def test_a_group_shows_what_became_of_its_duties(staffed: Path) -> None:
    assert line(staffed, "duty", "done", "group-visit@D2", "--period", "2026-02", "--on", "2026-02-20").code == 0
    assert line(staffed, "duty", "done", "group-visit@D2", "--period", "2026-01", "--on", "2026-02-20").code == 0
    _first, seen = told(staffed, "group", "list", "--today", "2026-04-01", person="chenjing")
    assert (seen["group"], seen["leader_name"], seen["member_names"], seen["project_names"]) == ("D2", "曾宏", ["曾宏", "罗霞"], ["云溪智慧物流园"])
    assert (seen["done"], seen["late"], seen["skipped"], seen["missed"]) == (1, 1, 0, 1)
    shown = line(staffed, "group", "show", "第二督查组", "--today", "2026-04-01")
    assert "  duties: 1 done, 1 done late, 0 left out, 1 missed" in shown.out.splitlines()


@pytest.mark.parametrize(
    ("words", "code", "wrong"),
    [
        (("project", "join", "P9", "2026-0001"), 2, "There is no project P9: write one of P1"),
        (("project", "join", "P1", "2026-0012", "2026-9999"), 4, "There is no request 2026-9999"),
        (("project", "join", "P1", "2026-0012", "2026-0001"), 5, "Of project P1 these are already: 2026-0001"),
        (("project", "join", "P1", "2026-0012", "--on", "2026-03-01"), 5, "lies before"),
        (("project", "join", "P1", "2026-0012", "--on", "2099-01-01"), 2, "lies in the future"),
        (("project", "leave", "P1", "2026-0012", "--reason", "错"), 5, "Of project P1 these are not: 2026-0012"),
        (("project", "leave", "P1", "2026-0001", "--reason", " "), 2, "--reason is empty"),
        (("project", "show", "P9"), 2, "There is no project P9"),
        (("group", "show", "D9"), 2, "There is no supervision group D9: write one of D1"),
        (("problem", "record", "企业", " ", "--department", "JS", "--person", "heqiang"), 2, "TEXT is empty"),
        (("problem", "record", "企业", "问题", "--department", "JS", "--person", "nobody"), 4, "Nobody on the staff is called nobody"),
        (("problem", "record", "企业", "问题", "--department", "QQ", "--person", "heqiang"), 2, "There is no department QQ"),
        (("problem", "record", "企业", "问题", "--department", "JS", "--person", "heqiang", "--project", "P9"), 2, "There is no project P9"),
        (("problem", "record", "企业", "问题", "--department", "JS", "--person", "heqiang", "--on", "2026-04-01", "--due", "2026-03-01"), 2, "lies before"),
        (("problem", "settle", "WT-2026-0002", "--how", "再销"), 5, "WT-2026-0002 is not open"),
        (("problem", "reopen", "WT-2026-0001", "--reason", "错"), 5, "WT-2026-0001 is not settled."),
        (("problem", "show", "WT-2026-0099"), 4, "There is no problem WT-2026-0099"),
    ],
)
def test_a_wrong_line_is_refused_in_one_sentence(sample: Path, words: tuple[str, ...], code: int, wrong: str) -> None:
    ended = line(sample, *words)
    assert (ended.code, wrong in ended.err, ended.out) == (code, True, ""), ended
    connection = sqlite3.connect(sample / "register.db")
    assert connection.execute("select count(*) from event").fetchone() == (139,)
    connection.close()


@pytest.mark.parametrize(("kind", "number"), [("problem", "WT-2026-0001"), ("project", "P1")])
def test_a_late_entry_is_reported_and_a_changed_row_found(sample: Path, kind: str, number: str) -> None:
    assert number in {row["number"] for row in told(sample, "report", "late-entries")}
    connection = sqlite3.connect(sample / "register.db", isolation_level=None)
    facts = "json_set(facts, '$.requests', json('[]'))" if kind == "project" else "json_set(facts, '$.enterprise', 'x')"
    assert connection.execute(f"update matter set facts = {facts} where kind = ? and number = ?", (kind, number)).rowcount == 1  # noqa: S608 - ours
    connection.close()
    ended = line(sample, "register", "verify")
    assert (ended.code, f"{number} is not stored as its events say." in ended.out) == (1, True)
