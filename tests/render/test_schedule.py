"""The entries that run the check every night, read back as cron's shell and systemd read them."""

import shlex

import pytest

from approvals.render import schedule

PROGRAM = ["/opt/python 3/bin/python", "-m", "approvals"]
REGISTERS = ["/srv/register", "/srv/审批 登记", "/srv/100% done", "/srv/o'brien", "/srv/a;b", '/srv/"quoted"']


@pytest.mark.parametrize("register", REGISTERS)
def test_a_line_of_a_crontab_holds_the_very_words(register: str) -> None:
    line = schedule.cron(PROGRAM, register)
    assert line.count("\n") == 1
    assert "%" not in line.replace("\\%", "")
    words = shlex.split(line.removeprefix("0 1 * * * ").replace("\\%", "%").replace(";", " ; ") if ";" not in register else line.removeprefix("0 1 * * * "))
    assert words.count(register) + words.count(f"{register};") == 2
    assert words[-2:] == [f"{register}/check.log", "2>&1"]


@pytest.mark.parametrize("register", REGISTERS)
def test_a_unit_holds_the_very_words(register: str) -> None:
    started = [line.removeprefix("ExecStart=") for line in schedule.systemd(PROGRAM, register, "approvals", "…").splitlines() if line.startswith("ExecStart=")]
    read = [[word.replace("%%", "%").replace("$$", "$") for word in shlex.split(line)] for line in started]
    assert read == [[*PROGRAM, verb, "--register", register] for verb in ("check", "notify")]


def test_without_a_command_for_messages_nothing_is_handed_on() -> None:
    text = schedule.systemd(PROGRAM, "/srv/register", "approvals", "…", tell=False)
    assert text.count("\nExecStart=") == 1
    assert "\n# ExecStart=" in text
    assert " notify " not in schedule.cron(PROGRAM, "/srv/register", tell=False)
