"""The one place that prints: sentences, findings, tables and JSON to standard output, everything about the run itself to standard error."""

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import islice, takewhile
from typing import IO, TYPE_CHECKING, TextIO, cast

from approvals.cli import destination
from approvals.cli.destination import SHEETS, Destination
from approvals.language import N_, ngettext, spoken
from approvals.language import say as sentence

if TYPE_CHECKING:
    from pathlib import Path

    from approvals.cli.paging import Screen
    from approvals.cli.progress import Progress
    from approvals.desk.waiting import Waiting
    from approvals.files.reader import Finding
    from approvals.render.table import Column, Kind, Table

LONG = 200
"""A table of more rows is printed as they come, and not drawn with Rich."""
# Legible on dark and on light: the cards carry their own ground, the warning a brown of equal contrast on both.
_ANSI = {"warning": "38;5;130", "yellow": "30;43", "red": "1;97;41"}
STYLES = {"warning": "color(130)", "yellow": "black on yellow", "red": "bold bright_white on red"}


def say(template: str, /, **values: object) -> None:
    """Print a sentence to standard output, in the language in use."""
    lines([_flowing(sentence(template, values), destination.aside())])


def watched() -> bool:
    """Tell whether somebody sits before the screen who can be told what to do next."""
    return sys.stdout.isatty() and sys.stderr.isatty()


def note(template: str, /, **values: object) -> None:
    """Print a sentence about the run to standard error."""
    stream = destination.beside()
    stream.write(f"{_flowing(sentence(template, values), stream)}\n")


def _flowing(text: str, stream: "TextIO | Screen") -> str:
    """Return a sentence in lines that fit a terminal, broken where its language allows it and never inside a command; whole where no terminal is."""
    if not stream.isatty() or len(text) * 2 < (columns := _columns_of_screen()):
        return text
    from approvals.render.text import wrap  # noqa: PLC0415 - only long sentences pay for it

    indents = [line[: len(line) - len(line.lstrip())] for line in text.splitlines()]
    return "\n".join(f"{indent}{part}" for indent, line in zip(indents, text.splitlines(), strict=True) for part in wrap(line, columns - 1 - len(indent)))


def ask(template: str, /, **values: object) -> str:
    """Ask on the terminal and return the line that was typed, without its outer spaces; the end of input is an interruption, as Ctrl-C is."""
    _edited()
    destination.live()
    try:
        return input(sentence(template, values)).strip()
    except EOFError:
        sys.stdout.write("\n")
        raise KeyboardInterrupt from None


def ask_aside(template: str, /, **values: object) -> str:
    """Ask as `ask` does, with the question on standard error."""
    destination.live()
    sys.stderr.write(sentence(template, values))
    sys.stderr.flush()
    return ask("")


def _edited() -> None:
    """Let a line be edited by characters of two columns, where the locale lets readline know them; it would take their bytes for commands elsewhere."""
    import locale  # noqa: PLC0415 - only questions pay for it

    with suppress(ImportError, AttributeError):  # not on Windows
        if {locale.nl_langinfo(locale.CODESET).upper(), sys.stdin.encoding.upper()} == {"UTF-8"}:
            import readline  # noqa: F401, PLC0415 - input() edits a line with it


def terms(pairs: Iterable[tuple[str, str]], columns: int) -> None:
    """Print terms in so many columns, each with its explanation beside it, which on a terminal goes on below its own beginning."""
    stream = destination.aside()
    if not stream.isatty():
        lines(f"  {term:{columns}}{text}" for term, text in pairs)
        return
    from approvals.render.text import wrap  # noqa: PLC0415 - see _flowing

    for term, text in pairs:
        first, *others = wrap(text, max(_columns_of_screen() - 3 - columns, columns))
        stream.write("\n".join([f"  {term:{columns}}{first}", *(f"{' ' * (columns + 2)}{other}" for other in others)]) + "\n")


def refuse(text: str) -> None:
    """Print why the line was not carried out to standard error; the text is in the reader's language already."""
    note(N_("Error: {sentence}"), sentence=text)


def lines(texts: Iterable[str]) -> None:
    """Print texts as they are, one a line."""
    destination.aside().writelines(f"{text}\n" for text in texts)


def paper(made: str | bytes) -> None:
    """Print a text as it is, or hand over what is none, to be written to the file that was named."""
    if isinstance(made, bytes):
        Destination.paper = made
    else:
        destination.stream().write(made)


def paper_columns() -> int:
    """Return how wide a paper is as text: the 78 columns of a sheet, less only where a narrower terminal shows it."""
    return min(78, _columns_of_screen() - 1) if destination.stream().isatty() else 78


def pour(pieces: Iterable[str], *, marked: bool = False) -> "Path | None":
    """Write pieces of a long text as they come, and return the file that was named; see `destination.pour`."""
    return destination.pour(pieces, marked=marked)


def data(value: object) -> None:
    """Print a value as JSON: a bare array for a list, an object for one thing; as JSON Lines where they are asked for."""
    from approvals.render import json  # noqa: PLC0415 - only machine output pays for it

    if Destination.shape is destination.Shape.JSONL:
        json_lines(value if isinstance(value, list) else [value])
        return

    destination.unpaged().writelines(f"{piece}\n" for piece in json.text(value, ascii_only=not unicode_output()))


def json_lines(values: Iterable[object]) -> None:
    """Print JSON Lines: one value a line, as they come."""
    from approvals.render import json  # noqa: PLC0415

    destination.unpaged().writelines(json.lines(values, ascii_only=not unicode_output()))


