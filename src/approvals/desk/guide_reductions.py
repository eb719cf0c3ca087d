"""The cut of the whole guide: a line for each figure of each item, then the sums by department, of the re-engineered items, and of the zone."""

import json
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from approvals.core.figures import Share
from approvals.core.guide import Department, item_from
from approvals.core.limits import TimeLimit
from approvals.core.reductions import HALF_AS_QUICK_AGAIN, HALF_THE_TIME, OVERALL, REENGINEERED, Pair, Reduced, Summary, Total, reduced, summed
from approvals.desk.anchoring import head
from approvals.desk.guide import listed
from approvals.desk.listing import chosen_department
from approvals.desk.register import Desk
from approvals.files.settings import read_register
from approvals.record import NamedTuple
from approvals.store.rules import first_versions


class Sum(NamedTuple):
    """The sums over the items of a department, with its name; over the zone or its re-engineered items with no code."""

    code: str
    name: str
    summary: Summary


class Reductions(NamedTuple):
    """Items by code, the sums by department, of the re-engineered items (None where there are none) and of all items looked at.

    `rewritten` has the original limit as it was first published, by item, where the guide gives another one since.
    """

    items: tuple[Reduced, ...]
    departments: tuple[Sum, ...]
    reengineered: Summary | None
    together: Summary
    names: dict[str, str]
    rewritten: dict[str, TimeLimit | None]


class Line(NamedTuple):
    """A figure as machine output and CSV have it (docs/reference.md).

    `level` is item, department, reengineered or zone; `measure` is time (against the original), law (against the statutory limit), steps,
    materials or visits. `before` and `now` are amounts of `unit`. `why` tells why a figure of an item is missing; `first_before` the original
    limit as it was first published, where the guide gives another one since.
    """

    level: str
    department: str
    department_name: str
    item: str
    item_name: str
    reengineered: bool | None
    measure: str
    before_limit: str
    now_limit: str
    unit: str
    items: int
    before: int | None
    now: int | None
    cut_numerator: int | None
    cut_denominator: int | None
    cut_percent: float | None
    speed_percent: float | None
    target: str
    target_met: bool | None
    items_meeting: int | None
    time_halved: bool | None
    speed_half_again: bool | None
    why: str
    first_before: str


class Named(NamedTuple):
    """The register by its own name, whether it is a sample, and the head of its chain as it stands on paper."""

    name: str
    sample: bool
    head: str


def named(desk: Desk) -> Named:
    """Return what register.toml says of the register."""
    source = read_register(desk.root).source
    table = source.table if source else {}
    return Named(str(table.get("name", "")) or desk.root.resolve().name, table.get("sample") is True, head(desk).line)


def reductions(desk: Desk, department: str = "") -> Reductions:
    """Return what was cut, of one department or of all; items that are on offer only."""
    code = chosen_department(desk, department)
    entries = [entry for entry in listed(desk, desk.today) if code in {"", entry.department.code}]
    rows = tuple(reduced(entry.item, entry.department.code) for entry in entries)
    departments = {entry.department.code: entry.department for entry in entries}
    drawn_anew = [row for row in rows if row.item.reengineered]
    return Reductions(
        rows,
        tuple(_sum(found, rows) for _code, found in sorted(departments.items())),
        summed(drawn_anew, REENGINEERED) if drawn_anew else None,
        summed(rows),
        {code: found.name for code, found in departments.items()},
        _rewritten(desk, rows),
    )


def _rewritten(desk: Desk, rows: Iterable[Reduced]) -> dict[str, TimeLimit | None]:
    """Return the first published original limits that are not those of now: whoever writes a longer one looks as if more had been cut."""
    first = first_versions(desk.connection)
    found = {row.item.code: item_from(json.loads(first[row.item.code])).original for row in rows}
    return {row.item.code: found[row.item.code] for row in rows if found[row.item.code] != row.item.original}


def _sum(department: Department, rows: Sequence[Reduced]) -> Sum:
    return Sum(department.code, department.name, summed([row for row in rows if row.department == department.code]))


def lines(found: Reductions) -> Iterator[Line]:
    """Yield every figure with what stands behind it."""
    for row in found.items:
        yield from _item_lines(row, found)
    for code, name, summary in found.departments:
        yield from _sum_lines("department", summary, code, name)
    if found.reengineered:
        yield from _sum_lines("reengineered", found.reengineered)
    yield from _sum_lines("zone", found.together)


def _item_lines(row: Reduced, found: Reductions) -> Iterator[Line]:
    item = row.item
    promised = _text(item.promised.limit if item.promised else None)
    target = REENGINEERED if item.reengineered else OVERALL
    base = _bare("item", row.department, found.names[row.department])._replace(item=item.code, item_name=item.name, reengineered=item.reengineered)
    timed = (("time", "original", item.original, row.time, target), ("law", "statutory", item.statutory.limit if item.statutory else None, row.law, None))
    for measure, name, before, pair, asked in timed:
        line = base._replace(measure=measure, before_limit=_text(before), now_limit=promised, why=_why(row, name, before, promised))
        if measure == "time" and item.code in found.rewritten:
            line = line._replace(first_before=_text(found.rewritten[item.code]) or "none")
        yield _filled(line._replace(unit=str(pair.unit)), pair.pair, asked) if pair else line
    for measure, counted in (("steps", row.steps), ("materials", row.materials), ("visits", row.visits)):
        line = base._replace(measure=measure, unit=measure, why="" if counted else "not_given")
        yield _filled(line, counted, None) if counted else line


def _why(row: Reduced, name: str, before: TimeLimit | None, promised: str) -> str:
    if name in row.apart:
        return "units_differ"
    return "" if before and promised else "not_given"


def _sum_lines(level: str, summary: Summary, code: str = "", name: str = "") -> Iterator[Line]:
    for measure, totals in (("time", summary.time), ("law", summary.law), ("", summary.counted)):
        for total in totals:
            yield _total(_bare(level, code, name)._replace(measure=measure or total.unit, unit=total.unit), total)


def _total(line: Line, total: Total) -> Line:
    filled = _filled(line, total.pair, total.target)
    return filled._replace(items=total.items, items_meeting=total.reached if total.target is not None else None)


def _bare(level: str, code: str, name: str) -> Line:
    return Line(level, code, name, "", "", None, "", "", "", "", 1, None, None, None, None, None, None, "", None, None, None, None, "", "")


def _filled(line: Line, pair: Pair, target: Fraction | None) -> Line:
    cut, timed = pair.cut, line.measure in {"time", "law"}
    return line._replace(
        before=pair.before,
        now=pair.now,
        cut_numerator=cut.numerator,
        cut_denominator=cut.denominator,
        cut_percent=cut.percent,
        speed_percent=Share(cut.numerator, pair.now).percent if timed else None,
        target=str(target) if target is not None else "",
        target_met=cut.reaches(target) if target is not None else None,
        time_halved=cut.reaches(HALF_THE_TIME) if timed else None,
        speed_half_again=cut.reaches(HALF_AS_QUICK_AGAIN) if timed else None,
    )


def _text(limit: TimeLimit | None) -> str:
    return str(limit) if limit else ""
