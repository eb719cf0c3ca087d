"""The rules in force: what was adopted from which file, by content and hash, and every version of every item."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any

from approvals.record import NamedTuple

FROM_THE_BEGINNING = "0001-01-01"


class Adopted(NamedTuple):
    """A file as it was adopted; `data` is its table as JSON, dates as ISO texts; `modified` and `size` tell cheaply whether it was touched since."""

    kind: str
    name: str
    sequence: int
    from_on: str
    in_force: int
    hash: str
    size: int
    modified: int
    content: str
    data: str


class ItemRow(NamedTuple):
    """A version of an item; `data` is None from the day the item is withdrawn."""

    code: str
    sequence: int
    from_on: str
    department: str
    name: str
    data: str | None


def adopt(connection: sqlite3.Connection, row: Adopted) -> None:
    """Put a file in force in place of what the same name held before."""
    withdraw(connection, row.kind, row.name)
    connection.execute("insert into adopted values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def withdraw(connection: sqlite3.Connection, kind: str, name: str) -> None:
    """Take what a name held out of force."""
    connection.execute("update adopted set in_force = 0 where kind = ? and name = ? and in_force = 1", (kind, name))


def in_force(connection: sqlite3.Connection, kind: str) -> list[Adopted]:
    """Return the files of a kind that are in force, by name."""
    rows = connection.execute("select * from adopted where kind = ? and in_force = 1 order by name", (kind,))
    return [Adopted(*row) for row in rows]


def tables(connection: sqlite3.Connection, kind: str) -> list[dict[str, Any]]:
    """Return the tables of a kind that are in force, by name of their files."""
    rows = connection.execute("select data from adopted where kind = ? and in_force = 1 order by name", (kind,))
    return [json.loads(row[0]) for row in rows]


def tables_at(connection: sqlite3.Connection, kind: str, sequence: int) -> list[dict[str, Any]]:
    """Return the tables of a kind as they were in force right after an event, by name of their files."""
    rows = connection.execute(
        """
        select a.data from adopted a
        where a.kind = :kind and a.sequence = (select max(b.sequence) from adopted b where b.kind = a.kind and b.name = a.name and b.sequence <= :at)
            and not exists (
                select 1 from event e where e.subject_kind = 'adoption' and e.subject_id = a.name and e.type = 'withdrawn'
                    and e.sequence > a.sequence and e.sequence <= :at
            )
        order by a.name
        """,
        {"kind": kind, "at": sequence},
    )
    return [json.loads(row[0]) for row in rows]


def adopted_tables(connection: sqlite3.Connection, kind: str) -> list[tuple[int, dict[str, Any]]]:
    """Return every table of a kind that was ever adopted, with the event that adopted it, in that order."""
    rows = connection.execute("select sequence, data from adopted where kind = ? order by sequence", (kind,))
    return [(sequence, json.loads(data)) for sequence, data in rows]


def department_at(connection: sqlite3.Connection, code: str, sequence: int) -> dict[str, Any]:
    """Return a department as its guide file told of it right after an event, nothing where no file in force had it."""
    rows = (table.get("department", {}) for table in tables_at(connection, "guide", sequence))
    return next((table for table in rows if table.get("code") == code), {})


def marks(connection: sqlite3.Connection) -> list[tuple[str, str, int, int, str]]:
    """Return (kind, name, size, modified, hash) of each file in force: enough to see whether it was edited since."""
    return connection.execute("select kind, name, size, modified, hash from adopted where in_force = 1").fetchall()


def rebuild_due(connection: sqlite3.Connection) -> bool:
    """Tell whether a migration left the projections to be written anew."""
    return connection.execute("select 1 from counter where name = 'rebuild'").fetchone() is not None


def rebuilt(connection: sqlite3.Connection) -> None:
    """Say that the projections were written anew."""
    connection.execute("delete from counter where name = 'rebuild'")


def last_adopted(connection: sqlite3.Connection, kind: str) -> int:
    """Return the event with which a kind of rules was last adopted, 0 where none was."""
    row = connection.execute("select max(sequence) from adopted where kind = ?", (kind,)).fetchone()
    return row[0] or 0


def last_change(connection: sqlite3.Connection, sequence: int) -> int:
    """Return the last event up to one that put rules in force or took them out, 0 where none did."""
    query = "select max(sequence) from event where subject_kind = 'adoption' and sequence <= ?"
    return connection.execute(query, (sequence,)).fetchone()[0] or 0


def versions(connection: sqlite3.Connection, kind: str) -> int:
    """Return how often a file of a kind was adopted."""
    count: int = connection.execute("select count(*) from adopted where kind = ?", (kind,)).fetchone()[0]
    return count


def last_calendar(connection: sqlite3.Connection) -> int:
    """Return the event with which the calendar was last adopted or withdrawn, 0 where none was."""
    row = connection.execute("select max(sequence) from adopted where kind = 'calendar'").fetchone()
    return row[0] or 0


def add_items(connection: sqlite3.Connection, rows: Iterable[ItemRow]) -> None:
    """Add versions of items."""
    connection.executemany("insert into item values (?, ?, ?, ?, ?, ?)", rows)


def item_versions(connection: sqlite3.Connection, code: str) -> list[ItemRow]:
    """Return every version of an item, the latest adoption in front: of those in force by a day it is the one that counts."""
    rows = connection.execute("select * from item where code = ? order by sequence desc", (code,))
    return [ItemRow(*row) for row in rows]


def item_codes(connection: sqlite3.Connection) -> list[str]:
    """Return the codes of all items that any version ever had."""
    return [row[0] for row in connection.execute("select distinct code from item order by code")]


def first_days(connection: sqlite3.Connection, kind: str, key: str) -> dict[str, str]:
    """Return on which day each entry of a list (`key`, by its id) first stood in an adopted file of a kind."""
    rows = connection.execute(
        """
        select json_extract(entry.value, '$.id'), min(e.happened_on)
        from adopted a join event e using (sequence), json_each(a.data, ?) entry where a.kind = ? group by 1
        """,
        (f"$.{key}", kind),
    )
    return dict(rows.fetchall())


def first_versions(connection: sqlite3.Connection) -> dict[str, str]:
    """Return of every item the version that was adopted first."""
    return dict(
        connection.execute("select code, data from item where sequence = (select min(sequence) from item i where i.code = item.code and i.data is not null)")
    )


class VersionRow(NamedTuple):
    """A version of an item with its adoption: file, hash of its content, day and time, and who; `data` None where the item was withdrawn."""

    sequence: int
    from_on: str
    data: str | None
    file: str
    hash: str
    adopted_on: str
    recorded_at: str
    actor: str


def item_history(connection: sqlite3.Connection, code: str) -> list[VersionRow]:
    """Return every version of an item in the order of their adoption."""
    rows = connection.execute(
        """
        select i.sequence, i.from_on, i.data, e.subject_id, coalesce(json_extract(e.payload, '$.sha256'), ''), e.happened_on, e.recorded_at, e.actor
        from item i join event e using (sequence) where i.code = ? order by i.sequence
        """,
        (code,),
    )
    return [VersionRow(*row) for row in rows]


def items(connection: sqlite3.Connection, day: date) -> list[ItemRow]:
    """Return the items in force on a day, by code."""
    found: dict[str, ItemRow] = {}
    for row in connection.execute("select * from item where from_on <= ? order by sequence", (day.isoformat(),)):
        version = ItemRow(*row)
        found[version.code] = version
    return [found[code] for code in sorted(found) if found[code].data is not None]


class ClockDay(NamedTuple):
    """A day that chose the version of an item for requests: their receipt, their acceptance, or the start of a limit."""

    item: str
    day: str
    requests: int


def clock_days(connection: sqlite3.Connection, codes: Iterable[str], since: str) -> list[ClockDay]:
    """Return the clock days of items from one on, in one walk over the requests however many items are asked for."""
    rows = connection.execute(
        """
        with chosen as (select number, item, received_on, accepted_on from request where item in (select value from json_each(:codes)))
        select item, day, count(distinct number) from (
            select item, number, received_on as day from chosen
            union all select item, number, accepted_on from chosen
            union all select item, number, d.start_on from chosen join deadline d on d.subject_kind = 'request' and d.subject_id = number
                and d.kind in ('promised', 'statutory')
        ) where day >= :since group by item, day order by item, day
        """,
        {"codes": json.dumps(list(codes)), "since": since},
    )
    return [ClockDay(*row) for row in rows]


def write_department(connection: sqlite3.Connection, code: str, name: str, data: str) -> None:
    """Write a department over what stood under its code."""
    connection.execute("insert or replace into department values (?, ?, ?)", (code, name, data))


def departments(connection: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    """Return the departments by code."""
    return {code: json.loads(data) for code, data in connection.execute("select code, data from department order by code")}


def department_name(connection: sqlite3.Connection, code: str) -> str:
    """Return the name of a department, its code where it has none."""
    row = connection.execute("select name from department where code = ?", (code,)).fetchone()
    return row[0] if row else code
