"""The batches of imports, and what each touched."""

import sqlite3


def batches(connection: sqlite3.Connection, system: str = "") -> list[str]:
    """Return the batches of a system, or of all, in the order in which they were imported."""
    query = """
        select json_extract(payload, '$.batch') from event
        where subject_kind = 'import' and type = 'imported' and (? = '' or subject_id = ?) order by sequence
    """
    return [row[0] for row in connection.execute(query, (system, system))]


def numbers(connection: sqlite3.Connection, origin: str) -> list[str]:
    """Return the numbers of the requests that have an event of a batch."""
    query = "select distinct subject_id from event where subject_kind = 'request' and origin = ? order by subject_id"
    return [row[0] for row in connection.execute(query, (origin,))]


def item_of(connection: sqlite3.Connection, number: str) -> str:
    """Return the item of a request."""
    return str(connection.execute("select item from request where number = ?", (number,)).fetchone()[0])
