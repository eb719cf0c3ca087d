"""What is printed where: to a pipe plainly, on a terminal within its width and in the colours of the levels."""

import re
import sys
from collections.abc import Iterator, Sequence
from unittest.mock import patch

import pytest

from approvals import language
from approvals.cli import output
from approvals.core.level import Level
from approvals.core.rules.problem import error
from approvals.files.reader import Finding
from approvals.language import N_
from approvals.render.table import Column, Kind
from approvals.render.text import width
from console import Stream

COLUMNS = (Column(N_("Number"), keep=True), Column(N_("Item"), priority=1), Column(N_("Due"), Kind.DATE, keep=True), Column(N_("Level"), Kind.LEVEL))
ROW = ("2026-0002", "建筑工程施工许可证核发", "2026-03-10", Level.RED)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(autouse=True)
def _screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    language.choose("en")


def _table(rows: Sequence[Sequence[object]], *, terminal: bool) -> str:
    stream = Stream(terminal=terminal)
    with patch.object(sys, "stdout", stream):
        output.table(COLUMNS, rows)
    return stream.held.getvalue().decode()


def test_a_pipe_gets_plain_columns() -> None:
    assert _table([ROW], terminal=False) == ("Number     Item                    Due         Level\n2026-0002  建筑工程施工许可证核发  2026-03-10  red card\n")


@pytest.mark.parametrize("rows", [1, 300], ids=["short", "long"])
def test_a_terminal_gets_the_same_words_in_colour(rows: int) -> None:
    printed = _table([ROW] * rows, terminal=True)
    assert "\x1b[" in printed
    lines = ESCAPE.sub("", printed).splitlines()
    assert [line.split() for line in lines if "─" not in line] == [line.split() for line in _table([ROW] * rows, terminal=False).splitlines()]
    assert max(width(line) for line in lines) <= 60


def test_a_long_table_stands_on_the_terminal_before_its_last_rows_are_asked_for() -> None:
    stream, seen = Stream(terminal=True), []

    def rows() -> Iterator[Sequence[object]]:
        for number in range(1000):
            seen.append(len(stream.held.getvalue()))
            yield (f"2026-{number:04}", *ROW[1:])

    with patch.object(sys, "stdout", stream):
        output.table(COLUMNS, rows())
    assert seen[output.LONG] == 0 < seen[output.LONG + 20]
    assert len(stream.held.getvalue().decode().splitlines()) == 1001


@pytest.mark.parametrize("rows", [1, 300], ids=["short", "long"])
def test_no_color_is_heard(monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    printed = _table([ROW] * rows, terminal=True)
    assert not re.search(r"\x1b\[[0-9;]*(?:3|4|9|10)[0-9]", printed)


def test_a_narrow_terminal_keeps_number_and_due_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    lines = ESCAPE.sub("", _table([ROW], terminal=True)).splitlines()
    assert [line.split() for line in lines if "─" not in line] == [["Number", "Due"], ["2026-0002", "2026-03-10"]]


def test_findings_are_sorted_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    problem = error(("item",), "missing-key", N_("“{key}” is missing: write it."), key="name")
    output.findings([Finding("guide/b.toml", 2, problem), Finding("guide/a.toml", 30, problem), Finding("guide/a.toml", 4, problem)])
    assert capsys.readouterr().out.splitlines() == [
        "guide/a.toml:4: “name” is missing: write it.",
        "guide/a.toml:30: “name” is missing: write it.",
        "guide/b.toml:2: “name” is missing: write it.",
        "3 problems.",
    ]


def test_what_is_about_the_run_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    output.note("{name} counts for nothing yet", name="a.toml")
    assert capsys.readouterr() == ("", "a.toml counts for nothing yet\n")
