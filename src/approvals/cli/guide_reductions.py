"""`approvals guide reductions`: by how much time, steps and materials were cut."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import click
import typer

from approvals.cli import destination, options, output
from approvals.cli.room import desk
from approvals.core.limits import TimeLimit, Unit
from approvals.errors import WrongUsage
from approvals.language import N_, Sentence, say
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from approvals.core.reductions import Reduced, Summary, Total
    from approvals.desk.guide_reductions import Line, Reductions


class Shape(StrEnum):
    """The forms of a list, and a page with bars."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


_PAGES = {".html": Shape.HTML, ".pdf": Shape.PDF, ".docx": Shape.DOCX}
LISTED = (
    Column(N_("Item"), Kind.CODE, keep=True),
    Column(N_("Name"), priority=3),
    Column(N_("Original"), priority=4),
    Column(N_("Promised"), keep=True),
    Column(N_("Cut"), Kind.TEXT, keep=True),
    Column(N_("Statutory"), priority=2),
    Column(N_("Below the law"), priority=2),
    Column(N_("Steps"), priority=1),
    Column(N_("Materials"), priority=1),
    Column(N_("Visits"), priority=0),
)


def _chosen(context: typer.Context, parameter: click.Parameter, value: Shape) -> Shape:
    named = context.get_parameter_source(parameter.name or "") is not click.core.ParameterSource.DEFAULT
    path = destination.Destination.path
    if not named and path:
        value = _PAGES.get(path.suffix.lower(), value)
    if value in {Shape.PDF, Shape.DOCX} and not path:
        raise WrongUsage(N_("This form is no text: name its file, like --out guide.{form}."), form=str(value))
    if value in _PAGES.values():
        return value
    return Shape(destination.choose(destination.Shape(value), named=named))


def reductions(
    department: options.OfDepartment = "",
    today: options.Today = None,
    shape: Annotated[Shape, typer.Option("--format", callback=_chosen, help=N_("As a list has it, or html, pdf, docx: a page with bars."))] = Shape.TABLE,
) -> None:
    """Tell by how much time, steps and materials were cut, with both numbers behind each figure."""
    with desk(today) as opened:
        from approvals.desk.guide_reductions import lines, named  # noqa: PLC0415 - the desk opens only for commands that need it
        from approvals.desk.guide_reductions import reductions as find  # noqa: PLC0415

        found, name = find(opened, department), named(opened)
        day, root = opened.today, opened.root
    if shape is Shape.HTML:
        from approvals.cli.guide_bars import page  # noqa: PLC0415

        output.lines(page(found, name, day))
    elif shape in {Shape.PDF, Shape.DOCX}:
        from approvals.cli.guide_bulletin import bulletin  # noqa: PLC0415
        from approvals.desk.bulletin import printed  # noqa: PLC0415
        from approvals.desk.printing import Form  # noqa: PLC0415

        output.paper(printed(root, bulletin(found, name, day), Form(shape), day))
    elif shape is Shape.JSON:
        output.data(list(lines(found)))
    elif output.for_spreadsheet():
        _tidy(list(lines(found)))
    else:
        _items(found)
        _departments(found)
        output.lines(summaries(found))


def _tidy(found: "Sequence[Line]") -> None:
    """Print every figure on a line of its own, with the columns that programs get: a spreadsheet sums and filters by itself."""
    numbers = {"items", "before", "now", "cut_numerator", "cut_denominator", "items_meeting"}
    columns = [Column(name, Kind.NUMBER if name in numbers else Kind.TEXT) for name in found[0]._fields] if found else []
    output.table(columns, [[_cell(value) for value in line] for line in found])


def _cell(value: object) -> object:
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _items(found: "Reductions") -> None:

    output.table(LISTED, [_item(row) for row in found.items])


def _item(row: "Reduced") -> tuple[object, ...]:
    item = row.item
    differ, missing = Sentence(N_("units differ")), Sentence(N_("not given"))
    statutory, promised = item.statutory.limit if item.statutory else None, item.promised.limit if item.promised else None
    return (
        item.code,
        item.name,
        item.original or missing,
        promised,
        str(row.time.pair.cut) if row.time else differ if "original" in row.apart else missing,
        statutory,
        str(row.law.pair.cut) if row.law else differ if "statutory" in row.apart else missing,
        *(f"{pair.before} → {pair.now}" if pair else missing for pair in (row.steps, row.materials, row.visits)),
    )


