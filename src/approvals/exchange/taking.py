"""From the rows of a request to what happened to it, by a mapping."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from approvals.core.dates import When, day_of
from approvals.core.entry import type_of
from approvals.core.events import Accepted, Completed, Decided, Declined, Delivered, Event, Noted, Outcome, Received, Withdrawn
from approvals.core.mapping import COMPLETE, DATED, FIRST_ROW, FileMapping, RowKind
from approvals.core.rules.problem import Problem
from approvals.errors import WrongUsage
from approvals.exchange.cells import RowCells, shown
from approvals.exchange.fault import Fault, cell, each, empty, whole
from approvals.exchange.identity import checked_code
from approvals.exchange.log import ITEM, Case, Layout, LogRow
from approvals.language import N_

# Things of one day are put in the order in which they can only have happened.
_RANK = {"received": 0, "noted": 1, "accepted": 2, "declined": 3, "withdrawn": 3, "decided": 4, "completed": 5, "delivered": 6}
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
    """A request as the table tells it: the lines of its rows, and what happened in its order, the receipt first."""

    number: str
    row: int
    lines: tuple[int, ...]
    receipt: Received
    happenings: tuple[Happening, ...]


class _OwnRow(NamedTuple):
    line: int
    kind: str
    when: When
    activity: str
    by: str
    transition: str


class Taker:
    """Takes requests by a mapping, as of a day."""

    def __init__(self, mapping: FileMapping, layout: Layout, today: date) -> None:
        """Hold the mapping and the fields it has columns for."""
        self._mapping, self._layout, self._today = mapping, layout, today

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
        reading = _CaseReading(cells, self._mapping)
        wrong = [*((first.line, problem) for problem in cells.problems), *self._contradictions(case)]
        if wrong:
            return None, whole(wrong, len(case.rows))
        rows, faults = self._own_rows(own)
        if own and not rows:
            return None, faults
        happenings = sorted(reading.happenings(first.line, rows), key=_by_rows if self._mapping.by_rows else _order)
        if not happenings or type_of(happenings[0].event) != "received":
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
            found += [read] if read and not cells.problems else []
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
        # What has only begun, or was scheduled, is no stage yet.
        return _OwnRow(line, "noted" if transition else kind, when, activity, by, transition) if kind and when else None


class _CaseReading:
    """What the columns that repeat tell of a request; reading them gathers what is wrong in `cells`."""

    def __init__(self, cells: RowCells, mapping: FileMapping) -> None:
        self._mapping = mapping
        number = cells.needed("number")
        if number.startswith(_NO_START):
            cells.wrong("number", N_("a number does not begin with =, +, - or @"))
        declared = cells.day("declared_due")
        applicant, due = cells.needed("applicant"), day_of(declared) if declared else None
        self.receipt = Received(_item(cells, mapping), applicant, number, due, cells.text("channel"), id_code=_code(cells))
        self._outcome, self._ground, self._reason = _outcome(cells, mapping), cells.text("ground"), cells.text("reason")
        self._told = [(field, when) for field in DATED if (when := cells.past(field))]
        if not self._ground and any(field == "declined" for field, _ in self._told):
            cells.problems.append(empty(cells.column("ground")))
        if not self._reason and self._outcome is Outcome.REFUSED:
            cells.problems.append(empty(cells.column("reason")))

    def happenings(self, line: int, rows: Sequence[_OwnRow]) -> Iterator[Happening]:
        """Yield what the columns tell and what the rows do; an event that has happened already is noted when it comes again."""
        reached = {field for field, _ in self._told}
        yield from (Happening(line, field, when, self._event(field, "")) for field, when in self._told)
        for row in rows:
            again = row.kind == "noted" or row.kind in reached
            reached.add(row.kind)
            event = Noted(row.activity, row.by, row.transition) if again else self._event(row.kind, row.activity)
            yield Happening(row.line, "activity", row.when, event, own=True, by=row.by)
        if rows and "received" not in reached and self._mapping.values.get("received") == FIRST_ROW:
            yield Happening(rows[0].line, "at", rows[0].when, self.receipt)

    def _event(self, kind: str, activity: str) -> Event:
        made: dict[str, Event] = {
            "received": self.receipt,
            "accepted": Accepted(),
            "declined": Declined(self._ground or activity),
            "decided": Decided(self._outcome, self._reason),
            "completed": Completed(),
            "delivered": Delivered(),
            "withdrawn": Withdrawn(self._reason),
        }
        return made[kind]


def _order(happening: Happening) -> tuple[bool, date, int, str, int]:
    kind = type_of(happening.event)
    return kind != "received", day_of(happening.when), _RANK[kind], happening.when.isoformat(), happening.row


def _by_rows(happening: Happening) -> tuple[bool, date, int]:
    return type_of(happening.event) != "received", day_of(happening.when), happening.row


def _item(cells: RowCells, mapping: FileMapping) -> str:
    if mapping.item:
        return mapping.item
    written = cells.needed(ITEM)
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


def _outcome(cells: RowCells, mapping: FileMapping) -> Outcome:
    written = cells.text("outcome")
    if written and written not in mapping.outcomes:
        cells.wrong("outcome", N_("the mapping does not say what this outcome is: add it to [outcomes]"))
    return mapping.outcomes.get(written, Outcome.GRANTED)
