"""Lists and reports as files: what the list shows, whole or not at all."""

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from console import run_line

LISTS = ("request list --all", "card list --all", "guide list", "guide search 许可", "report declared --all", "report late-entries", "report sample")


@pytest.mark.parametrize("line", LISTS)
def test_every_list_and_report_is_written_in_every_form(demo: Path, tmp_path: Path, line: str) -> None:
    for form in ("csv", "xlsx", "jsonl", "json", "txt"):
        file = tmp_path / f"list.{form}"
        ended = run_line(*line.split(), "--out", str(file), "--register", str(demo))
        assert (ended.code, ended.out) == (0, ""), form
    lines = (tmp_path / "list.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(text) for text in lines] == json.loads((tmp_path / "list.json").read_text(encoding="utf-8"))
    table = list(csv.reader((tmp_path / "list.csv").read_text(encoding="utf-8-sig").splitlines()))
    page = load_workbook(tmp_path / "list.xlsx").worksheets[0]
    assert [cell.value for cell in page[1]] == table[0]
    assert page.max_row == len(table) == len(lines) + 1


def test_a_pipe_gets_rows_alone(demo: Path) -> None:
    ended = run_line("report", "sample", "--size", "2", "--format", "csv", "--register", str(demo))
    assert ended.out.startswith("No.,Number,")
    assert len(ended.out.splitlines()) == 3
    assert "SHA-256" in ended.err


def test_a_list_without_rows_has_its_heading(demo: Path) -> None:
    assert run_line("request", "list", "--applicant", "nobody", "--format", "csv", "--register", str(demo)).out.startswith("Number,Item,")


def test_a_name_that_is_a_formula_stays_a_text(sample: Path) -> None:
    assert run_line("request", "receive", "GH-03", "--applicant", "=HYPERLINK(1)", "--register", str(sample)).code == 0
    assert ",'=HYPERLINK(1)," in run_line("request", "list", "--format", "csv", "--register", str(sample)).out


def test_a_workbook_is_not_printed(demo: Path) -> None:
    ended = run_line("request", "list", "--format", "xlsx", "--register", str(demo))
    assert (ended.code, ended.out) == (2, "")
    assert "--out" in ended.err


def test_a_file_stays_as_it_was_when_the_line_is_refused(demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("before", encoding="utf-8")
    assert run_line("request", "list", "--department", "none", "--out", str(file), "--register", str(demo)).code != 0
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir() if path.is_file()] == [("list.csv", "before")]


def test_a_file_without_its_folder_is_refused(demo: Path, tmp_path: Path) -> None:
    ended = run_line("request", "list", "--out", str(tmp_path / "none" / "list.csv"), "--register", str(demo))
    assert ended.code == 2


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("calendar show 2026", "Holiday,From,To,Make-up workdays,Circular"),
        ("check --dry-run --today 2026-04-20", "Level,"),
        ("notify --status", "No.,"),
        ("policy try ninety-per-cent", "Number,"),
    ],
)
def test_what_is_no_plain_list_goes_into_a_spreadsheet_all_the_same(sample: Path, line: str, heading: str) -> None:
    told = run_line(*line.split(), "--format", "csv", "--register", str(sample)).out.splitlines()
    assert told[0].startswith(heading)
    assert {row.count(",") >= told[0].count(",") for row in told} == {True}
