"""Lists on narrow screens: nothing is wider than the screen, and the number and the due date stand whole."""

import shlex
from collections.abc import Sequence
from pathlib import Path

import pytest

from approvals.cli.app import PROGRAM
from approvals.cli.columns import LISTS, leaving
from approvals.cli.lazy import Noun, Verb
from approvals.render import table
from approvals.render.text import width
from console import Run

ALWAYS = {"Number", "Due", "Promised by", "Statutory by", "Last day", "Until"}
"""What a list never leaves out and never cuts, where it has it."""


def _examples(noun: Noun = PROGRAM, path: str = "") -> dict[str, str]:
    found = {}
    for name, entry in noun.verbs.items():
        here = f"{path} {name}".strip()
        found.update(_examples(entry, here) if isinstance(entry, Noun) else {here: entry.example} if isinstance(entry, Verb) else {})
    return found


EXAMPLES = _examples()


def test_every_list_states_its_order() -> None:
    assert {path for path in EXAMPLES if path.endswith("list")} <= LISTS.keys() <= EXAMPLES.keys()


@pytest.mark.parametrize("path", LISTS)
def test_the_help_states_the_order(run: Run, path: str) -> None:
    told = " ".join(run(*path.split(), "--help").out.split())
    order = ", ".join(leaving(path))
    assert f"columns left out in this order: {order}. Example:" in told
    assert not ALWAYS & set(leaving(path))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("screen", [60, 80])
def test_no_table_is_wider_than_the_screen(run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch, language: str, screen: int) -> None:
    monkeypatch.chdir(sample)
    monkeypatch.setenv("COLUMNS", str(screen))
    monkeypatch.setenv("TERM", "xterm")
    shown: list[table.Table] = []
    whole = table.fitted

    def seen(columns: Sequence[table.Column], rows: Sequence[Sequence[table.Cell]], room: int | None, gap: int = 2) -> table.Table:
        shown.append(whole(columns, rows, room, gap))
        assert _cut(columns, rows, shown[-1]) == []
        return shown[-1]

    monkeypatch.setattr(table, "fitted", seen)
    for path in LISTS:
        ended = run(*shlex.split(EXAMPLES[path]), "--lang", language, terminal=True)
        assert ended.code in {0, 1}, ended
    assert len(shown) > 20
    assert [fitted for fitted in shown if sum(fitted.widths) + 2 * (len(fitted.widths) - 1) >= screen] == []


def _cut(columns: Sequence[table.Column], rows: Sequence[Sequence[table.Cell]], fitted: table.Table) -> list[str]:
    """Return the titles of numbers and dates that the screen has cut, or left out though they are to be kept."""
    there = {column.title: room for column, room in zip(fitted.columns, fitted.widths, strict=True)}
    return [
        column.title
        for place, column in enumerate(columns)
        if column.kind in {table.Kind.CODE, table.Kind.DATE, table.Kind.NUMBER}
        and there.get(column.title, 0 if column.keep else 99) < max([width(row[place].text) for row in rows], default=0)
    ]


def test_eighty_columns_hold_what_tells_requests_apart(run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    lines = run("request", "list", "--all", "--today", "2026-04-01", "--lang", "zh_CN", terminal=True).out.splitlines()
    assert lines[0].split() == ["编号", "事项", "申请人", "剩余天数", "承诺到期", "法定到期", "级别"]
    assert lines[2].split() == ["2026-0002", "建筑工程施工…", "岭南建设集团…", "-26", "2026-03-06", "2026-03-10", "红牌"]
