"""`approvals check`: the nightly check."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.choosing import Worded
from approvals.cli.room import desk, sound_settings
from approvals.core.choosing import NO_LEVEL
from approvals.core.dates import read_day
from approvals.core.level import Level
from approvals.language import N_
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from approvals.nightly import Checked

LISTED = (
    Column(N_("Level"), Kind.LEVEL, keep=True),
    Column(N_("Number"), Kind.CODE, keep=True),
    Column(N_("Item"), priority=2),
    Column(N_("Department"), priority=1),
    Column(N_("About"), priority=3),
    Column(N_("Due"), Kind.DATE, keep=True),
    Column(N_("Since"), Kind.DATE, keep=True),
)


FailOn = Annotated[
    str,
    typer.Option(
        "--fail-on",
        click_type=Worded(Level, NO_LEVEL),
        metavar=words.LEVEL,
        help=N_("Exit with 1 when a new card reaches this level: warning, yellow, red or none."),
    ),
]


def check(
    today: Annotated[
        date | None, typer.Option("--today", metavar=words.DATE, parser=read_day, help=N_("As of that day: a past one is written, a future one only shown."))
    ] = None,
    fail_on: FailOn = "yellow",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Show what it would raise; nothing is written."))] = False,  # noqa: FBT002 - Typer's form of a flag
    status: Annotated[bool, typer.Option("--status", help=N_("Tell when it ran last; exit with 1 when that is more than a day ago."))] = False,  # noqa: FBT002 - see above
    print_systemd: Annotated[bool, typer.Option("--print-systemd", help=N_("Print a service and a timer, ready to install."))] = False,  # noqa: FBT002 - see above
    print_cron: Annotated[bool, typer.Option("--print-cron", help=N_("Print the line of a crontab, ready to install."))] = False,  # noqa: FBT002 - see above
    shape: options.ListFormat = options.Shape.TABLE,
) -> int:
    """Raise the cards that have become true, each once; print only what is new."""
    if status or print_systemd or print_cron:
        return _around(shape, "systemd" if print_systemd else "cron" if print_cron else "")
    sound_settings()
    with desk(today) as opened:
        from approvals import nightly  # noqa: PLC0415

        write = not dry_run and opened.today <= options.today()
        found = nightly.check(opened, opened.today, write=write)
    if shape is options.Shape.JSON:
        output.data(found.plain())
    else:
        _show(found)
    _summary(found, write=write)
    threshold = Level(fail_on).gravity
    return int(threshold > 0 and any(Level(card.level).gravity >= threshold for card in found.new))


def _around(shape: options.Shape, kind: str) -> int:
    from approvals.cli import heartbeat  # noqa: PLC0415 - not every night

    if not kind:
        return heartbeat.status(shape)
    heartbeat.entries(kind)
    return 0


def _show(found: "Checked") -> None:
    if found.new or output.for_spreadsheet():
        from approvals.cli.card_page import about  # noqa: PLC0415 - most nights raise nothing

        output.table(LISTED, [(Level(card.level), card.number, card.item, card.department, about(card.kind), card.due, card.since) for card in found.new])
    for card in found.revoked:
        template = N_("Card {card} ({level}, {number}) is revoked: the circular adopted since makes it untrue.")
        output.say(template, card=card.card, level=Level(card.level), number=card.number)


def _summary(found: "Checked", *, write: bool) -> None:
    """Print one line for the log to standard error, and what is provisional: an unknown year never passes in silence."""
    count = {level: sum(card.level == level for card in found.new) for level in (Level.WARNING, Level.YELLOW, Level.RED)}
    template = N_("Checked {today}: new {warning} warning, {yellow} yellow, {red} red, {revoked} revoked; head {sequence} {hash}")
    if not write:
        template = N_("Only looked at {today}: new {warning} warning, {yellow} yellow, {red} red, {revoked} to revoke; head {sequence} {hash}")
    values = {"warning": count[Level.WARNING], "yellow": count[Level.YELLOW], "red": count[Level.RED], "revoked": len(found.revoked)}
    output.note(template, today=date.fromisoformat(found.today), **values, sequence=found.sequence, hash=found.hash[:16])
    if found.provisional:
        template = N_("{count} open requests have provisional dates: adopt the circular of the year, `approvals calendar add YEAR` drafts its file.")
        output.note(template, count=found.provisional)
