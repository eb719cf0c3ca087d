"""The board on a screen without a terminal, driven by keys."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from approvals.cli import options
from approvals.cli.board.app import Board
from approvals.cli.room import desk

Play = Callable[[Pilot[None]], Awaitable[None]]
Staged = Callable[..., None]


@contextmanager
def opened(folder: Path) -> Iterator[Board]:
    """Open the board of a register."""
    options.Given.register, options.Given.person = folder, None
    with desk(told=False) as there:
        yield Board(there, "", None)


def lines(pilot: Pilot[None]) -> list[str]:
    """Return what stands on the screen."""
    return [strip.text for strip in pilot.app.screen._compositor.render_strips()]


def text(pilot: Pilot[None]) -> str:
    """Return what stands on the screen in one piece, without the breaks of its lines."""
    return " ".join(" ".join(lines(pilot)).split())


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until what they began has ended."""
    for key in keys:
        await pilot.press(key)
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def choose(pilot: Pilot[None], number: str) -> None:
    """Choose a row by filtering for it."""
    pilot.app.query_one("#filter", Input).value = number
    await pilot.pause()
