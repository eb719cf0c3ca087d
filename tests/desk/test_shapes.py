"""Requests that lived alike share a replay; what a row could follow from keeps them apart."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from approvals.desk.proof.shapes import Shapes
from approvals.desk.register import Desk, open_register
from approvals.store import audit
from approvals.store.history import StoredEvent


@pytest.fixture
def desk(sample: Path) -> Iterator[Desk]:
    opened = open_register(sample, date(2026, 11, 24))
    yield opened
    opened.connection.close()


def lives(desk: Desk) -> list[list[StoredEvent]]:
    return [list(events) for _number, events in groupby(audit.requests(desk.connection), key=lambda event: event.subject_id)]


def twin(events: list[StoredEvent]) -> list[StoredEvent]:
    """Return the same life of another applicant, later in the ledger."""
    other = f"sha256:{'0' * 64}"
    return [event._replace(sequence=event.sequence + 500, subject_id="T-1", payload=re.sub("sha256:[0-9a-f]{64}", other, event.payload)) for event in events]


def test_a_twin_has_the_rows_that_it_has_alone(desk: Desk) -> None:
    shared, served = Shapes(desk), 0
    for events in lives(desk):
        mine, its = shared.of(events[0].subject_id, events, {}), shared.of("T-1", twin(events), {})
        assert its[:-1] == mine[:-1] == Shapes(desk).of("T-1", twin(events), {})[:-1]
        served += its is mine
    assert served > 10


@pytest.mark.parametrize(
    ("place", "changed"),
    [
        (0, {"happened_on": "2026-03-03"}),
        (0, {"recorded_at": "2026-11-25T08:00:00.000Z"}),
        (-1, {"actor": "somebody"}),
        (-1, {"origin": "import:legacy/0001"}),
        (-1, {"type": "mended", "payload": '{"what":"补盖公章"}'}),
    ],
)
def test_what_a_row_could_follow_from_keeps_two_apart(desk: Desk, place: int, changed: dict[str, Any]) -> None:
    shared, events = Shapes(desk), next(events for events in lives(desk) if len(events) > 1)
    other = twin(events)
    other[place] = other[place]._replace(**changed)
    assert shared.of("T-1", other, {}) is not shared.of(events[0].subject_id, events, {})


def test_an_amended_request_shares_with_nobody(desk: Desk) -> None:
    shared, events = Shapes(desk), next(events for events in lives(desk) if len(events) > 1)
    events[-1] = events[-1]._replace(amends=events[0].sequence)
    assert shared.of("T-1", events, {}) is not shared.of(events[0].subject_id, events, {})