def unicode_output() -> bool:
    """Tell whether standard output can hold every character."""
    return Destination.stream is not None or (sys.stdout.encoding or "").lower().startswith("utf")


def table(columns: Sequence["Column"], rows: Iterable[Sequence[object]]) -> None:
    """Print rows in columns, cut to the width of a terminal; titles are templates, values are said as people write them."""
    _columns([column._replace(title=sentence(column.title)) for column in columns], rows)


def named_table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under names that are not ours to translate; what a column holds is seen from its values."""
    from approvals.render.table import Column  # noqa: PLC0415 - see _columns

    held = list(rows)
    _columns([Column(name, _kind([row[place] for row in held if row[place] is not None])) for place, name in enumerate(names)], held)


def _kind(values: Sequence[object]) -> "Kind":
    from approvals.core.dates import is_day  # noqa: PLC0415 - only other people's columns have to be guessed
    from approvals.render.table import Kind  # noqa: PLC0415

    if values and all(isinstance(value, (int, float)) for value in values):
        return Kind.NUMBER
    return Kind.DATE if values and all(isinstance(value, str) and is_day(value) for value in values) else Kind.TEXT


def _columns(titled: "Sequence[Column]", rows: Iterable[Sequence[object]]) -> None:
    from approvals.render import table as render  # noqa: PLC0415 - most commands print no table

    if for_spreadsheet():
        _keep(titled, rows)
        return
    cells = ([render.Cell(cell_text(value, column.kind), str(value)) for column, value in zip(titled, row, strict=True)] for row in rows)
    if not on_screen():
        lines(render.lines(render.fitted(titled, list(cells), None)))
        return
    # The first rows of a long list tell how wide its columns are: they stand on the screen before the last ones were looked at.
    first = list(islice(cells, LONG + 1))
    fitting = render.fitted(titled, first, _columns_of_screen() - 1)
    if len(first) > LONG:
        whole = render.lines(render.going_on(fitting, titled, cells), _painted if _colours() else _plain)
        lines(takewhile(lambda _line: destination.read(), whole))
    else:
        _rich(fitting)


def on_screen() -> bool:
    """Tell whether tables are shown on a terminal, as wide as it is, and not in a file or to another program."""
    return not Destination.stream and not for_spreadsheet() and sys.stdout.isatty()


def _columns_of_screen() -> int:
    """Return how wide the terminal is, or the part of it that a page on a screen has."""
    import shutil  # noqa: PLC0415 - only a terminal has a width

    return getattr(sys.stdout, "columns", 0) or shutil.get_terminal_size().columns


def listed(columns: Sequence["Column"], rows: Sequence[Sequence[object]], nothing: str) -> None:
    """Print a table, or the sentence that there is nothing; a file for a spreadsheet has its heading all the same."""
    if rows or for_spreadsheet():
        table(columns, rows)
    else:
        say(nothing)


def for_spreadsheet() -> bool:
    """Tell whether tables go to a file for a spreadsheet, which has its heading even where there are no rows."""
    return Destination.shape in SHEETS


def _keep(titled: Sequence["Column"], rows: Iterable[Sequence[object]]) -> None:
    from approvals.render.sheet import Sheet, typed  # noqa: PLC0415 - only files for a spreadsheet pay for it

    kept = [[typed(cell_text(value, column.kind), column.kind) for value, column in zip(row, titled, strict=True)] for row in rows]
    Destination.sheets.append(Sheet(titled, kept))


def cell_text(value: object, kind: str) -> str:
    """Return what a cell of a column shows."""
    if value is None:
        return ""
    return str(value) if type(value) is str or kind == "date" else spoken(value)


def _rich(shown: "Table") -> None:
    """Print a table with Rich, which needs half a second a thousand rows: only for short ones."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - Rich costs three times the start of Python
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table as RichTable  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from approvals.render.text import cut  # noqa: PLC0415

    drawn = RichTable(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for column, room in zip(shown.columns, shown.widths, strict=True):
        drawn.add_column(Text(cut(column.title, room)), justify="right" if column.kind == "number" else "left", width=room, no_wrap=True)
    for row in shown.rows:
        drawn.add_row(*(Text(cell.text, STYLES.get(cell.level, "")) for cell in row))
    Console(file=cast("IO[str]", destination.stream()), highlight=False, soft_wrap=True).print(drawn)


def _colours() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and os.name != "nt"


def _plain(text: str, _level: str) -> str:
    return text


def _painted(text: str, level: str) -> str:
    return f"\x1b[{_ANSI[level]}m{text}\x1b[0m" if level in _ANSI else text


def findings(found: Iterable["Finding"]) -> None:
    """Print findings as `file:line: message`, sorted, then how many there are."""
    ordered = sorted(found, key=lambda finding: (finding.file, finding.line))
    lines(spoken(finding) for finding in ordered)
    lines([ngettext("{count} problem.", "{count} problems.", len(ordered)).format(count=len(ordered))])


def progress(total: int | None) -> "Progress":
    """Return a context manager that tells on a terminal how far a long run is; call what it returns for every piece done."""
    from approvals.cli.progress import Progress  # noqa: PLC0415 - only long runs need it

    return Progress(total, Destination.ticking.since if Destination.ticking else None)


def waiting() -> "Waiting":
    """Return whoever waits for a long piece of work: somebody at a terminal, or nobody."""
    from approvals.desk.waiting import Told, Waiting  # noqa: PLC0415 - the desk opens only for commands that need it

    return Told(progress) if Destination.ticking else Waiting()
