"""Late entries: asked for, marked, reported; and a sample that can be drawn again by hand."""

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest

from console import run_line


@pytest.fixture
def strict(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the sample register with a policy on late entries in force."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.chdir(sample)
    policy = sample / "policy.toml"
    policy.write_text(policy.read_text(encoding="utf-8") + '\n[late]\nafter = "1 工作日"\n', encoding="utf-8")
    assert run_line("adopt", "policy", "--yes").code == 0
    return sample


LINE = ("request", "decide", "2026-0003", "--on", "2026-03-20")


@pytest.mark.usefixtures("strict")
def test_a_late_entry_is_refused_without_its_paper_and_marked_with_it() -> None:
    ended = run_line(*LINE)
    assert ended.code == 2
    assert "add --late-reason and --paper" in ended.err
    assert run_line(*LINE, "--late-reason", "系统停机", "--paper", "云停〔2026〕1号").code == 0
    assert "entered late (系统停机, 云停〔2026〕1号)" in run_line("request", "show", "2026-0003").out
    rows = json.loads(run_line("report", "late-entries", "--department", "GH", "--format", "json").out)
    assert [(row["event"], row["reason"], row["paper"]) for row in rows if row["paper"]] == [("decided", "系统停机", "云停〔2026〕1号")]
    assert run_line("register", "verify").code == 0


@pytest.mark.usefixtures("strict")
def test_the_reason_of_one_line_does_not_excuse_the_next() -> None:
    assert run_line(*LINE, "--late-reason", "系统停机", "--paper", "1号").code == 0
    assert run_line("request", "complete", "2026-0003", "--on", "2026-03-21").code == 2


def test_the_sample_is_the_one_the_hashes_draw(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample)
    drawn = json.loads(run_line("report", "sample", "--size", "5", "--seed", "2026", "--format", "json").out)
    with sqlite3.connect(sample / "register.db") as connection:
        sequences = [row[0] for row in connection.execute("select sequence from event where subject_kind = 'request'")]
    connection.close()
    by_hand = sorted(sequences, key=lambda sequence: hashlib.sha256(f"2026:{sequence}".encode()).hexdigest())[:5]
    assert [event["sequence"] for event in drawn] == sorted(by_hand)


def test_a_span_in_which_nothing_was_recorded_is_empty(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample)
    for report in ("late-entries", "sample"):
        assert run_line("report", report, "--to", "2020-01-01", "--format", "json").out == "[]\n"
    assert run_line("report", "late-entries", "--department", "没有").code == 2
