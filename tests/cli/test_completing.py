"""What the shells offer at the Tab key: read from the line by the program's own parser, from the register by an index, and safe whatever it holds."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from approvals import start
from approvals.store import completing
from approvals.store.reading import open_reading
from console import Stream, run_line

Offered = Callable[..., list[str]]


@pytest.fixture
def offered(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Offered:
    """Return a function that gives the words offered behind a line, with what stands beside each after a tab."""
    monkeypatch.chdir(sample)

    def press_tab(line: str, language: str = "en_US.UTF-8") -> list[str]:
        asked = {"_APPROVALS_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_ARGS": f"approvals {line}"}
        out = Stream()
        with patch.dict(os.environ, {**asked, "LC_ALL": language}), patch.object(sys, "stdout", out), patch("gc.freeze"), patch("gc.disable"):
            start.main()
        return out.held.getvalue().decode().splitlines()

    return press_tab


FOUND = [
    ("request acc", "accept\tAccept requests: their clock starts."),
    ("reg", "register\tThe register itself."),
    ("request accept --fol", "--following\tA material that may follow (容缺受理), by its number or name."),
    ("request list --format j", "json"),
    ("request accept 2026-0003 2026-0010 2026-0005", "2026-0005\t王伟, 公共场所卫生许可"),
    ("request receive gh-03", "GH-03\t建设工程规划许可证核发"),
    ("request list --item GH-03", "GH-03\t建设工程规划许可证核发"),
    ("guide list --department GH", "GH\t自然资源和规划分局"),
    ("request assign 2026-0003 liw", "liwen\t李文, GH"),
    ("--as luo", "luoxia\t罗霞, XN"),
    ("request list --as luo", "luoxia\t罗霞, XN"),
    ("complaint handle TS-2026-0001", "TS-2026-0001\tuntil Fri 2026-04-03"),
    ("help rec", "receiving\ttaking an application in"),
    ("help request rec", "receive\tReceive an application; it gets its number at once."),
]


VALUES = [
    ("request deliver 2026-0004 --how ", ["handed\t当面送达", "told\t通知领取", "post\t邮寄", "electronic\t电子送达", "notice\t公告送达"]),
    ("request deliver 2026-0004 --how 公", ["公告送达\tnotice"]),
    ("request list --stage 办", ["办理中\taccepted", "办结\tcompleted"]),
    ("card list --level ", ["warning\t预警", "yellow\t黄牌", "red\t红牌"]),
    ("request stop 2026-0003 专", ["专家评审"]),
    ("request resume 2026-0012 ", ["专家评审"]),
    ("request print 2026-0001 ", ["receipt\t收件凭证", "acceptance\t受理通知书", "grant\t准予决定书"]),
    ("request print 2026-0001 受", ["受理通知书\tacceptance"]),
    ("complaint record 无人 --channel ho", ["hotline\t效能热线"]),
    ("complaint record 无人 --channel 效", ["效能热线\thotline"]),
    ("request rate 2026-0001 1 --channel w", ["web\t网上评价"]),
    ("complaint record 无人 --text ", []),
    ("request receive 施工", []),
    ("find ", []),
]


@pytest.mark.parametrize(("line", "words"), VALUES)
def test_values_are_offered_with_their_words_and_nothing_where_nothing_is_known(offered: Offered, line: str, words: list[str]) -> None:
    assert [word for word in offered(line, "zh_CN.UTF-8") if word] == words


def test_cards_are_offered_with_what_they_are_for(offered: Offered) -> None:
    found = dict(line.split("\t") for line in offered("card show ", "zh_CN.UTF-8"))
    assert found
    assert all(number.isdigit() and beside.count("，") == 2 for number, beside in found.items()), found


@pytest.mark.parametrize("line", ["request import ", "due --batch ", "--register ", "policy check "])
def test_files_are_asked_for_where_a_file_stands(sample: Path, line: str) -> None:
    told = {}
    for shell, asked in (
        ("bash", {"COMP_WORDS": f"approvals {line}", "COMP_CWORD": str(1 + line.count(" "))}),
        ("zsh", {"_TYPER_COMPLETE_ARGS": f"approvals {line}"}),
    ):
        environment = {**os.environ, **asked, "_APPROVALS_COMPLETE": f"complete_{shell}", "LC_ALL": "C.UTF-8"}
        told[shell] = subprocess.run([sys.executable, "-m", "approvals"], cwd=sample, env=environment, capture_output=True, text=True, check=True).stdout
    assert told == {"bash": ":files:\n", "zsh": "_files\n"}


@pytest.mark.parametrize(("line", "code"), [("request import ", 1), ("request receive 施工", 0), ("request acc", 0)])
def test_fish_names_files_where_a_file_stands_and_nowhere_else(sample: Path, line: str, code: int) -> None:
    asked = {"_APPROVALS_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "is-args", "_TYPER_COMPLETE_ARGS": f"approvals {line}"}
    run = subprocess.run([sys.executable, "-m", "approvals"], cwd=sample, env={**os.environ, **asked, "PYTHONUTF8": "1"}, capture_output=True, check=False)
    assert (run.returncode, run.stdout) == (code, b"")


@pytest.mark.parametrize(("line", "word"), FOUND)
def test_a_word_is_offered_with_what_says_which_it_is(offered: Offered, line: str, word: str) -> None:
    assert any(found.startswith(word) for found in offered(line)), offered(line)


def test_a_topic_is_offered_by_its_word_where_that_is_begun() -> None:
    asked = {"_APPROVALS_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_ARGS": "approvals help 收"}
    environment = {**os.environ, **asked, "LC_ALL": "zh_CN.UTF-8", "PYTHONUTF8": "1"}
    run = subprocess.run([sys.executable, "-m", "approvals"], env=environment, capture_output=True, check=True)
    assert run.stdout.decode() == "收件\t收下一件申请\n"


def test_numbers_are_those_of_open_requests_with_their_days(offered: Offered) -> None:
    found = dict(line.split("\t") for line in offered("request accept 2026-"))
    assert "2026-0001" not in found
    assert found["2026-0012"].startswith("远山科技有限公司, 建设工程规划许可证核发, ")
    assert found["2026-0002"].endswith(" days over")


def test_what_stands_on_the_line_is_not_offered_again(offered: Offered) -> None:
    assert [line.split("\t")[0] for line in offered("request accept 2026-0010 2026-001")] == [
        number.split("\t")[0] for number in offered("request accept 2026-001") if not number.startswith("2026-0010")
    ]


def test_it_speaks_the_language_of_the_line(offered: Offered) -> None:
    assert offered("request acc", "zh_CN.UTF-8") == ["accept\t受理办件：开始计时。"]
    assert offered("--lang zh_CN request acc") == ["accept\t受理办件：开始计时。"]


@pytest.mark.parametrize("line", ["zzzz ", "request zzzz ", "request list --due-from 2026-99-99 --depart", "--register nowhere request accept "])
def test_a_wrong_line_is_told_nothing(offered: Offered, line: str) -> None:
    assert [found for found in offered(line) if not found.startswith("--department")] == []


def test_the_version_is_not_printed_into_a_line(offered: Offered) -> None:
    assert offered("--version --lang") == ["--lang\tzh_CN or en. Stands anywhere on the line."]


def test_the_numbers_come_from_the_index_of_open_requests(sample: Path) -> None:
    connection = open_reading(sample)
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    completing.open_requests(connection, "2026-")
    plan = [row[3] for row in connection.execute(f"explain query plan {statements[0]}")]
    connection.close()
    assert any("COVERING INDEX request_open" in step for step in plan)
    assert not any(step.startswith("SCAN r ") for step in plan)


def test_nothing_heavy_is_loaded_for_it(sample: Path) -> None:
    code = "import sys\nfrom approvals import start\nstart.main()\nprint()\nprint(*sys.modules)"
    asked = {"_APPROVALS_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "approvals request accept 2026-"}
    done = subprocess.run([sys.executable, "-c", code], cwd=sample, env={**os.environ, **asked}, capture_output=True, text=True, check=True)  # noqa: S603
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "2026-0002" in done.stdout
    assert not loaded & {"rich", "sqlite_utils", "tomli", "pypinyin", "approvals.core.fold", "approvals.cli.request", "dataclasses"}


@pytest.fixture
def home(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home of one's own, with the program on the path, and stand in the sample register."""
    folder = tmp_path / "home"
    (folder / "bin").mkdir(parents=True)
    program = folder / "bin" / "approvals"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m approvals "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    for name in ("ZDOTDIR", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(sample)
    return folder


