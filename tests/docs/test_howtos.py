"""The pages of docs/ name commands that exist, and those that can be typed on the sample register work there."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from console import run_line
from named import known

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/*.md")])
_BLOCK = re.compile(r"^```(?:sh|console|powershell)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"(?:^|[;&|(] *|bin/|\$ )approvals ((?:[^\n#;&|)]|(?<=\S)#)*)", re.MULTILINE)
# Pages whose lines are typed on the sample register, one after the other.
TYPED = ("nightly", "printing", "documents", "powers", "policy", "board")
_PLACES = {"/srv/approvals/zone": "."}


def lines(page: Path) -> Iterator[list[str]]:
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in _LINE.findall(block.replace("\\\n", "")):
            whole = all(line.count(mark) % 2 == 0 for mark in "\"'")
            yield shlex.split(line) if whole else line.split()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_exists_with_its_options(page: Path) -> None:
    assert [words for words in lines(page) if not known(words)] == []


@pytest.mark.parametrize("page", TYPED)
def test_every_line_works_on_the_sample_register(page: str, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample)
    found = [[_PLACES.get(word, word) for word in words] for words in lines(ROOT / "docs" / f"{page}.md")]
    assert len(found) > 2
    for words in found:
        ended = run_line(*words)
        assert ended.code in {0, 1}, (words, ended)
