"""Other people's SQL: one query over the views, for so many seconds; everything else in the database is out of its reach.

A query is first compiled in a scratch database that holds the views as empty tables and nothing else. Whatever it names beside them does not
exist there, by whichever name a clever query would reach it; only what compiles is run on the register.
"""

import sqlite3
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from approvals.core.views import VIEWS
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store.reading import open_reading
from approvals.store.saying import told

# How many steps of SQLite's machine lie between two looks at the clock: some tenths of a millisecond.
_STEPS = 10_000
_LONGEST_TEXT = 64 << 20
_HARMLESS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}


class Answer(NamedTuple):
    """The names of the columns, and the rows as they come; a row may be refused when time runs out."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[object, ...]]


def ask(root: Path, query: str, seconds: float, values: Mapping[str, str]) -> Answer:
    """Carry a query out; `values` stand for `:today` and the like in it."""
    _within_the_views(query, values)
    connection = open_reading(root)
    connection.execute("pragma query_only = on")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_TEXT)
    ends = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > ends, _STEPS)
    connection.set_authorizer(_reads_only)
    answer = _asked(connection, query, seconds, values)
    columns = next(answer)
    return Answer(tuple(map(str, columns)), answer)


def _asked(connection: sqlite3.Connection, query: str, seconds: float, values: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    """Yield the names of the columns, then the rows."""
    try:
        cursor = connection.execute(query, values)
        yield tuple(column[0] for column in cursor.description or ())
        yield from cursor
    except sqlite3.Error as error:
        raise _refused(error, seconds) from error
    finally:
        connection.close()


def _within_the_views(query: str, values: Mapping[str, str]) -> None:
    scratch = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for name, view in VIEWS.items():
            scratch.execute(f"create table {name} ({', '.join(view.columns)})")
        scratch.set_authorizer(_reads_only)
        # Compiled and not run: rows of its own making would not end by themselves.
        scratch.execute(f"explain {query}", values)
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise _refused(error, 0) from error
    finally:
        scratch.close()


def _reads_only(action: int, table: str | None, _column: str | None, _database: str | None, _view: str | None) -> int:
    """Allow what reads; the schema and everything SQLite tells of itself is no view."""
    if action == sqlite3.SQLITE_READ:
        return sqlite3.SQLITE_DENY if (table or "").startswith(("sqlite_", "pragma_", "dbstat")) else sqlite3.SQLITE_OK
    return sqlite3.SQLITE_OK if action in _HARMLESS else sqlite3.SQLITE_DENY


def _refused(error: Exception, seconds: float) -> WrongUsage:
    if isinstance(error, sqlite3.OperationalError) and getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
        return WrongUsage(N_("The query took longer than {seconds} seconds: narrow it down, or give it more with --timeout."), seconds=f"{seconds:g}")
    template = N_("The query cannot be carried out ({reason}): only the views can be read, `approvals sql` lists them with their columns.")
    return WrongUsage(template, reason=told(error))
