"""A table that people filled and a command imported: what was wrong with it, and what of it was not read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from approvals.cli import output
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.files.reader import Finding


def imported(findings: "Sequence[Finding]", unread: Sequence[str]) -> int:
    """Print what was wrong with a table and which columns were not read, and return the exit code."""
    if unread:
        output.say(N_("Columns that were not read: {names}."), names=tuple(unread))
    if findings:
        output.findings(findings)
    return int(bool(findings))
