"""What `approvals request show` tells of one request: what it is, both dates, and its history."""

from typing import TYPE_CHECKING

from approvals.cli import output
from approvals.cli.history_page import history
from approvals.cli.history_words import told
from approvals.cli.request_pages import dates_named, dates_of
from approvals.core.entry import NAMES, PERSONAL, TYPED, register_of, type_of
from approvals.core.events import Noted, Received
from approvals.core.level import Level
from approvals.core.stage import OPEN, Stage
from approvals.core.words import masked
from approvals.language import N_, Sentence, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from approvals.core.card import CardEntry
    from approvals.core.entry import Entry
    from approvals.core.events import Event
    from approvals.core.request import Fault
    from approvals.desk.listing import RequestView
    from approvals.store.documents import DocumentRow

# What a request's page or its line says already.
_OTHERS = (
    (N_("  agent: {name}"), "agent"),
    (N_("  contact: {name}"), "contact"),
    (N_("  legal representative: {name}"), "legal_representative"),
    (N_("  interested third parties: {name}"), "third_parties"),
)


_ABOVE = frozenset({"item", "source_number", "declared_due", "activity", "by", "applicant_type"})


def show_request(seen: "RequestView", entries: "Sequence[Entry]", faults: "Iterable[Fault]") -> None:
    """Print one request: what it is, both dates, and what happened to it."""
    output.say(N_("{number}  {item} {item_name}"), **seen._asdict())
    output.say(N_("  department: {department_name} ({department})"), **seen._asdict())
    output.say(N_("  applicant: {applicant}"), **seen._asdict())
    _say_others(entries[0].event)
    if seen.source_number and seen.source_number != seen.number:
        output.say(N_("  number at its source: {source_number}"), **seen._asdict())
    output.say(N_("  stage: {stage}"), stage=Stage(seen.stage))
    for template, values in dates_of(seen) if seen.stage in OPEN else dates_named(seen):
        output.say(template, **values)
    _say_days(seen)
    if seen.late_entry:
        output.say(N_("  entered late: the history tells what, why, and by which paper"))
    for fault in faults:
        output.say(N_("  against the rules: {fault}"), fault=fault)
    history((str(entry.sequence), str(entry.happened_on)[:16], _what(entry), _details(entry), entry.actor) for entry in entries)


def _say_others(receipt: "Event") -> None:
    """Name who acts for the applicant, and whose interests the request touches."""
    if isinstance(receipt, Received):
        for template, name in _OTHERS:
            if getattr(receipt, name):
                output.say(template, name=getattr(receipt, name))
        if receipt.applicant_type:
            output.say(N_("  kind of applicant: {kind}"), kind=receipt.applicant_type)
        if receipt.id_code:
            output.say(N_("  code: {code}"), code=masked(receipt.id_code))
        if receipt.electronic:
            output.say(N_("  agrees to electronic delivery"))


def _say_days(seen: "RequestView") -> None:
    level = Level(seen.level)
    if seen.days_left is None:
        if level is not Level.NONE:
            output.say(N_("  finished late: {level}"), level=level)
    elif seen.days_left < 0:
        output.say(N_("  {days} days over: {level}"), days=-seen.days_left, level=level)
    else:
        output.say(N_("  {days} days left: {level}"), days=seen.days_left, level=level)


def _what(entry: "Entry") -> object:
    if isinstance(entry.event, Noted):
        return entry.event.activity
    if entry.amends:
        return Sentence(N_("amends {sequence}"), {"sequence": entry.amends})
    return Sentence(NAMES[type_of(entry.event)])


def _marks(entry: "Entry") -> list[str]:
    """Return what an entry's own words do not say: that it was entered late, why, and by which paper; or from where it came."""
    late = entered_late(entry)
    return ([late] if late else []) + ([] if entry.origin == TYPED else [spoken(origin_told(entry.origin))])


def entered_late(entry: "Entry | CardEntry") -> str:
    """Return why something was entered late and the paper that proves its day, nothing where it was not."""
    return spoken(Sentence(N_("entered late ({reason}, {paper})"), {"reason": entry.late_reason, "paper": entry.paper})) if entry.late else ""


def origin_told(origin: str) -> object:
    """Return from where an event came: typed, with a batch of an import, or with another register."""
    if register := register_of(origin):
        return Sentence(N_("from register {register}"), {"register": register})
    kind, _colon, batch = origin.partition(":")
    return Sentence(N_("imported, batch {batch}"), {"batch": batch}) if kind == "import" else Sentence(N_("typed"))


def _details(entry: "Entry") -> str:
    """Return what an event says in its own words: papers, reasons, materials; names of persons stand above."""
    event = entry.event
    named = PERSONAL.get(type_of(event), frozenset()) | _ABOVE
    values = ((name, value) for name, value in zip(event._fields, event, strict=True) if value and name not in named and value is not True)
    return "；".join(["、".join(value) if isinstance(value, tuple) else spoken(told(event, name, value)) for name, value in values] + _marks(entry))


def say_documents(issued: "Iterable[DocumentRow]") -> None:
    """Name the documents that were issued for a request, where any were."""
    rows = list(issued)
    if not rows:
        return
    from approvals.core.document import DocumentKind  # noqa: PLC0415 - most requests have none

    for row in rows:
        output.say(N_("  printed: {document}, {number}"), document=DocumentKind(row.kind), number=row.number)
