"""What `approvals complaint` shows."""

from typing import TYPE_CHECKING, Any

from approvals.cli import output
from approvals.core.oversight.complaint import COMPLAINT
from approvals.core.oversight.complaint_events import Class, Conclusion, Stage
from approvals.core.oversight.matter import deadlines_of, payload_of
from approvals.core.oversight.nouns import untold
from approvals.core.oversight.rating import Satisfaction
from approvals.core.oversight.roster import Roster
from approvals.language import N_, Sentence, spoken
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from approvals.core.oversight.matter import Matter
    from approvals.core.oversight.settings import Oversight
    from approvals.desk.complaint import ComplaintPage, ComplaintView
    from approvals.desk.register import Desk

_WORDS: "Mapping[str, type[Conclusion | Class | Satisfaction | Roster]]" = {"conclusion": Conclusion, "level": Satisfaction, "roster": Roster, "kind": Roster}
_LIST = (
    Column(N_("Number"), keep=True),
    Column(N_("About"), priority=4),
    Column(N_("Department"), priority=3),
    Column(N_("Class"), priority=1),
    Column(N_("Stage"), keep=True),
    Column(N_("Recorded"), Kind.DATE, priority=2),
    Column(N_("Meeting"), Kind.DATE),
    Column(N_("Due"), Kind.DATE, keep=True),
    Column(N_("Days left"), Kind.NUMBER, priority=5),
)
_HISTORY = (
    Column(N_("No."), Kind.NUMBER),
    Column(N_("Happened"), Kind.DATE, keep=True),
    Column(N_("What"), keep=True),
    Column(N_("Details"), priority=2),
    Column(N_("By"), priority=1),
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
    output.listed(_LIST, rows, N_("No complaint fits."))


def named(known: "Sequence[Any]", name: str) -> str:
    """Return the name of what the oversight files list under an id."""
    return next((one.name for one in known if name in {one.id, one.name}), name)


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
    known = rules.complaints
    history(matter, COMPLAINT.events, {"channel": known.channels, "about": known.types, "way": known.ways, "remedy": known.remedies})


def history(matter: "Matter", events: Any, known: "Mapping[str, Sequence[Any]] | None" = None) -> None:  # noqa: ANN401 - the events of any noun
    """Print what happened to a matter; `known` are, by field, the lists of the oversight files that name its values."""
    output.say(N_("History"))
    names = dict(events.values())
    rows = [(str(one.sequence), one.day, Sentence(names[type(one.event)]), details(one.event, known or {}), one.actor) for one in matter.history]
    output.table(_HISTORY, rows)


def details(event: Any, known: "Mapping[str, Sequence[Any]]") -> str:  # noqa: ANN401 - any event of a matter
    """Return the fields of an event in one line."""
    shown = {name: named(known[name], value) if name in known else value for name, value in told(event).items()}
    return "  ".join(spoken(_worded(name, value)) for name, value in shown.items() if not isinstance(value, bool))


def _worded(name: str, value: Any) -> object:  # noqa: ANN401 - the fields of events are of many types
    """Return a value of an event by its word, where it is one of few; several as one after the other."""
    if isinstance(value, list):
        return " ".join(str(one) for one in value)
    words = _WORDS.get(name)
    return words(value) if words and value in set(words) else str(value)


def told(event: Any) -> dict[str, Any]:  # noqa: ANN401 - any event of a matter
    """Return what may be told of an event: of a complaint's record neither who complains nor which request it is."""
    hidden = untold(event)
    return {name: value for name, value in payload_of(event).items() if name not in hidden}


def say_owed(opened: "Desk", matter: "Matter") -> None:
    """Say what is owed next, and by when."""
    for deadline in deadlines_of(matter, opened.calendar, opened.law("").practice.hall):
        if deadline.ended is None:
            output.say(N_("  {kind} by {due}"), kind=deadline.kind, due=deadline.due)


def plain(page: "ComplaintPage") -> dict[str, Any]:
    """Return a complaint as machine output has it."""
    return {
        **page.view._asdict(),
        "complainant": page.complainant,
        "contact": page.contact,
        "text": page.text,
        "history": [
            {"sequence": one.sequence, "on": one.happened_on, "event": COMPLAINT.type_of(one.event), "by": one.actor} | {"details": told(one.event)}
            for one in page.matter.history
        ],
    }
