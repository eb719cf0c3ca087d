"""Values that are one of few: typed as they are, by their words in either language, or by the beginning of the Chinese one; recorded in English."""

import json
import shlex
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest

from approvals.cli.app import build
from approvals.cli.choosing import Worded
from approvals.cli.lazy import Menu
from approvals.core.choosing import meant, names_of, one_meant
from approvals.core.document import NAMES, DocumentKind
from approvals.errors import WrongUsage
from approvals.language import choose, spoken
from console import Ended, run_line


def every(command: click.Command, path: Sequence[str] = ()) -> Iterator[tuple[str, click.Parameter]]:
    """Yield every parameter of every command with what calls it."""
    context = click.Context(command)
    if isinstance(command, Menu):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found
            yield from every(found, (*path, name))
    else:
        yield from ((" ".join((*path, parameter.opts[-1])), parameter) for parameter in command.params)


WORDED = {name: parameter.type for name, parameter in every(build()) if isinstance(parameter.type, Worded)}
each_value = pytest.mark.parametrize("kind", WORDED.values(), ids=WORDED.keys())
# Forms of files are what they are called in every language.
FORMS = {"table", "json", "csv", "xlsx", "jsonl", "html", "pdf", "docx", "text", "xes", "ics", "a4", "a5"}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    choose("en")
    yield
    choose("en")


def test_what_has_a_word_is_taken_by_it() -> None:
    others = {
        name: set(map(str, parameter.type.choices))
        for name, parameter in every(build())
        if type(parameter.type) is not Worded and isinstance(parameter.type, click.Choice)
    }
    assert {name: values for name, values in others.items() if not values <= FORMS} == {}
    assert {"request complete --kind", "request deliver --how", "request list --stage", "request list --level", "card list --state"} <= set(WORDED)


@each_value
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_value_is_taken_by_its_words_in_either_language_whichever_is_spoken(kind: Worded, language: str) -> None:
    choose("zh_CN")
    words = {str(member): spoken(member) for member in kind.members}
    choose(language)
    assert {value: kind.convert(word, None, None) for value, word in words.items()} == {value: value for value in words}
    assert {value: kind.convert(value.upper(), None, None) for value in words} == {value: value for value in words}
    english = {str(member): str(member.said()[0]) for member in kind.members}
    assert {value: kind.convert(word, None, None) for value, word in english.items()} == {value: value for value in words}


@each_value
def test_no_two_values_share_a_word(kind: Worded) -> None:
    words = [word for value, names in kind.names().items() for word in {value, *names}]
    assert sorted(words) == sorted(set(words))


@each_value
def test_a_bad_word_is_answered_with_every_value_and_its_word(kind: Worded) -> None:
    choose("zh_CN")
    with pytest.raises(WrongUsage) as refused:
        kind.convert("飞鸽", None, None)
    told = spoken(refused.value.values["known"])
    for member in kind.members:
        assert f"{member}（{spoken(member)}）" in told


MEANT = [
    ("当面", "request deliver --how", "handed"),
    ("直接送达", "request deliver --how", "handed"),
    ("邮寄送达", "request deliver --how", "post"),
    ("出证", "request complete --kind", "certificate"),
    ("纸质", "request complete --kind", "paper"),
    ("办理", "request list --stage", "accepted"),
    ("已收件", "request list --stage", "received"),
    ("收件", "request list --stage", "received"),
    ("已办结", "request list --stage", "completed"),
    ("特别程序", "request list --stage", "stopped"),
    (" 黄 ", "request list --level", "yellow"),
    ("红牌", "card list --level", "red"),
    ("申诉", "card list --state", "appealed"),
    ("撤销", "card rule ruling", "revoke"),
    ("维", "card rule ruling", "uphold"),
    ("上报", "card rule ruling", "refer"),
    ("满意", "request rate level", "satisfied"),
    ("不满", "request rate level", "dissatisfied"),
    ("5", "request rate level", "very-dissatisfied"),
    ("部分", "complaint conclude conclusion", "partly"),
    ("疑", "complaint classify coordination", "difficult"),
    ("监督员", "evaluator list --kind", "supervisor"),
    ("通知", "request hearing what", "announce"),
    ("法", "request receive --applicant-type", "legal"),
]


@pytest.mark.parametrize(("word", "where", "value"), MEANT)
def test_a_word_means_a_value(word: str, where: str, value: str) -> None:
    assert WORDED[where].convert(word, None, None) == value


@pytest.mark.parametrize(
    ("word", "where", "named"),
    [
        ("办", "request list --stage", ["accepted", "completed"]),
        ("补正", "request list --stage", ["waiting", "lapsed"]),
        ("不", "complaint list --stage", []),
        ("hand", "request deliver --how", []),
        ("出证书", "request complete --kind", []),
        (" ", "request list --level", []),
    ],
)
def test_a_word_that_means_several_or_none_is_refused(word: str, where: str, named: list[str]) -> None:
    kind = WORDED[where]
    if where != "complaint list --stage":
        assert meant(word, kind.names()) == named
    with pytest.raises(WrongUsage, match="may mean" if named else "one of|There is no"):
        kind.convert(word if word != "不" else "不对", None, None)


def test_a_filter_left_out_stays_left_out() -> None:
    assert WORDED["request list --stage"].convert("", None, None) == ""


def test_the_names_of_documents_are_those_of_their_kinds() -> None:
    names = names_of(DocumentKind, NAMES)
    assert {word: one_meant(word, names) for word in NAMES} == {word: str(kind) for word, kind in NAMES.items()}


def typed(root: Path, line: str) -> Ended:
    return run_line(*shlex.split(line), "--register", str(root), "--lang", "zh_CN")


RECORDED = [
    ("request complete 2026-0004 --kind 纸质办结 --on 2026-03-31", "kind", "paper"),
    ("complaint record 窗口无人在岗 --channel 效能热线 --about 服务 --class 紧急", "channel", "hotline"),
    ("complaint accept TS-2026-0001 --way 自办", "way", "self"),
    ("complaint classify TS-2026-0001 共性", "coordination", "common"),
    ("inspection record 工程建设 --finding 脱", "counter", "C01"),
    ("audit record 某工程 --kind 工程 --cut 5", "kind", "engineering"),
]


@pytest.mark.parametrize(("line", "field", "value"), RECORDED)
def test_what_is_recorded_is_the_value(sample: Path, line: str, field: str, value: str) -> None:
    ended = typed(sample, f"{line} --as luoxia" if not line.startswith("request") else line)
    assert ended.code == 0, ended
    with sqlite3.connect(sample / "register.db") as connection:
        (payload,) = connection.execute("select payload from event order by sequence desc limit 1").fetchone()
    connection.close()
    assert json.loads(payload)[field] == value


@pytest.mark.parametrize(
    ("named", "code", "told"),
    [
        ("决定书", 0, "grant"),
        ("准予行政许可决定书", 0, "grant"),
        ("受理", 0, "acceptance"),
        ("notice of acc", 0, "acceptance"),
        ("书", 2, "请多写几个字"),
        ("判决书", 4, "没有文书“判决书”"),
    ],
)
def test_a_document_is_named_by_a_part_of_its_name_or_its_title(sample: Path, named: str, code: int, told: str) -> None:
    ended = typed(sample, f'request print 2026-0001 "{named}" --draft --format json')
    assert (ended.code, told in ended.out + ended.err) == (code, True), ended
