"""The dated facts of a period, as bulletins count them: each query reads what lived in it, whatever happened since."""

import sqlite3
from collections.abc import Mapping

from approvals.record import NamedTuple

Row = tuple[str | None, ...]

_REQUESTS = """
    select r.department, r.received_on, r.accepted_on, r.deemed_on, r.completed_on, r.closed_on, a.due_on, substr(a.ended_on, 1, 10),
        substr(p.start_on, 1, 10), substr(p.due_on, 1, 10), substr(p.ended_on, 1, 10),
        substr(s.start_on, 1, 10), substr(s.due_on, 1, 10), substr(s.ended_on, 1, 10)
    from request r
    left join deadline a on a.subject_kind = 'request' and a.subject_id = r.number and a.kind = 'acceptance'
    left join deadline p on p.subject_kind = 'request' and p.subject_id = r.number and p.kind = 'promised'
    left join deadline s on s.subject_kind = 'request' and s.subject_id = r.number and s.kind = 'statutory'
    where r.received_on <= :last and coalesce(r.completed_on, r.closed_on, '9999') >= :first and (:department = '' or r.department = :department)
"""
_CARDS = """
    select c.sequence, c.kind, c.level, c.subject_kind, c.subject_id, c.department, c.person, c.since_on, substr(e.happened_on, 1, 10), c.ended_on
    from card c join event e on e.sequence = c.sequence
    where (:department = '' or c.department = :department)
        and (c.since_on between :first and :last or substr(e.happened_on, 1, 10) between :first and :last or c.ended_on between :first and :last)
    order by c.sequence
"""
_COMPLAINTS = """
    select e.subject_id, e.type, substr(e.happened_on, 1, 10), coalesce(json_extract(e.payload, '$.department'), '')
    from event e where e.subject_kind = 'complaint' order by e.sequence
"""
_INSPECTIONS = """
    select number, department, coalesce(json_extract(facts, '$.counter'), ''), coalesce(json_extract(facts, '$.findings'), '')
    from matter where kind = 'inspection' and opened_on between :first and :last and (:department = '' or department = :department)
"""
_DUTIES = """
    select m.number, m.title, m.department, m.person, d.due_on, substr(d.ended_on, 1, 10)
    from deadline d join matter m on m.kind = 'duty' and m.number = d.subject_id
    where d.subject_kind = 'duty' and d.due_on between :first and :judged and (:department = '' or m.department = :department)
    order by d.due_on, m.number
"""
_LATE = """
    select count(*) from event e join request r on r.number = e.subject_id
    where e.subject_kind = 'request' and (:department = '' or r.department = :department) and date(e.recorded_at, :offset) > :last
        and substr(coalesce((select a.happened_on from event a where a.sequence = e.amends), e.happened_on), 1, 10) <= :last
"""


class CardFact(NamedTuple):
    """A card with both of its days: since when it is true, and when it was raised."""

    card: int
    kind: str
    level: str
    subject_kind: str
    subject: str
    department: str
    person: str
    since_on: str
    raised_on: str
    ended_on: str | None


class DutyFact(NamedTuple):
    """A period of a duty that was due."""

    duty: str
    name: str
    department: str
    person: str
    due_on: str
    ended_on: str | None


def requests(connection: sqlite3.Connection, wanted: Mapping[str, str]) -> list[Row]:
    """Return of each request that lived in a period its department, days, and those of its limits; see the query for their order."""
    return connection.execute(_REQUESTS, wanted).fetchall()


def cards(connection: sqlite3.Connection, wanted: Mapping[str, str]) -> list[CardFact]:
    """Return the cards that became true, were raised, or ended in a period."""
    return [CardFact(*row) for row in connection.execute(_CARDS, wanted)]


def complaints(connection: sqlite3.Connection) -> tuple[list[tuple[str, str, str, str]], dict[str, str]]:
    """Return the events of all complaints, in the order of the ledger, and the days on which complaints were closed."""
    closed = connection.execute("select number, closed_on from matter where kind = 'complaint' and closed_on is not null")
    return connection.execute(_COMPLAINTS).fetchall(), dict(closed.fetchall())


def inspections(connection: sqlite3.Connection, wanted: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
    """Return (number, department, counter, findings as JSON) of the inspections of a period."""
    return connection.execute(_INSPECTIONS, wanted).fetchall()


def duties(connection: sqlite3.Connection, wanted: Mapping[str, str]) -> list[DutyFact]:
    """Return the duties that were due in a period, by day."""
    return [DutyFact(*row) for row in connection.execute(_DUTIES, wanted)]


def recorded_after(connection: sqlite3.Connection, wanted: Mapping[str, str]) -> int:
    """Count the events of requests that happened up to the end of a period, or amend such, and were recorded after it."""
    return int(connection.execute(_LATE, wanted).fetchone()[0])
