"""The pieces of applicants' names against the rows of requests, which are proved by themselves."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from approvals.desk.proof.compared import differences
from approvals.language import Sentence
from approvals.store import audit, pieces

if TYPE_CHECKING:
    from approvals.desk.register import Desk


def names(desk: "Desk") -> Iterator[Sentence]:
    """Yield the pieces that no name leads to, and those that are missing; while the sums of their hashes agree, none is kept in memory."""
    if sum(map(hash, pieces.expected(desk.connection))) != sum(map(hash, audit.rows(desk.connection, "piece"))):
        yield from differences("piece", pieces.expected(desk.connection), audit.rows(desk.connection, "piece"), 2)
