"""The projection of matters: one row each, written in the transaction of its event; the ledger's events are what counts."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any

from approvals.record import NamedTuple


class MatterRow(NamedTuple):
    """A matter of a kind; `facts` is the JSON object of what its kind keeps, dates as ISO texts; `due_on` the next day on which something is owed."""

    kind: str
    number: str
    title: str
    department: str
    person: str
    stage: str
    open: int
    opened_on: str
    closed_on: str | None
    due_on: str | None
    facts: str

    @property
    def kept(self) -> dict[str, Any]:
        """Return the facts as a table."""
        found: dict[str, Any] = json.loads(self.facts)
        return found


class MatterFilter(NamedTuple):
    """Which matters of a kind to list; empty means no condition, `facts` have to be equal."""

    kind: str
    department: str = ""
    person: str = ""
    stage: str = ""
    opened_from: date | None = None
    opened_to: date | None = None
    everything: bool = False
    facts: tuple[tuple[str, str], ...] = ()


_MARKS = ", ".join("?" * len(MatterRow._fields))


def write(connection: sqlite3.Connection, rows: Iterable[MatterRow]) -> None:
    """Write rows over those of the same matters."""
    connection.executemany(f"insert or replace into matter values ({_MARKS})", rows)  # noqa: S608 - only question marks


def remove(connection: sqlite3.Connection, kind: str) -> None:
    """Take the rows and deadlines of a kind out, to be written anew."""
    connection.execute("delete from matter where kind = ?", (kind,))
    connection.execute("delete from deadline where subject_kind = ?", (kind,))
    connection.execute("delete from next_card where subject_kind = ?", (kind,))


def find(connection: sqlite3.Connection, kind: str, number: str) -> MatterRow | None:
    """Return the row of a matter, None where there is none."""
    row = connection.execute("select * from matter where kind = ? and number = ?", (kind, number)).fetchone()
    return MatterRow(*row) if row else None


def next_number(connection: sqlite3.Connection, kind: str, prefix: str, year: int) -> str:
    """Return the next number of a kind and year, `TS-2026-0001` onwards without gaps."""
    query = "insert into counter values (?, 1) on conflict (name) do update set value = value + 1 returning value"
    value: int = connection.execute(query, (f"{kind}/{year}",)).fetchone()[0]
    return f"{prefix}-{year}-{value:04}"


def select(connection: sqlite3.Connection, wanted: MatterFilter) -> list[MatterRow]:
    """Return the matters that pass a filter, the most urgent first, those without a date last."""
    conditions = {
        "open = 1": not wanted.everything and not wanted.stage,
        "department = :department": wanted.department,
        "person = :person": wanted.person,
        "stage = :stage": wanted.stage,
        "opened_on >= :opened_from": wanted.opened_from,
        "opened_on <= :opened_to": wanted.opened_to,
    }
    values = {name: value.isoformat() if isinstance(value, date) else value for name, value in wanted._asdict().items() if name != "facts"}
    for place, (name, value) in enumerate(wanted.facts):
        conditions[f"json_extract(facts, :name{place}) = :value{place}"] = True
        values |= {f"name{place}": f"$.{name}", f"value{place}": value}
    where = " and ".join(("kind = :kind", *(condition for condition, given in conditions.items() if given)))
    rows = connection.execute(f"select * from matter where {where} order by open desc, due_on is null, due_on, number", values)  # noqa: S608 - conditions are ours
    return [MatterRow(*row) for row in rows]


def subjects(connection: sqlite3.Connection, kind: str) -> list[str]:
    """Return the numbers of all matters of a kind that the ledger knows."""
    rows = connection.execute("select distinct subject_id from event where subject_kind = ? order by subject_id", (kind,))
    return [row[0] for row in rows]


def days(connection: sqlite3.Connection, kind: str, fact: str = "", value: str = "") -> list[tuple[str, int]]:
    """Return the days on which matters of a kind were opened, each with how many, those voided left out; of one `value` of a `fact` where it is named."""
    condition = "and json_extract(facts, ?) = ?" if fact else ""
    query = f"select opened_on, count(*) from matter where kind = ? and stage <> 'voided' {condition} group by 1 order by 1"  # noqa: S608 - one of two texts
    return [(day, number) for day, number in connection.execute(query, (kind, *((f"$.{fact}", value) if fact else ())))]


def exists(connection: sqlite3.Connection, kinds: Iterable[str], number: str) -> bool:
    """Tell whether there is a matter of one of these kinds under a number."""
    query = "select 1 from json_each(?) known cross join matter m on m.kind = known.value and m.number = ?"
    return connection.execute(query, (json.dumps(list(kinds)), number)).fetchone() is not None
