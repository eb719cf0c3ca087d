"""Other people's files into the register: what is new in them is appended, request by request, in batches that are whole."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from approvals.core.entry import PERSONAL, Entry, payload_of, type_of
from approvals.core.events import day_of
from approvals.core.fold import after, receive
from approvals.core.mapping import FileMapping
from approvals.core.offer import offer_on
from approvals.core.permission import Duty
from approvals.core.refusals import check
from approvals.core.request import Request
from approvals.core.rules.problem import Problem, one_line
from approvals.core.terms import Offer
from approvals.desk.adoption import digest_of
from approvals.desk.contest import contest
from approvals.desk.listing import ERASED, bare_request_of
from approvals.desk.permission import may_run
from approvals.desk.projection import project
from approvals.desk.register import Desk
from approvals.errors import NoSuchThing, NotAllowed, Refusal, WrongUsage
from approvals.exchange.fault import Fault, cell, whole
from approvals.exchange.log import ITEM, Log
from approvals.exchange.news import differing, news
from approvals.exchange.taking import Happening, Taken, Taker
from approvals.files.mapping import MappingFile, read_mapping
from approvals.files.reader import Finding, Source
from approvals.language import N_
from approvals.store import history, rules
from approvals.store import requests as store
from approvals.store.database import make_room, rehearsal, transaction
from approvals.store.ledger import Ledger, NewEvent, canonical
from approvals.store.rules import FROM_THE_BEGINNING, Adopted, ItemRow

_BATCH = 500
FOLDER = "mappings"


class Prepared(NamedTuple):
    """A table and a mapping that fit each other; where they do not, `findings` say why and there is nothing to import."""

    findings: list[Finding]
    path: Path
    source: Source | None = None
    mapping: FileMapping | None = None
    log: Log | None = None
    counts: Counter[str] = Counter()  # noqa: RUF012 - never written to

    @property
    def rows(self) -> int:
        """Return how many rows there are to read."""
        return self.counts.total()


class Imported(NamedTuple):
    """What an import did; `batch` is empty when it wrote nothing."""

    batch: str
    requests_new: int
    requests_grown: int
    requests_unchanged: int
    events_new: int
    rows_read: int
    rows_refused: int
    findings: list[Finding]


def prepare(desk: Desk, path: Path, mapping: Path) -> Prepared:
    """Read the mapping and the heading of the table, and count its rows; nothing is written yet."""
    if not path.exists():
        raise NoSuchThing(N_("There is no file {file}: check its name."), file=str(path))
    if not path.is_file():
        raise WrongUsage(N_("{file} is no file: name a table."), file=str(path))
    read = mapping_in(desk.root, mapping, desk.today)
    if not read.source or not read.mapping:
        return Prepared(read.findings, path)
    log = Log(path, read.mapping)
    findings = [Finding(str(path), 1, problem) for problem in log.unfit()] or read.source.findings(log.missing())
    return Prepared(findings, path) if findings else Prepared([], path, read.source, read.mapping, log, log.counts())


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
    if not prepared.source or not prepared.mapping or not prepared.log:
        return Imported("", 0, 0, 0, 0, 0, 0, prepared.findings)
    may_run(desk, Duty.IMPORT)
    make_room(desk.connection)
    with nullcontext() if whole else transaction(desk.connection):
        put_in_force(desk, prepared.source, prepared.mapping)
    for code in sorted(prepared.mapping.codes):
        if not rules.item_versions(desk.connection, code):
            raise NoSuchThing(N_("There is no item {item}: `approvals guide search WORD` finds its code."), item=code)
    return _Run(desk, prepared, prepared.mapping, prepared.source, prepared.log).through(told, whole=whole)


class _Run:
    """One import: reads, compares with the register, and writes."""

    def __init__(self, desk: Desk, prepared: Prepared, mapping: FileMapping, source: Source, log: Log) -> None:
        self._desk, self._mapping, self._log, self._counts, self._path = desk, mapping, log, prepared.counts, prepared.path
        self._taker = Taker(mapping, log.layout, desk.today)
        self._mapping_digest = digest_of(source.text.encode())
        self._batch = ""
        self._faults: list[Fault] = []
        self._done: Counter[str] = Counter()

    def through(self, told: Callable[[int], object], *, whole: bool) -> Imported:
        taken = self._taken()
        while batch := list(islice(taken, _BATCH)):
            with nullcontext() if whole else transaction(self._desk.connection):
                book = Ledger(self._desk.connection)
                for request in batch:
                    self._enter(book, request)
            told(sum(request.rows for request in batch))
        return Imported(
            self._batch,
            self._done["new"],
            self._done["grown"],
            self._done["unchanged"],
            self._done["events"],
            self._counts.total() + self._done["broken"],
            sum(fault.refused for fault in self._faults),
            [Finding(str(self._path), fault.row, fault.problem) for fault in sorted(self._faults, key=lambda fault: fault.row)],
        )

    def _taken(self) -> Iterator[Taken]:
        for case in self._log.cases(self._counts):
            if isinstance(case, Fault):
                self._faults.append(case)
                self._done["broken"] += 1
                continue
            taken, faults = self._taker.take(case)
            self._faults += faults
            if taken:
                yield taken

    def _enter(self, book: Ledger, taken: Taken) -> None:
        known = bare_request_of(self._desk, taken.number) if store.exists(self._desk.connection, taken.number) else None
        if known and not known.history[0].origin.startswith(f"import:{self._mapping.system}/"):
            self._refuse(taken, "number", taken.number, N_("the number belongs to another request of this register"))
        elif known and (found := differing(taken, known, ERASED)):
            field, value, held = found
            self._refuse(taken, field, value, N_("the register holds “{held}” from an earlier import, and a receipt does not change"), held=held)
        elif not (item := self._desk.versions(taken.receipt.item)(day_of(taken.happenings[0].when))):
            template = N_("there is no item {item} in force on {date}")
            self._refuse(taken, ITEM, taken.receipt.item, template, item=taken.receipt.item, date=day_of(taken.happenings[0].when))
        elif not known and (offer := offer_on(item, day_of(taken.happenings[0].when))) is not Offer.OPEN:
            template = N_("the item {item} is {offer} on {date}")
            self._refuse(taken, ITEM, taken.receipt.item, template, item=taken.receipt.item, offer=offer, date=day_of(taken.happenings[0].when))
        else:
            self._append(book, taken, known)

    def _refuse(self, taken: Taken, field: str, value: str, template: str, /, **values: object) -> None:
        self._faults += whole([(taken.row, cell(self._taker.column(field), value, template, **values))], taken.rows)

    def _append(self, book: Ledger, taken: Taken, known: Request | None) -> None:
        """Append what is new of a request, if all that its columns tell fits."""
        request, happened, faults = known, [], []
        law = self._desk.law(taken.receipt.item)
        for happening in news(taken, known):
            entry = Entry(happening.when, happening.event, actor=self._desk.actor, origin=f"import:{self._mapping.system}")
            try:
                if request:
                    check(request, entry, law)
                    request = after(request, entry, law)
                else:
                    request = receive(taken.number, entry)
            except Refusal:
                problem = self._unfitting(request, happening)
                if not happening.own:
                    self._faults += whole([(happening.row, problem)], taken.rows)
                    return
                faults.append(Fault(happening.row, problem))
            else:
                happened.append(happening)
        if not request or not law.binding(request):
            template = N_("there is no item {item} in force on the day its clock starts")
            self._refuse(taken, ITEM, taken.receipt.item, template, item=taken.receipt.item)
            return
        self._faults += faults
        self._done["new" if not known else "grown" if happened else "unchanged"] += 1
        if happened:
            self._write(book, taken.number, happened)
            if known:
                contest(self._desk, book, known, request)
            project(self._desk, request)

    def _unfitting(self, request: Request | None, happening: Happening) -> Problem:
        """Return why something cannot have happened: the stage does not allow it, or was reached later."""
        column = self._taker.column(happening.field)
        if not request:
            return cell(column, str(happening.when), N_("a request begins with its receipt"))
        moves = (request.closed, request.delivered, request.completed, request.decided, request.accepted, request.received)
        since = day_of(next(filter(None, moves)))
        template = N_("this cannot follow: {number} is {stage} since {since}")
        return cell(column, str(happening.when), template, number=request.number, stage=request.stage, since=since)

    def _write(self, book: Ledger, number: str, happened: Iterable[Happening]) -> None:
        if not self._batch:
            self._batch = self._open_batch(book)
        self._done["events"] += len(book.append_all(self._new(number, happening) for happening in happened))

    def _new(self, number: str, happening: Happening) -> NewEvent:
        kind = type_of(happening.event)
        payload, personal = {**payload_of(happening.event), **({"by": happening.by} if happening.by else {})}, PERSONAL.get(kind, frozenset())
        return NewEvent("request", number, kind, happening.when.isoformat(), self._desk.actor, payload, f"import:{self._batch}", personal=personal)

    def _open_batch(self, book: Ledger) -> str:
        """Record that an import begins; the batches of a system are numbered by these events."""
        system = self._mapping.system
        batch = f"{system}/{len(history.events_of(self._desk.connection, 'import', system)) + 1:04}"
        payload = {
            "batch": batch,
            "file": one_line(self._path.name),
            "sha256": _digest_of_file(self._path),
            "mapping": self._mapping.name,
            "mapping_sha256": self._mapping_digest,
        }
        book.append(NewEvent("import", system, "imported", self._desk.today.isoformat(), self._desk.actor, payload))
        return batch


def _digest_of_file(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def put_in_force(desk: Desk, source: Source, mapping: FileMapping) -> None:
    """Adopt the items a mapping defines, in the transaction of the caller; the same content changes nothing."""
    name, digest = f"mapping:{mapping.name}", digest_of(source.text.encode())
    old = next((row for row in rules.in_force(desk.connection, "mapping") if row.name == name), None)
    if not mapping.department or not mapping.items or (old and old.hash == digest):
        return
    table = json.loads(json.dumps(source.table, default=date.isoformat))
    previous = json.loads(old.data) if old else {}
    _keep_apart(desk, table, previous)
    # What was received up to today keeps the version it was received under: another definition counts from tomorrow.
    day, size = (desk.today + timedelta(1)).isoformat() if old else FROM_THE_BEGINNING, len(source.text.encode())
    payload = {"kind": "mapping", "from": day, "sha256": digest, "size": size}
    sequence = Ledger(desk.connection).append(NewEvent("adoption", name, "adopted", desk.today.isoformat(), desk.actor, payload))
    rules.adopt(desk.connection, Adopted("mapping", name, sequence, day, 1, digest, size, 0, source.text, canonical(table)))
    department, before = table["department"], {item["code"]: item for item in previous.get("define", ())}
    rules.write_department(desk.connection, department["code"], department["name"], canonical(department))
    changed = [item for item in table["define"] if before.get(item["code"]) != item]
    rules.add_items(desk.connection, [ItemRow(item["code"], sequence, day, department["code"], item["name"], canonical(item)) for item in changed])
    desk.forget()


def _keep_apart(desk: Desk, table: dict[str, dict[str, str]], previous: dict[str, dict[str, str]]) -> None:
    """Refuse codes that belong to a guide or another mapping."""
    department, own = table["department"]["code"], previous.get("department", {}).get("code")
    if department in rules.departments(desk.connection) and department != own:
        raise NotAllowed(N_("The code {code} is that of a department of the register: give the department of the mapping another."), code=department)
    owned = {item["code"] for item in previous.get("define", ())}  # type: ignore[index]
    for code in (item["code"] for item in table["define"]):  # type: ignore[index]
        if code not in owned and rules.item_versions(desk.connection, code):
            raise NotAllowed(N_("The code {code} is that of an item of the register: give the item of the mapping another."), code=code)
