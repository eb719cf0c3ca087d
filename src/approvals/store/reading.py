"""Opening a register to read alone: nothing is written, nothing is brought to another schema, a missing register is not made."""

import sqlite3
from pathlib import Path

from approvals.errors import MachineFailed, RegisterUnfit
from approvals.language import N_
from approvals.store.database import FILE
from approvals.store.migrations import VERSION

# How SQLite says that it may lay no file beside the database; the upper bits tell why.
_PRIMARY, _CLOSED = 0xFF, {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}


def open_reading(root: Path) -> sqlite3.Connection:
    """Open the database of a register; SQLite itself refuses every write."""
    file = root / FILE
    if not file.is_file():
        raise RegisterUnfit(N_("{file} is missing: make a register with `approvals init DIR`, or name one with --register."), file=str(file))
    connection = None
    try:
        connection = connected(file)
        version: int = connection.execute("pragma user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if connection:
            connection.close()
        from approvals.store.saying import told  # noqa: PLC0415 - only an error is told

        raise MachineFailed(
            N_("{file} cannot be read ({reason}): check whether the disk is full, the folder, and its permissions."), file=str(file), reason=told(error)
        ) from error
    if version != VERSION:
        connection.close()
        raise of_another_version(file, version)
    return connection


def connected(file: Path) -> sqlite3.Connection:
    """Open in the mode of a reader; in a folder where SQLite may lay no file beside it, as a database that nobody writes to."""
    path = file.absolute().as_uri()
    connection = sqlite3.connect(f"{path}?mode=ro", uri=True, timeout=1, isolation_level=None)
    try:
        connection.execute("select 1 from sqlite_schema limit 1")
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & _PRIMARY not in _CLOSED or _holds_more(file):
            raise
        connection = sqlite3.connect(f"{path}?mode=ro&immutable=1", uri=True, isolation_level=None)
    return connection


def _holds_more(file: Path) -> bool:
    """Tell whether something was written that stands beside the database still."""
    log = file.with_name(f"{file.name}-wal")
    return log.exists() and log.stat().st_size > 0


def of_another_version(file: Path, version: int) -> RegisterUnfit | MachineFailed:
    """Return the refusal of a database that was written by another version of this program, or by none."""
    if version == 0:
        return MachineFailed(
            N_("{file} is empty, and only `approvals init DIR` makes a register: put back a backup with `approvals register restore BACKUP`."), file=str(file)
        )
    if version > VERSION:
        return RegisterUnfit(N_("{file} was written by a newer version of approvals: update this one before using it."), file=str(file))
    template = N_("{file} was written by an older version of approvals: `approvals check --status` brings it up, once.")
    return RegisterUnfit(template, file=str(file))
