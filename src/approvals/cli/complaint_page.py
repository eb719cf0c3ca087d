"""What `approvals complaint` shows."""

from typing import TYPE_CHECKING, Any

from approvals.cli import output
from approvals.cli.history_page import history_of, named, plain_history
from approvals.core.oversight.complaint import COMPLAINT
from approvals.core.oversight.complaint_events import Class, Conclusion, Stage
from approvals.language import N_, Sentence
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from approvals.core.oversight.matter import Matter
    from approvals.core.oversight.settings import Oversight
    from approvals.desk.complaint import ComplaintPage, ComplaintView

LISTED = (
    Column(N_("Number"), Kind.CODE, keep=True),
    Column(N_("About"), priority=4),
    Column(N_("Department"), priority=3),
    Column(N_("Class"), priority=1),
    Column(N_("Stage"), keep=True),
    Column(N_("Recorded"), Kind.DATE, priority=2),
    Column(N_("Meeting"), Kind.DATE),
    Column(N_("Due"), Kind.DATE, keep=True),
    Column(N_("Days left"), Kind.NUMBER, priority=5),
)
_ALIKE = (
    Column(N_("Department"), keep=True),
    Column(N_("About"), keep=True),
    Column(N_("Count"), Kind.NUMBER, keep=True),
    Column(N_("Complaints"), priority=1),
)


def list_complaints(found: "Iterable[ComplaintView]", rules: "Oversight") -> None:
    """Print complaints."""
    rows = [
        (
            seen.number,
            named(rules.complaints.types, seen.about),
            seen.department_name or seen.department,
            Class(seen.coordination) if seen.coordination else "",
            Stage(seen.stage),
            seen.recorded,
            seen.met,
            seen.due,
            "" if seen.days_left is None else str(seen.days_left),
        )
        for seen in found
    ]
    output.listed(LISTED, rows, N_("No complaint fits."))


def list_alike(groups: "Iterable[Sequence[Matter]]", rules: "Oversight") -> None:
    """Print the groups proposed for one meeting."""
    rows = [(group[0].department or "—", named(rules.complaints.types, group[0].title), len(group), " ".join(one.number for one in group)) for group in groups]
    output.listed(_ALIKE, rows, N_("No complaints are alike."))


def complaint_page(page: "ComplaintPage", rules: "Oversight") -> None:
    """Print a complaint: its words, its four checks, what is owed, its history."""
    seen, matter = page.view, page.matter
    values = matter.values
    kinds = rules.complaints
    output.say(N_("{number}  {about}: {stage}"), number=seen.number, about=named(kinds.types, seen.about) or "—", stage=Stage(seen.stage))
    who = page.complainant or Sentence(N_("anonymous"))
    channel = named(kinds.channels, seen.channel)
    output.say(N_("  channel: {channel}  complainant: {complainant}  contact: {contact}"), channel=channel, complainant=who, contact=page.contact or "—")
    coordination = Class(seen.coordination or "ordinary")
    output.say(N_("  department: {department}  class: {coordination}"), department=seen.department_name or "—", coordination=coordination)
    if seen.met:
        output.say(N_("  coordination meeting: {date}  together with: {complaints}"), date=values["met"], complaints=tuple(values["met_with"]))
    if seen.request:
        output.say(N_("  request: {request}"), request=seen.request)
    output.say(N_("  {text}"), text=page.text or "—")
    none = Sentence(N_("not yet"))
    output.say(
        N_("  recorded: {recorded}  handled: {handled}  concluded: {concluded}  replied: {replied}"),
        **{name: values.get(name) or none for name in ("recorded", "handled", "concluded", "replied")},
    )
    if seen.conclusion:
        remedy = named(kinds.remedies, seen.remedy) or "—"
        output.say(N_("  found: {conclusion}  remedy: {remedy}"), conclusion=Conclusion(seen.conclusion), remedy=remedy)
    history_of(COMPLAINT, matter, {"channel": kinds.channels, "about": kinds.types, "way": kinds.ways, "remedy": kinds.remedies})


def plain(page: "ComplaintPage") -> dict[str, Any]:
    """Return a complaint as machine output has it."""
    return {
        **page.view._asdict(),
        "complainant": page.complainant,
        "contact": page.contact,
        "text": page.text,
        "history": plain_history(COMPLAINT, page.matter),
    }
