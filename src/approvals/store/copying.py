"""Copies of the database while others write to it, and putting one back, by SQLite's own backup: whole, and of one moment."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from approvals.errors import MachineFailed, RegisterUnfit
from approvals.language import N_
from approvals.store.migrations import VERSION
from approvals.store.reading import connected

BACKUPS = "backups"
# The clock is the database's own, as in the ledger.
_STAMP = "select strftime('%Y%m%dT%H%M%fZ', 'now')"
_BLOCK = 1 << 20
_WAITS = 30


def stamp() -> str:
    """Return the time (UTC) as it stands in the name of a copy, like `20261124T081502.123Z`."""
    with closing(sqlite3.connect(":memory:")) as connection:
        text: str = connection.execute(_STAMP).fetchone()[0]
    return text


def copy(connection: sqlite3.Connection, target: Path) -> None:
    """Copy a database into a new file, as one that stands alone: others go on writing, and nothing of theirs is there by half."""
    with closing(sqlite3.connect(target, isolation_level=None)) as made:
        connection.backup(made)
        made.execute("pragma journal_mode = delete")
    _written(target)


def laid_aside(connection: sqlite3.Connection, file: Path, version: int) -> Path:
    """Copy a database beside itself before its schema changes, and return the copy, with its checksum as sha256sum reads it."""
    folder = file.with_name(BACKUPS)
    if not folder.exists():
        folder.mkdir()
        folder.chmod(file.parent.stat().st_mode)
    copy_of = folder / f"schema-{version}-{stamp()}.db"
    try:
        copy(connection, copy_of)
        sums = copy_of.with_name(f"{copy_of.name}.sha256")
        sums.write_text(f"{digest(copy_of)}  {copy_of.name}\n", encoding="utf-8")
        sums.chmod(0o440)
        copy_of.chmod(0o440)
    except BaseException:
        copy_of.unlink(missing_ok=True)
        raise
    return copy_of


def _written(file: Path) -> None:
    """Wait until a file, and its name in the folder, lie on the disk."""
    for place in (file, file.parent) if os.name == "posix" else (file,):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def digest(file: Path) -> str:
    """Return the SHA-256 of a file."""
    found = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


@contextmanager
def opened_copy(file: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy to read, whatever the version of its schema; one that is damaged or of a newer version is refused."""
    with ExitStack() as stack:
        try:
            connection = stack.enter_context(closing(connected(file)))
            version: int = connection.execute("pragma user_version").fetchone()[0]
            sound = version and connection.execute("pragma quick_check(1)").fetchone()[0] == "ok"
        except sqlite3.DatabaseError:
            version, sound = 0, False
        if not sound:
            raise RegisterUnfit(N_("{file} is no copy of a register, or a damaged one: take another."), file=str(file))
        if version > VERSION:
            raise RegisterUnfit(N_("{file} was written by a newer version of approvals: update this one before using it."), file=str(file))
        yield connection


@contextmanager
def alone_in(file: Path) -> Iterator[sqlite3.Connection]:
    """Open a database so that nobody else reads or writes it meanwhile; commands that have it open are waited for."""
    with closing(sqlite3.connect(file, timeout=_WAITS, isolation_level=None)) as connection:
        try:
            connection.execute("pragma locking_mode = exclusive")
            connection.execute("pragma synchronous = full")
            connection.execute("begin immediate")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            raise MachineFailed(N_("Other commands have the register open: wait until they have ended, and try again.")) from None
        connection.execute("commit")
        yield connection


def put_back(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Write a copy over a database, whole or not at all."""
    source.backup(target)


def new_database(source: sqlite3.Connection, file: Path) -> None:
    """Write a copy to a place where no database stands."""
    with closing(sqlite3.connect(file, isolation_level=None)) as made:
        source.backup(made)
        made.execute("pragma journal_mode = wal")
