"""`approvals assess`: where every department stands in a year, and what lies beneath each figure."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.core.oversight.assessment import ASSESSMENT, Adjusted, Item, Revoked, Standing, Vetoed
from approvals.core.oversight.tally import cut
from approvals.core.words import checked_words
from approvals.language import N_, Sentence
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from fractions import Fraction

    from approvals.desk.assessment import Assessment

Year = Annotated[int, typer.Option("--year", metavar=words.YEAR, min=2000, max=2099, help=N_("The year that is assessed."), show_default=False)]
AsOf = Annotated[
    int | None, typer.Option("--as-of", metavar=words.SEQUENCE, help=N_("As the ledger stood right after this event; else as it was frozen, else now."))
]
Department = Annotated[str, typer.Argument(metavar=words.DEPARTMENT, help=N_("The department, by code or name."), show_default=False)]
Signer = Annotated[str, typer.Option("--signer", metavar=words.NAME, help=N_("Who signed for it."), show_default=False)]
_ITEMS = (
    Column(N_("Number"), Kind.CODE, keep=True),
    Column(N_("Day"), Kind.DATE, keep=True),
    Column(N_("What"), keep=True),
    Column(N_("Points"), Kind.NUMBER, keep=True),
    Column(N_("Event"), Kind.NUMBER, priority=1),
    Column(N_("Note"), priority=2),
)


def result(year: Year, as_of: AsOf = None, today: options.Today = None, shape: options.ListFormat = options.Shape.TABLE) -> None:
    """Show where every department stands; the same basis gives the same result, whatever was recorded since."""
    with desk(today) as opened:
        from approvals.desk.assessment import assess, basis_of  # noqa: PLC0415 - the desk opens only for commands that need it

        found = assess(opened, basis_of(opened, year, as_of))
        if shape is options.Shape.JSON:
            output.data(plain(found))
        else:
            _table(found)


def _table(found: "Assessment") -> None:
    form = found.formula
    columns = (
        Column(N_("Department"), keep=True),
        *(Column(one.name, Kind.NUMBER, priority=2) for one in form.components),
        Column(N_("Total"), Kind.NUMBER, keep=True),
        Column(N_("Veto"), priority=1),
    )
    rows = [(found.names[one.department], *(_cut(found, own.score) for own in one.figures), _cut(found, one.total), one.veto) for one in ranked(found)]
    output.listed(columns, rows, N_("No department had a guide then."))
    if not output.for_spreadsheet():
        _basis(found)


def ranked(found: "Assessment") -> list[Standing]:
    """Return the departments, the best first; those without a total last, equal ones by code."""
    return sorted(found.standings, key=lambda one: (one.total is None, -(one.total or 0), one.department))


def _cut(found: "Assessment", value: "Fraction | None") -> str:
    return "—" if value is None else str(cut(value, found.formula.places))


def _basis(found: "Assessment") -> None:
    """Say what was reckoned from what, and how."""
    form, basis = found.formula, found.basis
    how = N_("Year {year}, from the events up to {head} ({hash}), as of {day}, frozen by {frozen}.")
    free = N_("Year {year}, from the events up to {head} ({hash}), as of {day}, not frozen.")
    output.say(how if basis.frozen else free, year=str(basis.year), head=basis.head, hash=basis.hash[:16], day=basis.day, frozen=basis.frozen)
    weighted = tuple(f"{one.name} {one.weight}" for one in form.components if one.weight)
    output.say(N_("Total: the mean of {weights} by their weights, a component without anything to reckon from left out;"), weights=weighted)
    added = tuple(f"{one.name} ({one.floor} … {one.cap})" for one in form.components if not one.weight)
    output.say(
        N_("  added: {added}; kept between {floor} and {cap}; vetoed: {vetoed}."), added=added or "—", floor=form.floor, cap=form.cap, vetoed=form.vetoed
    )
    output.say(N_("Figures are exact and cut off after {places} decimals, not rounded."), places=form.places)


def show(
    department: Department,
    year: Year,
    component: Annotated[str, typer.Argument(metavar=words.COMPONENT, help=N_("The component, by id or name; all, if left out."))] = "",
    as_of: AsOf = None,
    today: options.Today = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """Open a figure to the list beneath it."""
    with desk(today) as opened:
        from approvals.desk.assessment import assess, basis_of  # noqa: PLC0415
        from approvals.desk.listing import department_code  # noqa: PLC0415

        found = assess(opened, basis_of(opened, year, as_of))
        standing = found.of(department_code(opened, department))
        wanted = [found.formula.component(component)] if component else list(found.formula.components)
        figures = [(one, own) for one, own in zip(found.formula.components, standing.figures, strict=True) if one in wanted]
        if shape is options.Shape.JSON:
            output.data([{"component": one.id, **_plain_figure(found, own), "items": [_plain_item(item) for item in own.items]} for one, own in figures])
            return
        for one, own in figures:
            output.say(
                N_("{name}: base {base}, points {points}, between {floor} and {cap}: {score}"),
                name=one.name,
                base=one.base if one.weight else 0,
                points=_cut(found, own.points),
                floor=one.floor,
                cap=one.cap,
                score=_cut(found, own.score),
            )
            rows = [(item.subject, item.day.isoformat(), _what(item), _cut(found, item.points), item.sequence or "—", item.note) for item in own.items]
            output.listed(_ITEMS, rows, N_("  nothing beneath it."))


_WHAT = {
    "warning": N_("warning"),
    "yellow": N_("yellow card"),
    "red": N_("red card"),
    "warnings": N_("warnings in a row"),
    "score": N_("score"),
    "true": N_("true"),
    "partly": N_("partly true"),
    "untrue": N_("untrue"),
    "unestablished": N_("cannot be established"),
    "again": N_("again"),
    "missed": N_("missed"),
    "late": N_("done late"),
    "manual": N_("by hand"),
}


def _what(item: Item) -> object:
    return Sentence(_WHAT[item.what]) if item.what in _WHAT else item.what


def item(
    department: Department,
    year: Year,
    points: Annotated[str, typer.Option("--points", metavar=words.POINTS, help=N_("Like -2 or 1.5."), show_default=False)],
    reason: options.Reason,
    signer: Signer,
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Give or take points by hand, for a reason that somebody signed for."""
    event = Adjusted(year, department, points.strip(), checked_words(reason, "--reason"), checked_words(signer, "--signer"))
    _entered(event, on, N_("{number}: {points} points for {department}."), shape)


