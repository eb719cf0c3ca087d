"""The documents (文书) of a request: which there are follows from its events; what each says is a value, made by `approvals.core.papers`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from approvals.core import events as kinds
from approvals.core.entry import Entry
from approvals.core.events import Event, Outcome
from approvals.language import N_
from approvals.record import NamedTuple


class DocumentKind(StrEnum):
    """What a document is."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    SUPPLIED = "supplied"
    ACCEPTANCE = "acceptance"
    DECLINE = "decline"
    SPECIAL = "special"
    EXTENSION = "extension"
    GRANT = "grant"
    REFUSAL = "refusal"
    DELIVERY = "delivery"
    OVERRUN = "overrun"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _SAID[self], {}


_SAID = {
    DocumentKind.RECEIPT: N_("receipt for materials"),
    DocumentKind.SUPPLEMENT: N_("notice of what is missing"),
    DocumentKind.SUPPLIED: N_("receipt for supplements"),
    DocumentKind.ACCEPTANCE: N_("notice of acceptance"),
    DocumentKind.DECLINE: N_("decision of non-acceptance"),
    DocumentKind.SPECIAL: N_("notice of a special procedure"),
    DocumentKind.EXTENSION: N_("notice of extension"),
    DocumentKind.GRANT: N_("decision granted"),
    DocumentKind.REFUSAL: N_("decision refused"),
    DocumentKind.DELIVERY: N_("record of delivery"),
    DocumentKind.OVERRUN: N_("public explanation of an overrun"),
}
# The word that stands in the number after 机关代字, and the names under which people ask for a document.
WORDS: Mapping[DocumentKind, str] = {
    DocumentKind.RECEIPT: "收",
    DocumentKind.SUPPLEMENT: "补",
    DocumentKind.SUPPLIED: "补收",
    DocumentKind.ACCEPTANCE: "受",
    DocumentKind.DECLINE: "不受",
    DocumentKind.SPECIAL: "特",
    DocumentKind.EXTENSION: "延",
    DocumentKind.GRANT: "准",
    DocumentKind.REFUSAL: "不准",
    DocumentKind.DELIVERY: "送",
    DocumentKind.OVERRUN: "说",
}
NAMES: Mapping[str, DocumentKind] = {
    "收件凭证": DocumentKind.RECEIPT,
    "补正告知书": DocumentKind.SUPPLEMENT,
    "补正材料收件凭证": DocumentKind.SUPPLIED,
    "受理通知书": DocumentKind.ACCEPTANCE,
    "不予受理决定书": DocumentKind.DECLINE,
    "特别程序告知书": DocumentKind.SPECIAL,
    "延长办理期限告知书": DocumentKind.EXTENSION,
    "准予决定书": DocumentKind.GRANT,
    "不予决定书": DocumentKind.REFUSAL,
    "送达回证": DocumentKind.DELIVERY,
    "超期说明": DocumentKind.OVERRUN,
    **{str(kind): kind for kind in DocumentKind},
}
# Those that go over the counter and need no whole sheet.
SMALL = frozenset({DocumentKind.RECEIPT, DocumentKind.SUPPLIED})


class Sheet(NamedTuple):
    """A table inside a document: the titles of its columns, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Document(NamedTuple):
    """What a document says, in the order in which it stands on the sheet; empty parts are left out.

    `addressee` is whom it is written to, `dates` the dates by name, `form` the rows of a form, `signed` the organ whose seal it bears, `blanks`
    what is filled in by hand at its foot, `contacts` where to ask.
    """

    kind: DocumentKind
    number: str
    title: str
    signed: str
    signed_on: date
    addressee: str = ""
    paragraphs: tuple[str, ...] = ()
    sheet: Sheet | None = None
    form: tuple[tuple[str, str], ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    closing: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()

    @property
    def unreviewed(self) -> bool:
        """Tell whether it speaks of review without naming the body that reviews."""
        return len(self.remedies) == 1


class Owed(NamedTuple):
    """A document that an event of a request makes; `number` is the one that was typed with the event, empty where none was."""

    kind: DocumentKind
    about: Entry
    number: str = ""


def owed(standing: Iterable[Entry]) -> Iterator[Owed]:
    """Yield the documents that events make, as their amendments leave them, in the order of the ledger."""
    for entry in standing:
        kind = kind_of(entry.event)
        if kind:
            yield Owed(kind, entry, typed_number(entry.event))


_KINDS: Mapping[type[Event], DocumentKind] = {
    kinds.Received: DocumentKind.RECEIPT,
    kinds.SupplementRequested: DocumentKind.SUPPLEMENT,
    kinds.Supplied: DocumentKind.SUPPLIED,
    kinds.Accepted: DocumentKind.ACCEPTANCE,
    kinds.Declined: DocumentKind.DECLINE,
    kinds.StopNoticed: DocumentKind.SPECIAL,
    kinds.Extended: DocumentKind.EXTENSION,
    kinds.Delivered: DocumentKind.DELIVERY,
}


def kind_of(event: Event) -> DocumentKind | None:
    """Return the document that an event makes; a procedure without the days it needs makes none, for it tells nothing (行政许可法 45)."""
    if isinstance(event, kinds.Stopped):
        return None if event.days is None else DocumentKind.SPECIAL
    if isinstance(event, kinds.Decided):
        return DocumentKind.GRANT if event.outcome is Outcome.GRANTED else DocumentKind.REFUSAL
    if isinstance(event, kinds.Published):
        return DocumentKind.OVERRUN if event.reason else None
    return _KINDS.get(type(event))


def typed_number(event: Event) -> str:
    """Return the number that was typed with an event for its own document, empty for papers of others: a government's order, a higher authority's result."""
    if isinstance(event, kinds.Delivered):
        return event.record.strip()
    return str(getattr(event, "document", "")).strip() if kind_of(event) or isinstance(event, kinds.Stopped) else ""


def series_of(mark: str, kind: DocumentKind, year: int) -> str:
    """Return what the numbers of a department, kind and year begin with: 云开资规受〔2026〕."""
    return f"{mark}{WORDS[kind]}〔{year}〕"


def numbered(series: str, serial: int) -> str:
    """Return the number of a place in its series: 云开资规受〔2026〕第0123号."""
    return f"{series}第{serial:04}号"


_NUMBER = r"(?P<mark>.+)[〔［\[（(【](?P<year>\d{4})[〕］\])）】]\s*第?\s*0*(?P<serial>\d+)\s*号"
_BRACKETS = (("〔", "〕"), ("［", "］"), ("[", "]"), ("（", "）"), ("(", ")"), ("【", "】"))


def spellings(number: str) -> tuple[str, ...]:
    """Return every way in which people write the same number: 〔2026〕2号, 〔2026〕第2号, [2026]第0002号."""
    form = re.fullmatch(_NUMBER, number.strip())
    if not form:
        return (number,)
    serials = dict.fromkeys(f"{int(form['serial']):0{width}}" for width in range(1, 5))
    found = [
        f"{form['mark']}{opening}{form['year']}{closing}{ordinal}{serial}号" for opening, closing in _BRACKETS for ordinal in ("第", "") for serial in serials
    ]
    return tuple(dict.fromkeys((number, *found)))
