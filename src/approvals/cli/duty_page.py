"""How the periods of duties look in a table, alone or beside what they are about."""

from typing import TYPE_CHECKING

from approvals.cli import output
from approvals.language import N_, Sentence
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from approvals.desk.duty import DutyView

STATES = {"due": N_("due"), "done": N_("done"), "late": N_("done late"), "missed": N_("missed"), "skipped": N_("left out")}
LISTED = (
    Column(N_("Duty"), Kind.CODE, keep=True),
    Column(N_("Name"), priority=4),
    Column(N_("Period"), keep=True),
    Column(N_("Due"), Kind.DATE, keep=True),
    Column(N_("Owner"), priority=3),
    Column(N_("Done"), priority=1),
    Column(N_("State"), keep=True),
)


def row_of(row: "DutyView") -> tuple[object, ...]:
    """Return a period as the columns show it."""
    return (row.duty, row.name, row.period, row.due, row.owner or "—", f"{row.done}/{row.times}", Sentence(STATES[row.state]))


def period_table(rows: "Sequence[DutyView]") -> None:
    """Print periods of several duties; nothing where there are none."""
    if rows:
        output.table(LISTED, [row_of(row) for row in rows])
