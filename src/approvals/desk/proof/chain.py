"""The chain of the ledger, event by event."""

from collections.abc import Iterable, Iterator

from approvals.language import N_, Sentence
from approvals.store import history
from approvals.store.ledger import event_hash


def chain(events: Iterable[history.StoredEvent]) -> Iterator[Sentence]:
    """Yield every place where the chain is broken: a gap, an event that does not follow the one before, an event that was changed."""
    previous, expected = history.FIRST_PREVIOUS, 0
    for event in events:
        expected += 1
        if event.sequence != expected:
            yield Sentence(N_("Event {expected} is missing: the next one there is {sequence}."), {"expected": expected, "sequence": event.sequence})
            expected = event.sequence
        if event.previous != previous:
            yield Sentence(N_("Event {sequence} does not follow the event before it: its chain is broken."), {"sequence": event.sequence})
        if event.hash != event_hash(event.previous, event[:10]):
            named = {"sequence": event.sequence, "kind": event.subject_kind, "subject": event.subject_id}
            yield Sentence(N_("Event {sequence} ({kind} {subject}) was changed after it was written."), named)
        previous = event.hash
