"""A batch undone: what it received is void, what it added is struck out; both stay in the ledger."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from approvals.core.entry import Entry, type_of
from approvals.core.events import Amended, Event, Voided
from approvals.core.fold import amended, replay
from approvals.core.permission import Duty
from approvals.core.refusals import check, standing_before_law
from approvals.desk.batch import IMPORT, imported
from approvals.desk.contest import contest
from approvals.desk.history import entries_of
from approvals.desk.permission import may_run
from approvals.desk.projection import project
from approvals.desk.register import Desk
from approvals.errors import NoSuchThing, Refusal
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import batches as store
from approvals.store.database import make_room, rehearsal, transaction
from approvals.store.ledger import Ledger, NewEvent


class Kept(NamedTuple):
    """A request that is left as it is: somebody acted on it since, or the law does not let the batch be taken out of its history.

    `sequence`, `type` and `actor` are the first event that stands in the way; 0 and empty where the law does, and then `reason` says why.
    """

    number: str
    sequence: int = 0
    type: str = ""
    actor: str = ""
    reason: Refusal | None = None


class Undone(NamedTuple):
    """What became of a batch: how many requests are void now, of how many the events of the batch were struck out, and which were left alone."""

    batch: str
    voided: int
    struck: int
    kept: tuple[Kept, ...]


def numbers_of(desk: Desk, batch: str) -> list[str]:
    """Return the numbers of the requests that a batch touched; a batch that never was is refused."""
    system = batch.rpartition("/")[0]
    known = store.batches(desk.connection, system)
    if batch not in known:
        every = store.batches(desk.connection)
        raise NoSuchThing(N_("There is no batch {batch}: the batches are {known}."), batch=batch[:60], known=tuple(every[-8:]) or "—")
    return store.numbers(desk.connection, f"{IMPORT}:{batch}")


def undo(desk: Desk, batch: str, numbers: Iterable[str], told: Callable[[int], object] = lambda _requests: None, *, dry_run: bool = False) -> Undone:
    """Undo a batch in one transaction; `dry_run` takes back whatever it wrote."""
    may_run(desk, Duty.IMPORT)
    make_room(desk.connection)
    with rehearsal(desk.connection) if dry_run else transaction(desk.connection):
        book, ends, kept = Ledger(desk.connection), [0, 0], []
        for number in numbers:
            found = _undo_one(desk, book, batch, number)
            if isinstance(found, Kept):
                kept.append(found)
            elif found is not None:
                ends[isinstance(found, Amended)] += 1
            told(1)
        if any(ends):
            payload = {"batch": batch, "voided": ends[0], "struck": ends[1], "kept": len(kept)}
            system = batch.rpartition("/")[0]
            book.append(NewEvent(IMPORT, system, "undone", desk.today.isoformat(), desk.actor, payload))
    return Undone(batch, ends[0], ends[1], tuple(kept))


def _undo_one(desk: Desk, book: Ledger, batch: str, number: str) -> Kept | Event | None:
    """Take a batch out of one request, and return how; None where nothing of it is left."""
    entries, origin = entries_of(desk, number), f"{IMPORT}:{batch}"
    own = [entry for entry in entries if entry.origin == origin]
    after = next((entry for entry in _in_force(entries) if entry.origin != origin and (entry.sequence or 0) > (own[0].sequence or 0)), None)
    if after:
        return Kept(number, after.sequence or 0, type_of(after.event), after.actor)
    law = desk.law(store.item_of(desk.connection, number))
    before = replay(number, entries, law, date.min)
    news = list(_taken_back(desk, entries, own, batch))
    if not news:
        return None
    try:
        if isinstance(news[0].event, Voided):
            check(before, news[0], law)
        else:
            standing_before_law(number, [*entries, *news], law)
    except Refusal as refusal:
        return Kept(number, reason=refusal)
    book.append_all(imported(desk, batch, number, entry.happened_on, entry.event, amends=entry.amends) for entry in news)
    now = replay(number, [*entries, *news], law, date.min)
    contest(desk, book, before, now)
    project(desk, now)
    return news[0].event


def _taken_back(desk: Desk, entries: list[Entry], own: list[Entry], batch: str) -> Iterator[Entry]:
    """Yield what takes a batch back: the request voided that it received, else each of its events struck out, the last one first."""
    standing = {entry.sequence for entry in amended(entries)}
    if any(isinstance(entry.event, Voided) and entry.sequence in standing for entry in own):
        return
    if entries[0] in own:
        yield Entry(desk.today, Voided(batch), actor=desk.actor, origin=f"{IMPORT}:{batch}")
        return
    for entry in reversed([entry for entry in _in_force(entries) if entry in own]):
        yield Entry(desk.today, Amended(batch, struck=True), actor=desk.actor, origin=f"{IMPORT}:{batch}", amends=entry.sequence)


def _in_force(entries: list[Entry]) -> list[Entry]:
    """Return the events that were not struck out, without what only took back an event of its own batch."""
    origins = {entry.sequence: entry.origin for entry in entries}
    strikes = [entry for entry in entries if isinstance(entry.event, Amended) and entry.event.struck]
    struck = {entry.amends for entry in strikes}
    own = {entry.sequence for entry in strikes if origins.get(entry.amends) == entry.origin and entry.origin.startswith(f"{IMPORT}:")}
    return [entry for entry in entries if entry.sequence not in struck | own]
