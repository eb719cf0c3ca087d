"""What the counter looks up: items by initials, applicants by the beginning of their name."""

import json
import sqlite3
from collections.abc import Iterable

_MOST = 9


def spelt(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the initials by the name of the item."""
    return dict(connection.execute("select name, spelt from initials"))


def write_initials(connection: sqlite3.Connection, rows: Iterable[tuple[str, str]]) -> None:
    """Keep the initials of names, sealed: they follow from no event, but from the readings that were known when the guide was adopted."""
    from approvals.store.seals import seal  # noqa: PLC0415 - hashes, and what brings them along, only where something is written

    for name, letters in rows:
        connection.execute("insert or replace into initials values (?, ?)", (name, letters))
        seal(connection, "initials", name)


def items_on(connection: sqlite3.Connection, day: str) -> list[tuple[str, str, str]]:
    """Return (code, name, department) of the items in force on a day, by code, without reading what they say."""
    query = """
        select code, name, department from item i where data is not null
            and sequence = (select max(sequence) from item where code = i.code and from_on <= ?) order by code
    """
    return connection.execute(query, (day,)).fetchall()


def applicants(connection: sqlite3.Connection, items: Iterable[str], beginning: str) -> list[tuple[str, str, str]]:
    """Return (name, code, number of the latest request) of those whose names begin so and who applied for one of these items; no more than nine keys can name.

    Those of one name are as many as there are codes. What was erased has no name any more.
    """
    codes = json.dumps(list(items))
    names = connection.execute(
        """
        select distinct applicant from request indexed by request_applicant
        where applicant >= ? and applicant < ? and applicant <> '—' and item in (select value from json_each(?)) order by applicant limit ?
        """,
        (beginning, f"{beginning}\U0010ffff", codes, _MOST),
    )
    found: list[tuple[str, str, str]] = []
    for (name,) in names.fetchall():
        found += _persons(connection, codes, name)
    return found[:_MOST]


def _persons(connection: sqlite3.Connection, codes: str, name: str) -> list[tuple[str, str, str]]:
    query = """
        select r.number, coalesce(p.value, '') from (
            select number from request where applicant = ? and item in (select value from json_each(?)) order by number desc limit 50
        ) r
        join event e on e.subject_kind = 'request' and e.subject_id = r.number and e.type = 'received'
        left join personal p on p.sequence = e.sequence and p.field = 'id_code' order by r.number desc
    """
    latest: dict[str, str] = {}
    for number, code in connection.execute(query, (name, codes)):
        latest.setdefault(code, number)
    # Whoever applied without a code is nobody else than the one of this name with it.
    if len(latest) > 1:
        latest.pop("", None)
    return [(name, code, number) for code, number in latest.items()]
