"""`approvals help`: every topic on one screen, the same in both languages, true of the program, its examples typed on the sample register."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from approvals.cli.app import PROGRAM
from approvals.files.topics import FOLDER, TOPICS, Kind, Topic, topic, topics
from approvals.language import LANGUAGES
from approvals.render.text import width
from console import Run
from named import known

each_topic = pytest.mark.parametrize("name", TOPICS)
each_language = pytest.mark.parametrize("language", LANGUAGES)
# What stands in Latin letters in a Chinese text beside codes, commands and names of files.
_LATIN = {"Windows", "SSH", "GBK", "language"}


def examples(one: Topic) -> list[str]:
    return [line for part in one.parts if part.kind is Kind.EXAMPLES for line in part.lines]


def ours(one: Topic) -> list[str]:
    return [line for line in examples(one) if line.startswith("approvals ")]


def quoted(one: Topic) -> Iterator[str]:
    """Yield whatever may be typed: examples, what stands in backticks, the terms of rows."""
    for part in one.parts:
        if part.kind is Kind.EXAMPLES:
            yield from part.lines
        else:
            yield from re.findall(r"`([^`]+)`", "\n".join(part.lines))
            yield from (term for term, _text in part.rows if part.kind is Kind.ROWS)


def commands(one: Topic) -> Iterator[list[str]]:
    """Yield the words of every command that a text names, `approvals` before it or not."""
    for text in quoted(one):
        words = text.removeprefix("approvals ").split()
        if words and (text.startswith("approvals ") or (words[0] in PROGRAM.verbs and len(words) > 1)):
            yield words


def test_each_language_has_each_topic_and_no_other() -> None:
    for language in LANGUAGES:
        assert sorted(file.stem for file in (FOLDER / language).iterdir()) == sorted(TOPICS)
        assert len({one.word for one in topics(language)}) == len(TOPICS)


def test_no_topic_hides_a_command() -> None:
    assert PROGRAM.verbs.keys() & {called for language in LANGUAGES for one in topics(language) for called in (one.name, one.word)} == set()


@each_topic
def test_both_languages_say_the_same(name: str) -> None:
    english, chinese = topic(name, "en"), topic(name, "zh_CN")
    assert [(part.kind, len(part.lines)) for part in english.parts] == [(part.kind, len(part.lines)) for part in chinese.parts]
    assert examples(english) == examples(chinese)


@each_topic
@each_language
def test_a_topic_stands_on_one_screen(run: Run, monkeypatch: pytest.MonkeyPatch, name: str, language: str) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ended = run("help", name, "--lang", language)
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert len(lines) <= 23, "a screen has 24 lines, and the prompt needs one"
    whole = {f"  {line}" for line in examples(topic(name, language))}
    assert [line for line in lines if width(line) > 80 and line not in whole] == []


@each_topic
def test_a_narrow_terminal_breaks_its_lines(run: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    for language in LANGUAGES:
        lines = run("help", name, "--lang", language).out.splitlines()
        assert [line for line in lines if width(line) > 60 and not line.startswith("  ")] == []


@each_topic
@each_language
def test_every_command_it_names_exists_with_its_options(name: str, language: str) -> None:
    assert [words for words in commands(topic(name, language)) if not known(words)] == []


@each_topic
@each_language
def test_a_terminal_in_gbk_can_show_it(name: str, language: str) -> None:
    assert (FOLDER / language / f"{name}.txt").read_text(encoding="utf-8").encode("gbk")


@each_topic
def test_its_examples_work_on_the_sample_register(run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(sample)
    for line in ours(topic(name, "en")):
        ended = run(*shlex.split(line)[1:], typed=b"274190\n")
        assert ended.code in {0, 1}, (line, ended)


@each_topic
def test_a_chinese_text_holds_no_english(name: str) -> None:
    one = topic(name, "zh_CN")
    prose = [line for part in one.parts if part.kind is Kind.PARAGRAPH for line in part.lines]
    beside = [text for part in one.parts if part.kind is Kind.ROWS for _term, text in part.rows]
    found = {word for line in (one.word, one.title, *prose, *beside) for word in re.findall(r"[A-Za-z]{2,}", re.sub(r"`[^`]*`", "", line))}
    assert found <= _LATIN


def test_the_list_names_every_topic(run: Run) -> None:
    ended = run("help")
    assert ended.code == 0
    assert [line.split()[0] for line in ended.out.splitlines()[1 : len(TOPICS) + 1]] == list(TOPICS)


def test_a_topic_is_called_by_its_word_in_any_language(run: Run) -> None:
    assert run("help", "收件", "--lang", "zh_CN") == run("help", "receiving", "--lang", "zh_CN")
    assert run("help", "收件") == run("help", "Receiving")
    assert run("help", "late", "entries") == run("help", "late-entries")


def test_nothing_is_the_list(run: Run) -> None:
    assert run("help", " ") == run("help")


@pytest.mark.parametrize("path", ["due", "request", "request receive", "request receive GH-03", "register pin", "help"])
def test_the_help_of_a_command_is_that_of_its_option(run: Run, path: str) -> None:
    words = [word for word in path.split() if word != "GH-03"]
    assert run("help", *path.split()) == run(*words, "--help")


def test_the_program_itself_is_explained(run: Run) -> None:
    assert run("help", "approvals") == run("--help")


def test_an_unknown_topic_is_refused_with_those_that_come_near(run: Run) -> None:
    ended = run("help", "recieving")
    assert (ended.code, ended.out) == (4, "")
    assert ended.err.startswith("Error: There is no topic and no command recieving; did you mean receiving, ")
    assert ended.err.endswith("terminals, folder, exit-codes.\n")
    assert run("help", "收", "--lang", "zh_CN").err.startswith("错误：没有主题或者命令 收；您是不是要找 收件？")
    assert "did you mean" not in run("help", "\x1b[2Jqq").err
    assert "\x1b" not in run("help", "\x1b[2Jqq").err


def test_a_command_that_does_not_exist_is_refused_as_on_the_line(run: Run) -> None:
    ended = run("help", "request", "recieve")
    assert ended.code == 2
    assert ended.err.startswith("Error: There is no command recieve; did you mean receive, ")
