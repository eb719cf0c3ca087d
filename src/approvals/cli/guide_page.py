"""One item as the terminal shows it: empty fields are left out."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from approvals.cli import output
from approvals.language import N_, Sentence
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from approvals.core.guide import Item, Limit
    from approvals.desk.guide import Listed

Line = tuple[str, Mapping[str, object]]
_CODES = (
    (N_("  base code: {code}"), "base_code"),
    (N_("  implementation code: {code}"), "implementation_code"),
    (N_("  code of the variant: {code}"), "variant_code"),
)


def item_page(entry: "Listed", today: date) -> None:
    """Print an item as it stands on a day: limits side by side with their law, then what the applicant needs."""
    item, department = entry.item, entry.department
    output.say(N_("{code}  {name}"), code=item.code, name=item.name)
    for template, values in (*_offer(item, today), *_lines(entry)):
        output.say(template, **values)
    _limits(item)
    if item.materials:
        output.say(N_("Materials"))
        columns = (
            Column(N_("Material"), Kind.PROSE, keep=True),
            Column(N_("Originals"), Kind.NUMBER),
            Column(N_("Copies"), Kind.NUMBER),
            Column(N_("Source"), Kind.PROSE),
            Column(N_("Required")),
        )
        output.table(columns, [(m.name, str(m.originals), str(m.copies), m.issuer or m.source, m.required) for m in item.materials])
    if item.steps:
        output.say(N_("Steps"))
        output.table(
            (Column(N_("Step"), Kind.PROSE, keep=True), Column(N_("Limit"), keep=True), Column(N_("Post"))), [(s.name, s.limit, s.post) for s in item.steps]
        )
    for procedure in item.special_procedures:
        known = procedure.cap or procedure.typical
        template = N_("Special procedure: {name}, at most {limit} ({basis})") if procedure.cap else N_("Special procedure: {name}, usually {limit} ({basis})")
        output.say(template if known else N_("Special procedure: {name} ({basis})"), name=procedure.name, limit=known, basis=procedure.basis)
    for fee in item.fees:
        output.say(N_("Fee: {name}, {standard} ({basis})"), **fee._asdict())
    if not item.fees:
        output.say(N_("No fee."))
    if item.illustrative:
        output.say(N_("Materials, steps and the promise are illustrative."))
    if department.hotline:
        output.say(N_("Enquiries {hotline}, complaints {complaint_line}"), **department._asdict())


def _offer(item: "Item", today: date) -> Iterator[Line]:
    """Yield from when to when nobody may apply, and why; a suspension that is over is left out."""
    if item.withdrawn:
        yield N_("  withdrawn from {first}: {reason}"), item.withdrawn._asdict()
    if item.suspended and not (item.suspended.last and item.suspended.last < today):
        template = N_("  suspended from {first} to {last}: {reason}") if item.suspended.last else N_("  suspended from {first}: {reason}")
        yield template, item.suspended._asdict()


def _lines(entry: "Listed") -> Iterator[Line]:
    item, department = entry.item, entry.department
    yield N_("  department: {name} ({code})"), {"name": department.name, "code": department.code}
    yield N_("  kind: {kind}, {handling}"), {"kind": item.kind, "handling": item.handling}
    for template, code in _CODES:
        if value := getattr(item, code):
            yield template, {"code": value}
    if in_name_of := item.in_name_of or department.in_name_of:
        yield N_("  in the name of: {organ}"), {"organ": in_name_of}
    if item.bases:
        yield N_("  legal basis: {bases}"), {"bases": tuple(str(basis) for basis in item.bases)}
    for condition in item.conditions:
        yield N_("  condition: {condition}"), {"condition": condition}
    if item.supplement:
        template = (
            N_("  missing materials told within {limit}, else deemed accepted ({basis})")
            if item.supplement.deemed
            else N_("  missing materials told within {limit} ({basis})")
        )
        yield template, item.supplement._asdict()
    if item.extension:
        yield N_("  extension: {limit} by {approver} ({basis})"), item.extension._asdict()
    if item.renewal:
        yield N_("  renewal: apply {apply_before} before expiry ({basis})"), item.renewal._asdict()
    if item.result:
        yield N_("  result: {name}"), {"name": item.result.name}


def _limits(item: "Item") -> None:
    columns = (
        Column(N_("Limit"), keep=True),
        Column(N_("Amount"), keep=True),
        Column(N_("From")),
        Column(N_("Until")),
        Column(N_("Basis"), Kind.PROSE, priority=1),
        Column(N_("Read"), Kind.PROSE),
    )
    named: tuple[tuple[str, Limit | None], ...] = ((N_("statutory"), item.statutory), (N_("promised"), item.promised))
    rows = [(Sentence(name), limit.limit, limit.starts, limit.ends, limit.basis, _read(limit)) for name, limit in named if limit]
    if item.original:
        rows.append((Sentence(N_("original")), item.original, "", "", "", ""))
    output.table(columns, rows)


def _read(limit: "Limit") -> object:
    if not limit.grade:
        return ""
    return Sentence(N_("{grade}, {date}"), {"grade": limit.grade, "date": limit.checked}) if limit.checked else limit.grade
