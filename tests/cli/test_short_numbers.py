"""Requests named by a short number, on the line and in lists; refused where it may mean two."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from console import Ended, run_line


def line(root: Path, *words: str) -> Ended:
    return run_line(*words, "--register", str(root), "--lang", "en")


@pytest.mark.parametrize("typed", ["3", "0003", "2026-3", "2026-0003"])
def test_a_request_is_shown_by_any_spelling(sample: Path, typed: str) -> None:
    shown = line(sample, "request", "show", typed, "--today", "2026-04-01", "--format", "json")
    assert json.loads(shown.out)["number"] == "2026-0003"


def test_a_bare_number_is_of_the_year_looked_at(sample: Path) -> None:
    assert line(sample, "request", "show", "3", "--today", "2027-04-01").code == 4
    assert line(sample, "request", "show", "2026-3", "--today", "2027-04-01").code == 0


def test_one_named_in_two_ways_is_accepted_once(sample: Path) -> None:
    ended = line(sample, "request", "assign", "2026-0010", "liwen", "--on", "2026-03-31")
    assert ended.code == 0
    ended = line(sample, "request", "accept", "2026-10", "2026-0010", "--on", "2026-03-31", "--format", "json")
    assert (ended.code, [one["number"] for one in json.loads(ended.out)]) == (0, ["2026-0010"])


def test_a_number_that_is_another_ones_at_its_source_is_refused(sample: Path) -> None:
    with closing(sqlite3.connect(sample / "register.db", isolation_level=None)) as connection:
        connection.execute("update request set source_number = '2026-3' where number = '2026-0007'")
    ended = line(sample, "request", "show", "2026-3")
    assert (ended.code, ended.err) == (2, "Error: 2026-3 can mean 2026-0003, 2026-0007: write the whole number of one.\n")
    assert line(sample, "request", "show", "2026-0003").code == 0


@pytest.mark.parametrize("typed", ["99", "2026-99", "99999999999", "王伟", "二〇二六", "0"])
def test_what_is_not_there_leads_to_find(sample: Path, typed: str) -> None:
    ended = line(sample, "request", "show", typed)
    assert (ended.code, ended.out) == (4, "")
    assert "approvals find" in ended.err


def test_a_card_keeps_its_own_number_and_a_complaint_takes_a_short_one(sample: Path) -> None:
    assert line(sample, "card", "show", "18").code == 4
    year = run_line("complaint", "show", "2026-1", "--as", "luoxia", "--register", str(sample), "--lang", "en")
    assert (year.code, "TS-2026-0001" in year.out) == (0, True)
