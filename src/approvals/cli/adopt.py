"""`approvals adopt`: edited files become the rules in force."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk, sound_settings
from approvals.core.dates import read_day
from approvals.core.level import Level
from approvals.errors import WrongUsage
from approvals.language import N_, ngettext, spoken
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from approvals.desk.adoption import Proposal

_KINDS = ("guide", "calendar", "policy", "staff", "oversight", "powers")
_SHOWN = 40


def adopt(
    kind: Annotated[str, typer.Argument(metavar=words.RULES, help=N_("guide, calendar, policy, staff, oversight or powers; all of them, if left out."))] = "",
    department: Annotated[str, typer.Argument(metavar=words.DEPARTMENT, help=N_("Of the guide only this department, by its code."))] = "",
    from_on: Annotated[date | None, typer.Option("--from", metavar=words.DATE, parser=read_day, help=N_("In force from this day; today, if left out."))] = None,
    yes: options.Yes = False,  # noqa: FBT002 - Typer's form of a flag
) -> int:
    """Check the edited files, show what changes, and put them in force."""
    if kind and kind not in _KINDS:
        raise WrongUsage(N_("There are no rules called {kind}: write guide, calendar, policy, staff, oversight or powers."), kind=kind)
    if department and kind != "guide":
        raise WrongUsage(N_("Only the guide is adopted by department: approvals adopt guide {department}"), department=department)
    sound_settings()
    with desk(told=False) as opened:
        from approvals.desk import adoption  # noqa: PLC0415

        kinds = (kind,) if kind else _KINDS
        proposal = adoption.rehearse(opened, kinds, from_on, only=department)
        if proposal.findings:
            output.findings(proposal.findings)
        if proposal.blocked:
            output.say(N_("Nothing was adopted: mend the errors first."))
            return 1
        if not proposal.files:
            output.say(N_("Nothing to adopt: the files are as they were adopted."))
            return 0
        _show(proposal)
        if not yes and not _agreed():
            output.say(N_("Nothing was adopted."))
            return 0
        adoption.adopt(opened, kinds, from_on, only=department)
        output.say(N_("Adopted: {files}."), files=proposal.files)
        return 0


def _show(proposal: "Proposal") -> None:
    from approvals.cli.guide_changes import lines  # noqa: PLC0415 - only where something changes
    from approvals.core.guide_changes import Change  # noqa: PLC0415

    told = [spoken(change) for change in proposal.changes if not isinstance(change, Change)]
    told += lines(change for change in proposal.changes if isinstance(change, Change))
    output.lines(f"  {line}" for line in told[:_SHOWN])
    if len(told) > _SHOWN:
        output.say(N_("  … and {count} more lines; of the guide `approvals guide diff` shows them all"), count=len(told) - _SHOWN)
    _show_moved(proposal)
    for card, number, _kind, level, since in proposal.untrue:
        output.say(
            N_("Card {card} ({level}, {number}, since {since}) becomes untrue: the next check revokes it."),
            card=card,
            level=Level(level),
            number=number,
            since=date.fromisoformat(since),
        )
    if proposal.provisional:
        shown = (*proposal.provisional[:_SHOWN], *(["…"] if len(proposal.provisional) > _SHOWN else []))
        output.say(N_("{count} open requests stay provisional: {numbers}"), count=len(proposal.provisional), numbers=shown)


def _show_moved(proposal: "Proposal") -> None:
    if not proposal.moved:
        output.say(N_("No date of an open request moves."))
        return
    output.lines(
        [ngettext("{count} date of an open request moves:", "{count} dates of open requests move:", len(proposal.moved)).format(count=len(proposal.moved))]
    )
    columns = (
        Column(N_("Number"), Kind.CODE, keep=True),
        Column(N_("Date"), keep=True),
        Column(N_("Old"), Kind.DATE, keep=True),
        Column(N_("New"), Kind.DATE, keep=True),
    )
    from approvals.cli.card_page import about  # noqa: PLC0415 - only where a date moves

    output.table(columns, [(moved.number, about(moved.kind), moved.old, moved.new) for moved in proposal.moved])


def _agreed() -> bool:
    import sys  # noqa: PLC0415

    if not sys.stdin.isatty():
        raise WrongUsage(N_("Nobody is here to ask: look at the changes above and add --yes."))
    from approvals.cli.asking import confirmed  # noqa: PLC0415 - only where somebody is asked

    return confirmed(N_("Adopt this?"))