def _departments(found: "Reductions") -> None:

    columns = (
        Column(N_("Department"), keep=True),
        Column(N_("Items"), Kind.NUMBER),
        Column(N_("Original"), keep=True),
        Column(N_("Promised"), keep=True),
        Column(N_("Cut"), keep=True),
        Column(N_("At the target"), Kind.NUMBER),
    )
    rows = [(name, total.items, *_both(total), str(total.pair.cut), total.reached) for _code, name, summary in found.departments for total in summary.time]
    if rows:
        output.say(N_("By department, each unit for itself"))
        output.table(columns, rows)


def _both(total: "Total") -> tuple[object, object]:
    """Return what there was and what there is, with the unit where it is one of time."""
    return tuple(TimeLimit(amount, Unit(total.unit)) if total.unit in set(Unit) else amount for amount in total.pair)  # type: ignore[return-value]


def summaries(found: "Reductions") -> "Iterator[str]":
    """Yield the sentences on all items looked at, on the re-engineered ones with both readings of “50 % better”, and on originals written anew."""
    yield say(N_("All {items} items"), {"items": found.together.items})
    yield from _summary(found.together)
    if found.reengineered:
        yield say(N_("The {items} re-engineered items"), {"items": found.reengineered.items})
        yield from _summary(found.reengineered)
        for total in found.reengineered.time:
            yield _readings(total)
    now = {row.item.code: row.item.original for row in found.items}
    none = Sentence(N_("none"))
    for code, first in found.rewritten.items():
        template = N_("{item}: the original limit was first published as {first} and is {now} now; `approvals guide history {item}` tells since when.")
        yield say(template, {"item": code, "first": first or none, "now": now[code] or none})


def _summary(summary: "Summary") -> "Iterator[str]":
    for measure, totals in ((N_("time against the original"), summary.time), (N_("time against the law"), summary.law)):
        yield from (_total(measure, total) for total in totals)
    yield from (_total(MEASURES[total.unit], total) for total in summary.counted)
    counted = {total.unit for total in summary.counted}
    for measure, word in MEASURES.items():
        if measure not in counted:
            yield say(N_("  {measure}: no original is given"), {"measure": Sentence(word)})
    if summary.not_given or summary.units_differ:
        template = N_("  left out: {missing} items without an original or promised limit, {differ} with the two in different units")
        yield say(template, {"missing": summary.not_given, "differ": summary.units_differ})


UNITS = {
    "working_days": N_("working days"),
    "calendar_days": N_("calendar days"),
    "months": N_("months"),
    "hours": N_("hours"),
    "office_hours": N_("office hours"),
}
MEASURES = {"steps": N_("steps"), "materials": N_("materials"), "visits": N_("visits")}


def _total(measure: str, total: "Total") -> str:
    before, now = _both(total)
    template = N_("  {measure}, {items} items: {before} → {now}, cut {cut}")
    if total.met is not None:
        reached = N_("  {measure}, {items} items: {before} → {now}, cut {cut}; the target of {target} is reached, by {reached} items each for itself")
        missed = N_("  {measure}, {items} items: {before} → {now}, cut {cut}; the target of {target} is missed, reached by {reached} items each for itself")
        template = reached if total.met else missed
    cut = str(total.pair.cut)
    return say(template, {**total._asdict(), "measure": Sentence(measure), "before": before, "now": now, "cut": cut, "target": str(total.target)})


def _readings(total: "Total") -> str:
    from approvals.core.figures import Share  # noqa: PLC0415
    from approvals.core.reductions import HALF_AS_QUICK_AGAIN, HALF_THE_TIME  # noqa: PLC0415

    template = N_("  “50 % better”, in {unit}: as time −50 % {halved}, as speed +50 % (time −33.3 %) {quicker}; time −{cut}, speed +{speed}")
    pair = total.pair
    found = {"halved": pair.cut.reaches(HALF_THE_TIME), "quicker": pair.cut.reaches(HALF_AS_QUICK_AGAIN)}
    said = {name: Sentence(N_("reached") if met else N_("missed")) for name, met in found.items()}
    return say(template, {**said, "unit": Sentence(UNITS[total.unit]), "cut": str(pair.cut), "speed": str(Share(pair.cut.numerator, pair.now))})
