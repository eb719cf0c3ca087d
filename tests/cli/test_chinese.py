"""What is read in Chinese: every command's example typed on the sample register, and no English word that has its Chinese stands on the screen."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

import catalogue
from approvals.cli.app import PROGRAM
from approvals.cli.lazy import Noun, Verb
from console import run_line

# What makes a register of its own, asks at a terminal, or prints the script of a shell.
_LEFT_OUT = {"demo", "init", "board", "completion"}
# Quoted commands, options, files, and names of rules, profiles and columns stand as they are typed; so does what a code or a hash is made of.
_TYPED = re.compile(r"`[^`]*`|--[a-z-]+|\S*/\S*|\S+\.[a-z]{2,5}\b|\w+(?:[-_:]\w+)+|approvals( [a-z-]+)*")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def examples(noun: Noun = PROGRAM) -> Iterator[list[str]]:
    for name, entry in noun.verbs.items():
        if noun is PROGRAM and name in _LEFT_OUT:
            continue
        if isinstance(entry, Noun):
            yield from examples(entry)
        elif isinstance(entry, Verb):
            words = shlex.split(entry.example.replace("CARD", "2026-0002"))
            # What is for programs is English in every language.
            yield from [words] if "json" not in words else []


@pytest.fixture
def said(sample: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Return every line that the examples print in Chinese, with its command."""
    monkeypatch.chdir(sample)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    found = []
    for line in examples():
        ended = run_line(*line, typed=b"274190\n")
        found += [(" ".join(line), text) for text in (ended.out + ended.err).splitlines()]
    return found


def _latin(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{3,}", _TYPED.sub(" ", text))


def test_no_english_word_that_has_its_chinese_is_shown(said: list[tuple[str, str]]) -> None:
    known = {str(message.id).lower() for message in catalogue.translations(catalogue.OWN) if re.fullmatch(r"[A-Za-z]{3,}", str(message.id))}
    shown = {(word, line) for line, text in said if not line.startswith("sql ") for word in _latin(text) if word.lower() in known and word not in line}
    assert shown == set()


def test_a_sentence_says_its_days_as_people_do(said: list[tuple[str, str]]) -> None:
    """Tables and what is to be typed have days as 2026-03-30; a sentence, which ends with a full stop, has them as 2026年3月30日 周一."""
    assert [(line, text) for line, text in said if text.endswith("。") and _ISO.search(_TYPED.sub(" ", text.replace("（如 2026-03-30）", "")))] == []
    assert any(re.search(r"\d年\d+月\d+日 周[一二三四五六日]", text) for _line, text in said)
