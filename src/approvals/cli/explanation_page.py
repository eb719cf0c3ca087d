"""`approvals request explain` as people read it."""

from typing import TYPE_CHECKING

from approvals.cli import output
from approvals.cli.explaining import told_days
from approvals.core.dates import day_of
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.entry import NAMES
from approvals.language import N_, Sentence
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from approvals.core.request import Request
    from approvals.desk.explain import Effect, Explained, Explanation, Rest

_HEADS = {
    DeadlineKind.PROMISED: N_("Promised by {due}: {limit} from {start}"),
    DeadlineKind.STATUTORY: N_("Statutory by {due}: {limit} from {start}"),
}
_EFFECTS = (
    Column(N_("Day"), Kind.DATE, keep=True),
    Column(N_("What"), Kind.PROSE),
    Column(N_("Date"), Kind.PROSE, keep=True),
    Column(N_("Old"), Kind.DATE, keep=True),
    Column(N_("New"), Kind.DATE, keep=True),
)


def explanation_page(explanation: "Explanation", *, full: bool) -> None:
    """Print each deadline with its rule and days, the stops, what each event did, and what was taken against the rules."""
    output.say(N_("{number}  {item} {item_name}"), **explanation.view._asdict())
    if explanation.version:
        since = explanation.version_from
        output.say(
            N_("  item as adopted by event {version}, in force from {date}") if since else N_("  item as adopted by event {version}"),
            version=explanation.version,
            date=since,
        )
    if not any(part.limit for part in explanation.deadlines):
        output.say(N_("  The clock has not started: it starts with acceptance."))
    for part in explanation.deadlines:
        _deadline(part, explanation, full=full)
    for rest in explanation.rests:
        _rest(rest)
    _elsewhere(explanation.request)
    if explanation.effects:
        output.say(N_("What moved the dates"))
        rows = [(effect.on, _told(effect), effect.kind, effect.old, effect.new) for effect in explanation.effects]
        output.table(_EFFECTS, rows)
    for fault in explanation.request.faults:
        output.say(N_("Against the rules: {fault}"), fault=fault)
    if explanation.view.late_entry:
        output.say(N_("Entered late: `approvals request show {number}` tells what, why, and by which paper"), number=explanation.view.number)


def _told(effect: "Effect") -> Sentence:
    name = Sentence(NAMES[effect.event])
    return Sentence(N_("{event}, entered late"), {"event": name}) if effect.late_entry else name


def _deadline(part: "Explained", explanation: "Explanation", *, full: bool) -> None:
    deadline = part.deadline
    values = {
        "due": deadline.due,
        "limit": deadline.limit,
        "start": deadline.start,
        "about": deadline.about.split("/")[0],
        "name": deadline.kind,
        "ended": deadline.ended,
    }
    if not part.limit:
        named = deadline.kind if not deadline.about else Sentence(N_("{kind} {about}"), {"kind": deadline.kind, "about": values["about"]})
        output.say(N_("{name} by {due}, from {start}: done on {ended}") if deadline.ended else N_("{name} by {due}, from {start}"), **{**values, "name": named})
        if (deadline.ended or explanation.today) > deadline.due:
            output.say(N_("  over: the last day was {due}"), due=deadline.due)
        return
    output.say(_HEADS[deadline.kind], **values)
    if deadline.resting:
        output.say(N_("  The clock rests since {date}: this is the date if it went on today."), date=deadline.resting)
    if part.limit.basis:
        output.say(N_("  basis: {basis}"), basis=part.limit.basis)
    if part.cut:
        output.say(N_("  The promise would end on {date}, after the law: the earlier date counts."), date=deadline.run.due)
    longer = explanation.request.extension
    days = longer.days if longer and not longer.late and deadline.kind is DeadlineKind.STATUTORY else 0
    told_days(deadline.run, deadline.limit, explanation.law.calendar, extension=days, cap=explanation.law.practice.cap, full=full)


def _elsewhere(request: "Request") -> None:
    """Tell the time that other authorities had: above after forwarding, beside in joint handling."""
    if request.forwarded:
        returned = day_of(request.returned) if request.returned else None
        since = N_("With {authority} since {first}: no time of this authority")
        template = N_("With {authority} from {first} to {last}: no time of this authority") if returned else since
        output.say(template, authority=request.forwarded_to, first=day_of(request.forwarded), last=returned)
    if request.joint:
        output.say(N_("Handled jointly by order {document} of {date}"), document=request.joint.document, date=request.joint.ordered_on)
        if request.joint.silence:
            output.say(N_("  no answer in time means: {silence}"), silence=request.joint.silence)


def _rest(rest: "Rest") -> None:
    pause = rest.pause
    values = {"kind": pause.kind, "first": pause.first, "end": pause.end, "days": rest.days, "notified": pause.notified, "over": rest.unrecognised}
    output.say(
        N_("Stopped by {kind} from {first} to {end}: {days} working days not counted")
        if pause.end
        else N_("Stopped by {kind} since {first}: {days} working days so far"),
        **values,
    )
    for notice in pause.notices:
        output.say(N_("  told on {date}: {days} working days, {document}"), date=notice.told_on, days=notice.days, document=notice.document or "—")
    if pause.basis:
        output.say(N_("  by the policy of this register: {basis}"), basis=pause.basis)
    elif not pause.notices:
        output.say(N_("  no written notice of the days it needs"))
    if rest.unrecognised:
        output.say(N_("  {over} working days beyond those notified are counted again"), **values)
