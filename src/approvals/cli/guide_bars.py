"""The page with bars of `approvals guide reductions`: the words and figures for `render/bars.py`."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from approvals.cli.guide_reductions import UNITS, summaries
from approvals.core.reductions import OVERALL, REENGINEERED, Reduced, Total
from approvals.language import N_, _, current, say
from approvals.render.bars import Bar, Section
from approvals.render.bars import page as drawn

if TYPE_CHECKING:
    from approvals.desk.guide_reductions import Named, Reductions


def page(found: "Reductions", named: "Named", day: date) -> Iterator[str]:
    """Yield the lines of the page as of a day."""
    words = [say(N_("As of {date}. A bar is the original; what is dark is left of it, what is hatched was cut; the dashed line is the target."), {"date": day})]
    sample = _("This is a sample: zone, people and figures are invented.") if named.sample else ""
    title = say(N_("{name}: time limits cut"), {"name": named.name})
    anchor = say(N_("Head of the chain: {head}"), {"head": named.head})
    return drawn(current().replace("_", "-"), title, [*words, *summaries(found), anchor], _sections(found), sample)


def _sections(found: "Reductions") -> Iterator[Section]:
    bars = [_sum(name, total) for _code, name, summary in found.departments for total in summary.time]
    yield Section(_("By department, each unit for itself"), (), bars)
    for code, name, summary in found.departments:
        rows = [row for row in found.items if row.department == code]
        left = say(N_("Without a bar: {items}"), {"items": [row.item.name for row in rows if not row.time]})
        yield Section(name, (left,) if summary.not_given or summary.units_differ else (), [_item(row) for row in rows if row.time])


def _sum(name: str, total: Total) -> Bar:
    return Bar(name, total.pair.now, total.pair.before, f"{total.pair.before} → {total.pair.now}  {_unit(total.unit)}  {total.pair.cut}", float(1 - OVERALL))


def _item(row: Reduced) -> Bar:
    pair = row.time.pair if row.time else None
    unit = row.time.unit if row.time else ""
    target = REENGINEERED if row.item.reengineered else OVERALL
    label = f"{row.item.code} {row.item.name}"
    return Bar(label, pair.now, pair.before, f"{pair.before} → {pair.now}  {_unit(unit)}  {pair.cut}", float(1 - target)) if pair else Bar(label, 0, 0, "")


def _unit(unit: str) -> str:
    return _(UNITS[unit])
