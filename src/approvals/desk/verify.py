"""The proof that a register is what its events say: the chain whole, every stored date equal to the replay, the rules as adopted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from approvals.desk.adoption import digest_of
from approvals.desk.carried import broken_chains
from approvals.desk.listing import bare_request_of
from approvals.desk.modes import open_to_others
from approvals.desk.numbering import broken_documents
from approvals.desk.projection import rows_of
from approvals.language import N_, Sentence
from approvals.store import deadlines, history, requests, rules
from approvals.store.ledger import event_hash

if TYPE_CHECKING:
    from approvals.desk.register import Desk


class Verified(NamedTuple):
    """How much was verified, the head of the chain, and every broken place."""

    events: int
    requests: int
    head: str
    broken: tuple[Sentence, ...]


def verify(desk: "Desk") -> Verified:
    """Verify the chain event by event, then each request's rows against the replay of its events, then the adopted files."""
    broken = list(_chain(desk))
    numbers = requests.numbers(desk.connection, only_open=False)
    if not broken:
        broken += [sentence for number in numbers for sentence in _projection(desk, number)]
    broken += broken_documents(desk)
    broken += broken_chains(desk)
    broken += _rules(desk)
    broken += open_to_others(desk.root)
    events, head = history.head(desk.connection)
    return Verified(events, len(numbers), head, tuple(broken))


def _chain(desk: "Desk") -> Iterator[Sentence]:
    previous, expected = history.FIRST_PREVIOUS, 0
    for event in history.all_events(desk.connection):
        expected += 1
        if event.sequence != expected:
            yield Sentence(N_("Event {expected} is missing: the next one there is {sequence}."), {"expected": expected, "sequence": event.sequence})
            expected = event.sequence
        if event.previous != previous:
            yield Sentence(N_("Event {sequence} does not follow the event before it: its chain is broken."), {"sequence": event.sequence})
        if event.hash != event_hash(event.previous, tuple(event[:10])):
            yield Sentence(N_("Event {sequence} ({kind} {subject}) was changed after it was written."), _named(event))
        previous = event.hash


def _named(event: history.StoredEvent) -> dict[str, object]:
    return {"sequence": event.sequence, "kind": event.subject_kind, "subject": event.subject_id}


def _projection(desk: "Desk", number: str) -> Iterator[Sentence]:
    found = rows_of(desk, bare_request_of(desk, number))
    if requests.find(desk.connection, number) != found.row:
        yield Sentence(N_("Request {number} is not stored as its events say."), {"number": number})
    if deadlines.of_subject(desk.connection, "request", number) != sorted(found.deadlines, key=lambda deadline: deadline.kind):
        yield Sentence(N_("The deadlines of request {number} are not stored as its events say."), {"number": number})


def _rules(desk: "Desk") -> Iterator[Sentence]:
    for kind in ("guide", "calendar", "policy", "staff", "mapping"):
        for row in rules.in_force(desk.connection, kind):
            if digest_of(row.content.encode()) != row.hash:
                yield Sentence(N_("{name} is not kept as it was adopted."), {"name": row.name})
