"""Every list and every report comes as JSON and JSON Lines for programs, as CSV and as a workbook for spreadsheets."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from approvals.cli.app import PROGRAM
from approvals.cli.lazy import Noun, Verb
from console import Run

FORMS = ("json", "csv", "xlsx", "jsonl")
LISTS = frozenset({"today", "find", "list", "search", "history", "diff", "lapsed", "reductions", "simulate", "comments", "alike", "try"})
"""The verbs that list, whatever they list."""
NOUNS = frozenset({"report", "fleet", "bulletin"})
"""The nouns all of whose verbs report."""
OTHERS = frozenset(
    {
        ("check",),
        ("notify",),
        ("policy", "show"),
        ("calendar", "show"),
        ("assess", "show"),
        ("assess", "result"),
        ("evaluation", "result"),
        ("request", "print"),
        ("sql",),
    }
)
"""Lists by another name."""


def commands(noun: Noun = PROGRAM, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Verb]:
    """Return every command by the words that call it."""
    found: dict[tuple[str, ...], Verb] = {}
    for name, entry in noun.verbs.items():
        found |= commands(entry, (*path, name)) if isinstance(entry, Noun) else {(*path, name): entry}
    return found


COMMANDS = commands()
LISTING = sorted(path for path, verb in COMMANDS.items() if path[-1] in LISTS or path[0] in NOUNS or path in OTHERS or verb.help.startswith("List "))


@pytest.mark.parametrize("path", LISTING, ids=" ".join)
def test_every_list_takes_every_form(run: Run, path: tuple[str, ...]) -> None:
    told = run(*path, "--format", "none", "--lang", "en")
    offered = told.err.partition(". Help: ")[0].removeprefix("Error: --format has to be one of ").split(", ")
    assert (told.code, set(FORMS) - set(offered)) == (2, set())


def test_the_program_has_the_lists_that_are_named_here() -> None:
    assert {path[-1] for path in LISTING} >= LISTS
    assert {path[0] for path in LISTING} >= NOUNS
    assert set(LISTING) >= OTHERS


ADDED = (("guide", "history", "GH-03"), ("policy", "show"), ("policy", "show", "every-rule"), ("request", "print", "2026-0001"))
PERIOD = ("bulletin", "weekly", "--date", "2026-03-11")


@pytest.mark.parametrize("words", ADDED, ids=" ".join)
def test_a_file_holds_what_the_list_shows(run: Run, sample: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    shown = list(csv.reader(io.StringIO(run(*words, "--format", "csv", "--register", str(sample)).out)))
    rows = json.loads(run(*words, "--format", "json", "--register", str(sample)).out)
    assert len(shown) == len(rows) + 1 > 1
    lines = run(*words, "--format", "jsonl", "--register", str(sample)).out.splitlines()
    assert [json.loads(line) for line in lines] == rows
    told = run(*words, "--format", "xlsx", "--out", str(tmp_path / "list.xlsx"), "--register", str(sample))
    assert told.code == 0, told
    page = load_workbook(tmp_path / "list.xlsx").active
    assert page is not None
    assert [cell.value for cell in page[1]] == shown[0]
    assert page.max_row == len(shown)


def test_a_bulletin_has_its_figures_in_every_form(run: Run, sample: Path, tmp_path: Path) -> None:
    shown = list(csv.reader(io.StringIO(run(*PERIOD, "--format", "csv", "--register", str(sample)).out)))
    (line,) = run(*PERIOD, "--format", "jsonl", "--register", str(sample)).out.splitlines()
    assert json.loads(line) == json.loads(run(*PERIOD, "--format", "json", "--register", str(sample)).out)
    assert run(*PERIOD, "--out", str(tmp_path / "week.xlsx"), "--register", str(sample)).code == 0
    page = load_workbook(tmp_path / "week.xlsx").active
    assert page is not None
    heading, *figures = page.iter_rows(values_only=True)
    assert list(heading) == shown[0]
    assert figures == [(name, float(value) if value else None) for name, value in shown[1:]]


def test_one_document_is_no_list(run: Run, sample: Path) -> None:
    told = run("request", "print", "2026-0001", "acceptance", "--format", "csv", "--register", str(sample))
    assert (told.code, told.err) == (2, "Error: Only the list of documents is a table: leave out the document, or say --format json.\n")
