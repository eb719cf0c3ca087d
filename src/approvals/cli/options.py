"""The options that commands share, what was given before any command, and the one place that asks the wall clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import click
import typer

from approvals.cli import destination, words
from approvals.core.dates import FIRST_YEAR, LAST_YEAR, read_day, read_moment
from approvals.core.number import spelt_out
from approvals.errors import RegisterUnfit, WrongUsage
from approvals.language import N_

Shape = destination.Shape
Form_ = TypeVar("Form_", bound=StrEnum)


class Given:
    """What the line and the environment say for every command; `entry.run_line` and `app.run` fill it anew."""

    register: Path | None = None
    """The folder of the register, None where there is none."""
    person: str | None = None
    """The acting person named with `--as`."""
    late_reason: str = ""
    """Why an event is entered late, as `--late-reason` says."""
    paper: str = ""
    """The number of the paper that proves its day, as `--paper` says."""
    language: str | None = None
    """The language named with `--lang`."""
    offset: tzinfo | None = None
    """The register's offset from UTC, None for the local time of the machine."""


def offset(text: str) -> tzinfo | None:
    """Return the offset that register.toml writes like +08:00, None where it writes none."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(f"2000-01-01T00:00:00{text}").tzinfo
    except ValueError:
        found = None
    if found is None:
        raise RegisterUnfit(N_("register.toml: utc_offset is written like +08:00."))
    return found


def wall_clock() -> datetime:
    """Return the time in UTC; tests put another clock here."""
    return datetime.now(UTC)


def now() -> datetime:
    """Return the local time of the register, without its offset and seconds."""
    return wall_clock().astimezone(Given.offset).replace(tzinfo=None, second=0, microsecond=0)


def today() -> date:
    """Return the day it is where the register stands."""
    return now().date()


def past_day(text: str) -> date:
    """Read a day that does not lie in the future."""
    day = read_day(text)
    if day > today():
        raise WrongUsage(N_("{date} lies in the future: say when it happened."), date=day)
    return day


def happened(text: str) -> date:
    """Read when something happened; it does not lie in the future."""
    moment = read_moment(text)
    if moment > now() if isinstance(moment, datetime) else moment > today():
        raise WrongUsage(N_("{date} lies in the future: say when it happened, or leave out --on for today."), date=moment)
    if moment.year < FIRST_YEAR:
        template = N_("{date} lies outside the years {first} to {last} in which dates can be counted.")
        raise WrongUsage(template, date=moment.isoformat(), first=FIRST_YEAR, last=LAST_YEAR)
    return moment


def _chosen(context: typer.Context, parameter: click.Parameter, value: Shape) -> Shape:
    named = context.get_parameter_source(parameter.name or "") is not click.core.ParameterSource.DEFAULT
    return destination.choose(value, named=named)


def by_ending(context: typer.Context, parameter: click.Parameter, value: Form_) -> Form_:
    """Take the form that the ending of the file of --out names where the line names none."""
    named = context.get_parameter_source(parameter.name or "") is not click.core.ParameterSource.DEFAULT
    ending = destination.Destination.path.suffix.lower() if destination.Destination.path else ""
    return value if named else next((form for form in type(value) if ending == f".{form}"), value)


On = Annotated[date | None, typer.Option("--on", metavar=words.DATE, parser=happened, help=N_("When it happened, like 2026-03-02T10:30; today, if left out."))]
Today = Annotated[date | None, typer.Option("--today", metavar=words.DATE, parser=read_day, help=N_("Show how it would look on that day."))]


def number_of(prefix: str) -> Callable[[str], str]:
    """Return what reads the number of a kind of matter, whole or short: `TS` makes `TS-2026-0001` of `1`."""

    def read(text: str) -> str:
        return spelt_out(text, today().year, prefix)

    return read


class _Printed(click.Choice[str]):
    """The two shapes of what is no list, by their values, where Click would take the names of an enumeration."""

    def __init__(self) -> None:
        super().__init__([str(Shape.TABLE), str(Shape.JSON)])

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:
        """Return the value of a shape."""
        del ctx
        return str(choice)


Format = Annotated[Shape, typer.Option("--format", click_type=_Printed(), help=N_("A table for people, or JSON for programs."))]
ListFormat = Annotated[
    Shape, typer.Option("--format", callback=_chosen, help=N_("A table for people, JSON or JSON Lines for programs, CSV or XLSX for a spreadsheet."))
]
Number = Annotated[str, typer.Argument(metavar=words.NUMBER, help=N_("The number of the request; 18 is the eighteenth of this year."), show_default=False)]
Numbers = Annotated[
    list[str], typer.Argument(metavar=words.NUMBERS, help=N_("The numbers of the requests; 18 is the eighteenth of this year."), show_default=False)
]
OfDepartment = Annotated[str, typer.Option("--department", metavar=words.DEPARTMENT, help=N_("Only of this department, by code or name."))]
Reason = Annotated[str, typer.Option("--reason", metavar=words.TEXT, help=N_("Why; the history keeps it."), show_default=False)]
Document = Annotated[str, typer.Option("--document", metavar=words.DOCUMENT, help=N_("The number of the paper."))]
Print = Annotated[bool, typer.Option("--print", help=N_("Issue the document and print it, as PDF, into this folder."))]
Yes = Annotated[bool, typer.Option("--yes", help=N_("Do not ask."))]
