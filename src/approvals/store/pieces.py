"""The pieces of applicants' names: a projection of the requests, by which a part of a name is found among a million."""

import sqlite3
from collections.abc import Iterable, Sequence

from approvals.core.pieces import pieces, plain

_FILL = "insert or ignore into piece values (?, ?)"
_ENOUGH = 1_000


def write(connection: sqlite3.Connection, named: Iterable[tuple[str, str]]) -> None:
    """Write the pieces of requests, given by number and applicant, before their rows are: what the row of before led to is taken out."""
    for number, applicant in named:
        before = connection.execute("select applicant from request where number = ?", (number,)).fetchone()
        if before and before[0] != applicant:
            connection.executemany("delete from piece where piece = ? and number = ?", ((piece, number) for piece in pieces(before[0])))
        if not before or before[0] != applicant:
            connection.executemany(_FILL, ((piece, number) for piece in pieces(applicant)))


def fill(connection: sqlite3.Connection) -> None:
    """Write the pieces of all requests anew."""
    connection.execute("delete from piece")
    connection.executemany(_FILL, expected(connection))


def expected(connection: sqlite3.Connection) -> Iterable[tuple[str, str]]:
    """Yield the pieces that the rows of requests lead to."""
    return ((piece, number) for number, applicant in connection.execute("select number, applicant from request") for piece in pieces(applicant))


def numbers(connection: sqlite3.Connection, text: str, limit: int) -> list[str]:
    """Return up to `limit` numbers of the requests whose applicant's name holds a text, the last first; of a single character, any."""
    wanted = pieces(text)[:-1] or pieces(text)
    if not wanted:
        return []
    if len(plain(text)) == 1:
        rows = connection.execute("select number from piece where piece >= ? and piece < ? limit ?", (wanted[0], f"{wanted[0]}\U0010ffff", limit))
        return [row[0] for row in rows]
    return _of_all(connection, _rarest_first(connection, wanted), plain(text), limit)


def _rarest_first(connection: sqlite3.Connection, wanted: Sequence[str]) -> list[str]:
    def many(piece: str) -> int:
        return int(connection.execute(f"select count(*) from (select 1 from piece where piece = ? limit {_ENOUGH})", (piece,)).fetchone()[0])  # noqa: S608 - a number of ours

    return sorted(wanted, key=many)


def _of_all(connection: sqlite3.Connection, wanted: Sequence[str], whole: str, limit: int) -> list[str]:
    first, *others = wanted
    more = " ".join("and exists (select 1 from piece o where o.piece = ? and o.number = p.number)" for _ in others)
    query = f"select p.number, r.applicant from piece p join request r using (number) where p.piece = ? {more} order by p.number desc"  # noqa: S608 - question marks
    found = []
    for number, applicant in connection.execute(query, (first, *others)):
        # 王小王伟 holds the pieces of 小王小 without holding it.
        if whole in plain(applicant):
            found.append(number)
        if len(found) == limit:
            break
    return found
