"""`approvals register backup` and `register restore`: a copy of the whole register, and putting one back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.asking import confirmed
from approvals.cli.room import desk, folder, login
from approvals.language import N_, spoken

if TYPE_CHECKING:
    from approvals.desk.register import Desk
    from approvals.desk.restoring import Plan


def backup(
    target: Annotated[
        Path | None, typer.Argument(metavar=words.FOLDER, help=N_("The folder for the copy, on another disk at best; backups/ of the register, if left out."))
    ] = None,
    shape: options.Format = options.Shape.TABLE,
) -> int:
    """Copy the whole register into a new folder, while others write, and verify the copy."""
    with desk(told=False) as opened:
        from approvals.desk.backup import back_up  # noqa: PLC0415 - the desk opens only for commands that need it

        found = back_up(opened, target)
    told = [spoken(sentence) for sentence in found.broken]
    if shape is options.Shape.JSON:
        output.data({"folder": str(found.folder), "sequence": found.sequence, "head": found.head, "bytes": found.size, "broken": told})
    else:
        output.lines(told)
        output.say(N_("{folder} holds the register up to event {sequence}. Head of the chain: {head}"), **found._asdict())
    return 1 if told else 0


def restore(
    file: Annotated[Path, typer.Argument(metavar=words.BACKUP, help=N_("The folder of a backup, or a copy of register.db."), show_default=False)],
    yes: options.Yes = False,  # noqa: FBT002 - Typer's form of a flag
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Put a backup back; what would be lost is told first, and what stands there is kept aside."""
    from approvals.desk.restoring import planned  # noqa: PLC0415 - see backup
    from approvals.desk.restoring import restore as restored  # noqa: PLC0415

    plan = planned(folder(), file, output.waiting())
    _tell(plan)
    harmless = plan.readable and not plan.lost
    if not (yes or harmless or not plan.present or confirmed(N_("Put the backup back?"))):
        return
    found = restored(folder(), plan, options.today(), _acting)
    if shape is options.Shape.JSON:
        lost = {"lost_first": plan.lost.first if plan.lost else None, "lost_last": plan.lost.last if plan.lost else None}
        output.data({"sequence": found.sequence, "head": found.head, **lost, "kept": str(found.kept) if found.kept else None})
        return
    output.say(N_("The register stands as of event {sequence}. Head of the chain then: {head}"), sequence=found.sequence, head=found.head)
    if found.kept:
        output.say(N_("What stood there before is kept in {folder}."), folder=str(found.kept))


def _tell(plan: "Plan") -> None:
    output.note(N_("The backup ends with event {sequence}, recorded {recorded}."), sequence=plan.sequence, recorded=plan.recorded_at)
    if not plan.present:
        return
    if not plan.readable:
        output.note(N_("The register that stands there cannot be read: nobody can say what it holds beyond the backup."))
    elif plan.lost:
        template = N_("Events {first} to {last} would be lost, recorded from {since} to {until}, of {requests} requests.")
        output.note(template, **plan.lost._asdict())
    else:
        output.note(N_("Nothing would be lost: all that is recorded here stands in the backup too."))


def _acting(opened: "Desk") -> None:
    opened.offset = options.Given.offset
    opened.act_as(options.Given.person, login(), options.today())
