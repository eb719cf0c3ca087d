"""What `approvals fleet` shows: overdue requests, figures, and what the next checks would raise."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from approvals.cli import options, output
from approvals.core.level import Level
from approvals.language import N_
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from approvals.desk.fleet import Answered, Figures, Late
    from approvals.files.halls import Hall

_DAY = timedelta(days=1)
LISTED = (
    Column(N_("Level"), Kind.LEVEL, keep=True),
    Column(N_("Number"), Kind.CODE, keep=True),
    Column(N_("Item"), priority=1),
    Column(N_("Department"), priority=2),
    Column(N_("Last day"), Kind.DATE, keep=True),
    Column(N_("Days over"), Kind.NUMBER, keep=True),
)
FIGURES = (
    Column(N_("Register"), keep=True),
    Column(N_("Name"), priority=1),
    Column(N_("Open"), Kind.NUMBER, keep=True),
    Column(N_("Overdue"), Kind.NUMBER, keep=True),
    Column(N_("Oldest"), Kind.DATE, priority=2),
    Column(N_("Warnings"), Kind.NUMBER, priority=3),
    Column(N_("Yellow"), Kind.NUMBER, priority=3),
    Column(N_("Red"), Kind.NUMBER, priority=3),
    Column(N_("Last check"), Kind.DATE, priority=2),
)
CHECKED = (
    Column(N_("Register"), keep=True),
    Column(N_("Warnings"), Kind.NUMBER, keep=True),
    Column(N_("Yellow"), Kind.NUMBER, keep=True),
    Column(N_("Red"), Kind.NUMBER, keep=True),
    Column(N_("To revoke"), Kind.NUMBER, priority=1),
    Column(N_("Last check"), Kind.DATE, keep=True),
)


def show_late(rows: "Sequence[Late]") -> None:
    """Print overdue requests; late entries stand in a column of their own, as in the list of a register."""
    from approvals.cli.request_pages import LATE, yes  # noqa: PLC0415 - see below

    marked = output.for_spreadsheet() or any(row.late_entry for row in rows)
    shown = [
        (Level(row.level), row.number, row.item_name, row.department_name, row.due_on, row.days_over, *((yes(told=row.late_entry),) if marked else ()))
        for row in rows
    ]
    output.listed((*LISTED, *((LATE,) if marked else ())), shown, N_("Nothing is overdue in any register that answered."))


def show_figures(answers: "Sequence[Answered]") -> None:
    """Print how each register stands, and their sum."""
    found: list[tuple[Hall, Figures]] = [(answer.hall, answer.value) for answer in answers if not answer.error]
    rows = [(hall.code, hall.name, row.open, row.overdue, row.oldest_due, row.warning, row.yellow, row.red, _local(row.last_check)) for hall, row in found]
    output.listed(FIGURES, rows, N_("No register answered."))
    if found and not output.for_spreadsheet():
        total = {name: sum(getattr(row, name) for _hall, row in found) for name in ("open", "overdue", "warning", "yellow", "red")}
        template = N_("{registers} registers: {open} open, {overdue} overdue; {warning} at a warning, {yellow} at yellow, {red} at red.")
        output.say(template, registers=len(found), **total)


def show_checks(found: "Sequence[Answered]", now: datetime) -> None:
    """Print the cards that the next checks would raise, and when each register was checked last."""
    from approvals.cli.card_page import about  # noqa: PLC0415 - see show_late

    cards = [(answer.hall, card) for answer in found for card in answer.value[0].new]
    if cards and not output.for_spreadsheet():
        columns = (
            Column(N_("Level"), Kind.LEVEL, keep=True),
            Column(N_("Number"), Kind.CODE, keep=True),
            Column(N_("Item"), priority=1),
            Column(N_("About"), priority=2),
            Column(N_("Last day"), Kind.DATE, keep=True),
            Column(N_("Since"), Kind.DATE, keep=True),
        )
        output.table(columns, [(Level(card.level), hall.number(card.number), card.item, about(card.kind), card.due, card.since) for hall, card in cards])
    output.listed(CHECKED, [_summary(answer) for answer in found], N_("No register answered."))
    for answer in found:
        if stale(answer.value[1], now):
            output.note(N_("{register} was last checked more than a day ago, or never: see that its timer works."), register=answer.hall.code)


def _summary(answer: "Answered") -> tuple[object, ...]:
    checked, last = answer.value
    counts = [sum(card.level == level for card in checked.new) for level in (Level.WARNING, Level.YELLOW, Level.RED)]
    return (answer.hall.code, *counts, len(checked.revoked), _local(last))


def stale(last: str | None, now: datetime) -> bool:
    """Tell whether a check ended more than a day ago, or never."""
    return last is None or now - datetime.fromisoformat(last) > _DAY


def _local(moment: str | None) -> str:
    """Return a time of UTC as it was here, to the minute."""
    if not moment:
        return ""
    return datetime.fromisoformat(moment).astimezone(UTC).astimezone(options.Given.offset).strftime("%Y-%m-%dT%H:%M")
