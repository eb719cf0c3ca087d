"""What a machine does to a register: a full disk, a folder that can only be read, a lock, a damaged or newer file. One sentence, and the way out."""

import contextlib
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from account import act_from
from approvals.store import database
from approvals.store.migrations import VERSION
from console import Ended, run_line

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes and limits are those of POSIX")
NOBODY = 65534


def run(register: Path, *words: str) -> Ended:
    return run_line(*words, "--register", str(register), "--lang", "en")


def written(register: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(register / "register.db")) as connection:
        found: tuple[int, int] = connection.execute("select (select count(*) from event), (select count(*) from request)").fetchone()
    return found


RECEIVE = ("request", "receive", "GH-03", "--applicant", "云岭科技有限公司" * 20)


def test_a_full_database_refuses_and_keeps_what_it_has(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, pages = written(sample), (sample / "register.db").stat().st_size // 4096

    def small(file: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(file, isolation_level=None)
        connection.execute(f"pragma max_page_count = {pages}")
        return connection

    monkeypatch.setattr(database, "_connect", small)
    ended = [run(sample, *RECEIVE) for _ in range(40)]
    assert ended[-1] == Ended(7, "", "Error: The disk is full, and nothing was half written: free some space and try again.\n")
    kept = sum(one.code == 0 for one in ended)
    monkeypatch.undo()
    assert written(sample) == (before[0] + kept, before[1] + kept)
    assert run(sample, "register", "verify").code == 0


@pytest.fixture
def small(sample: Path, tmp_path: Path) -> Iterator[Path]:
    """Return the register on a disk of its own, of eight megabytes; only root may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], check=False, capture_output=True)  # noqa: S603, S607
    if mount.returncode:
        pytest.skip("no disk can be mounted here")
    yield Path(shutil.copytree(sample, disk / "register"))
    subprocess.run(["umount", str(disk)], check=True)  # noqa: S603, S607


def test_a_disk_that_is_full_lets_read_and_nothing_half_written(small: Path) -> None:
    before, filler = written(small), small.parent / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as stream:
        while stream.write(b"x" * 4096):
            pass
    assert run(small, "request", "list").code == 0
    for line in (RECEIVE, ("register", "backup")):
        refused = run(small, *line)
        assert (refused.code, "disk is full" in refused.err) == (7, True), refused
    filler.unlink()
    assert written(small) == before
    assert not [place for place in small.rglob("*") if "backups" in place.parts and place.is_file()]
    assert run(small, "register", "verify").code == 0
    assert run(small, *RECEIVE).code == 0


def test_a_file_that_may_not_grow_is_no_bug(sample: Path) -> None:
    before = written(sample)
    line = [sys.executable, "-m", "approvals", *RECEIVE, "--register", str(sample), "--lang", "en"]
    ended = subprocess.run(line, capture_output=True, text=True, check=False, preexec_fn=_no_file_grows)  # noqa: S603 - our own program
    assert (ended.returncode, "The register's database failed (SQLITE_IOERR" in ended.stderr) == (7, True), ended
    assert written(sample) == before
    assert run(sample, "register", "verify").code == 0


def _no_file_grows() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (36864, 36864))


@contextmanager
def as_nobody() -> Iterator[None]:
    """Do what follows without the rights of root, whom no mode keeps out."""
    if os.geteuid():
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.fixture
def shut(sample: Path) -> Iterator[Path]:
    """Return a register that everybody may read and nobody may write."""
    root = Path(shutil.copytree(sample, f"/tmp/approvals-shut-{os.getpid()}"))  # noqa: S108 - a folder of pytest lets nobody else through
    for place in (root, *root.rglob("*")):
        place.chmod(0o555 if place.is_dir() else 0o444)
    yield root
    for place in (root, *(place for place in root.rglob("*") if place.is_dir())):
        place.chmod(0o755)
    shutil.rmtree(root)


def test_a_register_that_can_only_be_read_is_read(shut: Path) -> None:
    with as_nobody():
        for line in (("request", "show", "2026-0003"), ("request", "list"), ("card", "list"), ("register", "head"), ("request", "explain", "2026-0003")):
            assert run(shut, *line).code == 0, line
        # The modes of this folder are what is wrong with it.
        assert "17 requests verified" in run(shut, "register", "verify").out
        refused = run(shut, "request", "mend", "2026-0010", "补盖公章", "--on", "2026-04-01")
    assert (refused.code, refused.out) in {(7, ""), (5, "")}
    assert "give yourself the right to write" in refused.err or "belongs to nobody in service" in refused.err


def test_a_folder_that_can_only_be_read_names_the_way_out(shut: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    act_from("root", monkeypatch)
    with as_nobody():
        refused = run(shut, "request", "mend", "2026-0010", "补盖公章", "--on", "2026-04-01", "--as", "liwen")
    assert refused == Ended(
        7, "", "Error: The register cannot be written: see whether the disk is full, and give yourself the right to write its folder and register.db.\n"
    )


def test_an_old_register_that_can_only_be_read_says_who_brings_it_up(shut: Path) -> None:
    (shut / "register.db").chmod(0o644)
    with closing(sqlite3.connect(shut / "register.db")) as connection:
        connection.execute(f"pragma user_version = {VERSION - 1}")
    (shut / "register.db").chmod(0o444)
    for file in shut.glob("register.db-*"):
        file.unlink()
    with as_nobody():
        refused = run(shut, "request", "list")
    assert (refused.code, "was written by an older version of approvals: `approvals check --status` brings it up" in refused.err) == (6, True), refused


def test_a_lock_is_waited_for_and_then_said(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0)
    with closing(sqlite3.connect(sample / "register.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        refused = run(sample, *RECEIVE)
        assert run(sample, "request", "list").code == 0
    assert refused == Ended(7, "", "Error: Another command is writing to the register: wait until it has ended, and try again.\n")


def test_a_newer_register_is_left_alone(sample: Path) -> None:
    with closing(sqlite3.connect(sample / "register.db")) as connection:
        connection.execute(f"pragma user_version = {VERSION + 1}")
    before = (sample / "register.db").read_bytes()
    for line in (("request", "list"), ("register", "verify"), ("register", "backup"), RECEIVE):
        refused = run(sample, *line)
        assert (refused.code, "was written by a newer version of approvals: update this one before using it." in refused.err) == (6, True), line
    assert (sample / "register.db").read_bytes() == before
