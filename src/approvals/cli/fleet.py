"""`approvals fleet`: many registers asked at once, read-only."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import fleet_page, options, output, words
from approvals.cli.check import FailOn
from approvals.cli.choosing import Worded
from approvals.core.choosing import NO_LEVEL
from approvals.core.level import CARDED, Level
from approvals.errors import MachineFailed
from approvals.language import N_, spoken

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from approvals.desk.fleet import Answered
    from approvals.files.halls import Hall
    from approvals.nightly import Checked

Registers = Annotated[
    list[str], typer.Option("--registers", metavar=words.PATTERN, help=N_("The folders of the registers, like 'halls/*', in quotes."), show_default=False)
]


def list_(
    registers: Registers,
    within: Annotated[int, typer.Option("--within", metavar=words.COUNT, min=0, max=3650, help=N_("Also what is due within so many days."))] = 0,
    level: Annotated[
        str, typer.Option("--level", click_type=Worded(CARDED, NO_LEVEL), metavar=words.LEVEL, help=N_("Only of this level: warning, yellow or red."))
    ] = "",
    today: options.Today = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> int:
    """List what is overdue in all registers, the most urgent first."""
    from approvals.desk import fleet  # noqa: PLC0415 - the desk opens only for commands that need it

    day = today or options.today()
    answers = fleet.ask(_halls(registers), lambda hall, connection: fleet.late(hall, connection, day, within, level), output.waiting())
    rows = sorted((row for answer in answers if not answer.error for row in answer.value), key=lambda row: (row.due_on, row.number))
    if shape is options.Shape.JSON:
        output.data([row._asdict() for row in rows])
    else:
        fleet_page.show_late(rows)
    return _told(answers)


def report(registers: Registers, today: options.Today = None, shape: options.ListFormat = options.Shape.TABLE) -> int:
    """Tell how every register stands, and all together."""
    from approvals.desk import fleet  # noqa: PLC0415 - see list_

    day = today or options.today()
    answers = fleet.ask(_halls(registers), lambda _hall, connection: fleet.figures(connection, day), output.waiting())
    if shape is options.Shape.JSON:
        output.data([_plain(answer, answer.value._asdict() if answer.value else dict.fromkeys(fleet.Figures._fields)) for answer in answers])
    else:
        fleet_page.show_figures(answers)
    return _told(answers)


def check(
    registers: Registers,
    fail_on: FailOn = "yellow",
    today: options.Today = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> int:
    """Show what the next check of every register would raise, and how old its last one is; nothing is written."""
    from approvals.desk import fleet  # noqa: PLC0415 - see list_

    day, now = today or options.today(), options.wall_clock()
    answers = fleet.ask(_halls(registers), lambda hall, connection: _looked_at(hall, connection, day), output.waiting())
    found = [answer for answer in answers if not answer.error]
    if shape is options.Shape.JSON:
        output.data([_plain(answer, _checked(answer, now)) for answer in answers])
    else:
        fleet_page.show_checks(found, now)
    gravity = Level(fail_on).gravity
    new = any(Level(card.level).gravity >= gravity for answer in found for card in answer.value[0].new) and gravity > 0
    return _told(answers) or int(new or any(fleet_page.stale(answer.value[1], now) for answer in found))


def _halls(patterns: list[str]) -> "list[Hall]":
    from approvals.desk.fleet import alike  # noqa: PLC0415 - see list_
    from approvals.files.halls import halls  # noqa: PLC0415

    found = halls(patterns)
    for code, shared in alike(found).items():
        output.note(N_("{folders} have the same code {code}: their numbers cannot be told apart."), folders=tuple(str(hall.root) for hall in shared), code=code)
    return found


def _told(answers: "Sequence[Answered]") -> int:
    """Say which registers gave no answer; the machine failed us where one did not."""
    for answer in answers:
        if answer.error:
            output.note(N_("{folder} did not answer: {reason}"), folder=str(answer.hall.root), reason=answer.error)
    return MachineFailed.exit_code if any(answer.error for answer in answers) else 0


def _plain(answer: "Answered", values: dict[str, object]) -> dict[str, object]:
    error = spoken(answer.error) if answer.error else None
    return {"register": answer.hall.code, "name": answer.hall.name, "folder": str(answer.hall.root), "error": error, **values}


def _looked_at(hall: "Hall", connection: "sqlite3.Connection", today: date) -> "tuple[Checked, str | None]":
    """Return what the next check would find, and when the last one ended."""
    from approvals import nightly  # noqa: PLC0415 - only this question judges
    from approvals.desk.register import Desk  # noqa: PLC0415
    from approvals.store import runs  # noqa: PLC0415

    desk = Desk(hall.root, connection, today)
    desk.offset = options.offset(hall.utc_offset)
    last = runs.last(connection)
    return nightly.check(desk, today, write=False), last.ended_at if last else None


def _checked(answer: "Answered", now: datetime) -> dict[str, object]:
    if answer.error:
        return dict.fromkeys(("new", "revoked", "last_check", "stale"))
    found, last = answer.value
    new = [card._replace(number=answer.hall.number(card.number))._asdict() for card in found.new]
    return {"new": new, "revoked": len(found.revoked), "last_check": last, "stale": fleet_page.stale(last, now)}
