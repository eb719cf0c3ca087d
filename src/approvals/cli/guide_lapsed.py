"""`approvals guide lapsed`: legal bases that have to be read again."""

from datetime import date
from typing import Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.core.dates import read_day
from approvals.core.rules.limits import a_year_before
from approvals.language import N_, Sentence
from approvals.render.table import Column, Kind

LISTED = (
    Column(N_("Item"), Kind.CODE, keep=True),
    Column(N_("Name"), priority=2),
    Column(N_("Department"), priority=1),
    Column(N_("Basis"), keep=True),
    Column(N_("Grade"), priority=0),
    Column(N_("Checked"), Kind.TEXT, keep=True),
)


def lapsed(
    before: Annotated[
        date | None, typer.Option("--before", metavar=words.DATE, parser=read_day, help=N_("Last checked before this day; a year ago, if left out."))
    ] = None,
    department: options.OfDepartment = "",
    today: options.Today = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """List the legal bases that were last read long ago, or never."""
    with desk(today) as opened:
        from approvals.desk.guide_lapsed import lapsed as find  # noqa: PLC0415 - the desk opens only for commands that need it

        day = before or a_year_before(opened.today)
        found = find(opened, day, department)
    if shape is options.Shape.JSON:
        output.data(found)
        return
    never = Sentence(N_("never"))
    rows = [(row.item, row.item_name, row.department_name, row.basis, row.grade, row.checked.isoformat() if row.checked else never) for row in found]
    if rows or output.for_spreadsheet():
        output.table(LISTED, rows)
    if not rows:
        output.say(N_("Every basis was checked on {date} or later."), date=day)
    else:
        output.say(N_("{count} legal bases were last checked before {date}: read them again and write the day at checked."), count=len(found), date=day)
