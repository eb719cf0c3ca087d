"""PINs, shifts, and a register that has been staffed: nobody acts for another, and no PIN is tried for ever."""

import os
from pathlib import Path

import pytest

from account import act_from
from approvals.desk.modes import open_to_others
from approvals.store.database import open_database
from console import Ended, run_line

PIN = b"274190\n"


@pytest.fixture
def staffed(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the sample register with a staff file of its own in force and a PIN for two persons."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.chdir(sample)
    for person in ("liwen", "zhoumin"):
        assert run_line("register", "pin", person, typed=PIN).code == 0
    with (sample / "staff.toml").open("a", encoding="utf-8") as file:
        file.write("# 2026\n")
    assert run_line("adopt", "staff", "--yes").code == 0
    return sample


def refused(ended: Ended, words: str) -> None:
    assert ended.code == 5, ended
    assert words in ended.err


@pytest.mark.usefixtures("staffed")
def test_once_staffed_nobody_acts_for_another_without_the_pin() -> None:
    refused(run_line("request", "decide", "2026-0003", "--as", "zhoumin"), "Nobody acts as zhoumin here without the PIN")
    refused(run_line("request", "decide", "2026-0003"), "may not do this: department GH has to do it, by one of these: reviewer, head.")
    assert run_line("login", "zhoumin", typed=PIN).code == 0
    assert run_line("request", "decide", "2026-0003").code == 0
    refused(run_line("adopt", "policy", "--as", "xiongwei"), "without the PIN")


@pytest.mark.usefixtures("staffed")
def test_a_pin_is_locked_after_five_wrong_ones_and_a_new_one_opens_it() -> None:
    for _ in range(5):
        refused(run_line("login", "liwen", typed=b"123456\n"), "That is not the PIN of liwen")
    refused(run_line("login", "liwen", typed=PIN), "The PIN of liwen is locked")
    assert run_line("register", "pin", "liwen", typed=b"661042\n").code == 0
    assert run_line("login", "liwen", typed=b"661042\n").code == 0


@pytest.mark.usefixtures("staffed")
def test_a_new_pin_ends_the_shift_begun_with_the_old_one() -> None:
    assert run_line("login", "liwen", typed=PIN).code == 0
    assert run_line("register", "pin", "liwen", typed=b"661042\n").code == 0
    refused(run_line("request", "accept", "2026-0010", "--as", "liwen"), "without the PIN")


def test_a_shift_ends_by_itself_and_with_the_service(staffed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    act_from("hall1", monkeypatch)
    refused(run_line("request", "decide", "2026-0003"), "The login hall1 belongs to nobody in service")
    assert run_line("login", "zhoumin", typed=PIN).code == 0
    assert run_line("request", "decide", "2026-0003").code == 0
    connection = open_database(staffed)
    connection.execute("update shift set until = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-1 minute')")
    connection.close()
    refused(run_line("request", "complete", "2026-0003"), "The login hall1 belongs to nobody in service")
    refused(run_line("request", "complete", "2026-0003", "--as", "zhoumin"), "without the PIN")
    assert run_line("login", "zhoumin", typed=PIN).code == 0
    act_from("xiongwei", monkeypatch)
    staff = staffed / "staff.toml"
    staff.write_text(staff.read_text(encoding="utf-8").replace('login = ["zhoumin"]', 'login = ["zhoumin"]\nto = 2026-01-31', 1), encoding="utf-8")
    assert run_line("adopt", "staff", "--yes").code == 0
    act_from("hall1", monkeypatch)
    refused(run_line("request", "complete", "2026-0003"), "The login hall1 belongs to nobody in service")


@pytest.mark.usefixtures("staffed")
def test_a_shift_at_one_account_is_none_at_another(monkeypatch: pytest.MonkeyPatch) -> None:
    act_from("hall1", monkeypatch)
    assert run_line("login", "zhoumin", typed=PIN).code == 0
    act_from("hall2", monkeypatch)
    refused(run_line("request", "decide", "2026-0003", "--as", "zhoumin"), "Nobody acts as zhoumin here without the PIN")


def test_a_login_nobody_knows_reads_and_does_not_write(staffed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    act_from("stranger", monkeypatch)
    assert run_line("request", "show", "2026-0003").code == 0
    for line in (
        ("request", "accept", "2026-0010"),
        ("request", "receive", "GH-03", "--applicant", "甲"),
        ("request", "amend", "2026-0003", "56", "--reason", "错", "--struck"),
    ):
        refused(run_line(*line), "The login stranger belongs to nobody in service")
    policy = staffed / "policy.toml"
    policy.write_text(policy.read_text(encoding="utf-8") + "# 1\n", encoding="utf-8")
    refused(run_line("adopt", "policy", "--yes"), "The login stranger belongs to nobody in service")


def test_the_register_holds_no_pin_in_clear(staffed: Path) -> None:
    connection = open_database(staffed)
    told = repr([connection.execute(f"select * from {table}").fetchall() for table in ("event", "pin", "shift")])  # noqa: S608 - names of our own
    connection.close()
    assert PIN.decode().strip() not in told


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_a_register_open_to_everybody_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_line("init", "register").code == 0
    root = tmp_path / "register"
    assert list(open_to_others(root)) == []
    (root / "calendar" / "2025.toml").unlink()
    before = os.umask(0o022)
    try:
        assert run_line("calendar", "add", "2025", "--register", str(root)).code == 0
    finally:
        os.umask(before)
    assert list(open_to_others(root)) == []
    assert (root / "calendar" / "2025.toml").stat().st_mode & 0o777 == 0o660
    (root / "register.db").chmod(0o664)
    ended = run_line("register", "verify", "--register", str(root), "--lang", "en")
    assert ended.code == 1
    assert "register.db has mode 0664 and is open to everybody: run `chmod 0660" in ended.out
