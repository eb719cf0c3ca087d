"""`approvals sql`: other people's questions, in SQL over the views."""

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import folder
from approvals.core.dates import read_day
from approvals.errors import WrongUsage
from approvals.language import N_, _


def sql(
    query: Annotated[
        str, typer.Argument(metavar=words.QUERY, help=N_("One select over the views, the name of a question that ships, or - for standard input."))
    ] = "",
    timeout: Annotated[float, typer.Option("--timeout", metavar=words.SECONDS, min=0.001, max=3600, help=N_("How long the query may take."))] = 10,
    today: Annotated[date | None, typer.Option("--today", metavar=words.DATE, parser=read_day, help=N_("What :today stands for in the query."))] = None,
    datasette_metadata: Annotated[bool, typer.Option("--datasette-metadata", help=N_("Print what Datasette needs to show the register."))] = False,  # noqa: FBT002 - Typer's form of a flag
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """Ask the register's views in SQL; without a query, list the views with their columns."""
    if datasette_metadata:
        _metadata()
    elif query:
        _answer(query, timeout, today or options.today(), shape)
    else:
        _list(shape)


def _answer(query: str, seconds: float, today: date, shape: options.Shape) -> None:
    from approvals.store.asking import ask  # noqa: PLC0415 - a start loads no command's work
    from approvals.store.queries import QUERIES  # noqa: PLC0415

    text = _typed() if query == "-" else QUERIES[query].sql if query in QUERIES else query
    answer = ask(folder(), text, seconds, {"today": today.isoformat()})
    rows = (tuple(map(_cell, row)) for row in answer.rows)
    if shape is options.Shape.JSON:
        output.data(_objects(answer.columns, rows))
    else:
        output.named_table(answer.columns, rows)


def _typed() -> str:
    try:
        return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise WrongUsage(N_("Standard input holds bytes that are no UTF-8.")) from error


def _objects(columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> list[Mapping[str, object]]:
    twice = next((name for name in columns if columns.count(name) > 1), None)
    if twice is not None:
        raise WrongUsage(N_("Two columns are called {name}: name one of them with “as”."), name=twice)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _cell(value: object) -> object:
    """Return a value as every format can hold it: bytes in hexadecimal, an endless number as a word."""
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, float) and value in {float("inf"), float("-inf")} else value


def _list(shape: options.Shape) -> None:
    from approvals.core.views import VIEWS  # noqa: PLC0415 - a start loads no command's work
    from approvals.store.queries import QUERIES  # noqa: PLC0415

    rows = [(view, column, _(what)) for view, shown in VIEWS.items() for column, what in shown.columns.items()]
    if shape is options.Shape.JSON:
        output.data([{"view": view, "column": column, "what": what} for view, column, what in rows])
    elif output.for_spreadsheet():
        output.named_table(("view", "column", "what"), rows)
    else:
        for view, shown in VIEWS.items():
            output.lines([f"{view}: {_(shown.row)}"])
            output.terms(((column, _(what)) for column, what in shown.columns.items()), 20)
            output.lines([""])
        output.say(N_("Questions that ship, to be asked by name:"))
        output.terms(((name, _(query.title)) for name, query in QUERIES.items()), 24)


def _metadata() -> None:
    from approvals.files.place import glance  # noqa: PLC0415 - a start loads no command's work
    from approvals.render.datasette import metadata  # noqa: PLC0415
    from approvals.store.queries import QUERIES  # noqa: PLC0415

    settings = glance(folder())
    output.data(metadata(settings.get("name", ""), settings.get("utc_offset", ""), QUERIES))
