"""Personal data: checked, masked, shown for a purpose, and erased with the chain whole."""

import json
from pathlib import Path

import pytest

from approvals.core.words import masked
from console import run_line

PERSON, COMPANY = "360426199101010071", "91110000600037341L"


@pytest.fixture(autouse=True)
def _in_the_sample(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.chdir(sample)


def receive(code: str) -> int:
    return run_line("request", "receive", "GH-03", "--applicant", "甲", "--id-code", code, "--on", "2026-04-01").code


@pytest.mark.parametrize("code", [PERSON, COMPANY])
def test_a_code_is_masked_and_shown_for_a_purpose_that_is_written_down(sample: Path, code: str) -> None:
    assert receive(code) == 0
    for line in (("show", "2026-0018"), ("show", "2026-0018", "--format", "json"), ("list", "--all", "--format", "json"), ("slip", "2026-0018")):
        assert code not in run_line("request", *line).out
    assert masked(code) in run_line("request", "show", "2026-0018").out
    assert code.encode() not in b"".join(repr(row).encode() for row in _events(sample))
    assert code in run_line("request", "show", "2026-0018", "--unmask", "--purpose", "核对证件").out
    assert [(row[3], row[9]) for row in _events(sample)][-1] == ("unmasked", '{"purpose":"核对证件"}')
    assert run_line("request", "show", "2026-0018", "--unmask").code == 2
    assert run_line("register", "verify").code == 0


@pytest.mark.parametrize("code", [PERSON[:-1] + "2", COMPANY[:-1] + "1", "1", "甲"])
def test_a_code_with_a_wrong_character_is_refused(code: str) -> None:
    assert receive(code) == 2


def test_names_of_closed_requests_are_erased_and_the_chain_stays_whole() -> None:
    assert "云岭精密制造有限公司" in run_line("request", "show", "2026-0001").out
    assert run_line("register", "anonymise", "--before", "2026-03-20", "--yes").code == 0
    assert "云岭精密制造有限公司" not in run_line("request", "show", "2026-0001").out
    told = {row["number"]: row["applicant"] for row in json.loads(run_line("request", "list", "--all", "--format", "json").out)}
    assert told["2026-0001"] == "—"
    assert told["2026-0003"] != "—"
    assert run_line("register", "verify").code == 0
    assert run_line("register", "anonymise", "--before", "2026-03-20", "--yes").out.startswith("0 requests")


def test_an_erased_name_stands_nowhere_any_more(sample: Path) -> None:
    assert receive(PERSON) == 0
    assert run_line("request", "withdraw", "2026-0018", "--on", "2026-04-02").code == 0
    assert run_line("request", "print", "2026-0001", "acceptance").code == 0
    before = {file.name: file.read_bytes() for file in sample.glob("register.db*")}
    assert any(PERSON.encode() in held for held in before.values())
    assert run_line("register", "anonymise", "--before", "2026-04-03", "--yes").code == 0
    for file in sample.glob("register.db*"):
        for name in ("云岭精密制造有限公司", PERSON):
            assert name.encode() not in file.read_bytes()
    again = run_line("request", "print", "2026-0001", "acceptance")
    assert "（个人信息已删除）" in again.out
    assert "wording is not quite that" not in again.err
    assert run_line("request", "explain", "2026-0001").code == 0
    assert json.loads(run_line("sql", "select count(*) as n from v_request", "--format", "json").out) == [{"n": 18}]
    assert run_line("register", "verify").code == 0


def test_names_stay_while_the_office_has_to_rule() -> None:
    assert run_line("card", "appeal", "2026-0001", "--reason", "已按期办结", "--evidence", "签收单12号", "--on", "2026-03-18").code == 0
    ended = run_line("register", "anonymise", "--before", "2026-03-20", "--yes")
    assert "waits for the efficiency office: 2026-0001." in ended.out
    assert "云岭精密制造有限公司" in run_line("request", "show", "2026-0001").out


def test_an_erasing_names_its_requests_and_figures_stay(sample: Path) -> None:
    figures = [run_line(*line, "--format", "json").out for line in FIGURES]
    assert run_line("register", "anonymise", "--before", "2026-03-20", "--yes").code == 0
    assert [run_line(*line, "--format", "json").out for line in FIGURES] == figures
    (erasing,) = [json.loads(str(row[9])) for row in _events(sample) if row[3] == "anonymised"]
    assert erasing["requests"] == len(erasing["numbers"])
    assert "2026-0001" in erasing["numbers"]


FIGURES = (
    ("report", "score", "--from", "2026-01-01", "--to", "2026-12-31"),
    ("guide", "simulate", "GH-03", "--promised", "7 工作日"),
    ("sql", "select stage, count(*) as n from v_request group by 1"),
    ("report", "late-entries"),
    ("card", "list", "--all"),
)


def test_without_a_yes_nothing_is_erased() -> None:
    run_line("register", "anonymise", "--before", "2026-03-20", typed=b"n\n")
    assert "云岭精密制造有限公司" in run_line("request", "show", "2026-0001").out


def _events(root: Path) -> list[tuple[object, ...]]:
    from approvals.store.database import open_database  # noqa: PLC0415

    connection = open_database(root)
    rows = connection.execute("select * from event order by sequence").fetchall()
    connection.close()
    return rows
