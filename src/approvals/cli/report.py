"""`approvals report`: what the register tells when its requests are laid side by side."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.core.dates import read_day
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from approvals.core.policy import Scoring
    from approvals.core.scoring import Score
    from approvals.desk.report import DeclaredRow, Summary

_SHOWN = 8


class _Times(NamedTuple):
    days: str
    times: int

    def said(self) -> tuple[str, Mapping[str, object]]:
        return N_("{days} ({times}×)"), self._asdict()


DECLARED = (
    Column(N_("Number"), Kind.CODE, keep=True),
    Column(N_("Item"), priority=1),
    Column(N_("Received"), Kind.DATE, priority=2),
    Column(N_("Declared"), Kind.DATE, keep=True),
    Column(N_("Days from receipt"), Kind.NUMBER, priority=3),
    Column(N_("Computed"), Kind.DATE, keep=True),
    Column(N_("Days from receipt"), Kind.NUMBER, priority=3),
    Column(N_("Difference"), Kind.NUMBER, keep=True),
)


def declared(
    item: Annotated[str, typer.Option("--item", metavar=words.ITEM, help=N_("Only requests of this item."))] = "",
    everything: Annotated[bool, typer.Option("--all", help=N_("Requests whose dates agree too."))] = False,  # noqa: FBT002 - Typer's form of a flag
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """Tell where the computed date differs from the one its source declared."""
    with desk() as opened:
        from approvals.desk import report  # noqa: PLC0415 - the desk opens only for commands that need it

        rows = report.declared(opened, item)
        shown = [row for row in rows if everything or row.difference_days]
        if shape is options.Shape.JSON:
            output.data([row._asdict() for row in shown])
            return
        if shown or output.for_spreadsheet():
            _table(shown)
        _figures(report.summary(rows))


def score(
    first: Annotated[date, typer.Option("--from", metavar=words.DATE, parser=read_day, help=N_("First day of the period."), show_default=False)],
    last: Annotated[date, typer.Option("--to", metavar=words.DATE, parser=read_day, help=N_("Last day of the period."), show_default=False)],
    persons: Annotated[bool, typer.Option("--persons", help=N_("By person instead of by department."))] = False,  # noqa: FBT002 - Typer's form of a flag
    department: options.OfDepartment = "",
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """Tell the points of departments or persons for their cards, with the cards behind each figure."""
    if last < first:
        raise WrongUsage(N_("The period ends on {last}, before it begins on {first}."), first=first, last=last)
    with desk() as opened:
        from approvals.desk.listing import chosen_department  # noqa: PLC0415
        from approvals.desk.scores import scored  # noqa: PLC0415

        scoring, found = scored(opened, first, last, persons=persons, department=chosen_department(opened, department))
    if shape is options.Shape.JSON:
        output.data([row._asdict() for row in found])
        return
    _scores(found, first, last, scoring)


def _scores(found: "list[Score]", first: date, last: date, scoring: "Scoring | None") -> None:

    columns = (
        Column(N_("Who"), keep=True),
        Column(N_("Warnings"), Kind.NUMBER),
        Column(N_("Rows"), Kind.NUMBER),
        Column(N_("Yellow"), Kind.NUMBER),
        Column(N_("Red"), Kind.NUMBER),
        Column(N_("Points"), Kind.NUMBER, keep=True),
    )
    output.say(N_("Cards that became true from {first} to {last}, the highest valid one of each object and person"), first=first, last=last)
    if scoring:
        output.say(
            N_("{row} warnings in a row {warnings}, yellow card {yellow}, red card {red}; a yellow or red card breaks a row off"),
            **{name: value if name == "row" else _signed(value) for name, value in scoring._asdict().items()},
        )
    else:
        output.say(N_("The policy in force has no [scoring]: the cards are counted, no points are given."))
    output.table(columns, [(row.name, row.warnings, row.runs, row.yellow, row.red, row.points) for row in found])
    for row in found:
        output.say(N_("{name}: cards {cards}"), name=row.name, cards=tuple(map(str, row.cards)))


def _table(rows: "list[DeclaredRow]") -> None:

    output.table(
        DECLARED,
        [
            (row.number, row.item, row.received_on, row.declared_due, row.declared_days, row.computed_due, row.computed_days, _signed(row.difference_days))
            for row in rows
        ],
    )


def _figures(figures: "Summary") -> None:
    total = figures.same + figures.earlier + figures.later
    if not total:
        output.say(N_("No request has both a date declared by its source and one computed here."))
        return
    output.say(
        N_("{total} requests have a declared and a computed date: {same} the same, {earlier} computed earlier, {later} computed later."),
        total=total,
        same=figures.same,
        earlier=figures.earlier,
        later=figures.later,
    )
    if figures.differences:
        most = tuple(_Times(_signed(days), count) for days, count in figures.differences[:_SHOWN])
        output.say(N_("Most frequent differences, computed less declared, in calendar days: {differences}."), differences=most)
    most = tuple(_Times(str(days), count) for days, count in figures.declared_days[:_SHOWN])
    output.say(N_("Most frequent declared times from receipt, in calendar days: {times}."), times=most)


def _signed(days: int) -> str:
    return f"{days:+}" if days else "0"