def in_shell(*line: str) -> list[str]:
    if not shutil.which(line[0]):
        pytest.skip(f"no {line[0]} here")
    return subprocess.run(line, capture_output=True, text=True, check=False).stdout.splitlines()  # noqa: S603 - a shell of the machine


@pytest.mark.usefixtures("home")
def test_bash_completes_and_shows_a_list() -> None:
    assert run_line("completion", "install", "bash").code == 0
    press = "source ~/.bashrc; COMP_WORDS=({}); COMP_CWORD={}; COMP_TYPE={}; _approvals_completion approvals; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    assert in_shell("bash", "-c", press.format("approvals request acc", 2, 9)) == ["accept"]
    assert in_shell("bash", "-c", press.format("approvals request accept 2026-000", 3, 9))[0] == "2026-0002"
    assert in_shell("bash", "-c", press.format("approvals request accept 2026-000", 3, 63))[0].startswith("2026-0002  岭南建设集团有限公司, ")
    assert in_shell("bash", "-c", press.format("approvals find x", 2, 9)) == [""]
    assert "register.toml" in in_shell("bash", "-c", press.format("approvals request import regis", 3, 9))
    assert in_shell("bash", "-c", "source ~/.bashrc; complete -p approvals")[0].endswith("-F _approvals_completion approvals")


