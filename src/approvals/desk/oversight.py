"""All matters of oversight together: computed anew after an adoption, or replayed to be compared."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from approvals.core.oversight.duty import DUTY
from approvals.core.oversight.matter import Matter, Noun
from approvals.core.oversight.nouns import NOUNS
from approvals.desk.duty import count_records, duties, duty_in_force, horizon, project_duties
from approvals.desk.matter import find_matter, opened, project_matter, recorded
from approvals.store import matters as store
from approvals.store.database import transaction

if TYPE_CHECKING:
    from approvals.core.dates import When
    from approvals.desk.register import Desk

# Adopting these can move a date of a matter.
MOVING = frozenset({"calendar", "policy", "oversight"})


def begin(desk: "Desk", noun: Noun, event: Any, on: "When") -> Matter:  # noqa: ANN401 - any event that opens a matter
    """Open a matter, which may fulfil duties, and return it with its number."""
    with transaction(desk.connection):
        matter = opened(desk, noun, event, on)
        count_records(desk, noun.kind)
    return matter


def go_on(desk: "Desk", noun: Noun, number: str, event: Any, on: "When") -> Matter:  # noqa: ANN401 - any event of a matter
    """Append what happened to a matter; one that is voided fulfils no duty any more."""
    with transaction(desk.connection):
        matter = recorded(desk, noun, number, event, on)
        count_records(desk, noun.kind)
    return matter


def reproject(desk: "Desk") -> None:
    """Compute every matter anew, in the transaction at hand."""
    for noun, number in _known(desk):
        project_matter(desk, noun, find_matter(desk, noun, number))
    project_duties(desk, desk.today)


def _known(desk: "Desk") -> Iterator[tuple[Noun, str]]:
    for noun in NOUNS.values():
        yield from ((noun, number) for number in store.subjects(desk.connection, noun.kind))


def matters_as_replayed(desk: "Desk") -> Iterator[tuple[Noun, Matter]]:
    """Yield every matter as its events leave it, and every duty as its file and its events do."""
    yield from ((noun, find_matter(desk, noun, number)) for noun, number in _known(desk))
    yield from ((DUTY, duty_in_force(desk, duty, horizon(desk))) for duty in duties(desk).values())
