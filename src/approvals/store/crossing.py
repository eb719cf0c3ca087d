"""Facts that only several requests laid side by side show; each query looks at what was recorded after an event."""

import sqlite3

from approvals.record import NamedTuple


class Again(NamedTuple):
    """A request received again after another of the same applicant and item had been closed without a decision; `sequence` is the event that shows it."""

    number: str
    item: str
    department: str
    person: str
    received_on: str
    earlier: str
    closed_on: str
    sequence: int


class Closings(NamedTuple):
    """How many completions one person entered in one minute (UTC, `2026-11-24T08:15`); `sequence` is the last of them."""

    person: str
    minute: str
    closed: int
    sequence: int


# Of another register's requests its own check tells.
_OWN = "not exists (select 1 from event x where x.subject_kind = 'request' and x.subject_id = n.number and x.origin like 'register:%')"
# The plus before a column keeps SQLite on the sequence, which reaches what is new and nothing else.
_AGAIN = f"""
    select n.number, n.item, n.department, n.responsible, n.received_on, o.number, o.closed_on, e.sequence
    from event e join request n on n.number = e.subject_id
        join request o on o.applicant = n.applicant and o.item = n.item and o.number <> n.number
    where e.sequence > :after and +e.subject_kind = 'request' and e.type = 'received' and n.applicant <> :erased
        and o.stage in ('withdrawn', 'lapsed', 'terminated', 'voided') and o.closed_on <= n.received_on and {_OWN}
    union
    select n.number, n.item, n.department, n.responsible, n.received_on, o.number, o.closed_on, e.sequence
    from event e join request o on o.number = e.subject_id
        join request n on n.applicant = o.applicant and n.item = o.item and o.number <> n.number
    where e.sequence > :after and +e.subject_kind = 'request' and e.type in ('withdrawn', 'lapsed', 'terminated', 'voided')
        and n.applicant <> :erased and o.closed_on <= n.received_on and {_OWN}
    order by 1, 7 desc
"""  # noqa: S608 - a constant
_CLOSINGS = """
    select e.actor, substr(e.recorded_at, 1, 16), count(*), max(e.sequence)
    from event e
    where e.type = 'completed' and e.origin = 'typed' and (e.actor, substr(e.recorded_at, 1, 16)) in (
        select actor, substr(recorded_at, 1, 16) from event where sequence > :after and type = 'completed' and origin = 'typed'
    )
    group by 1, 2 having count(*) >= :least order by 2, 1
"""


def received_again(connection: sqlite3.Connection, after: int, erased: str) -> list[Again]:
    """Return the requests received again; applicants whose name was `erased` are nobody's."""
    return [Again(*row) for row in connection.execute(_AGAIN, {"after": after, "erased": erased})]


def closings(connection: sqlite3.Connection, after: int, least: int) -> list[Closings]:
    """Return who entered at least so many completions within one minute."""
    return [Closings(*row) for row in connection.execute(_CLOSINGS, {"after": after, "least": least})]
