"""`approvals check`: the nightly check."""

from datetime import date
from typing import Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk, sound_settings
from approvals.core.dates import read_day
from approvals.core.deadline import DeadlineKind
from approvals.core.level import Level
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.render.table import Column, Kind

_COLUMNS = (
    Column(N_("Level"), Kind.LEVEL, keep=True),
    Column(N_("Number"), keep=True),
    Column(N_("Item"), priority=2),
    Column(N_("Department"), priority=1),
    Column(N_("Date"), priority=3),
    Column(N_("Due"), Kind.DATE, keep=True),
    Column(N_("Since"), Kind.DATE, keep=True),
)


def check(
    today: Annotated[
        date | None, typer.Option("--today", metavar=words.DATE, parser=read_day, help=N_("As of that day: a past one is written, a future one only shown."))
    ] = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar=words.LEVEL, help=N_("Exit with 1 when a new card reaches this level: warning, yellow, red or none."))
    ] = "yellow",
    shape: options.Format = options.Shape.TABLE,
) -> int:
    """Raise the cards that have become true, each once; print only what is new."""
    if fail_on not in set(Level):
        raise WrongUsage(N_("There is no level {level}: write warning, yellow, red or none."), level=fail_on)
    sound_settings()
    with desk(today) as opened:
        from approvals import nightly  # noqa: PLC0415

        found = nightly.check(opened, opened.today, write=opened.today <= options.today())
    if shape is options.Shape.JSON:
        output.data({"today": found.today, "new": [card._asdict() for card in found.new], "open": found.open})
    elif found.new:
        output.table(
            _COLUMNS,
            [
                (Level(card.level), card.number, card.item, card.department, DeadlineKind(card.kind.partition("/")[0]), card.due, card.since)
                for card in found.new
            ],
        )
    threshold = Level(fail_on).gravity
    return int(threshold > 0 and any(Level(card.level).gravity >= threshold for card in found.new))
