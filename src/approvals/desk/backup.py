"""Backups: a register copied whole while others write, into a folder that is itself a register, with the checksum of every file."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from approvals.desk.modes import FOLDER
from approvals.errors import RegisterUnfit, WrongUsage
from approvals.language import N_, Sentence
from approvals.record import NamedTuple
from approvals.store import copying, history
from approvals.store.database import FILE

if TYPE_CHECKING:
    from approvals.desk.register import Desk

SUMS = "SHA256SUMS"
# For its owner and its group to read; a backup is not worked in.
_MODE = 0o440


class Backup(NamedTuple):
    """A backup: its folder, the last event in it and its hash, how many bytes it takes, and every broken place found in it."""

    folder: Path
    sequence: int
    head: str
    size: int
    broken: tuple[Sentence, ...]


def back_up(desk: "Desk", target: Path | None) -> Backup:
    """Copy the register into a new folder inside `target`, and verify the copy as `register verify` does."""
    folder = copied(desk.connection, desk.root, target or own_folder(desk.root))
    with closing(_opened(folder)) as connection:
        sequence, head = history.head(connection)
        broken = tuple(_broken(folder, connection, desk))
    return Backup(folder, sequence, head, sum(file.stat().st_size for file in _files(folder)), broken)


def copied(connection: sqlite3.Connection, root: Path, target: Path, name: str = "") -> Path:
    """Copy a register into a new folder, whole or not at all, and return it."""
    if not target.is_dir():
        raise WrongUsage(N_("{folder} is no folder: make it first, so that no copy lands on the wrong disk."), folder=str(target))
    folder = target / f"{name or root.resolve().name}-{copying.stamp()}"
    scratch = folder.with_name(f".{folder.name}")
    scratch.mkdir(mode=0o700)
    try:
        copying.copy(connection, scratch / FILE)
        copy_files(root, scratch)
        _sum_up(scratch)
        scratch.chmod(0o750)
        scratch.rename(folder)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    return folder


def own_folder(root: Path) -> Path:
    """Return the folder for backups inside the register."""
    folder = root / copying.BACKUPS
    if not folder.exists():
        folder.mkdir()
        folder.chmod(FOLDER)
    return folder


def copy_files(root: Path, target: Path) -> None:
    """Copy what stands in a register beside its database: rules, mappings, templates, settings."""
    for place in sorted(root.iterdir()):
        if place.name in {copying.BACKUPS, SUMS} or place.name.startswith((".", FILE)) or place.suffix == ".lock":
            continue
        if place.resolve() in target.resolve().parents:
            continue  # the folder that the copy is made in
        # One by one: what hinders a tree from being copied whole comes back without its reason.
        for file in (place, *place.rglob("*")) if place.is_dir() else (place,):
            copy = target / file.relative_to(root)
            if file.is_dir():
                copy.mkdir(exist_ok=True)
            else:
                shutil.copyfile(file, copy)


def _files(folder: Path) -> list[Path]:
    return sorted(place for place in folder.rglob("*") if place.is_file())


def _sum_up(folder: Path) -> None:
    """Write the checksums of all files, as sha256sum reads them, and close the files."""
    files = _files(folder)
    lines = [f"{copying.digest(file)}  {file.relative_to(folder).as_posix()}\n" for file in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
    for place in folder.rglob("*"):
        place.chmod(0o750 if place.is_dir() else _MODE)


def checked(copy: Path) -> Path:
    """Return the database of a backup, or of a copy of the database alone; a file that is not as it was written is refused."""
    if not copy.is_dir():
        return copy
    sums = copy / SUMS
    for line in sums.read_text(encoding="utf-8").splitlines() if sums.is_file() else ():
        digest, _spaces, name = line.partition("  ")
        file = copy / name
        if not file.is_file() or copying.digest(file) != digest:
            raise RegisterUnfit(N_("{file} is not as the backup was written: it was changed or damaged, take another backup."), file=str(file))
    return copy / FILE


def _opened(folder: Path) -> sqlite3.Connection:
    from approvals.store.reading import open_reading  # noqa: PLC0415 - only where a copy is verified

    return open_reading(folder)


def _broken(folder: Path, connection: sqlite3.Connection, desk: "Desk") -> Iterator[Sentence]:
    from approvals.desk.register import Desk  # noqa: PLC0415 - it would import this module
    from approvals.desk.verify import verify  # noqa: PLC0415 - see _opened

    checked(folder)
    copy = Desk(folder, connection, desk.today)
    copy.offset, copy.waiting = desk.offset, desk.waiting
    yield from verify(copy).broken