def veto(
    department: Department, year: Year, reason: options.Reason, signer: Signer, on: options.On = None, shape: options.Format = options.Shape.TABLE
) -> None:
    """Veto the assessment of a department (一票否决), for a reason that somebody signed for."""
    event = Vetoed(year, department, checked_words(reason, "--reason"), checked_words(signer, "--signer"))
    _entered(event, on, N_("{number}: {department} is vetoed."), shape)


def _entered(event: Adjusted | Vetoed, on: Any, sentence: str, shape: options.Shape) -> None:  # noqa: ANN401 - what --on gives
    with desk() as opened:
        from approvals.desk.assessment import adjust  # noqa: PLC0415

        matter = adjust(opened, event, on or options.today())
        if shape is options.Shape.JSON:
            output.data({"number": matter.number, "department": matter.department, **matter.values})
        else:
            output.say(sentence, number=matter.number, department=matter.department, points=matter.values.get("points"))


def revoke(
    number: Annotated[
        str, typer.Argument(metavar=words.NUMBER, parser=options.number_of(ASSESSMENT.prefix), help=N_("The number of the entry."), show_default=False)
    ],
    reason: options.Reason,
    on: options.On = None,
) -> None:
    """Take back points by hand, or a veto; the entry stays, with its reason."""
    with desk() as opened:
        from approvals.desk.matter import record_matter  # noqa: PLC0415

        record_matter(opened, ASSESSMENT, number, Revoked(checked_words(reason, "--reason")), on or options.today())
        output.say(N_("{number} is taken back."), number=number)


def freeze(year: Year, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Freeze the inputs of a year: whatever is recorded after this, the result stays the same."""
    with desk() as opened:
        from approvals.desk.assessment import freeze as record  # noqa: PLC0415

        matter = record(opened, year, on or options.today())
        kept = matter.values
        if shape is options.Shape.JSON:
            output.data({"number": matter.number, **kept})
        else:
            output.say(N_("{number}: the inputs of {year} are the events up to {head} ({hash})."), number=matter.number, **{**kept, "year": str(year)})


def plain(found: "Assessment") -> dict[str, Any]:
    """Return an assessment as machine output has it; exact values are fractions like 260/3."""
    basis = found.basis
    return {
        "year": basis.year,
        "head": basis.head,
        "hash": basis.hash,
        "day": basis.day,
        "frozen": basis.frozen,
        "places": found.formula.places,
        "departments": [
            {
                "department": one.department,
                "department_name": found.names[one.department],
                "figures": [{"component": own.component, **_plain_figure(found, own), "items": len(own.items)} for own in one.figures],
                "mean": _exact(one.mean),
                "added": _exact(one.added),
                "total": _decimal(found, one.total),
                "exact": _exact(one.total),
                "veto": one.veto,
            }
            for one in ranked(found)
        ],
    }


def _plain_figure(found: "Assessment", own: Any) -> dict[str, Any]:  # noqa: ANN401 - a figure
    return {"points": _exact(own.points), "score": _decimal(found, own.score), "exact": _exact(own.score)}


def _plain_item(item: Item) -> dict[str, Any]:
    return {**item._asdict(), "points": _exact(item.points)}


def _exact(value: "Fraction | None") -> str | None:
    return None if value is None else str(value)


def _decimal(found: "Assessment", value: "Fraction | None") -> float | None:
    return None if value is None else float(cut(value, found.formula.places) or 0)
