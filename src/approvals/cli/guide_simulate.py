"""`approvals guide simulate`: what another promise would have meant for the requests completed so far."""

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.guide_diff import Chosen
from approvals.cli.room import desk
from approvals.core.dates import read_day
from approvals.core.figures import ENOUGH
from approvals.core.limits import parse_limit
from approvals.errors import WrongUsage
from approvals.language import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from approvals.desk.guide_simulation import Simulated, Simulation


def _share(text: str) -> Fraction:
    """Read a share as people write it: `1/3`, `30%`, `0.3`."""
    written = text.strip()
    try:
        share = Fraction(written[:-1].strip()) / 100 if written.endswith(("%", "％")) else Fraction(written)
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if not 0 < share < 1:
        raise WrongUsage(N_("“{text}” is no share to cut by: write it like 1/3 or 30%, between nothing and the whole."), text=text[:60])
    return share


def simulate(
    chosen: Chosen = "",
    promised: Annotated[str, typer.Option("--promised", metavar=words.LIMIT, help=N_("The promise to try, like 7 工作日."))] = "",
    cut: Annotated[
        Fraction | None, typer.Option("--cut", metavar=words.SHARE, parser=_share, help=N_("Or cut the present promises by this share, like 1/3."))
    ] = None,
    first: Annotated[date | None, typer.Option("--from", metavar=words.DATE, parser=read_day, help=N_("Only requests completed from this day on."))] = None,
    last: Annotated[date | None, typer.Option("--to", metavar=words.DATE, parser=read_day, help=N_("Only requests completed up to this day."))] = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """Replay completed requests under another promise, on the present calendar."""
    if bool(promised) == (cut is not None):
        raise WrongUsage(N_('Say what to try: --promised "7 工作日", or --cut 1/3 of the present promise.'))
    first, last = first or date.min, last or date.max
    if last < first:
        raise WrongUsage(N_("The period ends on {last}, before it begins on {first}."), first=first, last=last)
    with desk() as opened:
        from approvals.desk import guide_simulation as simulation  # noqa: PLC0415 - the desk opens only for commands that need it
        from approvals.desk.guide_diff import chosen as meant  # noqa: PLC0415

        limit = parse_limit(promised) if promised else None
        if limit and not meant(opened, chosen).item:
            raise WrongUsage(N_("A promise is tried on one item: name it, or try --cut on several."))
        asked = simulation.Asked(chosen, limit, cut, first, last)
        with output.progress(simulation.number_of_cases(opened, asked)) as told:
            found = simulation.simulate(opened, asked, told)
    if shape is options.Shape.JSON:
        output.data([row.view() for row in found.rows])
        return
    if output.for_spreadsheet():
        _table(found.rows)
    else:
        _told(found)


def _told(found: "Simulation") -> None:
    if len(found.rows) == 1:
        _one(found.rows[0])
        return
    _table([row for row in found.rows if row.figures.late])
    few = [row for row in found.rows if not row.figures.late]
    if few:
        template = N_("{items} items have fewer than {enough} completed requests each, {cases} together: too few to conclude anything of one of them.")
        output.say(template, items=len(few), enough=ENOUGH, cases=sum(row.figures.cases for row in few))
    if found.left_out:
        output.say(N_("{items} items are on the spot or promise nothing and are left out."), items=found.left_out)
    if found.concluded:
        output.say(N_("Together {late} of {cases} completed requests would have been late ({share})."), **_counted(found))
    else:
        output.say(N_("Together {cases} completed requests: too few to conclude anything, at least {enough} are needed."), enough=ENOUGH, **_counted(found))


def _counted(found: "Simulation") -> dict[str, object]:
    return {"late": found.together.numerator, "cases": found.together.denominator, "share": str(found.together)}


def _one(row: "Simulated") -> None:
    item, figures = row.entry.item, row.figures
    now = item.promised.limit if item.promised else None
    heading = N_("{code}  {name}: promised {now}, tried {tried}") if now else N_("{code}  {name}: no promise so far, tried {tried}")
    output.say(heading, code=item.code, name=item.name, now=now, tried=row.tried)
    if figures.late is None:
        template = N_("{cases} completed requests: too few to conclude anything, at least {enough} are needed.")
        output.say(template, cases=figures.cases, enough=ENOUGH)
        return
    template = N_("  {late} of {cases} completed requests would have been late ({share})")
    output.say(template, late=figures.late.numerator, cases=figures.cases, share=str(figures.late))
    if figures.late_by_most is not None:
        template = N_("  late by {median} in the middle, by {most} at most")
        output.say(template, median=_amount(figures.late_by_median), most=_limit(figures.late_by_most, row))
    ninety, met = (_limit(amount, row) for amount in (figures.used_90, figures.met_by_95))
    output.say(N_("  used: {median} in the middle, {ninety} by nine tenths of them"), median=_amount(figures.used_median), ninety=ninety)
    output.say(N_("  the shortest promise that 95 % of them would have met: {met}"), met=met)


def _limit(amount: int | None, row: "Simulated") -> object:
    return row.tried._replace(amount=amount or 0)


def _amount(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _table(rows: "Sequence[Simulated]") -> None:
    from approvals.render.table import Column, Kind  # noqa: PLC0415 - machine output needs no table

    columns = (
        Column(N_("Item"), Kind.CODE, keep=True),
        Column(N_("Name"), priority=1),
        Column(N_("Promised"), priority=2),
        Column(N_("Tried"), keep=True),
        Column(N_("Cases"), Kind.NUMBER, keep=True),
        Column(N_("Late"), Kind.NUMBER, keep=True),
        Column(N_("Late by"), Kind.NUMBER, priority=4),
        Column(N_("At most"), Kind.NUMBER, priority=3),
        Column(N_("Median used"), Kind.NUMBER, priority=5),
        Column(N_("90 % used"), Kind.NUMBER, priority=5),
        Column(N_("95 % met by"), keep=True),
    )
    if rows or output.for_spreadsheet():
        output.table(columns, [_row(row) for row in rows])


def _row(row: "Simulated") -> tuple[object, ...]:
    item, found = row.entry.item, row.figures
    late = found.late.numerator if found.late else None
    return (
        item.code,
        item.name,
        item.promised.limit if item.promised else None,
        row.tried,
        found.cases,
        late,
        _amount(found.late_by_median),
        found.late_by_most,
        _amount(found.used_median),
        found.used_90,
        _limit(found.met_by_95, row) if found.late else None,
    )
