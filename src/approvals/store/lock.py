"""A lock between processes: a file of its own that SQLite locks, and the system lets go however a process ends."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(file: Path) -> Iterator[bool]:
    """Hold the lock of a file; yield whether it was free."""
    if not file.exists():
        # Like every file of a register: for its group too, whoever runs the check first.
        file.touch()
        file.chmod(0o660)
    connection = sqlite3.connect(file, timeout=0, isolation_level=None)
    try:
        yield _taken(connection)
    finally:
        connection.close()


def _taken(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("begin exclusive")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
