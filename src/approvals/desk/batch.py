"""A batch: the rows of a table as events of the register, request by request, each whole or not at all."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import date
from itertools import islice
from pathlib import Path

from approvals.core.dates import day_of
from approvals.core.entry import PERSONAL, Entry, payload_of, type_of
from approvals.core.events import Event
from approvals.core.fold import after, receive, replay
from approvals.core.mapping import FileMapping
from approvals.core.offer import offer_on
from approvals.core.refusals import check, standing_before_law
from approvals.core.request import Request
from approvals.core.rules.problem import Problem, one_line
from approvals.core.terms import Offer
from approvals.desk.contest import contest
from approvals.desk.history import ERASED, bare_request_of, entries_of
from approvals.desk.projection import project
from approvals.desk.register import Desk
from approvals.errors import Refusal
from approvals.exchange.fault import Fault, cell, whole
from approvals.exchange.log import ITEM, Log
from approvals.exchange.news import Change, changes, news, of_system
from approvals.exchange.taking import Happening, Taken, Taker
from approvals.files.digest import digest_of
from approvals.files.reader import Source
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import history, rules
from approvals.store import requests as store
from approvals.store.database import transaction
from approvals.store.ledger import Ledger, NewEvent

_BATCH = 500
IMPORT = "import"


class Table(NamedTuple):
    """What is read: the file, the name under which it is recorded, how many rows each number has, and the mapping with its text."""

    path: Path
    name: str
    log: Log
    counts: Counter[str]
    mapping: FileMapping
    source: Source


class Run:
    """One import: reads, compares with the register, and writes. `done` counts what it did, `faults` are what it could not take.

    `left` holds each row that was left out, by its line, with the problems that it was left out for.
    """

    def __init__(self, desk: Desk, table: Table) -> None:
        """Hold the register and the table."""
        self._desk, self._table = desk, table
        self._system = table.mapping.system
        self._taker = Taker(table.mapping, table.log.layout, desk.today, _codes(desk, table.mapping.item_by))
        self.batch = ""
        self.faults: list[Fault] = []
        self.left: dict[int, list[Problem]] = {}
        self.done: Counter[str] = Counter()

    def through(self, told: Callable[[int], object], *, whole: bool) -> None:
        """Import everything, a transaction for some hundred requests; `whole`: in one transaction, the caller's."""
        taken = self._taken()
        while batch := list(islice(taken, _BATCH)):
            with nullcontext() if whole else transaction(self._desk.connection):
                book = Ledger(self._desk.connection)
                for request in batch:
                    self._enter(book, request)
            told(sum(len(request.lines) for request in batch))

    def _taken(self) -> Iterator[Taken]:
        for case in self._table.log.cases(self._table.counts):
            if isinstance(case, Fault):
                self._leave([case])
                self.done["broken"] += 1
                continue
            taken, faults = self._taker.take(case)
            self._leave(faults, () if taken else [row.line for row in case.rows])
            if taken:
                yield taken

    def _leave(self, faults: Sequence[Fault], lines: Iterable[int] = ()) -> None:
        """Note what is wrong; `lines` are left out for it, though it may stand in one of them alone."""
        self.faults += faults
        for fault in faults:
            self.left.setdefault(fault.row, []).append(fault.problem)
        for line in lines:
            self.left.setdefault(line, [faults[0].problem])

    def _enter(self, book: Ledger, taken: Taken) -> None:
        known = bare_request_of(self._desk, taken.number) if store.exists(self._desk.connection, taken.number) else None
        if not taken.receipt:
            self._add(book, taken, known)
            return
        code, received = taken.receipt.item, day_of(taken.happenings[0].when)
        if known and not of_system(known.history[0], self._system):
            self._refuse(taken, "number", taken.number, N_("the number belongs to another request of this register"))
        elif known and known.item != code:
            template = N_("the register holds “{held}” from an earlier import, and the item of a request does not change")
            self._refuse(taken, ITEM, code, template, held=known.item)
        elif not (item := self._desk.versions(code)(received)):
            self._refuse(taken, ITEM, code, N_("there is no item {item} in force on {date}"), item=code, date=received)
        elif not known and (offer := offer_on(item, received)) is not Offer.OPEN:
            self._refuse(taken, ITEM, code, N_("the item {item} is {offer} on {date}"), item=code, offer=offer, date=received)
        elif known:
            self._change(book, taken, known)
        else:
            self._append(book, taken, None, None, ())

    def _add(self, book: Ledger, taken: Taken, known: Request | None) -> None:
        """Add to a request that an earlier import of the same system received."""
        if not known or not of_system(known.history[0], self._system):
            template = N_("no request of this number came from system {system}: import the table with its receipt first")
            self._refuse(taken, "number", taken.number, template, system=self._system)
        else:
            self._change(book, taken, known)

    def _refuse(self, taken: Taken, field: str, value: str, template: str, /, **values: object) -> None:
        self._leave_out(taken, taken.row, cell(self._taker.column(field), value, template, **values))

    def _leave_out(self, taken: Taken, row: int, problem: Problem) -> None:
        self._leave(whole([(row, problem)], len(taken.lines)), taken.lines)

    def _change(self, book: Ledger, taken: Taken, known: Request) -> None:
        """Amend what the table tells otherwise than an earlier import, if the whole history stands before the law, and append what is new."""
        changed = list(changes(taken, known, self._system, self._table.log.layout.columns, ERASED))
        if not changed:
            self._append(book, taken, known, known, ())
            return
        law = self._desk.law(known.item)
        entries = [*entries_of(self._desk, taken.number), *(self._entry(self._desk.today, change.amended, change.sequence) for change in changed)]
        try:
            standing_before_law(taken.number, entries, law)
        except Refusal as refusal:
            first = changed[0]
            self._leave_out(taken, first.row, cell(self._taker.column(first.field), first.value, refusal.template, **refusal.values))
            return
        self._append(book, taken, known, replay(taken.number, entries, law, date.min), changed)

    def _entry(self, when: date, event: Event, amends: int | None = None) -> Entry:
        return Entry(when, event, actor=self._desk.actor, origin=f"{IMPORT}:{self._system}/", amends=amends)

    def _append(self, book: Ledger, taken: Taken, known: Request | None, request: Request | None, changed: Sequence[Change]) -> None:
        """Append what is new of a request, if all that its columns tell fits; `request` is what the changes make of the known one."""
        happened, faults = [], []
        code = taken.receipt.item if taken.receipt else known.item if known else ""
        law = self._desk.law(code)
        for happening in news(taken, known, self._system):
            entry = self._entry(happening.when, happening.event)
            try:
                if request:
                    check(request, entry, law)
                    request = after(request, entry, law)
                else:
                    request = receive(taken.number, entry)
            except Refusal:
                problem = self._unfitting(request, happening)
                if not happening.own:
                    self._leave_out(taken, happening.row, problem)
                    return
                faults.append(Fault(happening.row, problem))
            else:
                happened.append(happening)
        if not request or not law.binding(request):
            template = N_("there is no item {item} in force on the day its clock starts")
            self._refuse(taken, ITEM, code, template, item=code)
            return
        self._leave(faults)
        self.done["new" if not known else "grown" if happened or changed else "unchanged"] += 1
        if happened or changed:
            self._write(book, taken.number, changed, happened)
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

    def _write(self, book: Ledger, number: str, changed: Sequence[Change], happened: Iterable[Happening]) -> None:
        self.batch = self.batch or self._open(book)
        amended = [self._new(number, self._desk.today, change.amended._replace(reason=self.batch), amends=change.sequence) for change in changed]
        self.done["amended"] += len(book.append_all(amended))
        told = (self._new(number, happening.when, happening.event, by=happening.by) for happening in happened)
        self.done["events"] += len(book.append_all(told))

    def _new(self, number: str, when: date, event: Event, *, by: str = "", amends: int | None = None) -> NewEvent:
        return imported(self._desk, self.batch, number, when, event, by=by, amends=amends)

    def _open(self, book: Ledger) -> str:
        """Record that an import begins; the batches of a system are numbered by these events."""
        begun = [event for event in history.events_of(self._desk.connection, IMPORT, self._system) if event.type == "imported"]
        batch = f"{self._system}/{len(begun) + 1:04}"
        payload = {
            "batch": batch,
            "file": one_line(Path(self._table.name).name),
            "sha256": _digest_of_file(self._table.path),
            "mapping": self._table.mapping.name,
            "mapping_sha256": digest_of(self._table.source.text.encode()),
        }
        book.append(NewEvent(IMPORT, self._system, "imported", self._desk.today.isoformat(), self._desk.actor, payload))
        return batch


def imported(desk: Desk, batch: str, number: str, when: date, event: Event, *, by: str = "", amends: int | None = None) -> NewEvent:
    """Return an event of a request as the ledger is to hold it, marked as from a batch."""
    kind = type_of(event)
    payload = {**payload_of(event), **({"by": by} if by else {})}
    personal = PERSONAL.get(kind, frozenset())
    return NewEvent("request", number, kind, when.isoformat(), desk.actor, payload, f"{IMPORT}:{batch}", amends=amends, personal=personal)


def _codes(desk: Desk, key: str) -> dict[str, str]:
    """Return the codes of the items in force by another of their fields; what several of them share names none."""
    if not key:
        return {}
    named: dict[str, list[str]] = {}
    for row in rules.items(desk.connection, desk.today):
        item = desk.versions(row.code)(desk.today)
        if item and (value := getattr(item, key)):
            named.setdefault(value, []).append(row.code)
    return {value: codes[0] for value, codes in named.items() if len(codes) == 1}


def _digest_of_file(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
