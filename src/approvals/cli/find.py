"""`approvals find`: requests and items by whatever somebody at the counter knows of them."""

from typing import Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.language import N_
from approvals.render.table import Column, Kind

_ITEMS = (
    Column(N_("Item"), Kind.CODE, keep=True),
    Column(N_("Name"), keep=True),
    Column(N_("Department"), priority=1),
    Column(N_("Open requests"), Kind.NUMBER, priority=2),
)


def find(
    text: Annotated[list[str], typer.Argument(metavar=words.TEXT, help=N_("Parts of a name, an item, a number or a notice; all of them."), show_default=False)],
    most: Annotated[int, typer.Option("--most", metavar=words.COUNT, min=1, max=1000, help=N_("Show so many requests at most."))] = 50,
    today: options.Today = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """Find requests and items by parts of an applicant's name, an item, a number or a notice."""
    with desk(today) as opened:
        from approvals.desk.finding import find as search  # noqa: PLC0415 - the desk opens only for commands that need it

        found = search(opened, " ".join(text), most)
        if shape is options.Shape.JSON:
            output.data([seen._asdict() for seen in found.requests])
            return
        if found.items and not output.for_spreadsheet():
            output.table(_ITEMS, found.items)
        from approvals.cli.request_pages import list_requests  # noqa: PLC0415

        list_requests(found.requests, late=any(seen.late_entry for seen in found.requests))
        if found.cut:
            output.note(N_("There are more than {most}: write more of the name, or --most {more}."), most=most, more=most * 4)
