"""Opening the register's database, and its transactions. An acknowledged command has been written: WAL, `synchronous=FULL`."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from approvals.errors import MachineFailed, RegisterUnfit
from approvals.language import N_
from approvals.store.migrations import VERSION, migrate

FILE = "register.db"
_BUSY_SECONDS = 30


def create(root: Path) -> sqlite3.Connection:
    """Create the database of a new register."""
    file = root / FILE
    if file.exists():
        raise RegisterUnfit(N_("{file} exists already: give another folder, or use the register that is there."), file=str(file))
    connection = _connect(file)
    connection.execute("pragma journal_mode = wal")
    migrate(connection)
    return connection


def open_database(root: Path) -> sqlite3.Connection:
    """Open the database of a register, brought to the present schema."""
    file = root / FILE
    if not file.is_file():
        raise RegisterUnfit(N_("{file} is missing: make a register with `approvals init DIR`, or name one with --register."), file=str(file))
    try:
        return _present(file)
    except sqlite3.OperationalError as error:
        if not _unwritable(error):
            raise
    from approvals.store.reading import open_reading  # noqa: PLC0415 - hardly any register is only read

    return open_reading(root)


def _present(file: Path) -> sqlite3.Connection:
    connection = _connect(file)
    try:
        _bring_up(connection, file)
    except BaseException:
        connection.close()
        raise
    return connection


def _unwritable(error: sqlite3.OperationalError) -> bool:
    """Tell whether SQLite could not lay its files beside the database, in a folder that can only be read or on a full disk: the register can be read."""
    closed = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}
    return error.sqlite_errorcode & 0xFF in closed


def _connect(file: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(file, timeout=_BUSY_SECONDS, isolation_level=None)
        connection.execute("pragma synchronous = full")
    except sqlite3.OperationalError as error:
        if _unwritable(error):
            raise
        from approvals.store.saying import told  # noqa: PLC0415 - only an error is told

        raise MachineFailed(
            N_("{file} cannot be opened ({reason}): check whether the disk is full, the folder, and its permissions."), file=str(file), reason=told(error)
        ) from error
    except sqlite3.DatabaseError as error:
        from approvals.store.saying import told  # noqa: PLC0415 - see above

        raise MachineFailed(
            N_("{file} is no database of a register, or is damaged ({reason}): put back a backup with `approvals register restore BACKUP`."),
            file=str(file),
            reason=told(error),
        ) from error
    return connection


def _bring_up(connection: sqlite3.Connection, file: Path) -> None:
    version: int = connection.execute("pragma user_version").fetchone()[0]
    if version == 0:
        raise MachineFailed(
            N_("{file} is empty, and only `approvals init DIR` makes a register: put back a backup with `approvals register restore BACKUP`."), file=str(file)
        )
    if version > VERSION:
        raise RegisterUnfit(N_("{file} was written by a newer version of approvals: update this one before using it."), file=str(file))
    if version < VERSION:
        _migrated(connection, file, version)


def _migrated(connection: sqlite3.Connection, file: Path, version: int) -> None:
    """Bring a database to the present schema, after a copy of it was laid aside; two commands do not do so at once."""
    from approvals.store.copying import laid_aside  # noqa: PLC0415 - a migration runs once
    from approvals.store.lock import alone  # noqa: PLC0415

    if not os.access(file.parent, os.W_OK):
        from approvals.store.reading import of_another_version  # noqa: PLC0415 - see above

        raise of_another_version(file, version)
    with alone(file.with_name("migration.lock"), N_("Another command is bringing the register to this version of approvals: wait until it has ended.")):
        if connection.execute("pragma user_version").fetchone()[0] < VERSION:
            laid_aside(connection, file, version)
            migrate(connection)


def make_room(connection: sqlite3.Connection) -> None:
    """Let a long piece of work keep 64 MiB of pages in memory, so that none is written twice."""
    connection.execute("pragma cache_size = -65536")


def changes(connection: sqlite3.Connection) -> int:
    """Return a number that is another one once somebody else has written; asking takes microseconds."""
    version: int = connection.execute("pragma data_version").fetchone()[0]
    return version


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all or nothing; a second writer waits for the first."""
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        # A full disk ends the transaction by itself.
        if connection.in_transaction:
            connection.execute("rollback")
        raise
    connection.execute("commit")


@contextmanager
def unmoved(connection: sqlite3.Connection) -> Iterator[None]:
    """Read everything as of one moment; others go on writing."""
    connection.execute("begin")
    try:
        yield
    finally:
        connection.execute("rollback")


@contextmanager
def rehearsal(connection: sqlite3.Connection) -> Iterator[None]:
    """Write in a transaction that is rolled back at its end: what would happen, without its happening."""
    connection.execute("begin immediate")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("rollback")
