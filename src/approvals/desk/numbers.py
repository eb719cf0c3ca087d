"""The request that somebody means by a number: its own, that of its source, or one typed short."""

from typing import TYPE_CHECKING

from approvals.core.number import spelt_out
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.store import requests as store

if TYPE_CHECKING:
    from approvals.desk.register import Desk
    from approvals.store.requests import RequestRow


def found(desk: "Desk", text: str) -> "RequestRow | None":
    """Return the row of a number, of `18` for the eighteenth of the desk's year, or of a source's number where just one has it.

    Refused where it can mean two of them: a short number that is also the number of another request at its source.
    """
    rows = store.named(desk.connection, text)
    whole = spelt_out(text, desk.today.year)
    if whole == text or any(row.number == text for row in rows):
        return rows[0] if len(rows) == 1 else None
    meant = {row.number: row for row in (*rows, *store.named(desk.connection, whole))}
    if len(meant) > 1:
        raise WrongUsage(N_("{number} can mean {known}: write the whole number of one."), number=text, known=tuple(sorted(meant)))
    return next(iter(meant.values()), None)
