"""Where the output of a line goes and in which form; `app.run` begins anew with each line."""

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from approvals.errors import WrongUsage
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.cli.paging import Screen
    from approvals.cli.progress import Ticking
    from approvals.render.sheet import Sheet


class Shape(StrEnum):
    """What a command prints: a table for people, JSON for programs, or a file for a spreadsheet."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


_CLEAR = "\r\x1b[K"
SHEETS = frozenset({Shape.CSV, Shape.XLSX})


class Destination:
    """What was asked for: the form, the file of `--out`, and the tables that wait to be written."""

    shape = Shape.TABLE
    path: Path | None = None
    stream: io.StringIO | None = None
    """Holds what is printed until the file is written whole."""
    screen: "Screen | None" = None
    """Takes what is printed on a terminal, and pages it where it is long."""
    ticking: "Ticking | None" = None
    """Tells on a terminal for how long the line has been at work."""
    telling = False
    """Whether a line stands on the terminal that goes when anything else is printed."""
    sheets: "list[Sheet]"
    paper: bytes = b""
    """What is no text, to be written as it is."""


def open_file(path: Path) -> None:
    """Send what the line prints to a file, once the line has ended well."""
    if path.is_dir() or not path.parent.is_dir():
        raise WrongUsage(N_("{file} cannot be written: name a file in a folder that exists."), file=str(path))
    Destination.path, Destination.stream = path, io.StringIO()


def choose(shape: Shape, *, named: bool) -> Shape:
    """Take the form of a list, by the ending of the file where none is named, and return the one its command makes: a table or JSON."""
    if not named and Destination.path:
        shape = next((known for known in Shape if Destination.path.suffix.lower() == f".{known}"), shape)
    if shape is Shape.XLSX and not Destination.path:
        raise WrongUsage(N_("A workbook is no text: name its file, like --out list.xlsx."))
    Destination.shape = shape
    return Shape.TABLE if shape in SHEETS else Shape.JSON if shape is Shape.JSONL else shape


def stream() -> "TextIO | Screen":
    """Return where rows and pages are printed."""
    _printing()
    return Destination.stream or Destination.screen or sys.stdout


def read() -> bool:
    """Tell whether there is somebody yet who reads what is printed: who leafs through it may leave before its end."""
    return not (Destination.screen and Destination.screen.left)


def unpaged() -> TextIO:
    """Return where JSON is printed, which nobody leafs through."""
    _printing()
    if Destination.screen:
        Destination.screen.release()
    return Destination.stream or sys.stdout


def aside() -> "TextIO | Screen":
    """Return where sentences are printed: beside the rows of a file for a spreadsheet, never among them."""
    return beside() if Destination.shape in SHEETS else stream()


def beside() -> "TextIO | Screen":
    """Return where what is about the run is printed: standard error, but in its place among what is being leafed through."""
    clear()
    return Destination.screen if Destination.screen and Destination.screen.begun and sys.stderr.isatty() else sys.stderr


def tell(text: str) -> None:
    """Show how far the line is, until anything else is printed; never over what is leafed through."""
    if not (Destination.screen and Destination.screen.leafing):
        sys.stderr.write(f"{_CLEAR}{text}")
        sys.stderr.flush()
        Destination.telling = True


def clear() -> None:
    """Take away how far the line is."""
    if Destination.telling:
        Destination.telling = False
        sys.stderr.write(_CLEAR)
        sys.stderr.flush()


def _printing() -> None:
    """Make room for what is printed now; whoever sees it come needs not be told that something is at work."""
    clear()
    if Destination.ticking and not Destination.screen and not Destination.stream and sys.stdout.isatty():
        ticking, Destination.ticking = Destination.ticking, None
        ticking.end()


@contextmanager
def attended(*, paged: bool) -> Iterator[None]:
    """Let whoever sits at the terminal leaf through what is long, and see that a long run is at work."""
    answering = bool(sys.stdin) and sys.stdin.isatty()
    if paged and answering and sys.stdout.isatty():
        from approvals.cli.paging import screen  # noqa: PLC0415 - only a terminal has pages

        Destination.screen = screen()
    if sys.stderr.isatty():
        from approvals.cli.progress import Ticking, shown  # noqa: PLC0415 - only a terminal shows it

        if shown():
            Destination.ticking = Ticking()
            Destination.ticking.start()
    try:
        yield
    finally:
        live()


def live() -> None:
    """Print from here on as it comes: something is asked, or shown while it happens."""
    if Destination.ticking:
        ticking, Destination.ticking = Destination.ticking, None
        ticking.end()
    if Destination.screen:
        held, Destination.screen = Destination.screen, None
        held.close()


@contextmanager
def line() -> Iterator[None]:
    """Begin a line; when it has ended well its file is written whole."""
    Destination.shape, Destination.path, Destination.stream, Destination.sheets = Shape.TABLE, None, None, []
    Destination.paper = b""
    yield
    if Destination.shape in SHEETS or Destination.path:
        _finish()


def _finish() -> None:
    from approvals.render import sheet  # noqa: PLC0415 - only files pay for it

    if not Destination.path or not Destination.stream:
        unpaged().writelines(sheet.csv_lines(Destination.sheets))
    elif Destination.paper:
        put(Destination.path, Destination.paper)
    elif Destination.shape is Shape.XLSX:
        put(Destination.path, sheet.workbook(Destination.sheets))
    elif Destination.shape is Shape.CSV:
        # A spreadsheet takes a CSV file for UTF-8 by its mark alone.
        put(Destination.path, f"\ufeff{''.join(sheet.csv_lines(Destination.sheets))}".encode())
    else:
        put(Destination.path, Destination.stream.getvalue().encode())


def pour(pieces: Iterable[str], *, marked: bool) -> Path | None:
    """Write pieces as they come, to the file that was named, which is returned, or to standard output; the file takes its place when it is whole.

    `marked` begins a file with the mark by which a spreadsheet takes it for UTF-8.
    """
    path, Destination.path, Destination.stream = Destination.path, None, None
    if not path:
        unpaged().writelines(pieces)
        return None
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("w", encoding="utf-8-sig" if marked else "utf-8", newline="") as held:
            held.writelines(pieces)
        _place(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    return path


def put(path: Path, content: bytes) -> None:
    """Put a file in its place whole; what stood there stays until then."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        _place(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _place(beside: Path, path: Path) -> None:
    close_inside(beside)
    beside.replace(path)


def close_inside(path: Path) -> None:
    """Close a file to others where it stands inside the register, as everything there is."""
    from approvals.cli.options import Given  # noqa: PLC0415 - the options ask this module for their form

    if Given.register and path.resolve().is_relative_to(Given.register.resolve()):
        from approvals.desk.modes import close  # noqa: PLC0415 - only files inside a register

        close(path)
