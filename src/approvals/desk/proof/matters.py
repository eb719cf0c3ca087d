"""The rows of matters of oversight, their deadlines and their next cards against their events and the files in force."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from approvals.desk.matter import rows_of_matter
from approvals.desk.oversight import matters_as_replayed
from approvals.language import N_, Sentence
from approvals.store import audit
from approvals.store import deadlines as store
from approvals.store.matters import MatterRow

if TYPE_CHECKING:
    from approvals.desk.proof.requests import Held
    from approvals.desk.register import Desk


def replayed(desk: "Desk", held: "Held") -> Iterator[Sentence]:
    """Yield the matters that are not stored as their events say, and rows that belong to nothing; what was compared is taken out."""
    rows = {(row[0], row[1]): MatterRow(*row) for row in audit.rows(desk.connection, "matter")}
    for noun, matter in matters_as_replayed(desk):
        subject = (noun.kind, matter.number)
        row, deadlines, nexts = rows_of_matter(desk, noun, matter)
        stored = sorted(held.deadlines.pop(subject, ())), sorted(held.nexts.pop(subject, ()))
        if rows.pop(subject, None) != row or stored != (sorted(deadlines), sorted(store.following(desk.connection, *subject, nexts))):
            yield Sentence(N_("{word} {number} is not stored as its events say."), {"word": Sentence(noun.word), "number": matter.number})
    for kind, number in sorted(rows):
        yield Sentence(N_("{table} {row} belongs to no event."), {"table": "matter", "row": f"{kind} {number}"})
