"""A bulletin of a period for paper: each figure with its period, of whom it is counted, and by which rule."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from approvals.core.bulletin import Bulletin, Part, PartKind
from approvals.core.figures import ENOUGH, Share
from approvals.core.leaflet.parts import Align, Column
from approvals.core.level import Level
from approvals.core.period import Every
from approvals.core.tally import Flow
from approvals.core.telling import thing
from approvals.language import N_, _, say, spoken

if TYPE_CHECKING:
    from approvals.core.period import Period
    from approvals.core.tally import Used
    from approvals.desk.periodic import Carded, Counts, Figure

_TITLES = {Every.WEEK: N_("{name}: weekly bulletin"), Every.MONTH: N_("{name}: monthly bulletin"), Every.QUARTER: N_("{name}: quarterly bulletin")}
_FLOW = {
    "carried_in": N_("Carried in"),
    "received": N_("Received"),
    "accepted": N_("Accepted"),
    "completed": N_("Completed"),
    "early": N_("Early"),
    "in_time": N_("On the last day"),
    "late": N_("Completed late"),
    "no_limit": N_("Without a limit"),
    "late_in_law": N_("Late in law"),
    "ended": N_("Ended otherwise"),
    "carried_out": N_("Carried out"),
}
_LEVELS = (Level.WARNING, Level.YELLOW, Level.RED)
_STAGES = (N_("recorded"), N_("handled"), N_("concluded"), N_("replied"))


def bulletin(counts: "Counts", name: str, *, sample: bool) -> Bulletin:
    """Return the page of what was counted; `name` is the register's."""
    period = counts.period
    whose = counts.names.get(counts.department, counts.department) if counts.department else name
    title = say(_TITLES[period.every], {"name": whose})
    mark = _("This is a sample: zone, people and figures are invented.") if sample else ""
    parts = (_requests(counts), _by_department(counts), _days(counts), *_cards(counts), _complaints(counts), _others(counts), _late(counts), _head(counts))
    return Bulletin(title, parts, _span(period), name, title, mark, _("Note: "), _("(no data)"))


def _span(period: "Period") -> str:
    values = {"first": period.first, "last": period.last, "ends": period.ends}
    if period.over:
        return say(N_("From {first} to {last}, both included"), values)
    return say(N_("From {first} to {last}: the period is not over, it ends on {ends}"), values)


def _requests(counts: "Counts") -> Part:
    total = counts.total
    rows = tuple((_(title), str(getattr(total, name))) for name, title in _FLOW.items())
    judged = total.early + total.in_time + total.late
    rates = (
        (_("Completed of those carried in and received"), str(Share(total.completed, total.carried_in + total.received))),
        (_("In time of those completed with a limit"), str(Share(total.early + total.in_time, judged))),
    )
    note = _(
        "All requests, voided ones too. Carried in and received are together completed, ended otherwise and carried out. Early, on the last day and late: "
        "by the promise of each, else by the law; late in law: by the law alone. Accepted by silence counts on the day silence made it so."
    )
    return Part(PartKind.TABLE, _("Requests of the period"), columns=_columns(_("Figure"), _("Requests")), rows=(*rows, *rates), note=note)


def _columns(first: str, *others: str) -> tuple[Column, ...]:
    return (Column(first, 6, Align.LEFT), *(Column(title, 3, Align.RIGHT) for title in others))


def _by_department(counts: "Counts") -> Part:
    shown = [name for name in Flow._fields if name not in {"no_limit", "late_in_law"}]
    rows = [(counts.names.get(code, code), *(str(getattr(flow, name)) for name in shown)) for code, flow in counts.flows.items()]
    note = _("Departments without a request in the period are left out.")
    columns = (Column(_("Department"), 8, Align.LEFT), *(Column(_(_FLOW[name]), 3, Align.RIGHT) for name in shown))
    return Part(PartKind.TABLE, _("Requests by department"), columns=columns, rows=tuple(rows), note=note)


def _days(counts: "Counts") -> Part:
    names = {"promised": N_("By the promise"), "statutory": N_("By the law")}
    rows = tuple((_(names[kind]), *_spent(spent)) for kind, spent in counts.used.items())
    columns = _columns("", _("Requests"), _("Days used, median"), _("90 % within"), _("Days given, median"), _("90 % within"))
    note = say(
        N_(
            "Of requests completed in the period whose limit has ended. Calendar days from the start of the limit to its end, and to its last day; special "
            "procedures lie in both. From fewer than {enough} requests nothing is to be concluded."
        ),
        {"enough": ENOUGH},
    )
    return Part(PartKind.TABLE, _("Days used"), columns=columns, rows=rows, note=note)


