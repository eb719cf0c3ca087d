"""The options of the check beside its nightly work: showing only, its heartbeat, and the entries that run it."""

import json
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from approvals.cli import options
from approvals.render import schedule
from console import Run


@pytest.fixture
def register(run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the sample register, in whose folder the lines run."""
    run("--version")
    monkeypatch.chdir(sample)
    return sample


def test_showing_only_writes_nothing(register: Path, run: Run) -> None:
    before = run("register", "verify").out
    shown = json.loads(run("check", "--today", "2026-05-29", "--dry-run", "--format", "json").out)
    assert {card["card"] for card in shown["new"]} == {None}
    assert len(shown["new"]) > 5
    assert run("register", "verify").out == before
    written = json.loads(run("check", "--today", "2026-05-29", "--format", "json").out)
    assert [{**card, "card": None} for card in written["new"]] == shown["new"]
    assert register.is_dir()


@pytest.mark.parametrize(("hours", "code"), [(0, 0), (23, 0), (24, 0), (25, 1), (24 * 7, 1)])
def test_a_heartbeat_older_than_a_day_is_told_with_1(register: Path, run: Run, monkeypatch: pytest.MonkeyPatch, hours: int, code: int) -> None:
    run("check")
    ran = datetime.fromisoformat(json.loads(run("check", "--status", "--format", "json").out)["ended_at"]).astimezone(UTC)
    monkeypatch.setattr(options, "wall_clock", lambda: ran + timedelta(hours=hours))
    ended = run("check", "--status")
    assert ended.code == code
    assert ("more than a day ago" in ended.out) == bool(code)
    assert json.loads(run("check", "--status", "--format", "json").out)["stale"] == bool(code)
    assert register.is_dir()


def test_a_register_that_was_never_checked(run: Run) -> None:
    assert run("init", "fresh").code == 0
    ended = run("check", "--status", "--register", "fresh")
    assert (ended.code, ended.out) == (1, "The check never ran in this register.\n")


def test_the_line_of_a_crontab_runs(register: Path, run: Run, tmp_path: Path) -> None:
    odd = Path(shutil.copytree(register, tmp_path / "审批 登记 100%"))
    line = run("check", "--print-cron", "--register", str(odd)).out
    assert line.startswith("0 1 * * * ")
    assert line.count("\n") == 1
    # cron hands the shell what stands before the first bare %, with \% as %.
    command = line.removeprefix("0 1 * * * ").replace("\\%", "%")
    assert "%" not in line.replace("\\%", "")
    subprocess.run(["/bin/sh", "-c", command], check=False)  # noqa: S603 - our own line
    log = (odd / "check.log").read_text(encoding="utf-8")
    assert "Checked " in log or "已检查" in log


def test_the_units_name_this_program_and_this_register(register: Path, run: Run) -> None:
    text = run("check", "--print-systemd").out
    words = next(line for line in text.splitlines() if line.startswith("ExecStart=")).removeprefix("ExecStart=")
    assert shlex.split(words) == [sys.executable, "-m", "approvals", "check", "--register", str(register.resolve())]
    assert "SuccessExitStatus=1" in text
    assert "Persistent=true" in text


def test_words_are_quoted_as_systemd_reads_them() -> None:
    text = schedule.systemd(["/usr/bin/approvals"], '/srv/审批 100% "x" $HOME', "approvals", "…")
    assert 'ExecStart=/usr/bin/approvals check --register "/srv/审批 100%% \\"x\\" $$HOME"' in text


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd checks its own units")
def test_systemd_takes_the_units(register: Path, run: Run, tmp_path: Path) -> None:
    service, _empty, timer = run("check", "--print-systemd").out.partition("\n# /etc/systemd/system/approvals-check.timer")
    (tmp_path / "approvals-check.service").write_text(service, encoding="utf-8")
    (tmp_path / "approvals-check.timer").write_text(timer, encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / "approvals-check.service"), str(tmp_path / "approvals-check.timer")]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - a program of the system
    complaints = [line for line in ended.stderr.splitlines() if "approvals-check" in line]
    assert complaints == []
    assert register.is_dir()
