"""From the rows of a request to what happened to it, by a mapping."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from approvals.core.applicant import TYPE_WORDS, ApplicantType
from approvals.core.dates import When, day_of
from approvals.core.entry import type_of
from approvals.core.events import Accepted, Completed, Decided, Declined, Delivered, Event, Forwarded, Noted, Outcome, Received, Terminated, Withdrawn
from approvals.core.mapping import COMPLETE, DATED, FIRST_ROW, IGNORED, FileMapping, RowKind
from approvals.core.rules.problem import Problem
from approvals.errors import WrongUsage
from approvals.exchange.cells import RowCells, shown
from approvals.exchange.fault import Fault, cell, each, empty, whole
from approvals.exchange.identity import checked_code
from approvals.exchange.log import ITEM, Case, Layout, LogRow
from approvals.language import N_
from approvals.record import NamedTuple

# Things of one day are put in the order in which they can only have happened.
_RANK = {"received": 0, "noted": 1, "accepted": 2, "declined": 3, "withdrawn": 3, "terminated": 3, "forwarded": 3, "decided": 4, "completed": 5, "delivered": 6}
# A number that begins so is an option to the command line, or a formula to a spreadsheet.
_NO_START = ("=", "+", "-", "@")


class Happening(NamedTuple):
    """Something that happened: the row and field that tell of it; `own` where the row is just this event, done `by` somebody."""

    row: int
    field: str
    when: When
    event: Event
    own: bool = False
    by: str = ""


class Taken(NamedTuple):
    """A request as the table tells it: the lines of its rows, and what happened in its order, the receipt first.

    `receipt` is None where the table only adds to requests that the register holds.
    """

    number: str
    row: int
    lines: tuple[int, ...]
    receipt: Received | None
    happenings: tuple[Happening, ...]


class _OwnRow(NamedTuple):
    line: int
    kind: str
    when: When
    activity: str
    by: str
    transition: str
    outcome: Outcome | None
    remark: str


class Taker:
    """Takes requests by a mapping, as of a day; `codes` are the codes of items by what the mapping names them by."""

    def __init__(self, mapping: FileMapping, layout: Layout, today: date, codes: Mapping[str, str] | None = None) -> None:
        """Hold the mapping and the fields it has columns for."""
        self._mapping, self._layout, self._today, self._codes = mapping, layout, today, codes or {}

    def column(self, field: str) -> str:
        """Return the column of a field, the field itself where a constant stands in for it."""
        return self._layout.columns.get(field, field)

    def take(self, case: Case) -> tuple[Taken | None, tuple[Fault, ...]]:
        """Return the request, None where it cannot be taken, and what is wrong with its rows."""
        if not case.number:
            return None, tuple(Fault(row.line, empty(self.column("number"))) for row in case.rows)
        if self._mapping.row is RowKind.EVENT:
            return self._take(case, case.rows)
        first, *others = case.rows
        taken, faults = self._take(Case(case.number, [first]), ())
        template = N_("the number stands in row {row} already")
        again = (Fault(row.line, cell(self.column("number"), case.number, template, row=first.line)) for row in others)
        return taken, (*faults, *again)

    def _take(self, case: Case, own: Sequence[LogRow]) -> tuple[Taken | None, tuple[Fault, ...]]:
        first = case.rows[0]
        cells = RowCells(self._mapping, self._layout, self._layout.case, first.case, self._today)
        reading = _CaseReading(cells, self._mapping, self._codes)
        wrong = [*((first.line, problem) for problem in cells.problems), *self._contradictions(case)]
        if wrong:
            return None, whole(wrong, len(case.rows))
        rows, faults = self._own_rows(own)
        if faults and not rows:
            return None, faults
        happenings = sorted(reading.happenings(first.line, rows), key=_by_rows if self._mapping.by_rows else _order)
        if not self._mapping.known and (not happenings or type_of(happenings[0].event) != "received"):
            return None, (*faults, *whole([(first.line, empty(self.column("received")))], len(case.rows) - len(faults)))
        return Taken(case.number, first.line, tuple([row.line for row in case.rows]), reading.receipt, tuple(happenings)), faults

    def _contradictions(self, case: Case) -> Iterator[tuple[int, Problem]]:
        """Yield where the rows of a request differ in the columns that repeat."""
        first = case.rows[0]
        for row in case.rows[1:]:
            if row.case is not first.case:
                for field, value, other in zip(self._layout.case, row.case, first.case, strict=True):
                    if value != other and field != "number":
                        template = N_("row {row} of the same request says “{other}”")
                        yield row.line, cell(self.column(field), shown(field, value), template, row=first.line, other=shown(field, other))

    def _own_rows(self, rows: Sequence[LogRow]) -> tuple[list[_OwnRow], tuple[Fault, ...]]:
        found: list[_OwnRow] = []
        faults: list[Fault] = []
        for row in rows:
            cells = RowCells(self._mapping, self._layout, self._layout.own, row.own, self._today)
            read = self._own_row(row.line, cells)
            faults += each(row.line, cells.problems)
            found += [read] if read and read.kind != IGNORED and not cells.problems else []
        found.sort(key=lambda row: (day_of(row.when).isoformat() if self._mapping.by_rows else row.when.isoformat(), row.line))
        return found, tuple(faults)

    def _own_row(self, line: int, cells: RowCells) -> _OwnRow | None:
        activity, when, by, transition = cells.needed("activity"), cells.past("at"), cells.text("by"), cells.text("transition")
        kind = self._mapping.event_of(activity) if activity else None
        if activity and not kind:
            cells.wrong("activity", N_("the mapping does not say what this activity is: add it to [activities]"))
        if not when and not cells.raw("at"):
            cells.problems.append(empty(self.column("at")))
        if transition.lower() in {"", COMPLETE}:
            transition = ""
        outcome, remark = _outcome(cells, self._mapping, "verdict") if kind == "decided" and cells.raw("verdict") else None, cells.text("remark")
        if outcome is Outcome.REFUSED and not remark:
            cells.problems.append(empty(self.column("remark")))
        # What has only begun, or was scheduled, is no stage yet.
        return _OwnRow(line, "noted" if transition else kind, when, activity, by, transition, outcome, remark) if kind and when else None


class _CaseReading:
    """What the columns that repeat tell of a request; reading them gathers what is wrong in `cells`."""

    def __init__(self, cells: RowCells, mapping: FileMapping, codes: Mapping[str, str]) -> None:
        self._mapping = mapping
        number = cells.needed("number")
        if number.startswith(_NO_START):
            cells.wrong("number", N_("a number does not begin with =, +, - or @"))
        self.receipt = None if mapping.known else _receipt(cells, mapping, number, codes)
        self._outcome, self._ground, self._reason = _outcome(cells, mapping, "outcome"), cells.text("ground"), cells.text("reason")
        self._completion, self._certificate, self._to = _completion(cells, mapping), cells.text("certificate"), cells.text("forwarded_to")
        self._told = [(field, when) for field in DATED if (when := cells.past(field))]
        if not self._ground and any(field == "declined" for field, _ in self._told):
            cells.problems.append(empty(cells.column("ground")))
        if not self._reason and self._outcome is Outcome.REFUSED:
            cells.problems.append(empty(cells.column("reason")))

    def happenings(self, line: int, rows: Sequence[_OwnRow]) -> Iterator[Happening]:
        """Yield what the columns tell and what the rows do; an event that has happened already is noted when it comes again."""
        reached = {field for field, _ in self._told}
        yield from (Happening(line, field, when, self._event(field)) for field, when in self._told)
        for row in rows:
            again = row.kind == "noted" or row.kind in reached
            reached.add(row.kind)
            event = Noted(row.activity, row.by, row.transition) if again else self._event(row.kind, row)
            yield Happening(row.line, "activity", row.when, event, own=True, by=row.by)
        if rows and self.receipt and "received" not in reached and self._mapping.values.get("received") == FIRST_ROW:
            yield Happening(rows[0].line, "at", rows[0].when, self.receipt)

    def _event(self, kind: str, row: _OwnRow | None = None) -> Event:
        """Return the event of a kind, with what its own row says of it before what the whole request says."""
        remark, activity = (row.remark, row.activity) if row else ("", "")
        outcome, reason = row.outcome if row and row.outcome else self._outcome, remark or self._reason
        made: dict[str, Callable[[], Event]] = {
            "accepted": Accepted,
            "declined": lambda: Declined(self._ground or remark or activity),
            "forwarded": lambda: Forwarded(self._to or remark or activity),
            "decided": lambda: Decided(outcome, self._reason if outcome is Outcome.GRANTED else reason),
            "completed": lambda: Terminated(reason or activity) if self._completion == "terminated" else Completed(self._completion, self._certificate),
            "delivered": Delivered,
            "withdrawn": lambda: Withdrawn(reason),
            "terminated": lambda: Terminated(reason or activity),
        }
        return self.receipt if self.receipt and kind == "received" else made[kind]()


def _order(happening: Happening) -> tuple[bool, date, int, str, int]:
    kind = type_of(happening.event)
    return kind != "received", day_of(happening.when), _RANK[kind], happening.when.isoformat(), happening.row


def _by_rows(happening: Happening) -> tuple[bool, date, int]:
    return type_of(happening.event) != "received", day_of(happening.when), happening.row


def _receipt(cells: RowCells, mapping: FileMapping, number: str, codes: Mapping[str, str]) -> Received:
    declared = cells.day("declared_due")
    applicant, due = cells.needed("applicant"), day_of(declared) if declared else None
    return Received(
        _item(cells, mapping, codes),
        applicant,
        number,
        due,
        cells.text("channel"),
        agent=cells.text("agent"),
        id_code=_code(cells),
        applicant_type=_applicant_type(cells),
        contact=cells.text("contact"),
        legal_representative=cells.text("legal_representative"),
    )


def _applicant_type(cells: RowCells) -> ApplicantType | None:
    written = cells.text("applicant_type")
    known = {**TYPE_WORDS, **{str(kind): kind for kind in ApplicantType}}
    if written and written not in known:
        cells.wrong("applicant_type", N_("this is no kind of applicant: write one of {known}"), known=tuple(known))
    return known.get(written)


def _completion(cells: RowCells, mapping: FileMapping) -> str:
    written = cells.text("completion")
    if written and written not in mapping.completions:
        cells.wrong("completion", N_("the mapping does not say what this completion is: add it to [completions]"))
    return mapping.completions.get(written, "")


def _item(cells: RowCells, mapping: FileMapping, codes: Mapping[str, str]) -> str:
    if mapping.item:
        return mapping.item
    written = cells.needed(ITEM)
    if mapping.item_by:
        if written and written not in codes:
            cells.wrong(ITEM, N_("no item in force, or more than one, is called so by its {key}"), key=mapping.item_by)
        return codes.get(written, "")
    if mapping.item_codes and written and written not in mapping.item_codes:
        cells.wrong(ITEM, N_("the mapping does not say which item this is: add it to [item.values]"))
    return mapping.item_codes.get(written, written)


def _code(cells: RowCells) -> str:
    written = cells.text("id_code")
    try:
        return checked_code(written) if written else ""
    except WrongUsage:
        cells.wrong("id_code", N_("this is neither an identity number nor a credit code: check each character, there are eighteen"))
        return ""


def _outcome(cells: RowCells, mapping: FileMapping, field: str) -> Outcome:
    written = cells.text(field)
    if written and written not in mapping.outcomes:
        cells.wrong(field, N_("the mapping does not say what this outcome is: add it to [outcomes]"))
    return mapping.outcomes.get(written, Outcome.GRANTED)