@pytest.mark.usefixtures("home")
def test_fish_completes() -> None:
    assert run_line("completion", "install", "fish").code == 0
    assert in_shell("fish", "-c", "complete -C 'approvals request acc'") == ["accept\tAccept requests: their clock starts."]
    assert in_shell("fish", "-c", "complete -C 'approvals request accept 2026-000'")[0].startswith("2026-0002\t岭南建设集团有限公司, ")


TRAP = """甲"'); touch trap1; $(touch trap2) `touch trap3` \\"); touch trap4; (" *"""


def test_zsh_is_given_words_and_never_code(home: Path, sample: Path) -> None:
    with sqlite3.connect(sample / "register.db") as connection:
        connection.execute("update request set applicant = ? where number = '2026-0002'", (TRAP,))
    connection.close()
    assert run_line("completion", "install", "zsh").code == 0
    script = (home / ".zfunc" / "_approvals").read_text(encoding="utf-8")
    spoken = '_arguments() { local -a offers; local told=${1#*\\(}; eval "offers=${told%\\)}"; print -rl -- $offers }'
    press = "words=(approvals request accept 2026-); CURRENT=4; _approvals_completion"
    seen = f"compdef() {{ }}\n{spoken}\n{script}\n{press}"
    lines = in_shell("zsh", "-fc", seen)
    assert any(line.startswith("2026-0002:甲") and "touch trap1" in line for line in lines), lines
    assert list(sample.glob("trap*")) == []


def test_installing_says_what_it_changed_and_changes_nothing_twice(home: Path) -> None:
    (home / ".bashrc").write_text("alias ll='ls -l'", encoding="utf-8")
    line = f"source '{home}/.bash_completions/approvals.sh'  # approvals completion"
    first = run_line("completion", "install", "bash").out.splitlines()
    assert first[0].startswith(f"{home}/.bash_completions/approvals.sh: written, ")
    assert first[1] == f"{home}/.bashrc, line 2: added: {line}"
    assert (home / ".bashrc").read_text(encoding="utf-8") == f"alias ll='ls -l'\n{line}\n"
    again = run_line("completion", "install", "bash").out.splitlines()
    assert again[:2] == [f"{home}/.bash_completions/approvals.sh: there already, as it is.", f"{home}/.bashrc, line 2: there already."]
    assert run_line("completion", "remove", "bash").out.splitlines() == [
        f"{home}/.bash_completions/approvals.sh: removed.",
        f"{home}/.bashrc, line 2: removed: {line}",
    ]
    assert (home / ".bashrc").read_text(encoding="utf-8") == "alias ll='ls -l'\n"
    assert run_line("completion", "remove", "bash").out.splitlines() == [
        f"{home}/.bash_completions/approvals.sh: not there.",
        f"{home}/.bashrc: nothing of it there.",
    ]


def test_showing_lays_nothing_down(home: Path) -> None:
    assert "complete_bash" in run_line("completion", "install", "bash", "--show").out
    assert list(home.rglob("*.sh")) == []


@pytest.mark.usefixtures("home")
def test_an_unknown_shell_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    ended = run_line("completion", "install")
    assert (ended.code, ended.err) == (2, "Error: Which shell? Write one of bash, zsh, fish.\n")
