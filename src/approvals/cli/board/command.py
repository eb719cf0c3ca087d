"""`approvals board`: the full-screen board."""

import io
import sys
from contextlib import ExitStack, redirect_stderr
from datetime import date
from typing import Annotated

import typer

from approvals.cli import destination, options, words
from approvals.cli.room import desk
from approvals.errors import MachineFailed
from approvals.language import N_


def board(
    department: Annotated[str, typer.Option("--department", metavar=words.DEPARTMENT, help=N_("Only of this department, by code or name."))] = "",
    today: options.Today = None,
) -> None:
    """Open the board; where nothing shows a screen, print the list that it would open with."""
    if not _on_screen():
        _printed(department, today)
        return
    _needs_textual()
    notes, acting = io.StringIO(), _acting()
    with ExitStack() as opening:
        with redirect_stderr(notes):
            opened = opening.enter_context(desk(today))
        from approvals.cli.board.app import Board  # noqa: PLC0415 - Textual takes four times as long to load as everything else
        from approvals.desk.listing import chosen_department  # noqa: PLC0415

        code = chosen_department(opened, department)
        shown = Board(opened, code, today, notes.getvalue(), acting)
        destination.live()
        # Without the mouse, which stays with the terminal: a number can be marked and copied as anywhere.
        shown.run(mouse=False)
        if shown.failed:
            raise shown.failed


def _on_screen() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _needs_textual() -> None:
    from importlib.util import find_spec  # noqa: PLC0415 - only the board asks

    if find_spec("textual") is None:
        raise MachineFailed(
            N_("The board needs the package textual: run `pip install 'approvals[board]'`. Until then `approvals request list` shows the list.")
        )


def _acting() -> list[str]:
    """Return the words by which every line of the board acts as the line that opened it."""
    return ["--as", options.Given.person] if options.Given.person else []


def _printed(department: str, today: date | None) -> None:
    with desk(today) as opened:
        from approvals.cli.request_pages import list_requests  # noqa: PLC0415 - the desk opens only for commands that need it
        from approvals.desk.listing import chosen_department, listing  # noqa: PLC0415
        from approvals.store.requests import Filter  # noqa: PLC0415

        list_requests(listing(opened, Filter(opened.today, department=chosen_department(opened, department))))
