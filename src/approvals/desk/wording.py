"""What a document says: the request as it stood when the document was issued, in the words of `approvals.core.papers`."""

from functools import cached_property
from typing import TYPE_CHECKING

from approvals.core.document import Document, DocumentKind, Owed
from approvals.core.events import Decided, Outcome, Received
from approvals.core.fold import amended, replay
from approvals.core.late import local
from approvals.core.papers import Brief, compose
from approvals.core.papers.ending import decision_title
from approvals.core.wording import written
from approvals.desk.history import ERASED, entries_of, query_code
from approvals.desk.past import Past
from approvals.errors import RegisterUnfit
from approvals.language import N_
from approvals.store import documents as store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from approvals.core.entry import Entry
    from approvals.core.guide import Department, Item
    from approvals.core.law import Law
    from approvals.core.request import Request
    from approvals.desk.register import Desk


class RequestAt:
    """A request as the ledger told of it right after an event, and the rules in force then."""

    def __init__(self, desk: "Desk", number: str, sequence: int) -> None:
        """Look back from an open register."""
        self.desk, self.number, self.past = desk, number, Past(desk, sequence)

    @cached_property
    def standing(self) -> "list[Entry]":
        """Return its entries as their amendments leave them."""
        return amended(self.past.written(entries_of(self.desk, self.number)))

    @property
    def item(self) -> str:
        """Return the code of its item."""
        first = self.standing[0].event
        return first.item if isinstance(first, Received) else ""

    @cached_property
    def law(self) -> "Law":
        """Return what it was judged by."""
        return self.past.law(self.item)

    @cached_property
    def department(self) -> "Department":
        """Return the department that answers for it."""
        return self.past.department(self.desk.department_of(self.item))

    @cached_property
    def request(self) -> "Request":
        """Return it on all of its entries."""
        return replay(self.number, self.standing, self.law, self.standing[-1].day)

    def right_after(self, about: "Entry") -> "Request":
        """Return it right after an entry: what happened later is left out."""
        place = self.standing.index(about)
        before = [entry for at, entry in enumerate(self.standing) if entry.day < about.day or (entry.day == about.day and at <= place)]
        return replay(self.number, before, self.law, about.day)


def words_of(at: RequestAt, one: Owed, number: str, replaced: str = "") -> Document:
    """Return what a document of a request says under its number; `replaced` is that of the one it was issued in place of."""
    request = at.right_after(one.about)
    item = at.law.binding(request)
    if not item:
        raise RegisterUnfit(N_("Item {item} of request {number} is in no adopted guide: adopt the guide that holds it."), item=at.item, number=at.number)
    organ = item.in_name_of or at.department.in_name_of or at.department.full_name or at.department.name
    brief = Brief(
        one.kind,
        number,
        request._replace(applicant="（个人信息已删除）" if request.applicant == ERASED else request.applicant),
        one.about,
        item,
        at.department,
        organ,
        at.law,
        review_body=_review_body(at, organ, own=not (item.in_name_of or at.department.in_name_of)),
        code=query_code(at.desk, at.number),
        person=at.past.name_of(one.about.actor),
        delivered=tuple(_delivered(at, item)) if one.kind is DocumentKind.DELIVERY else (),
    )
    document = compose(brief)
    if one.kind is DocumentKind.DECLINE and not at.law.practice.remedies:
        raise RegisterUnfit(
            N_("A decision of non-acceptance tells the remedies: write them in policy.toml, [remedies] text, and run `approvals adopt policy`.")
        )
    return document._replace(closing=(*document.closing, *_remarks(at, one.about, replaced)))


def _remarks(at: RequestAt, about: "Entry", replaced: str) -> "Iterator[str]":
    """Yield what the document's own words do not say: that its day was put on record later, and which document it replaces."""
    if about.late:
        recorded = local(about.recorded_at, at.desk.offset).date()
        yield f"补录：本文书所记{written(about.day)}的事项，于{written(recorded)}录入，以{about.paper}为凭。"
    if replaced:
        yield f"本文书替代{replaced}，原文书同时作废。"


def _review_body(at: RequestAt, organ: str, *, own: bool) -> str:
    practice = at.law.practice
    return dict(practice.reviews).get(organ, practice.review_body if own else "")


def _delivered(at: RequestAt, item: "Item") -> "list[tuple[str, str]]":
    """Return the decision that was handed over: its title, and its number where it has one."""
    if not at.request.outcome:
        return []
    granted = at.request.outcome is Outcome.GRANTED
    kind = DocumentKind.GRANT if granted else DocumentKind.REFUSAL
    rows = [row for row in store.of_request(at.desk.connection, at.number) if row.kind == kind and row.sequence <= at.past.sequence]
    typed = [entry.event.document for entry in at.standing if isinstance(entry.event, Decided)]
    number = rows[-1].number if rows else typed[-1] if typed else ""
    return [(decision_title(item.kind, granted=granted), number)]