def _spent(spent: "Used") -> tuple[str, ...]:
    return tuple(_shown(value) for value in spent)


def _shown(value: "Figure") -> str:
    if value is None:
        return "—"
    return str(int(value)) if value == int(value) else f"{value:.1f}"


def _cards(counts: "Counts") -> Iterator[Part]:
    kinds = list(dict.fromkeys(kind for kind, _level in (*counts.raised, *counts.fault)))
    levels = [spoken(level) for level in _LEVELS]
    bases = [say(template, {"level": level}) for template in (N_("{level}, raised"), N_("{level}, true")) for level in levels]
    columns = _columns(_("About"), *bases)
    rows = tuple((_about(kind), *_by_level(counts.raised, kind), *_by_level(counts.fault, kind)) for kind in kinds)
    note = say(
        N_(
            "Two date bases: raised, by the day on which the check raised the card; true, by the day of the fault. Revoked or cancelled in the period: "
            "{revoked}. True in it and raised after it: {late}."
        ),
        {"revoked": counts.revoked, "late": counts.raised_late},
    )
    yield Part(PartKind.TABLE, _("Cards"), columns=columns, rows=rows, note=note)
    if counts.named_from:
        rows = tuple((one.person, counts.names.get(one.department, one.department), "、".join(map(str, one.cards))) for one in counts.named)
        rule = say(N_("Named by the card policy: cards from {level} on that stand at the end of the period."), {"level": counts.named_from})
        named = (Column(_("Person"), 3, Align.LEFT), Column(_("Department"), 5, Align.LEFT), Column(_("Cards"), 5, Align.LEFT))
        yield Part(PartKind.TABLE, _("Persons"), columns=named, rows=rows, note=rule)


def _about(kind: str) -> str:
    from approvals.core.facts import FACTS  # noqa: PLC0415 - only where there are cards

    return _(FACTS[kind][0]) if kind in FACTS else spoken(thing(kind))


def _by_level(cards: "Mapping[Carded, int]", kind: str) -> Iterator[str]:
    return (str(cards.get((kind, str(level)), 0)) for level in _LEVELS)


def _complaints(counts: "Counts") -> Part:
    found = counts.complaints
    stages = zip(_STAGES, found.reached, found.of_recorded, strict=True)
    rows = tuple((_(stage), str(reached), str(own)) for stage, reached, own in stages)
    around = ((_("Carried in"), str(found.carried_in), ""), (_("Closed"), str(found.closed), ""), (_("Carried out"), str(found.carried_out), ""))
    note = _("Complaints in which a stage was reached in the period, and of those recorded in it, by its end. Reports handed to the discipline organ are none.")
    return Part(PartKind.TABLE, _("Complaints"), columns=_columns(_("Stage"), _("In the period"), _("Of those recorded")), rows=(*rows, *around), note=note)


def _others(counts: "Counts") -> Part:
    lines = [
        say(N_("Inspections: {count}, with findings {found}."), {"count": counts.inspections, "found": counts.with_findings}),
        say(N_("Duties due: {due}, missed: {missed}."), {"due": counts.duties, "missed": len(counts.missed)}),
    ]
    lines += [say(N_("Missed: {name}, due {due}, {department}"), _missed(counts, at)) for at in range(len(counts.missed))]
    note = _("Inspections by their day. A duty is missed that was neither done nor left out for a reason by the day it was due.")
    return Part(PartKind.TEXT, _("Inspections and duties"), tuple(lines), note=note)


def _missed(counts: "Counts", at: int) -> dict[str, object]:
    duty = counts.missed[at]
    return {"name": duty.name, "due": duty.due_on, "department": counts.names.get(duty.department, duty.department) or "—"}


def _late(counts: "Counts") -> Part:
    template = N_("Events of requests up to {last} that were recorded or amended after it, and are counted here: {count}.")
    return Part(PartKind.TEXT, _("Late entries"), (say(template, {"last": counts.period.last, "count": counts.recorded_after}),))


def _head(counts: "Counts") -> Part:
    return Part(PartKind.TEXT, _("Head of the chain"), (counts.head,))
