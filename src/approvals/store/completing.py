"""What a shell completes: the beginnings of what a register holds, fifty at most, each from an index, and nothing is written."""

import sqlite3

from approvals.record import NamedTuple

MOST = 50
_END = "\U0010ffff"


class OpenRequest(NamedTuple):
    """An open request as a shell offers it; `due_on` is an ISO text, `unit` what its days left are counted in."""

    number: str
    applicant: str
    item_name: str
    stage: str
    due_on: str | None
    unit: str


def open_requests(connection: sqlite3.Connection, beginning: str) -> list[OpenRequest]:
    """Return the open requests whose numbers begin so, the most urgent first."""
    query = f"""
        select r.number, r.applicant, r.item_name, r.stage, r.due_on, r.unit from (
            select number from request indexed by request_open where open = 1 and number >= ? and number < ? order by due_on limit {MOST}
        ) chosen cross join request r using (number)
    """  # noqa: S608 - a constant
    return [OpenRequest(*row) for row in connection.execute(query, (beginning, f"{beginning}{_END}"))]


def cards(connection: sqlite3.Connection) -> list[tuple[str, str, str, str]]:
    """Return (number, subject, level, state) of the cards that count or wait for somebody, the newest first."""
    query = f"""
        select cast(sequence as text), subject_id, level, state from card where state not in ('revoked', 'cancelled') order by sequence desc limit {MOST}
    """  # noqa: S608 - a constant
    return connection.execute(query).fetchall()


def matters(connection: sqlite3.Connection, kind: str, beginning: str) -> list[tuple[str, str]]:
    """Return (number, day by which something is due) of the open matters of a kind."""
    query = f"select number, due_on from matter where kind = ? and open = 1 and number >= ? and number < ? order by due_on limit {MOST}"  # noqa: S608 - a constant
    return connection.execute(query, (kind, beginning, f"{beginning}{_END}")).fetchall()
