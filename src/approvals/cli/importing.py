"""`approvals request import`: the table of another system into the register, and out of it again."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import destination, output, words
from approvals.cli.room import desk
from approvals.errors import WrongUsage
from approvals.language import N_, _, spoken

if TYPE_CHECKING:
    from approvals.desk.importing import Imported, Prepared
    from approvals.desk.register import Desk

_MAP = N_("How to read it: a mapping, here or in the folder mappings of the register.")
_REJECTS = N_("Write the rows that were refused to this file, each with its reason, ready to mend and import.")
_TEMPLATE = N_("Write a workbook to fill for an item or a department: drop-downs, explanations, and a mapping that reads it.")
_INPUT = "-"
_PIECE = 1 << 16

File = Annotated[Path | None, typer.Argument(metavar=words.FILE, help=N_("The table: CSV, XLSX or JSON Lines; - for standard input."), show_default=False)]


def import_requests(
    file: File = None,
    mapping: Annotated[Path | None, typer.Option("--map", metavar=words.FILE, help=_MAP, show_default=False)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Only tell what would happen; nothing is written."))] = False,  # noqa: FBT002 - Typer's form of a flag
    rejects: Annotated[Path | None, typer.Option("--rejects", metavar=words.FILE, help=_REJECTS, show_default=False)] = None,
    template: Annotated[str, typer.Option("--template", metavar=words.ITEM_OR_DEPARTMENT, help=_TEMPLATE)] = "",
    undo: Annotated[str, typer.Option("--undo", metavar=words.BATCH, help=N_("Undo an import: what it received is void, what it added is struck out."))] = "",
) -> int:
    """Load requests, or their events, from the table of another system."""
    if template:
        if mapping or rejects or undo or dry_run:
            raise WrongUsage(N_("--template goes alone, with the file to write: approvals request import requests.xlsx --template ITEM"))
        return _template(template, file)
    if undo:
        if file or mapping or rejects:
            raise WrongUsage(N_("--undo goes alone: name the batch and no table."))
        return _undo(undo, dry_run=dry_run)
    if not file or not mapping:
        raise WrongUsage(N_("An import takes a table and its mapping: approvals request import FILE --map MAPPING"))
    if rejects and (rejects.is_dir() or not rejects.parent.is_dir() or (rejects.exists() and file.exists() and rejects.samefile(file))):
        raise WrongUsage(N_("{file} cannot be written: name a file in a folder that exists, and not the table itself."), file=str(rejects))
    with desk() as opened, _at_hand(file) as path:
        return _import(opened, path, mapping, rejects, dry_run=dry_run, name="" if path == file else _INPUT)


@contextmanager
def _at_hand(file: Path) -> Iterator[Path]:
    """Give the file; what comes on standard input is kept beside, for a table is read more than once."""
    if str(file) != _INPUT:
        yield file
        return
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - hardly anybody pipes

    with TemporaryDirectory() as folder:
        kept = Path(folder) / "input"
        with kept.open("wb") as held, output.progress(None) as told:
            while piece := sys.stdin.buffer.read(_PIECE):
                held.write(piece)
                told(piece.count(b"\n"))
        with kept.open("rb") as held:
            objects = held.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
        yield kept.rename(kept.with_suffix(".jsonl")) if objects else kept


def _import(opened: "Desk", path: Path, mapping: Path, rejects: Path | None, *, dry_run: bool, name: str) -> int:
    from approvals.desk.importing import carry_out, prepare, rehearse  # noqa: PLC0415 - the desk opens only for commands that need it

    prepared = prepare(opened, path, mapping, name)
    if prepared.findings:
        output.findings(prepared.findings)
        output.say(N_("Nothing was imported: mend this first."))
        return 1
    with output.progress(prepared.rows) as told:
        done = (rehearse if dry_run else carry_out)(opened, prepared, told)
    _say(done, dry_run=dry_run)
    if rejects:
        _reject(prepared, done, rejects)
    return int(bool(done.findings))


def _say(done: "Imported", *, dry_run: bool) -> None:
    if done.findings:
        output.findings(done.findings)
    output.say(
        N_("Requests: {new} new, {grown} with news, {unchanged} unchanged. Events: {events} new, {amended} amended. Rows: {read} read, {refused} refused."),
        new=done.requests_new,
        grown=done.requests_grown,
        unchanged=done.requests_unchanged,
        events=done.events_new,
        amended=done.events_amended,
        read=done.rows_read,
        refused=done.rows_refused,
    )
    if dry_run:
        output.say(N_("Nothing was written: this is what would happen."))
    elif done.batch:
        output.say(N_("The batch is {batch}."), batch=done.batch)


def _reject(prepared: "Prepared", done: "Imported", path: Path) -> None:
    if not done.left or not prepared.table:
        output.say(N_("No row was refused: {file} was not written."), file=str(path))
        return
    from approvals.exchange.refused import refused  # noqa: PLC0415 - only rows that were refused pay for it

    reasons = {line: "; ".join(map(spoken, problems)) for line, problems in done.left.items()}
    destination.put(path, refused(prepared.table.log.sheet, reasons, _("Why it was refused")))
    output.say(N_("The refused rows are in {file}: mend them there and import that file."), file=str(path))


def _template(target: str, file: Path | None) -> int:
    path = file or Path(f"{target}.xlsx")
    if path.exists() or not path.parent.is_dir():
        raise WrongUsage(N_("{file} exists already, or its folder does not: name another file to write."), file=str(path))
    with desk() as opened:
        from approvals.desk.blank import MAPPING, items_for  # noqa: PLC0415 - the desk opens only for commands that need it
        from approvals.render.blank import blank  # noqa: PLC0415

        command = f"approvals request import {path.name} --map {MAPPING}"
        destination.put(path, blank(items_for(opened, target), command))
    output.say(N_("{file} is to be filled; this imports it: {command}"), file=str(path), command=command)
    return 0


def _undo(batch: str, *, dry_run: bool) -> int:
    with desk() as opened:
        from approvals.desk.undoing import numbers_of, undo  # noqa: PLC0415 - the desk opens only for commands that need it

        numbers = numbers_of(opened, batch)
        with output.progress(len(numbers)) as told:
            done = undo(opened, batch, numbers, told, dry_run=dry_run)
    for kept in done.kept:
        if kept.reason:
            output.say(N_("{number} is left as it is: {reason}"), number=kept.number, reason=kept.reason)
        else:
            output.say(N_("{number} is left as it is: {actor} acted on it since (event {sequence})."), **kept._asdict())
    template = N_("Batch {batch} is undone: {voided} requests are void, in {struck} its events are struck out, {kept} are left as they are.")
    if not done.voided and not done.struck:
        template = N_("Nothing of batch {batch} is left to undo; {kept} requests are left as they are.")
    output.say(template, batch=batch, voided=done.voided, struck=done.struck, kept=len(done.kept))
    if dry_run:
        output.say(N_("Nothing was written: this is what would happen."))
    return int(bool(done.kept))
