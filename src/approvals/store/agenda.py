"""What is owed and has not been done, by the day it is due, of requests, orders and matters of oversight alike."""

import sqlite3

from approvals.record import NamedTuple


class OwedRow(NamedTuple):
    """A deadline that runs, with whose it is; `title` is the item of a request or the words of a matter, `prospective` as in the row of a request.

    Of an order subject, title and owner are empty: they are its card's.
    """

    subject_kind: str
    subject: str
    kind: str
    start_on: str
    due_on: str
    title: str
    applicant: str
    department: str
    person: str
    stage: str
    unit: str
    prospective: str
    deemed_on: str | None


class Whose(NamedTuple):
    """Whose work is asked for: a person's, with what nobody holds of the department, or a department's; empty is everybody's.

    `counter` where it is the general counter's: of everybody's, what is taken in and handed out there.
    """

    person: str = ""
    department: str = ""
    counter: bool = False


# The deadlines that the applicant keeps, those that repeat another one, and the ends of procedures, which are asked for apart.
_OTHERS = "('waiting', 'following', 'extension')"
_COLUMNS = """
    d.subject_kind, d.subject_id, d.kind, d.start_on, d.due_on, coalesce(r.item_name, m.title, ''), coalesce(r.applicant, ''),
    coalesce(r.department, m.department, ''), coalesce(r.person, m.person, ''), coalesce(r.stage, m.stage, ''), coalesce(r.unit, ''),
    coalesce(r.prospective, ''), r.deemed_on
"""
_FROM = """
    from deadline d left join request r on d.subject_kind = 'request' and r.number = d.subject_id
        left join matter m on m.kind = d.subject_kind and m.number = d.subject_id
"""
# What is not of a request, through the index that holds no other.
_BESIDE = f"{_FROM.replace('deadline d', 'deadline d indexed by deadline_beside')} where d.ended_on is null and d.subject_kind <> 'request'"
_WHOSE = """
    (:department = '' or coalesce(r.department, m.department) = :department) and (:person = '' or coalesce(r.person, m.person) in (:person, ''))
"""
_PRESSING = f"""
    d.ended_on is null and (d.due_on <= :until or (d.kind = 'acceptance' and r.stage = 'received'))
    and d.kind not in {_OTHERS} and not (r.stage is 'stopped' and d.kind in ('promised', 'statutory'))
"""
# A department's open requests are few, whatever is overdue elsewhere: their own deadlines are looked through, and of the rest those of no open request.
# Without `cross` SQLite may begin with the deadlines of all departments.
_OPEN = f"""
    select d.subject_kind, d.subject_id, d.kind, d.start_on, d.due_on, r.item_name, r.applicant, r.department, r.person, r.stage, r.unit, r.prospective,
        r.deemed_on
    from request r indexed by request_department cross join deadline d on d.subject_kind = 'request' and d.subject_id = r.number
    where r.open = 1 and r.department = :department and (:person = '' or r.person in (:person, '')) and {_PRESSING}
"""  # noqa: S608 - constants
_REST = f"""
    select {_COLUMNS} {_FROM}
    where d.ended_on is null and d.due_on <= :until and d.subject_kind not in ('order', 'duty') and {_WHOSE}
        and (d.subject_kind <> 'request' or d.kind in ('delivery', 'publication', 'declaration')) and r.open is not 1
"""
_EVERYBODY = f"""
    select {_COLUMNS} {_FROM} where d.subject_kind not in ('order', 'duty') and d.due_on <= :until and {_PRESSING}
    union all
    select {_COLUMNS} {_FROM.replace("deadline d", "deadline d indexed by deadline_acceptance")}
    where d.kind = 'acceptance' and d.due_on > :until and {_PRESSING}
"""
_ORDER = "order by 5, 1, 2, 3 limit :most"


def owed(connection: sqlite3.Connection, whose: Whose, until: str, most: int) -> list[OwedRow]:
    """Return what is due up to a day, what is overdue too, and which requests wait for acceptance; the earliest first."""
    query = f"{_OPEN} union all {_REST} {_ORDER}" if whose.department else f"{_EVERYBODY} {_ORDER}"
    return [OwedRow(*row) for row in connection.execute(query, {**whose._asdict(), "until": until, "most": most})]


def orders(connection: sqlite3.Connection) -> list[OwedRow]:
    """Return every follow-up order that waits for a reply."""
    query = f"select {_COLUMNS} {_BESIDE} and d.subject_kind = 'order' order by d.due_on"
    return [OwedRow(*row) for row in connection.execute(query)]


def duties(connection: sqlite3.Connection, whose: Whose, first: str, last: str) -> list[OwedRow]:
    """Return the periods of duties that have to be kept from one day to another and were not yet."""
    query = f"""
        select {_COLUMNS} {_BESIDE} and d.subject_kind = 'duty' and d.due_on between :first and :last and {_WHOSE}
        order by d.due_on, d.subject_id
    """
    return [OwedRow(*row) for row in connection.execute(query, {**whose._asdict(), "first": first, "last": last})]
