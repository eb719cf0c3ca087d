"""A lock between processes: a file of its own that SQLite locks, and the system lets go however a process ends."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from approvals.errors import MachineFailed


@contextmanager
def alone(file: Path, sentence: str) -> Iterator[None]:
    """Hold the lock of a file; where another process has it, refuse with the sentence."""
    if not file.exists():
        # Like every file of a register: for its group too, whoever runs the check first, and at no moment for others.
        file.touch(mode=0o660)
        file.chmod(0o660)
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise MachineFailed(sentence) from None
        yield
