"""The nightly check: gather, judge, write. It reads only what is due, and catches up after any number of missed nights."""

from collections.abc import Iterable, Iterator
from datetime import date

from approvals.core.card import CardState, Raised
from approvals.core.level import Level
from approvals.desk.card import Raising, raise_all
from approvals.desk.crossing import crossing, set_mark
from approvals.desk.duty import reach
from approvals.desk.register import Desk
from approvals.desk.revision import revise, untrue
from approvals.desk.sweeping import nothing_swept
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import deadlines as store
from approvals.store import history, runs
from approvals.store.database import make_room, transaction
from approvals.store.deadlines import DueRow
from approvals.store.ledger import Ledger
from approvals.store.lock import alone
from approvals.store.requests import levels_open, provisional_open

LOCK = "check.lock"
_BATCH = 25_000


class NewCard(NamedTuple):
    """A card as machine output shows it: `kind` is the deadline passed, `since` the day the card became true, `card` its number, None when not written."""

    number: str
    item: str
    department: str
    kind: str
    level: str
    due: str
    since: str
    rule: str = ""
    state: str = "issued"
    card: int | None = None


class RevokedCard(NamedTuple):
    """A card that a circular adopted since made untrue."""

    card: int
    number: str
    kind: str
    level: str
    since: str


class Checked(NamedTuple):
    """What a check found: only what is new, how many open requests stand at each level or are provisional, and the head of the ledger."""

    today: str
    new: list[NewCard]
    open: dict[str, int]
    revoked: list[RevokedCard]
    provisional: int
    sequence: int
    hash: str

    def plain(self) -> dict[str, object]:
        """Return the check as machine output has it."""
        return {
            "today": self.today,
            "new": self.new,
            "open": self.open,
            "revoked": self.revoked,
            "provisional": self.provisional,
            "head": {"sequence": self.sequence, "hash": self.hash},
        }


def check(desk: Desk, today: date, *, write: bool = True, batch: int = _BATCH) -> Checked:
    """Raise each card that became true up to a day, once, dated that day; without `write` only show them.

    Every batch is a transaction of its own: a check that is broken off has written whole batches, and the next one goes on where it stopped.
    """
    with nothing_swept():
        new, revoked = _written(desk, today, batch) if write else _looked_at(desk, today)
    new.sort(key=lambda card: (card.since, card.number, card.kind))
    return Checked(today.isoformat(), new, levels_open(desk.connection, today), revoked, provisional_open(desk.connection), *history.head(desk.connection))


def _written(desk: Desk, today: date, batch: int) -> tuple[list[NewCard], list[RevokedCard]]:
    make_room(desk.connection)
    with alone(desk.root / LOCK, N_("Another check of this register is running: wait until it has ended.")):
        with transaction(desk.connection):
            run = runs.begin(desk.connection, today)
        reach(desk, today)
        revoked = [RevokedCard(*row) for row in revise(desk, today)]
        new = [*_raise_due(desk, today, batch), *_raise_crossing(desk, today)]
        with transaction(desk.connection):
            runs.end(desk.connection, run, len(new), len(revoked), history.head(desk.connection))
    return new, revoked


def _looked_at(desk: Desk, today: date) -> tuple[list[NewCard], list[RevokedCard]]:
    rules = _rules(desk, today)
    rows = list(store.due(desk.connection, today))
    found = [raising for row in desk.waiting.through(rows, len(rows)) for raising in _judged(row, rules)]
    return [_shown(raising, None) for raising in (*found, *crossing(desk, today).raisings)], [RevokedCard(*row) for row in untrue(desk)]


def _raise_due(desk: Desk, today: date, batch: int) -> Iterator[NewCard]:
    rules = _rules(desk, today)
    with desk.waiting.part(lambda: store.count_due(desk.connection, today)) as done:
        while store.anything_due(desk.connection, today):
            with transaction(desk.connection):
                rows = list(store.due(desk.connection, today, batch))
                judged = [(row, list(_judged(row, rules))) for row in rows]
                found = [raising for _row, raisings in judged for raising in raisings]
                sequences = raise_all(desk, Ledger(desk.connection), found)
                store.settle(desk.connection, ((row, _levels(row, raisings)) for row, raisings in judged), today)
            done(len(rows))
            yield from map(_shown, found, sequences)


def _levels(row: DueRow, raisings: Iterable[Raising]) -> dict[str, tuple[str, int]]:
    return {**row.raised, **{str(raising.raised.level): (store.ALWAYS, raising.raised.turn) for raising in raisings}}


class _Rules(NamedTuple):
    """What every card of a night is judged by: the day, the rules whose cards wait for the office, and the events that put rules in force."""

    today: str
    confirmed: frozenset[str]
    policy: int
    calendar: int


def _rules(desk: Desk, today: date) -> _Rules:
    return _Rules(today.isoformat(), desk.policy.confirmed, desk.rules_sequence("policy"), desk.rules_sequence("calendar"))


def _judged(row: DueRow, rules: _Rules) -> Iterator[Raising]:
    """Yield the cards that are true on a day and were not raised before."""
    for day, level, name, due, person in row.plan:
        before, turn = row.raised.get(level, ("", 0))
        if before < day <= rules.today:
            seen = row.next
            raised = Raised(
                seen.kind,
                Level(level),
                name,
                date.fromisoformat(due),
                seen.subject_kind,
                seen.subject_id,
                seen.item,
                seen.department,
                person,
                seen.limited,
                date.fromisoformat(seen.start_on),
                rules.policy,
                rules.calendar,
                name in rules.confirmed,
                turn + 1,
            )
            yield Raising(date.fromisoformat(day), raised)


def _raise_crossing(desk: Desk, today: date) -> list[NewCard]:
    """Raise what only several requests laid side by side show, and remember up to which event they were looked at."""
    if not any(rule.fact for rule in desk.policy.rules):
        return []
    with transaction(desk.connection):
        found = crossing(desk, today)
        sequences = raise_all(desk, Ledger(desk.connection), found.raisings)
        set_mark(desk, found)
    return list(map(_shown, found.raisings, sequences))


def _shown(raising: Raising, sequence: int | None) -> NewCard:
    raised = raising.raised
    state = CardState.PENDING if raised.pending else CardState.ISSUED
    since = raising.since.isoformat()
    return NewCard(
        raised.subject, raised.item, raised.department, raised.deadline, str(raised.level), raised.due.isoformat(), since, raised.rule, str(state), sequence
    )
