"""Ballots from a table: every wrong cell is told; of an anonymous evaluation the rows are taken all or none, and in an order that tells nothing."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from approvals.core.dates import When
from approvals.core.oversight.evaluation import EVALUATION, Cast, Loaded
from approvals.core.oversight.matter import Happening, grown
from approvals.core.oversight.questionnaire import DONT_KNOW, Questionnaire
from approvals.core.permission import permit_matter
from approvals.desk.evaluation import Box
from approvals.desk.matter import append, project_matter, rules_of
from approvals.desk.tabled import Filled, Headings, Reading, Table
from approvals.errors import NotAllowed
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store.database import transaction

if TYPE_CHECKING:
    from approvals.desk.register import Desk
    from approvals.files.reader import Finding

_RESPONDENT = ("答题人", "测评人", "respondent")


class Taken(NamedTuple):
    """What became of a table of ballots; where an anonymous one has a wrong cell, nothing is taken, and `held` are the good rows that wait for it."""

    taken: int
    known: int
    held: int
    refused: int
    findings: "list[Finding]"
    unread: tuple[str, ...]


def import_ballots(desk: "Desk", number: str, path: Path, on: When) -> Taken:
    """Take the ballots of a table in one transaction.

    Named ballots that were cast already are passed over, so that a mended table can be imported again. Anonymous ones cannot be told apart: a table
    with a wrong cell is not taken at all, and the same file is taken once.
    """
    if desk.acting:
        permit_matter(desk.acting, "", own=False)
    with transaction(desk.connection):
        box = Box(desk, number)
        table = Table(path, headings(box.form))
        loaded = Loaded(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), 0)
        EVALUATION.refuse(box.matter, Happening(on, loaded), desk.oversight)
        if box.form.anonymous and loaded.sha256 in box.matter.values.get("files", ()):
            raise NotAllowed(N_("The ballots of this file are in evaluation {number} already: an anonymous ballot is taken once."), number=number)
        found = [(cast, Reading(table, row)) for row in table.rows() if (cast := _cast(box, table, row, on))]
        if box.form.anonymous and table.findings:
            return Taken(0, 0, len(found), table.refused, table.findings, table.unread)
        taken, known = _put(box, found, on)
        if taken:
            _note(desk, box, loaded._replace(ballots=taken), on)
    return Taken(taken, known, 0, table.refused, table.findings, table.unread)


def headings(form: Questionnaire) -> Headings:
    """Return the columns of a table of ballots: department, group, who answers where that is asked, and each aspect by name or id."""
    aspects = {_field(aspect.id): (aspect.name, aspect.id) for aspect in form.aspects}
    known = {"department": ("部门", "department"), "group": ("测评主体", "组别", "group"), "respondent": _RESPONDENT, "text": ("意见", "text"), **aspects}
    return Headings(known, ("department", "group", *(() if form.anonymous else ("respondent",)), *aspects))


def _field(aspect: str) -> str:
    return f"aspect:{aspect}"


def _cast(box: Box, table: Table, row: Filled, on: When) -> Cast | None:
    """Return the ballot that a row stands for, None where a cell of it cannot be taken."""
    reading, form = Reading(table, row), box.form
    department, group = reading.take("department", box.department), reading.take("group", form.group)
    answers = [reading.take(_field(aspect.id), form.answer) for aspect in form.aspects]
    respondent = reading.take("respondent", lambda text: box.respondent(text, group, on))
    if not (reading.fit and department and group):
        return None
    levels = tuple(answer or DONT_KNOW for answer in answers)
    return Cast(box.matter.number, department, group.id, levels, respondent or "", row.cells["text"])


def _put(box: Box, found: list[tuple[Cast, Reading]], on: When) -> tuple[int, int]:
    """Put ballots into the box and return how many there were, and how many were in it already; anonymous ones by their content, not as they lay."""
    taken = known = 0
    for cast, reading in sorted(found, key=lambda pair: pair[0]) if box.form.anonymous else found:
        try:
            if box.known(cast):
                known += 1
                continue
        except NotAllowed as refusal:
            reading.refuse("respondent", refusal)
            continue
        box.put(cast, on)
        taken += 1
    return taken, known


def _note(desk: "Desk", box: Box, loaded: Loaded, on: When) -> None:
    """Record that the file was taken."""
    matter = grown(EVALUATION, box.matter, append(desk, EVALUATION, box.matter.number, loaded, on), rules_of(desk, box.matter))
    project_matter(desk, EVALUATION, matter)
