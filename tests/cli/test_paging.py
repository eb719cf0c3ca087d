"""Long output leafed through: in a terminal, by the reader's own pager, and never anywhere else."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from approvals.cli.paging import pager
from terminal import Screen, typed

_MARKING = "sed s/^/|/"
"""A pager that shows which lines went through it."""
_LIST = ("request", "list", "--all", "--today", "2026-04-01")


def _shown(folder: Path, *line: str, pager: str = _MARKING, **variables: str) -> Screen:
    ended = typed(line, [], str(folder), **{"TERM": "xterm", "LINES": "10", "APPROVALS_PAGER": pager, **variables})
    # On a slow machine the screen tells that it is at work.
    return ended._replace(text=re.sub(r"\r\x1b\[K[^\r|]*(?=\r)|\r\x1b\[K", "", ended.text))


def test_what_is_longer_than_the_screen_goes_through_the_pager(sample: Path) -> None:
    ended = _shown(sample, *_LIST)
    assert ended.code == 0
    lines = ended.text.splitlines()
    assert len(lines) > 15
    assert all(line.startswith("|") for line in lines)


@pytest.mark.parametrize("line", [("--help",), ("request", "show", "2026-0003"), ("request", "explain", "2026-0003"), ("guide", "show", "GH-03")], ids=" ".join)
def test_pages_and_help_are_leafed_through_too(sample: Path, line: tuple[str, ...]) -> None:
    ended = _shown(sample, *line)
    assert (ended.code, {text[0] for text in ended.text.splitlines()}) == (0, {"|"})


def test_what_fits_the_screen_is_printed(sample: Path) -> None:
    assert "|" not in _shown(sample, *_LIST, LINES="60").text


@pytest.mark.parametrize("line", [(*_LIST, "--no-pager"), ("--no-pager", *_LIST), (*_LIST, "--format", "json"), (*_LIST, "--format", "csv")], ids=" ".join)
def test_nothing_is_paged_that_is_not_to_be(sample: Path, line: tuple[str, ...]) -> None:
    ended = _shown(sample, *line)
    assert (ended.code, "\n|" in ended.text) == (0, False)


@pytest.mark.parametrize("named", ["", "cat", "no-such-pager", "less '"])
def test_without_a_pager_everything_is_printed(sample: Path, named: str) -> None:
    assert "2026-0015" in _shown(sample, *_LIST, pager=named).text


def test_a_dumb_terminal_has_no_pages(sample: Path) -> None:
    assert "|" not in _shown(sample, *_LIST, TERM="dumb").text


def test_leaving_the_pager_early_is_no_error(sample: Path) -> None:
    ended = _shown(sample, *_LIST, pager="head -n 2")
    assert ended.code == 0
    assert len(ended.text.splitlines()) == 2


def test_the_exit_code_and_the_refusal_come_after_the_pages(sample: Path) -> None:
    """The check finds cards and ends with 1; what it says for its log stays in its place."""
    ended = _shown(sample, "check", "--today", "2026-06-01", "--dry-run")
    assert ended.code == 1
    assert {line[0] for line in ended.text.splitlines()} == {"|"}


@pytest.mark.skipif(not shutil.which("less"), reason="less is not installed")
def test_less_shows_chinese(sample: Path) -> None:
    ended = typed([*_LIST, "--lang", "zh_CN"], [("[q] X\x1b[27m\x1b[K", "q")], str(sample), TERM="xterm", LINES="10")
    assert "红牌" in ended.text
    assert ended.code == 0


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"PAGER": f"{sys.executable} -S"}, [sys.executable, "-S"]),
        ({"PAGER": "less", "APPROVALS_PAGER": sys.executable}, [sys.executable]),
        ({"PAGER": sys.executable, "APPROVALS_PAGER": ""}, []),
        ({"PAGER": "cat"}, []),
    ],
)
def test_the_own_variable_comes_before_that_of_the_shell(environment: dict[str, str], words: list[str]) -> None:
    assert pager(environment) == words
