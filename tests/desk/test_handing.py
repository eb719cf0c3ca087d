"""Papers handed over from the counter to a department, on a slip with its time."""

import json
from pathlib import Path

import pytest

from console import run_line

LINE = ("request", "hand-over", "2026-0003", "2026-0010")


@pytest.fixture(autouse=True)
def _in_english(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.chdir(sample)


def history(number: str) -> str:
    return run_line("request", "show", number).out


def test_one_slip_names_the_time_and_all_papers() -> None:
    slip = run_line(*LINE, "--to", "GH", "--taker", "李文", "--on", "2026-11-20T09:05").out
    assert "handed over on Fri 2026-11-20 09:05 to 自然资源和规划分局" in slip
    assert "taken by: 李文" in slip
    for number in LINE[2:]:
        assert number in slip
        assert "2026-11-20 09:05  handed over  GH；李文" in history(number)
    assert run_line("register", "verify").code == 0


def test_the_same_paper_named_twice_is_handed_over_once() -> None:
    given = json.loads(run_line(*LINE, "2026-0003", "--to", "自然资源和规划分局", "--format", "json").out)
    assert [request["number"] for request in given] == ["2026-0003", "2026-0010"]


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        ((*LINE, "2026-9999", "--to", "GH"), 4, "There is no request 2026-9999"),
        ((*LINE, "2026-0002", "--to", "GH"), 5, "2026-0002 is not for department GH: its papers go to JS."),
        ((*LINE, "2026-0001", "--to", "GH"), 5, "2026-0001"),
        ((*LINE, "--to", "没有"), 2, "There is no department 没有"),
        ((*LINE, "--to", "GH", "--on", "2026-11-20"), 2, "A hand-over is timed"),
        ((*LINE, "--to", "GH", "--taker", " "), 2, "--taker is empty"),
    ],
)
def test_a_slip_that_cannot_be_whole_is_not_begun(line: tuple[str, ...], code: int, sentence: str) -> None:
    ended = run_line(*line)
    assert (ended.code, ended.out) == (code, "")
    assert sentence in ended.err
    assert "handed over" not in history("2026-0003")
