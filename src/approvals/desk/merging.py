"""The events of one register into another: every line checked before it counts, all of them in one transaction or none."""

import json
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from approvals.core.card import CARD_EVENTS, card_event_from
from approvals.core.dates import when_from
from approvals.core.entry import EVENTS, event_from
from approvals.core.permission import Duty
from approvals.desk.card import row_of_card
from approvals.desk.card_history import card_by_id
from approvals.desk.carried import MERGED, translated
from approvals.desk.history import bare_request_of
from approvals.desk.order import project_orders
from approvals.desk.permission import may_run
from approvals.desk.projection import project
from approvals.desk.register import Desk
from approvals.errors import NotAllowed, RegisterUnfit
from approvals.exchange.transfer import Line, Reader
from approvals.files.halls import code_of
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import cards as card_store
from approvals.store import carried, history, rules
from approvals.store.database import rehearsal, transaction
from approvals.store.history import StoredEvent
from approvals.store.ledger import Ledger, NewEvent, canonical, event_hash, personal_hash

_BATCH = 1_000


class Merged(NamedTuple):
    """What a merging did: the register, its events `first` to `last` that were new (0 and 0 where none was), how many were known before."""

    register: str
    name: str
    first: int
    last: int
    events_new: int
    events_known: int
    requests: int
    cards: int


def merge(desk: Desk, path: Path, *, dry_run: bool = False) -> Merged:
    """Carry the events of an export into this register; those known already change nothing, one that differs ends it."""
    may_run(desk, Duty.MERGE)
    with closing(Reader(path)) as reader, (rehearsal if dry_run else transaction)(desk.connection):
        return _Merging(desk, reader).through()


