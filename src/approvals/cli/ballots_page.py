"""What pages of matters have in common: their history, and the problems of a table that was imported."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from approvals.cli import output
from approvals.cli.complaint_page import told
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.core.oversight.matter import Matter, Noun
    from approvals.files.reader import Finding


def plain_history(noun: "Noun", matter: "Matter") -> list[dict[str, Any]]:
    """Return the history of a matter as machine output has it."""
    return [
        {"sequence": one.sequence, "on": one.happened_on, "event": noun.type_of(one.event), "by": one.actor, "details": told(one.event)}
        for one in matter.history
    ]


def imported(findings: "Sequence[Finding]", unread: Sequence[str]) -> int:
    """Print what was wrong with a table and which columns were not read, and return the exit code."""
    if unread:
        output.say(N_("Columns that were not read: {names}."), names=tuple(unread))
    if findings:
        output.findings(findings)
    return int(bool(findings))
