"""What one walk through the ledger gathers for the proofs that come after it: all but the events of requests, which are walked through once more."""

from collections.abc import Iterable, Iterator

from approvals.language import N_, Sentence
from approvals.store.history import FIRST_PREVIOUS, StoredEvent


class Gathered:
    """The events that are not of requests, in the order of the ledger, and what is told by all of them."""

    def __init__(self) -> None:
        """Begin before the first event."""
        self.events = 0
        self.head = FIRST_PREVIOUS
        self.others: list[StoredEvent] = []
        self.counted: dict[str, int] = {}
        self.set_back: list[Sentence] = []

    def through(self, events: Iterable[StoredEvent]) -> Iterator[StoredEvent]:
        """Hand the events on as they come."""
        recorded, event = "", None
        for event in events:
            if event.subject_kind != "request":
                self.others.append(event)
            elif event.type == "received" and event.origin == "typed":
                self._count(event.subject_id)
            if event.recorded_at < recorded:
                self.set_back.append(set_back(event.sequence, event.recorded_at, recorded))
            recorded = event.recorded_at
            self.events += 1
            yield event
        if event:
            self.head = event.hash

    def _count(self, number: str) -> None:
        """Take in a number that was given out over the counter."""
        year, _dash, place = number.partition("-")
        if place.isdecimal():
            self.counted[f"request/{year}"] = max(self.counted.get(f"request/{year}", 0), int(place))


def set_back(sequence: int, recorded: str, before: str) -> Sentence:
    """Return what to say of an event recorded before the one in front of it: the clock of the machine was set back, or somebody wanted it so."""
    template = N_("Event {sequence} was recorded at {recorded}, before the event in front of it ({before}): the clock of the machine was set back.")
    return Sentence(template, {"sequence": sequence, "recorded": recorded, "before": before})
