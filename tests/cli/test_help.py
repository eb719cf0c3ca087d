"""Every command's help: it stands in both languages and ends with an example, and the example works on the sample register."""

import json
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from approvals.cli.app import PROGRAM
from approvals.cli.lazy import Noun, Verb
from approvals.render.text import width
from console import Run


def commands(noun: Noun = PROGRAM, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Verb]]:
    """Yield every command with the words that call it."""
    for name, entry in noun.verbs.items():
        if isinstance(entry, Noun):
            yield from commands(entry, (*path, name))
        else:
            yield (*path, name), entry


COMMANDS = dict(commands())
each_command = pytest.mark.parametrize("path", COMMANDS, ids=" ".join)


@each_command
@pytest.mark.parametrize(("language", "word"), [("en", "Example: "), ("zh_CN", "示例：")])
def test_the_help_ends_with_the_example_on_one_line(run: Run, path: tuple[str, ...], language: str, word: str) -> None:
    ended = run(*path, "--help", "--lang", language)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith(f"\n{word}approvals {COMMANDS[path].example}\n")


@each_command
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_line_of_the_help_but_the_example_is_wider_than_a_screen(run: Run, monkeypatch: pytest.MonkeyPatch, path: tuple[str, ...], language: str) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = run(*path, "--help", "--lang", language).out.splitlines()[:-1]
    assert [line for line in lines if width(line) > 80] == []


@each_command
def test_the_example_calls_its_own_command(path: tuple[str, ...]) -> None:
    assert tuple(shlex.split(COMMANDS[path].example)[: len(path)]) == path


@each_command
def test_the_example_works_on_the_sample_register(run: Run, monkeypatch: pytest.MonkeyPatch, sample: Path, path: tuple[str, ...]) -> None:
    monkeypatch.chdir(sample)
    (sample / "log.csv").write_text(LOG, encoding="utf-8")
    (sample / "members.csv").write_text("姓名,聘期起,聘期止\n王强,2026-03-01,2028-02-29\n", encoding="utf-8")
    (sample / "ballots.csv").write_text(
        "部门,测评主体,信息公开,依法办事,服务质量,廉洁自律,诚实守信,整改效果,办事效率\nJS,服务对象,1,1,2,1,-,1,2\n", encoding="utf-8"
    )
    example = COMMANDS[path].example.replace("CODE", _code_on_the_slip(run))
    if path == ("register", "merge"):
        _export_of_another(run, sample)
    if path == ("register", "restore"):
        Path(json.loads(run("register", "backup", "--format", "json").out)["folder"]).rename("backup")
    if path in {("login",), ("logout",)}:
        run("register", "pin", "liwen", typed=b"274190\n")
    if path == ("logout",):
        run("login", "liwen", typed=b"274190\n")
    ended = run(*shlex.split(example.replace("CARD", _card_for(run, sample, path))), typed=b"274190\n")
    # On standard error the check tells its log that it ran, a restoration what it would lose, and a bulletin that it is no duty done.
    said = [
        line
        for line in ended.err.splitlines()
        if not line.startswith(("Checked Wed 2026-04-01: ", "The backup ends with", "Nothing would be lost", "Printing it is not"))
    ]
    assert (ended.code, said) in [(0, []), (1, [])], ended


def _export_of_another(run: Run, sample: Path) -> None:
    """Write the export of a register like the sample, under the code GXQ."""
    other = shutil.copytree(sample, sample.with_name("hall"))
    settings = other / "register.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"YL"', '"GXQ"'), encoding="utf-8")
    assert run("register", "export", "GXQ.jsonl", "--register", str(other)).code == 0


def _card_for(run: Run, sample: Path, path: tuple[str, ...]) -> str:
    """Return the number of a card in the state that a command of cards needs: one that waits, one appealed against, one with an order."""
    if path in {("card", "confirm"), ("card", "cancel")}:
        shutil.copy(Path(__file__).parents[2] / "data" / "profiles" / "every-rule.toml", sample / "policy.toml")
        run("adopt", "policy", "--yes")
        run("check")
        return str(json.loads(run("card", "list", "--state", "pending", "--format", "json").out)[0]["card"])
    if path == ("card", "rule"):
        run("card", "appeal", "2026-0002", "--reason", "…", "--evidence", "…", "--as", "heqiang")
    if path == ("card", "reply"):
        run("card", "order", "2026-0002", "--text", "…", "--as", "luoxia")
    return "2026-0002"


def _code_on_the_slip(run: Run) -> str:
    """Return the query code of a request of the sample register: it comes from its receipt's hash, and is another in every register."""
    return run("request", "slip", "2026-0003").out.rpartition("query code: ")[2].strip()


LOG = """case:concept:name,case:startdate,case:enddate,case:deadline,case:channel,concept:name,time:timestamp,org:resource
case-1,2011-10-11,2011-11-24,2011-12-06,Internet,Confirmation of receipt,2011-10-11 13:45:40,Resource21
"""


@each_command
def test_an_unknown_option_is_refused_with_the_name_of_the_command(run: Run, path: tuple[str, ...]) -> None:
    ended = run(*path, "--qqqq")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"Error: There is no option --qqqq. Help: approvals {' '.join(path)} --help\n"


@pytest.mark.parametrize("noun", [name for name, entry in PROGRAM.verbs.items() if isinstance(entry, Noun)])
def test_a_noun_alone_shows_its_commands(run: Run, noun: str) -> None:
    assert run(noun) == run(noun, "--help")
