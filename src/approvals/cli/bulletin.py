"""`approvals bulletin`: what a week, a month or a quarter was, for the notice board and for whoever doubts a figure of it."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import click
import typer

from approvals.cli import destination, options, output, words
from approvals.cli.room import desk
from approvals.core.dates import read_day
from approvals.core.period import Every, period_before, period_of
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from approvals.desk.periodic import Counts
    from approvals.desk.register import Desk


class Shape(StrEnum):
    """The forms of a bulletin: on paper, or its figures for programs and spreadsheets."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


_ENDINGS = {".htm": Shape.HTML, ".txt": Shape.TEXT, **{f".{shape}": shape for shape in Shape}}
_SHEETS = frozenset({Shape.CSV, Shape.XLSX})
_BARE = _SHEETS | {Shape.JSON, Shape.JSONL}
"""The forms that have the figures alone."""
_FIGURES = (Column(N_("Figure"), keep=True), Column(N_("Value"), Kind.NUMBER, keep=True))


def _chosen(context: typer.Context, parameter: click.Parameter, value: Shape) -> Shape:
    named = context.get_parameter_source(parameter.name or "") is not click.core.ParameterSource.DEFAULT
    path = destination.Destination.path
    if not named and path:
        value = _ENDINGS.get(path.suffix.lower(), value)
    if value in {Shape.PDF, Shape.DOCX} and not path:
        raise WrongUsage(N_("This form is no text: name its file, like --out guide.{form}."), form=str(value))
    if value in _SHEETS | {Shape.JSONL}:
        destination.choose(destination.Shape(value), named=True)
    return value


_Date = Annotated[date | None, typer.Option("--date", metavar=words.DATE, parser=read_day, help=N_("A day of the period; the last one over, if left out."))]
_Shape = Annotated[Shape, typer.Option("--format", callback=_chosen, help=N_("On paper, or its figures as JSON, JSON Lines, CSV or XLSX."))]
_Sql = Annotated[bool, typer.Option("--sql", help=N_("Print for every figure the query that finds it again."))]


def weekly(day: _Date = None, department: options.OfDepartment = "", shape: _Shape = Shape.TEXT, sql: _Sql = False) -> None:  # noqa: FBT002 - Typer's form of a flag
    """Print the bulletin of a calendar week."""
    _bulletin(Every.WEEK, day, department, shape, sql=sql)


def monthly(day: _Date = None, department: options.OfDepartment = "", shape: _Shape = Shape.TEXT, sql: _Sql = False) -> None:  # noqa: FBT002 - see weekly
    """Print the bulletin of a month."""
    _bulletin(Every.MONTH, day, department, shape, sql=sql)


def quarterly(day: _Date = None, department: options.OfDepartment = "", shape: _Shape = Shape.TEXT, sql: _Sql = False) -> None:  # noqa: FBT002 - see weekly
    """Print the bulletin of a quarter."""
    _bulletin(Every.QUARTER, day, department, shape, sql=sql)


def _bulletin(every: Every, day: date | None, department: str, shape: Shape, *, sql: bool) -> None:
    today = options.today()
    if day and day > today:
        raise WrongUsage(N_("{date} lies in the future: a bulletin tells what was."), date=day)
    period = period_of(every, day, today) if day else period_before(every, today)
    with desk() as opened:
        from approvals.desk.periodic import counted, queries  # noqa: PLC0415 - the desk opens only for commands that need it

        counts = counted(opened, period, department)
        if sql:
            output.lines(f"-- {figure}\n{query};\n" for figure, query in queries(opened, counts).items())
        elif shape in _BARE:
            _figures(counts, shape)
        else:
            _paper(opened, counts, shape)
    if every is Every.WEEK and not sql and shape not in _BARE:
        output.note(N_("Printing it is not the duty done: `approvals duty done weekly-bulletin` records that."))


def _paper(opened: "Desk", counts: "Counts", shape: Shape) -> None:
    from approvals.cli.bulletin_page import bulletin  # noqa: PLC0415 - only paper has words
    from approvals.desk.bulletin import printed  # noqa: PLC0415
    from approvals.desk.printing import Form, register_settings  # noqa: PLC0415

    settings = register_settings(opened.root)
    page = bulletin(counts, str(settings.get("name", "")), sample=settings.get("sample") is True)
    output.paper(printed(opened.root, page, Form(shape), counts.period.last, room=output.paper_columns()))


def _figures(counts: "Counts", shape: Shape) -> None:
    from approvals.desk.periodic import figures  # noqa: PLC0415 - see _bulletin

    if shape in _SHEETS:
        output.table(_FIGURES, [(figure, "" if value is None else str(value)) for figure, value in figures(counts).items()])
        return
    period = counts.period
    output.data(
        {
            "every": period.every,
            "first": period.first,
            "last": period.last,
            "over": period.over,
            "department": counts.department,
            "figures": [{"figure": figure, "value": value} for figure, value in figures(counts).items()],
            "departments": [{"department": code, "name": counts.names.get(code, code), **flow._asdict()} for code, flow in counts.flows.items()],
            "missed": counts.missed,
            "named": counts.named,
            "head": counts.head,
        }
    )
