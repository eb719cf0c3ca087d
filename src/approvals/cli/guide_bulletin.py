"""The page of figures of `approvals guide reductions` for paper: the same words and figures as the page with bars."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from approvals.cli.guide_reductions import UNITS, summaries
from approvals.core.bulletin import Bulletin, Part, PartKind, Series
from approvals.core.leaflet.parts import Align, Column
from approvals.language import N_, _, say

if TYPE_CHECKING:
    from approvals.core.reductions import Reduced
    from approvals.desk.guide_reductions import Named, Reductions


def bulletin(found: "Reductions", named: "Named", day: date) -> Bulletin:
    """Return the page as of a day: sentences, the sums by department, then the items of each."""
    sample = _("This is a sample: zone, people and figures are invented.") if named.sample else ""
    as_of = say(N_("As of {date}. Each item has what there was and, below it, what is promised now, with the cut and both its numbers."), {"date": day})
    text = Part(PartKind.TEXT, _("In all"), tuple(line.strip() for line in summaries(found)))
    title = say(N_("{name}: time limits cut"), {"name": named.name})
    anchor = Part(PartKind.TEXT, _("Head of the chain"), (named.head,))
    return Bulletin(title, (text, _sums(found), *_departments(found), anchor), as_of, named.name, title, sample, _("Note: "), _("(no data)"))


def _sums(found: "Reductions") -> Part:
    columns = [Column(_("Department"), 8, Align.LEFT)]
    columns += [Column(_(name), 3, Align.RIGHT) for name in (N_("Items"), N_("Original"), N_("Promised"))]
    columns += [Column(_("Unit"), 4), Column(_("Cut"), 7, Align.RIGHT), Column(_("At the target"), 4, Align.RIGHT)]
    rows = [
        (name, str(total.items), str(total.pair.before), str(total.pair.now), _(UNITS[total.unit]), str(total.pair.cut), str(total.reached))
        for _code, name, summary in found.departments
        for total in summary.time
    ]
    return Part(PartKind.TABLE, _("By department, each unit for itself"), columns=tuple(columns), rows=tuple(rows))


def _departments(found: "Reductions") -> Iterator[Part]:
    """Yield the bars of each department, those of a unit together: different units are never drawn on one scale."""
    for code, name, _summary in found.departments:
        rows = [row for row in found.items if row.department == code]
        without = [row.item.name for row in rows if not row.time]
        note = say(N_("Without a bar: {items}"), {"items": without}) if without else ""
        units = dict.fromkeys(row.time.unit for row in rows if row.time)
        for unit in units:
            yield _bars(name, [row for row in rows if row.time and row.time.unit == unit], _(UNITS[unit]), note if unit == [*units][-1] else "")
        if not units:
            yield Part(PartKind.TEXT, name, (note,))


def _bars(name: str, rows: "list[Reduced]", unit: str, note: str) -> Part:
    pairs = [row.time.pair for row in rows if row.time]
    before = Series(_("Original"), tuple(float(pair.before) for pair in pairs))
    now = Series(_("Promised"), tuple(float(pair.now) for pair in pairs), tuple(f"{pair.now}  {pair.cut}" for pair in pairs))
    return Part(PartKind.BARS, name, names=tuple(f"{row.item.code} {row.item.name}" for row in rows), series=(before, now), unit=unit, note=note)
