"""`approvals fleet`: many registers asked one after another; one that does not answer holds up no other, and nothing is written."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from approvals.store.fleet import _LATE, _OVERDUE
from console import Run

DAY = ("--today", "2026-04-03")


@pytest.fixture
def halls(demo: Path, tmp_path: Path) -> Path:
    """Return a folder with two registers, one without a code, and whatever else stands about."""
    folder = tmp_path / "halls"
    for name in ("east", "west"):
        shutil.copytree(demo, folder / name)
    settings = folder / "west" / "register.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('code = "YL"\n', ""), encoding="utf-8")
    (folder / "readme.txt").touch()
    return folder


@pytest.fixture
def ask(run: Run, halls: Path) -> Callable[..., list[dict[str, object]]]:
    """Return a function that asks and returns the JSON that was printed."""
    return lambda verb, *line, code=0: _printed(run("fleet", verb, "--registers", f"{halls}/*", *line, "--format", "json"), code)  # type: ignore[no-untyped-call]


def _printed(ended, code):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - see ask
    assert ended.code == code, ended
    return json.loads(ended.out)


def files(folder: Path) -> dict[str, str]:
    """Return the hash of every file, without those that SQLite lays beside a database it reads."""
    return {
        str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.rglob("*") if file.is_file() and not file.name.endswith(("-wal", "-shm"))
    }


def test_what_is_overdue_is_listed_under_the_code_of_its_register(ask: Callable[..., list[dict[str, object]]]) -> None:
    rows = ask("list", *DAY)
    assert [(row["number"], row["level"], row["due_on"], row["days_over"]) for row in rows[:4]] == [
        ("YL-2026-0002", "red", "2026-03-06", 28),
        ("west-2026-0002", "red", "2026-03-06", 28),
        ("YL-2026-0004", "yellow", "2026-03-16", 18),
        ("YL-2026-0005", "red", "2026-03-16", 18),
    ]
    assert {row["register"] for row in rows} == {"YL", "west"}
    assert "applicant" not in rows[0]


def test_the_list_is_what_each_register_lists_itself(run: Run, halls: Path, ask: Callable[..., list[dict[str, object]]]) -> None:
    own = json.loads(run("request", "list", *DAY, "--format", "json", "--register", str(halls / "east")).out)
    overdue = {row["number"]: row["level"] for row in own if row["days_left"] is not None and row["days_left"] < 0}
    assert {str(row["number"]).removeprefix("YL-"): row["level"] for row in ask("list", *DAY) if row["register"] == "YL"} == overdue


def test_what_was_entered_late_is_marked(run: Run, halls: Path, ask: Callable[..., list[dict[str, object]]]) -> None:
    assert not any(row["late_entry"] for row in ask("list", *DAY))
    assert "Entered late" not in run("fleet", "list", "--registers", f"{halls}/*", *DAY).out
    late = ("--late-reason", "集中补录", "--paper", "卷宗1号", "--register", str(halls / "east"))
    assert run("request", "step", "2026-0002", "审查", "--on", "2026-03-05", *late).code == 0
    assert [row["number"] for row in ask("list", *DAY) if row["late_entry"]] == ["YL-2026-0002"]
    told = run("fleet", "list", "--registers", f"{halls}/*", *DAY).out.splitlines()
    assert ["YL-2026-0002" in line for line in told if line.rstrip().endswith("yes")] == [True]
    assert run("fleet", "list", "--registers", f"{halls}/*", *DAY, "--format", "csv").out.startswith(
        "Level,Number,Item,Department,Last day,Days over,Entered late"
    )


def test_a_request_whose_clock_rests_is_not_overdue(ask: Callable[..., list[dict[str, object]]]) -> None:
    assert not [row for row in ask("list", "--today", "2026-07-01") if row["stage"] == "stopped"]


def test_the_list_can_be_narrowed_and_widened(ask: Callable[..., list[dict[str, object]]]) -> None:
    assert {row["level"] for row in ask("list", "--level", "red", *DAY)} == {"red"}
    wide = ask("list", "--within", "7", *DAY)
    assert max(str(row["due_on"]) for row in wide) == "2026-04-10"
    assert len(wide) > len(ask("list", *DAY))


def test_the_report_counts_each_register_and_all(run: Run, halls: Path) -> None:
    told = run("fleet", "report", "--registers", f"{halls}/*", *DAY)
    assert told.code == 0
    assert told.out.splitlines()[-1] == "2 registers: 28 open, 10 overdue; 4 at a warning, 4 at yellow, 6 at red."
    assert [line.split()[0] for line in told.out.splitlines()[1:3]] == ["YL", "west"]


def test_the_check_shows_what_each_next_check_would_raise_and_writes_nothing(run: Run, halls: Path, ask: Callable[..., list[dict[str, object]]]) -> None:
    before = files(halls)
    found = ask("check", *DAY)
    assert files(halls) == before
    shown = json.loads(run("check", "--dry-run", *DAY, "--format", "json", "--register", str(halls / "east")).out)["new"]
    assert found[0]["new"] == [{**card, "number": f"YL-{card['number']}"} for card in shown]
    assert shown


def test_the_check_ends_with_1_at_the_level_asked_for(ask: Callable[..., list[dict[str, object]]]) -> None:
    ask("check", *DAY, "--fail-on", "warning", code=1)
    ask("check", "--today", "2026-04-20", code=1)
    ask("check", "--today", "2026-04-20", "--fail-on", "none")


def test_a_check_long_ago_is_told(run: Run, halls: Path) -> None:
    connection = sqlite3.connect(halls / "west" / "register.db")
    connection.execute("update run set ended_at = '2026-01-02T01:00:00.000Z'")
    connection.commit()
    connection.close()
    told = run("fleet", "check", "--registers", f"{halls}/*", *DAY)
    assert told.code == 1
    assert told.err == "west was last checked more than a day ago, or never: see that its timer works.\n"


def test_a_register_that_does_not_answer_is_named_and_the_others_answer(run: Run, halls: Path, ask: Callable[..., list[dict[str, object]]]) -> None:
    (halls / "empty").mkdir()
    (halls / "broken").mkdir()
    (halls / "broken" / "register.db").write_text("no database" * 500, encoding="utf-8")
    damaged = shutil.copytree(halls / "east", halls / "damaged") / "register.db"
    for side in ("-wal", "-shm"):
        damaged.with_name(damaged.name + side).unlink(missing_ok=True)
    content = bytearray(damaged.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    damaged.write_bytes(content)
    for verb in ("list", "report", "check"):
        told = run("fleet", verb, "--registers", f"{halls}/*", *DAY)
        assert told.code == 7
        assert "2026-0002" in told.out or "west" in told.out
        silent = {name for name in ("broken", "damaged", "empty") if f"{halls / name} did not answer: " in told.err}
        assert silent == {"broken", "damaged", "empty"}
    assert [row["register"] for row in ask("report", *DAY, code=7) if row["error"] is None] == ["YL", "west"]


def test_one_code_for_two_registers_is_told(run: Run, halls: Path) -> None:
    shutil.copytree(halls / "east", halls / "north")
    told = run("fleet", "report", "--registers", f"{halls}/*", *DAY)
    assert told.err == f"{halls / 'east'}, {halls / 'north'} have the same code YL: their numbers cannot be told apart.\n"


def test_wrong_questions_are_refused(run: Run, halls: Path) -> None:
    assert run("fleet", "list", "--registers", f"{halls}/nothing*").code == 4
    assert run("fleet", "list", "--registers", f"{halls}/*", "--level", "purple").code == 2
    assert run("fleet", "check", "--registers", f"{halls}/*", "--fail-on", "purple").code == 2
    assert run("fleet", "list").code == 2


@pytest.mark.parametrize("query", [_LATE, _OVERDUE])
def test_what_is_overdue_is_found_by_one_index(demo: Path, query: str) -> None:
    connection = sqlite3.connect(demo / "register.db")
    plan = " / ".join(row[3] for row in connection.execute(f"explain query plan {query}", ("2026-04-03",)))
    connection.close()
    assert "request_open (due_on<?)" in plan
    assert "TEMP B-TREE" not in plan
