"""Other people's files into the register: a table and its mapping made ready, rehearsed, and imported."""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from approvals.core.permission import Duty
from approvals.core.rules.problem import Problem
from approvals.desk.batch import Run, Table
from approvals.desk.mapping import put_in_force
from approvals.desk.permission import may_run
from approvals.desk.register import Desk
from approvals.errors import NoSuchThing, WrongUsage
from approvals.exchange.log import Log
from approvals.files.mapping import MappingFile, read_mapping
from approvals.files.reader import Finding
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import rules
from approvals.store.database import make_room, rehearsal, transaction

FOLDER = "mappings"


class Prepared(NamedTuple):
    """A table and a mapping that fit each other; where they do not, `findings` say why and there is nothing to import."""

    findings: list[Finding]
    table: Table | None = None

    @property
    def rows(self) -> int:
        """Return how many rows there are to read."""
        return self.table.counts.total() if self.table else 0


class Imported(NamedTuple):
    """What an import did; `batch` is empty when it wrote nothing. `left` are the rows left out, by line, with their problems."""

    batch: str
    requests_new: int
    requests_grown: int
    requests_unchanged: int
    events_new: int
    rows_read: int
    rows_refused: int
    findings: list[Finding]
    events_amended: int = 0
    left: Mapping[int, list[Problem]] = {}


def prepare(desk: Desk, path: Path, mapping: Path, name: str = "") -> Prepared:
    """Read the mapping and the heading of the table, and count its rows; nothing is written yet. `name` is what the file is called, if not by its path."""
    if not path.exists():
        raise NoSuchThing(N_("There is no file {file}: check its name."), file=str(path))
    if not path.is_file():
        raise WrongUsage(N_("{file} is no file: name a table."), file=str(path))
    read = mapping_in(desk.root, mapping, desk.today)
    if not read.source or not read.mapping:
        return Prepared(read.findings)
    log = Log(path, read.mapping)
    findings = [Finding(name or str(path), 1, problem) for problem in log.unfit()] or read.source.findings(log.missing())
    return Prepared(findings) if findings else Prepared([], Table(path, name or str(path), log, log.counts(), read.mapping, read.source))


def mapping_in(root: Path | None, path: Path, today: date) -> MappingFile:
    """Read a mapping from where the path leads, else from the folder of mappings of a register."""
    found = next((place for place in (path, *([root / FOLDER / path] if root else ())) if place.is_file()), None)
    if not found:
        raise NoSuchThing(N_("There is no mapping {file}, neither here nor in the folder {folder} of the register."), file=str(path), folder=FOLDER)
    return read_mapping(found, today)


def rehearse(desk: Desk, prepared: Prepared, told: Callable[[int], object] = lambda _rows: None) -> Imported:
    """Tell what an import would do; whatever it writes is taken back."""
    try:
        with rehearsal(desk.connection):
            return carry_out(desk, prepared, told, whole=True)
    finally:
        desk.forget()


def carry_out(desk: Desk, prepared: Prepared, told: Callable[[int], object] = lambda _rows: None, *, whole: bool = False) -> Imported:
    """Import what is new; `told` is called with the number of rows after each batch. `whole`: in one transaction, the caller's."""
    table = prepared.table
    if not table:
        return Imported("", 0, 0, 0, 0, 0, 0, prepared.findings)
    may_run(desk, Duty.IMPORT)
    make_room(desk.connection)
    with nullcontext() if whole else transaction(desk.connection):
        put_in_force(desk, table.source, table.mapping)
    for code in sorted(table.mapping.codes):
        if not rules.item_versions(desk.connection, code):
            raise NoSuchThing(N_("There is no item {item}: `approvals guide search WORD` finds its code."), item=code)
    run = Run(desk, table)
    run.through(told, whole=whole)
    return _told(run, table.name, table.counts)


def _told(run: Run, name: str, counts: Counter[str]) -> Imported:
    return Imported(
        run.batch,
        run.done["new"],
        run.done["grown"],
        run.done["unchanged"],
        run.done["events"],
        counts.total() + run.done["broken"],
        sum(fault.refused for fault in run.faults),
        [Finding(name, fault.row, fault.problem) for fault in sorted(run.faults, key=lambda fault: fault.row)],
        run.done["amended"],
        run.left,
    )
