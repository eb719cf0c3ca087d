"""`approvals notify`: what waits in the outbox is handed to the command of register.toml."""

from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.language import N_, Sentence
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from approvals.store.outbox import Waiting

_WAITING = (
    Column(N_("No."), Kind.NUMBER, keep=True),
    Column(N_("Card"), keep=True),
    Column(N_("What"), priority=2),
    Column(N_("Tries"), Kind.NUMBER, keep=True),
    Column(N_("Last error"), priority=1),
)


def notify(
    limit: Annotated[int | None, typer.Option("--limit", metavar=words.COUNT, min=1, help=N_("No more messages than this; all, if left out."))] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Print the messages as JSON Lines; none is handed on."))] = False,  # noqa: FBT002 - Typer's form of a flag
    status: Annotated[bool, typer.Option("--status", help=N_("List what waits, how often it was tried and what was wrong."))] = False,  # noqa: FBT002 - see above
    shape: options.ListFormat = options.Shape.TABLE,
) -> int:
    """Hand on each message until it is taken: at least once, always under the same id."""
    with desk() as opened:
        from approvals.desk import telling  # noqa: PLC0415 - the desk opens only for commands that need it
        from approvals.store import outbox  # noqa: PLC0415

        most = limit or outbox.count(opened.connection)
        if status:
            _status(outbox.waiting(opened.connection, most), shape)
            return 0
        if dry_run:
            names = telling.names_of(opened)
            output.json_lines(telling.message_of(opened, waiting, names)[0] for waiting in outbox.waiting(opened.connection, most))
            return 0
        with output.progress(min(most, outbox.count(opened.connection))) as told:
            found = telling.notify(opened, most, told)
    if shape is options.Shape.JSON:
        output.data({"delivered": found.delivered, "failed": [{"card": card, "error": error} for card, error in found.failed], "waiting": found.waiting})
    else:
        output.say(N_("{delivered} messages handed on, {failed} not taken, {waiting} wait."), **{**found._asdict(), "failed": len(found.failed)})
        for card, error in found.failed:
            output.say(N_("  {card}: {error}"), card=card, error=error)
    for tier in dict.fromkeys(tier for _card, tier in found.missing):
        output.note(N_("Nobody serves as {tier} for some cards: they were told without."), tier=tier)
    return int(bool(found.failed))


def _what(event: str) -> object:
    from approvals.core.card import CARD_EVENTS  # noqa: PLC0415 - only the table of what waits says it

    return Sentence(CARD_EVENTS[event][1]) if event in CARD_EVENTS else event


def _status(waiting: "list[Waiting]", shape: options.Shape) -> None:
    if shape is options.Shape.JSON:
        output.data([row._asdict() for row in waiting])
        return
    rows = [(str(row.sequence), row.card, _what(row.about), str(row.attempts), row.error) for row in waiting]
    output.listed(_WAITING, rows, N_("No message waits."))
