"""The proof that a register is what its events say: every table, from the chain of the ledger to the rules in force."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from approvals.core.anchor import Anchor
from approvals.desk.anchoring import unanchored
from approvals.desk.carried import broken_chains
from approvals.desk.modes import open_to_others
from approvals.desk.numbering import broken_documents
from approvals.desk.proof import cards, chain, personal, pieces, rules, schema, upkeep
from approvals.desk.proof.gathered import Gathered
from approvals.desk.proof.requests import Replay, others
from approvals.desk.sweeping import nothing_swept
from approvals.errors import Refusal
from approvals.language import N_, Sentence
from approvals.record import NamedTuple
from approvals.store import audit, history
from approvals.store.database import unmoved

if TYPE_CHECKING:
    from approvals.core.card import Card
    from approvals.desk.register import Desk
    from approvals.store.history import StoredEvent


class Verified(NamedTuple):
    """How much was verified, the head of the chain, every broken place, and what is worth a look without being broken."""

    events: int
    requests: int
    head: str
    broken: tuple[Sentence, ...]
    noticed: tuple[Sentence, ...] = ()


def verify(desk: "Desk", anchor: Anchor | None = None) -> Verified:
    """Verify chain, schema, rules in force, cards and requests, all of one moment: what others write meanwhile is left out.

    With an anchor, also that the chain still leads through it.
    """
    gathered = Gathered()
    with unmoved(desk.connection), nothing_swept():
        broken = list(unanchored(desk, anchor)) if anchor else []
        sound = list(_bearing(desk, gathered))
        broken += [*sound, *schema.schema(desk), *open_to_others(desk.root)]
        requests, borne = audit.count_requests(desk.connection), [] if sound else list(_borne(desk, gathered))
        noticed = (*gathered.set_back, *rules.edited(desk))
    return Verified(gathered.events, requests, gathered.head, (*broken, *borne), noticed)


def _bearing(desk: "Desk", gathered: Gathered) -> Iterator[Sentence]:
    """Yield what is wrong with that on which everything else rests: the file, the chain, the rules in force."""
    found = [*schema.damage(desk), *chain.chain(gathered.through(_walked(desk))), *_readable("carried", lambda: broken_chains(desk))]
    yield from found
    if not found:
        yield from _readable("adopted", lambda: rules.adopted(desk, gathered.others))


def _walked(desk: "Desk") -> "Iterable[StoredEvent]":
    """Return the events of the ledger, with whoever waits told how far the walk is."""
    return desk.waiting.through(history.all_events(desk.connection), lambda: history.head(desk.connection)[0])


def _borne(desk: "Desk", gathered: Gathered) -> Iterator[Sentence]:
    """Yield what differs from the replay of the events by the rules in force."""
    events = gathered.others
    known, unreadable = _known(gathered)
    yield from unreadable
    yield from _readable("request", lambda: Replay(desk, known, personal.Lawful(desk, events)).differing())
    yield from _readable("deadline", lambda: others(desk, known))
    yield from _readable("piece", lambda: pieces.names(desk))
    yield from _readable("card", lambda: cards.stored(desk, known))
    yield from _readable("personal", lambda: personal.others(desk, events, personal.Lawful(desk, events)))
    yield from _readable("document", lambda: broken_documents(desk))
    yield from _readable("pin", lambda: upkeep.people(desk, events))
    yield from _readable("outbox", lambda: upkeep.messages(desk, cards.posted(known), events))
    yield from _readable("run", lambda: upkeep.runs(desk, events))
    yield from _readable("counter", lambda: upkeep.counters(desk, gathered))
    yield from upkeep.unsealed(desk)


def _known(gathered: Gathered) -> "tuple[list[Card], list[Sentence]]":
    """Return the cards as their events leave them, or what is wrong with those."""
    known: list[Card] = []

    def read() -> Iterator[Sentence]:
        known.extend(cards.cards_of(gathered.others))
        yield from ()

    return known, list(_readable("card", read))


def _readable(table: str, proof: Callable[[], Iterable[Sentence]]) -> Iterator[Sentence]:
    """Yield what a proof finds; where an event holds what this program never wrote, that is what it finds."""
    try:
        yield from proof()
    except (Refusal, ValueError, KeyError, TypeError, IndexError, AttributeError):
        yield Sentence(N_("{table} cannot be compared with its events: one of them holds what approvals never wrote."), {"table": table})
