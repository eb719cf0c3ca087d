"""`approvals export national`: the national upload tables of a period, checked before anything is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import destination, options, output, words
from approvals.cli.room import desk
from approvals.core.dates import read_day
from approvals.errors import RegisterUnfit, WrongUsage
from approvals.exchange.national import TableForm
from approvals.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from approvals.core.national.tables import Flaw
    from approvals.desk.national import Whole
    from approvals.exchange.national import Folder

Out = Annotated[Path, typer.Option("--out", metavar=words.FOLDER, help=N_("The folder for the tables, one file each."), show_default=False)]
Since = Annotated[date | None, typer.Option("--since", metavar=words.DATE, parser=read_day, help=N_("Only what happened on or after this day."))]
Until = Annotated[date | None, typer.Option("--until", metavar=words.DATE, parser=read_day, help=N_("Only what happened on or before this day."))]
Incomplete = Annotated[bool, typer.Option("--incomplete", help=N_("Write the requests that are complete, and the reasons of the others into rejects.csv."))]


def national(
    out: Out,
    since: Since = None,
    until: Until = None,
    department: options.OfDepartment = "",
    incomplete: Incomplete = False,  # noqa: FBT002 - Typer's form of a flag
    form: Annotated[TableForm, typer.Option("--format", help=N_("CSV, workbooks, or JSON Lines."))] = TableForm.CSV,
) -> int:
    """Write the national data sets, names masked; nothing is written while a required field is empty or a code unknown."""
    if (out.exists() and not out.is_dir()) or not out.parent.is_dir():
        raise WrongUsage(N_("{file} cannot be written: name a folder, in a folder that exists."), file=str(out))
    if since and until and until < since:
        raise WrongUsage(N_("The period ends before it begins: {first} to {last}."), first=since, last=until)
    with desk() as opened, _beside(out) as folder:
        from approvals.desk.listing import chosen_department  # noqa: PLC0415 - the desk opens only for commands that need it
        from approvals.desk.national import Wanted, wholes  # noqa: PLC0415
        from approvals.exchange.national import Folder  # noqa: PLC0415

        chosen = Wanted(chosen_department(opened, department), since, until)
        with Folder(folder, form) as tables:
            flaws = _fill(tables, wholes(opened, chosen))
        if flaws and not incomplete:
            output.lines(map(_line, flaws))
            template = N_("Nothing was written: {count} fields are wrong. Mend them, or write what is complete with --incomplete.")
            raise RegisterUnfit(template, count=len(flaws))
        _place(folder, out, flaws)
    _say(tables, out, flaws)
    return int(bool(flaws))


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """Give a folder beside the one asked for, gone in the end."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - hardly any command writes folders

    with TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as folder:
        yield Path(folder)


def _fill(tables: "Folder", found: "Iterable[Whole]") -> "list[Flaw]":
    """Write what is complete and return why the rest is not."""
    flaws: list[Flaw] = []
    for whole in found:
        if whole.flaws:
            flaws += whole.flaws
        else:
            tables.add(whole.rows)
    return flaws


def _line(flaw: "Flaw") -> str:
    from approvals.language import spoken  # noqa: PLC0415

    return spoken(flaw)


def _place(folder: Path, out: Path, flaws: "list[Flaw]") -> None:
    from approvals.exchange.national import REJECTS, write_rejects  # noqa: PLC0415 - see national

    out.mkdir(exist_ok=True)
    (out / REJECTS).unlink(missing_ok=True)
    if flaws:
        write_rejects(folder / REJECTS, flaws, [_(title) for title in (N_("Request"), N_("Table"), N_("Field"), N_("Problem"))])
    for file in sorted(folder.iterdir()):
        destination.close_inside(file)
        file.replace(out / file.name)


def _say(tables: "Folder", out: Path, flaws: "list[Flaw]") -> None:
    output.say(N_("In {folder}: {tables}."), folder=str(out), tables=tuple(f"{name}.{tables.form} {count}" for name, count in tables.counts.items()))
    if flaws:
        left = len({flaw.number for flaw in flaws})
        output.say(N_("{count} are left out, {flaws} fields of theirs are wrong: {file}"), count=left, flaws=len(flaws), file=str(out / "rejects.csv"))
