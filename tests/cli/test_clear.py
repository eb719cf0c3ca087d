"""A code in clear: whatever command is typed, in whatever form, it stands in no output and in no file but the database."""

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from approvals.cli.app import PROGRAM
from approvals.cli.endings import BUG
from approvals.cli.lazy import Noun, Verb
from approvals.core.words import masked
from console import Ended, run_line

PERSON, COMPANY = "360426199101010071", "91110000600037341L"
NAME = "吴秀兰"
NUMBER = "2026-0018"
# What prints the guide, or makes another register, holds no request.
_LEFT_OUT = {"guide", "print", "demo", "init", "due", "calendar", "policy"}
_SHAPES = ((), ("--format", "json"), ("--format", "csv"), ("--format", "jsonl"))


def commands(noun: Noun = PROGRAM) -> Iterator[list[str]]:
    """Yield the example of every command that looks at requests, about the one with a code."""
    for name, entry in noun.verbs.items():
        if noun is PROGRAM and name in _LEFT_OUT:
            continue
        if isinstance(entry, Noun):
            yield from commands(entry)
        elif isinstance(entry, Verb):
            yield [NUMBER if word.startswith("2026-00") else word for word in shlex.split(entry.example)]


@pytest.fixture
def coded(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the sample register with a person's and a company's code in it."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.chdir(sample)
    assert run_line("request", "receive", "GH-03", "--applicant", NAME, "--id-code", PERSON, "--on", "2026-03-02").code == 0
    assert run_line("request", "settle", "SC-01", "--applicant", "乙", "--id-code", "-", "--on", "2026-03-02", typed=f"{COMPANY}\n".encode()).code == 0
    return sample


def told(ended: Ended) -> str:
    return ended.out + ended.err


@pytest.mark.usefixtures("coded")
def test_no_command_shows_a_code_in_clear() -> None:
    seen = [(line, run_line(*line, *shape, typed=b"y\n")) for line in commands() for shape in _SHAPES]
    assert [line for line, ended in seen if PERSON in told(ended) or COMPANY in told(ended)] == []
    assert any(masked(PERSON) in told(ended) for _line, ended in seen)
    assert [(line, ended.err) for line, ended in seen if ended.code == BUG] == []


def test_no_file_but_the_database_holds_a_code(coded: Path) -> None:
    for line in (
        ("request", "list", "--all", "--out", "list.csv"),
        ("request", "list", "--all", "--out", "list.jsonl"),
        ("report", "late-entries", "--out", "late.csv"),
        ("register", "export", "with-names.jsonl"),
        ("register", "export", "without.jsonl", "--without-personal"),
        ("request", "print", NUMBER, "receipt", "--out", "receipt.txt"),
    ):
        ended = run_line(*line)
        assert ended.code == 0, ended
    files = [file for file in coded.rglob("*") if file.is_file() and "register.db" not in file.name]
    assert [file.name for file in files if PERSON.encode() in file.read_bytes() or COMPANY.encode() in file.read_bytes()] == []
    assert NAME in (coded / "with-names.jsonl").read_text(encoding="utf-8")
    assert NAME not in (coded / "without.jsonl").read_text(encoding="utf-8")


@pytest.mark.usefixtures("coded")
@pytest.mark.parametrize("shape", ["json"])
def test_a_purpose_shows_it_to_people_and_never_to_programs(shape: str) -> None:
    line = ("request", "show", NUMBER, "--unmask", "--purpose", "核对证件")
    assert PERSON in run_line(*line).out
    refused = run_line(*line, "--format", shape)
    assert refused.code == 2
    assert PERSON not in told(refused)


def test_a_merged_register_has_the_names_and_no_code(coded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_line("register", "export", str(tmp_path / "YL.jsonl")).code == 0
    monkeypatch.chdir(tmp_path)
    assert run_line("init", "zone").code == 0
    settings = tmp_path / "zone" / "register.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"YL"', '"ZONE"'), encoding="utf-8")
    assert run_line("register", "merge", "YL.jsonl", "--register", "zone").code == 0
    shown = run_line("request", "show", f"YL-{NUMBER}", "--register", "zone").out
    assert NAME in shown
    assert "code: —" in shown
    verified = run_line("register", "verify", "--register", "zone")
    assert verified.code == 0, verified
    assert coded.exists()


MAPPING = """\
name = "bureau"
system = "bureau"
row = "request"
[columns]
number = "编号"
applicant = "申请人"
id_code = "证件号码"
received = "收件日期"
[item]
code = "GH-03"
"""


def test_an_import_checks_codes_and_masks_those_it_refuses(coded: Path) -> None:
    wrong = PERSON[:-1] + "2"
    (coded / "map.toml").write_text(MAPPING, encoding="utf-8")
    (coded / "t.csv").write_text(f"编号,申请人,证件号码,收件日期\n甲-1,{NAME},{PERSON},2026-03-02\n甲-2,乙,{wrong},2026-03-02\n", encoding="utf-8")
    ended = run_line("request", "import", "t.csv", "--map", "map.toml")
    assert "t.csv:3: column “证件号码”: this is neither an identity number nor a credit code" in ended.out
    assert masked(wrong) in ended.out
    assert wrong not in told(ended)
    assert masked(PERSON) in run_line("request", "show", "甲-1").out
    assert run_line("request", "show", "甲-2").code == 4