class _Merging:
    """One file on its way in."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        self._desk, self._reader, self._connection = desk, reader, desk.connection
        self._heading = reader.heading
        self._register = self._heading.register
        self._known, self._head = carried.head(self._connection, self._register)
        self._last, self._previous = self._heading.after, self._heading.previous
        self._base = history.head(self._connection)[0]
        # Everything in the order in which it comes, once.
        self._requests: dict[str, None] = {}
        self._cards: dict[str, None] = {}
        self._items: dict[str, None] = {}

    def through(self) -> Merged:
        self._fitting()
        news = self._new_lines()
        book = Ledger(self._connection)
        with self._desk.waiting.part(self._reader.size) as done:
            while batch := list(islice(news, _BATCH)):
                self._append(book, batch)
                done(self._reader.taken())
        new, known = max(self._last - self._known, 0), max(min(self._known, self._last) - self._heading.after, 0)
        if new:
            self._project()
            self._remember(book)
        first = self._known + 1 if new else 0
        return Merged(self._register, self._heading.name, first, self._last if new else 0, new, known, len(self._requests), len(self._cards))

    def _fitting(self) -> None:
        """Refuse an export of this register, and one that leaves a gap."""
        if self._register == code_of(self._desk.root):
            raise NotAllowed(N_("This is an export of register {register}, which this one is: merge it into another."), register=self._register)
        if self._heading.after > self._known:
            template = N_("Events {first} to {last} of register {register} are missing here: export them there with --since {since}.")
            raise NotAllowed(template, first=self._known + 1, last=self._heading.after, register=self._register, since=self._known)
        if self._heading.after and self._hash_here(self._heading.after) != self._heading.previous:
            raise self._conflict(self._heading.after)

    def _hash_here(self, sequence: int) -> str:
        found = carried.place(self._connection, self._register, sequence)
        return found[1] if found else ""

    def _conflict(self, sequence: int) -> NotAllowed:
        template = N_("Event {sequence} of register {register} is another one here than in {file}: one was changed, or two registers share the code.")
        return NotAllowed(template, sequence=sequence, register=self._register, file=str(self._reader.path))

    def _new_lines(self) -> Iterator[tuple[StoredEvent, Line]]:
        """Yield what is not known yet; every line is checked, whether it is or not."""
        for line in self._reader.events():
            event = StoredEvent(*line.event)
            if event.sequence != self._last + 1 or event.previous != self._previous or event.hash != event_hash(event.previous, tuple(event[:10])):
                raise self._reader.wrong(line.number, N_("the chain of the register is broken at event {sequence}"), sequence=event.sequence)
            self._last, self._previous = event.sequence, event.hash
            if event.sequence > self._known:
                yield event, line
            elif self._hash_here(event.sequence) != event.hash:
                raise self._conflict(event.sequence)

    def _append(self, book: Ledger, batch: list[tuple[StoredEvent, Line]]) -> None:
        news = [self._translated(event, line) for event, line in batch]
        sequences = book.append_all(news)
        kept = zip(sequences, news, batch, strict=True)
        carried.add(self._connection, self._register, ((sequence, canonical(new.payload), event) for sequence, new, (event, _line) in kept))
        personal = ((sequence, *value) for sequence, (_event, line) in zip(sequences, batch, strict=True) for value in line.personal)
        history.set_personal(self._connection, personal)

    def _translated(self, event: StoredEvent, line: Line) -> NewEvent:
        payload = self._payload(event, line)
        self._readable(event, line)
        new = translated(self._register, event, self._place)
        if event.subject_kind == "request":
            self._begun(new, line, self._requests, "received")
            if event.type == "received":
                self._items[payload["item"]] = None
        elif event.subject_kind == "card":
            self._begun(new, line, self._cards, "raised")
        return new

    def _payload(self, event: StoredEvent, line: Line) -> dict[str, Any]:
        """Return the payload, which is in canonical form and holds the hashes of its personal values."""
        try:
            payload = json.loads(event.payload)
        except (ValueError, RecursionError):
            payload = None
        if not isinstance(payload, dict) or canonical(payload) != event.payload:
            raise self._reader.wrong(line.number, N_("the payload is not in its canonical form"))
        if any(payload.get(field) != personal_hash(salt, value) for field, value, salt in line.personal):
            raise self._reader.wrong(line.number, N_("a personal value is not the one received"))
        return payload

    def _readable(self, event: StoredEvent, line: Line) -> None:
        """Refuse what this version cannot replay."""
        known = {"request": EVENTS, "card": CARD_EVENTS}.get(event.subject_kind)
        if known is not None and event.type not in known:
            raise self._reader.wrong(line.number, N_("there is no event {type} here: update this version of approvals"), type=event.type)
        try:
            when_from(event.happened_on)
            if event.subject_kind == "request":
                event_from(event.type, json.loads(event.payload))
            elif event.subject_kind == "card":
                card_event_from(event.type, json.loads(event.payload))
        except (ValueError, TypeError, KeyError) as error:
            raise self._reader.wrong(line.number, N_("this is no event")) from error

    def _begun(self, new: NewEvent, line: Line, touched: dict[str, None], first: str) -> None:
        """Refuse a number that belongs to something else here, and what has no beginning."""
        if new.subject_id not in touched:
            known = history.known(self._connection, new.subject_kind, new.subject_id)
            if known and new.type == first:
                raise NotAllowed(N_("{subject} stands here already and is not of register {register}: nothing was merged."), **self._named(new))
            if not known and new.type != first:
                raise self._reader.wrong(line.number, N_("{subject} has no beginning"), subject=new.subject_id)
        touched[new.subject_id] = None

    def _named(self, new: NewEvent) -> dict[str, object]:
        return {"subject": new.subject_id, "register": self._register}

    def _place(self, sequence: int) -> int | None:
        if sequence > self._known:
            return self._base + sequence - self._known
        found = carried.place(self._connection, self._register, sequence)
        return found[0] if found else None

    def _project(self) -> None:
        missing = tuple(sorted(code for code in self._items if not rules.item_versions(self._connection, code)))
        if missing:
            template = N_("The guide of this register lacks items of register {register}: {items}. Adopt a guide that holds them, then merge again.")
            raise RegisterUnfit(template, register=self._register, items=missing)
        for card_id in self._cards:
            card = card_by_id(self._desk, card_id)
            card_store.write(self._connection, [row_of_card(card)])
            project_orders(self._desk, card)
            if card.raised.subject_kind == "request":
                self._requests[card.subject] = None
        for number in self._desk.waiting.through(self._requests, len(self._requests)):
            project(self._desk, bare_request_of(self._desk, number))

    def _remember(self, book: Ledger) -> None:
        """Record what was merged, up to which event and with which hash: the anchor of the other chain in this one."""
        payload = {
            "name": self._heading.name,
            "first": self._known + 1,
            "last": self._last,
            "head": self._previous,
            "sha256": self._reader.sha256,
            "personal": self._heading.personal,
        }
        book.append(NewEvent("register", self._register, MERGED, self._desk.today.isoformat(), self._desk.actor, payload))
