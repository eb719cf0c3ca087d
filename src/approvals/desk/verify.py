"""The proof that a register is what its events say: every table, from the chain of the ledger to the rules in force."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from approvals.core.anchor import Anchor
from approvals.desk.anchoring import unanchored
from approvals.desk.carried import broken_chains
from approvals.desk.modes import open_to_others
from approvals.desk.numbering import broken_documents
from approvals.desk.proof import cards, chain, personal, requests, rules, schema, upkeep
from approvals.language import Sentence
from approvals.store import history
from approvals.store.database import unmoved

if TYPE_CHECKING:
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
    with unmoved(desk.connection):
        events = list(history.all_events(desk.connection))
        numbers = sorted({event.subject_id for event in events if event.subject_kind == "request"})
        broken = list(unanchored(desk, anchor)) if anchor else []
        sound = list(_bearing(desk, events))
        broken += sound
        if not sound:
            broken += _borne(desk, events, numbers)
        broken = [*broken, *schema.schema(desk), *open_to_others(desk.root)]
        noticed = (*chain.set_back(events), *rules.edited(desk))
    head = events[-1].hash if events else history.FIRST_PREVIOUS
    return Verified(len(events), len(numbers), head, tuple(broken), noticed)


def _bearing(desk: "Desk", events: "list[StoredEvent]") -> Iterator[Sentence]:
    """Yield what is wrong with that on which everything else rests: the file, the chain, the rules in force."""
    found = [*schema.damage(desk), *chain.chain(events), *broken_chains(desk)]
    yield from found
    if not found:
        yield from rules.adopted(desk, events)


def _borne(desk: "Desk", events: "list[StoredEvent]", numbers: list[str]) -> Iterator[Sentence]:
    """Yield what differs from the replay of the events by the rules in force."""
    known = cards.cards_of(events)
    yield from requests.replayed(desk, numbers, known, requests.stored(desk))
    yield from cards.stored(desk, known)
    yield from personal.personal(desk, events)
    yield from broken_documents(desk)
    yield from upkeep.people(desk, events)
    yield from upkeep.messages(desk, cards.posted(known), events)
    yield from upkeep.runs(desk, events)
    yield from upkeep.counters(desk, events)
