"""Requests by what somebody at the counter knows of them: a number, a number elsewhere, a notice, or the item."""

import sqlite3
from collections.abc import Iterable

# Behind every text that begins with another.
_LAST = "\U0010ffff"
_QUERIES = {
    "number": "select number from request where number >= :text and number < :last order by number limit :most",
    "source": "select number from request where source_number <> '' and source_number >= :text and source_number < :last order by source_number limit :most",
    "issued": "select request from document where number >= :text and number < :last order by number limit :most",
    # The words of the index on numbers typed with events; a register that knows nothing of its sizes would read all events of requests instead.
    "typed": """
        select subject_id from event indexed by event_document where json_extract(payload, '$.document') is not null and subject_kind = 'request'
            and json_extract(payload, '$.document') >= :text and json_extract(payload, '$.document') < :last limit :most
    """,
}


def beginning(connection: sqlite3.Connection, text: str, most: int) -> list[str]:
    """Return up to `most` numbers of requests for each way to begin: the own number, the source's, that of a notice issued or typed."""
    values = {"text": text, "last": f"{text}{_LAST}", "most": most}
    return [row[0] for query in _QUERIES.values() for row in connection.execute(query, values)]


def places(connection: sqlite3.Connection, place: int) -> list[str]:
    """Return the requests that are the so manieth of their year."""
    years = connection.execute("select substr(name, 9) from counter where name like 'request/%' order by name desc").fetchall()
    return [number for (year,) in years if (number := f"{year}-{place:04}") and _exists(connection, number)]


def _exists(connection: sqlite3.Connection, number: str) -> bool:
    return connection.execute("select 1 from request where number = ?", (number,)).fetchone() is not None


def of_items(connection: sqlite3.Connection, codes: Iterable[str], most: int) -> list[str]:
    """Return up to `most` open requests of each item, the most urgent first."""
    query = "select number from request where item = ? and open = 1 order by due_on is null, due_on limit ?"
    return [row[0] for code in codes for row in connection.execute(query, (code, most))]


def open_of_item(connection: sqlite3.Connection, code: str) -> int:
    """Count the open requests of an item."""
    return int(connection.execute("select count(*) from request where item = ? and open = 1", (code,)).fetchone()[0])
