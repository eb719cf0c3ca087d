"""Writing the projections anew from the ledger: after the schema has changed, or when they were found to differ from it."""

from typing import TYPE_CHECKING

from approvals.desk.card import rebuild_cards
from approvals.desk.history import bare_request_of
from approvals.desk.oversight import reproject
from approvals.desk.projection import project
from approvals.store import documents, pieces, requests, rules
from approvals.store.database import transaction

if TYPE_CHECKING:
    from approvals.desk.register import Desk


def rebuild(desk: "Desk") -> int:
    """Write the rows of every card, document and request anew, in one transaction, and return how many requests there are."""
    with transaction(desk.connection):
        numbers = requests.numbers(desk.connection, only_open=False)
        rebuild_cards(desk)
        documents.rebuild(desk.connection)
        for number in desk.waiting.through(numbers, len(numbers)):
            project(desk, bare_request_of(desk, number))
        reproject(desk)
        pieces.fill(desk.connection)
        rules.rebuilt(desk.connection)
    return len(numbers)
