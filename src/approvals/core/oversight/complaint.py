"""Complaints (投诉): 有诉必记、有记必理、有理必果、有果必复. Recorded, handled, concluded, replied, each with its own day; none can be passed over."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from approvals.core.dates import When
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.oversight.complaint_events import (
    OPEN,
    Accepted,
    Assigned,
    Class,
    Classified,
    Concluded,
    Extended,
    FollowedUp,
    HandedOver,
    Handled,
    Met,
    Progressed,
    Recorded,
    Refused,
    Replied,
    Stage,
    Voided,
)
from approvals.core.oversight.course import one_of
from approvals.core.oversight.matter import Happening, Matter, Noun, Owed, in_order, in_stage
from approvals.core.oversight.settings import Oversight
from approvals.errors import NotAllowed, WrongUsage
from approvals.language import N_

NO_CHANNEL = N_("There is no channel {name}: write one of {known}.")
NO_TYPE = N_("There is no type of complaint {name}: write one of {known}.")
NO_WAY = N_("There is no way of handling {name}: write one of {known}.")


def _recorded(matter: Matter, happening: Happening, event: Recorded, rules: Oversight) -> Matter:
    channel = rules.complaints.channel(event.channel)
    within = (channel and channel.accept_within) or rules.complaints.accept_within
    coordination = event.coordination or str(Class.ORDINARY)
    started = matter._replace(
        title=event.about,
        department=event.department,
        stage=Stage.RECORDED,
        owed=(Owed(DeadlineKind.COMPLAINT_ACCEPTANCE, happening.happened_on, within),),
    ).having(
        channel=event.channel,
        about=event.about,
        target=event.target or None,
        anonymous=not event.complainant,
        request=event.request or None,
        consent=event.consent or None,
        source_number=event.source_number or None,
        recorded=happening.day,
    )
    return _class(started, coordination, happening.happened_on, rules)


def _class(matter: Matter, coordination: str, when: When, rules: Oversight) -> Matter:
    """Return the matter in a class of coordination, with what that class owes."""
    matter = matter.having(coordination=coordination)
    day = when if not hasattr(when, "date") else when.date()
    if coordination == Class.DIFFICULT:
        return matter if matter.running(DeadlineKind.PROGRESS) else _owing_progress(matter, day, rules)
    if coordination == Class.URGENT and not matter.values.get("answered"):
        # Put into this class a second time it owes no second reply.
        owed = any(one.kind is DeadlineKind.FIRST_REPLY for one in matter.owed)
        return matter if owed else matter.owing(Owed(DeadlineKind.FIRST_REPLY, when, rules.complaints.first_reply))
    return matter.done(DeadlineKind.PROGRESS, day)


def _owing_progress(matter: Matter, day: date, rules: Oversight) -> Matter:
    """Return the matter with its next report of progress owed, the first or one more than there were."""
    place = 1 + sum(one.kind is DeadlineKind.PROGRESS for one in matter.owed)
    return matter.owing(Owed(DeadlineKind.PROGRESS, day, rules.complaints.progress_every, about=str(place)))


def _handed_over(matter: Matter, happening: Happening, event: HandedOver, _rules: Oversight) -> Matter:
    return matter._replace(stage=Stage.HANDED_OVER, closed=happening.day).having(organ=event.organ, recorded=happening.day)


def _accepted(matter: Matter, happening: Happening, event: Accepted, rules: Oversight) -> Matter:
    matter = matter.done(DeadlineKind.COMPLAINT_ACCEPTANCE, happening.day)
    matter = matter._replace(stage=Stage.ACCEPTED, department=event.department or matter.department, person=event.person or matter.person)
    way = rules.complaints.way(event.way)
    matter = matter.having(way=event.way, accepted=happening.day, assigned=happening.day if event.department else None)
    starts = way.starts if way else "accepted"
    if starts == "assigned" and not event.department:
        return matter
    return _handling(matter, matter.opened if starts == "recorded" else happening.happened_on, rules)


def _handling(matter: Matter, start: When, rules: Oversight, about: str = "") -> Matter:
    """Return the matter with the limit of its handling running from a moment: the way's own, the channel's, or the usual one."""
    way, channel = rules.complaints.way(matter.values.get("way", "")), rules.complaints.channel(matter.values["channel"])
    limit = (way and way.limit) or (channel and channel.limit) or rules.complaints.limit
    return matter.owing(Owed(DeadlineKind.COMPLAINT_HANDLING, start, limit, about=about))


def _refused(matter: Matter, happening: Happening, event: Refused, _rules: Oversight) -> Matter:
    return matter.ended(Stage.REFUSED, happening.day).having(reason=event.reason)


def _assigned(matter: Matter, happening: Happening, event: Assigned, rules: Oversight) -> Matter:
    matter = matter._replace(department=event.department, person=event.person).having(assigned=happening.day)
    if not any(one.kind is DeadlineKind.COMPLAINT_HANDLING for one in matter.owed):
        matter = _handling(matter, happening.happened_on, rules)
    return matter


def _classified(matter: Matter, happening: Happening, event: Classified, rules: Oversight) -> Matter:
    return _class(matter, event.coordination, happening.happened_on, rules)


def _met(matter: Matter, happening: Happening, event: Met, rules: Oversight) -> Matter:
    """Return the matter as common, unless it is urgent or difficult: what those classes owe goes on."""
    matter = matter.having(met=happening.day, met_with=list(event.others))
    if matter.values["coordination"] in {Class.URGENT, Class.DIFFICULT}:
        return matter
    return _class(matter, str(Class.COMMON), happening.happened_on, rules)


def _extended(matter: Matter, _happening: Happening, event: Extended, rules: Oversight) -> Matter:
    channel = rules.complaints.channel(matter.values["channel"])
    longer = (channel and channel.extension) or rules.complaints.extension
    amount = longer.amount if longer else 0
    running = matter.running(DeadlineKind.COMPLAINT_HANDLING)
    owed = tuple(one._replace(extension=amount) if one is running else one for one in matter.owed)
    return matter._replace(owed=owed).having(extended_by=event.approver)


def _progressed(matter: Matter, happening: Happening, event: Progressed, rules: Oversight) -> Matter:
    if event.answered:
        matter = matter.done(DeadlineKind.FIRST_REPLY, happening.day).having(answered=happening.day)
    if matter.running(DeadlineKind.PROGRESS):
        matter = _owing_progress(matter.done(DeadlineKind.PROGRESS, happening.day), happening.day, rules)
    return matter.having(progress=matter.values.get("progress", 0) + 1)


def _handled(matter: Matter, happening: Happening, event: Handled, _rules: Oversight) -> Matter:
    return matter._replace(stage=Stage.HANDLED, person=event.person or matter.person).having(handled=happening.day, measure=event.measure)


def _concluded(matter: Matter, happening: Happening, event: Concluded, rules: Oversight) -> Matter:
    matter = matter._replace(stage=Stage.CONCLUDED).having(concluded=happening.day, conclusion=event.conclusion, remedy=event.remedy or None)
    return matter.done(DeadlineKind.COMPLAINT_HANDLING, happening.day) if rules.complaints.ends == "concluded" else matter


def _replied(matter: Matter, happening: Happening, event: Replied, rules: Oversight) -> Matter:
    day = happening.day
    matter = matter.done(DeadlineKind.COMPLAINT_HANDLING, day).done(DeadlineKind.FIRST_REPLY, day)
    matter = matter.having(replied=day, how=event.how or None, impossible=event.impossible or None)
    within = rules.complaints.follow_up_within
    if within and not event.impossible:
        return matter._replace(stage=Stage.REPLIED).owing(Owed(DeadlineKind.FOLLOW_UP, day, within, about=_round(matter)))
    return matter.ended(Stage.CLOSED, day)


def _round(matter: Matter) -> str:
    """Return which time a complaint is handled, empty for the first."""
    again = matter.values.get("again", 0)
    return str(again + 1) if again else ""


def _followed_up(matter: Matter, happening: Happening, event: FollowedUp, rules: Oversight) -> Matter:
    day = happening.day
    matter = matter.done(DeadlineKind.FOLLOW_UP, day).having(followed_up=day, satisfied=event.satisfied)
    if event.satisfied:
        return matter.ended(Stage.CLOSED, day)
    matter = matter._replace(stage=Stage.ACCEPTED).having(again=matter.values.get("again", 0) + 1, handled=None, concluded=None, replied=None)
    return _handling(matter, happening.happened_on, rules, _round(matter))


def _voided(matter: Matter, happening: Happening, event: Voided, _rules: Oversight) -> Matter:
    return matter.ended(Stage.VOIDED, happening.day).having(reason=event.reason)


_CHANGES: Mapping[type, Callable[[Matter, Happening, Any, Oversight], Matter]] = {
    Recorded: _recorded,
    HandedOver: _handed_over,
    Accepted: _accepted,
    Refused: _refused,
    Assigned: _assigned,
    Classified: _classified,
    Met: _met,
    Extended: _extended,
    Progressed: _progressed,
    Handled: _handled,
    Concluded: _concluded,
    Replied: _replied,
    FollowedUp: _followed_up,
    Voided: _voided,
}
# The stage in which each is possible, and what is said where it is not.
_POSSIBLE: Mapping[type, tuple[frozenset[Stage], str]] = {
    Accepted: (frozenset({Stage.RECORDED}), N_("Complaint {number} does not wait for acceptance.")),
    Refused: (frozenset({Stage.RECORDED}), N_("Complaint {number} does not wait for acceptance.")),
    Assigned: (frozenset({Stage.ACCEPTED}), N_("Complaint {number} is not being handled: accept it first, with `approvals complaint accept {number}`.")),
    Classified: (OPEN, N_("Complaint {number} is closed.")),
    Met: (OPEN, N_("Complaint {number} is closed.")),
    Extended: (frozenset({Stage.ACCEPTED, Stage.HANDLED}), N_("Complaint {number} has no handling that could take longer.")),
    Progressed: (OPEN, N_("Complaint {number} is closed.")),
    Handled: (
        frozenset({Stage.ACCEPTED, Stage.HANDLED}),
        N_("Complaint {number} is not being handled: accept it first, with `approvals complaint accept {number}`."),
    ),
    Concluded: (frozenset({Stage.HANDLED}), N_("Complaint {number} cannot be concluded before it was handled: `approvals complaint handle {number}`.")),
    Replied: (frozenset({Stage.CONCLUDED}), N_("Complaint {number} cannot be replied to before it was concluded: `approvals complaint conclude {number}`.")),
    FollowedUp: (frozenset({Stage.REPLIED}), N_("Complaint {number} waits for no follow-up call.")),
    Voided: (OPEN, N_("Complaint {number} is closed.")),
}


def refuse(matter: Matter, happening: Happening, rules: Oversight) -> None:
    """Refuse what the stage forbids, what the files do not know, and what lacks its reason."""
    event = happening.event
    if type(event) in _POSSIBLE:
        in_order(matter, happening)
        in_stage(matter, *_POSSIBLE[type(event)])
    if isinstance(event, Recorded):
        one_of(rules.complaints.channels, event.channel, NO_CHANNEL)
        if event.about:
            one_of(rules.complaints.types, event.about, NO_TYPE)
    elif isinstance(event, Accepted):
        one_of(rules.complaints.ways, event.way, NO_WAY)
    elif isinstance(event, Extended):
        _extendable(matter, rules)
    elif isinstance(event, Replied) and bool(event.how) == bool(event.impossible):
        raise WrongUsage(N_("Say either how the complainant was told, with --how, or why that is impossible, with --impossible."))


def _extendable(matter: Matter, rules: Oversight) -> None:
    running = matter.running(DeadlineKind.COMPLAINT_HANDLING)
    channel = rules.complaints.channel(matter.values["channel"])
    if not (channel and channel.extension) and not rules.complaints.extension:
        raise NotAllowed(N_("The oversight files know no extension of complaints: write `extension` under [complaint]."))
    if not running or running.extension:
        raise NotAllowed(N_("The handling of complaint {number} was extended already."), number=matter.number)


COMPLAINT = Noun(
    "complaint",
    "TS",
    N_("complaint"),
    {
        "recorded": (Recorded, N_("recorded")),
        "handed_over": (HandedOver, N_("handed over to the discipline organ")),
        "accepted": (Accepted, N_("accepted")),
        "refused": (Refused, N_("not accepted")),
        "assigned": (Assigned, N_("assigned")),
        "classified": (Classified, N_("classified")),
        "met": (Met, N_("coordination meeting")),
        "extended": (Extended, N_("extended")),
        "progressed": (Progressed, N_("progress entry")),
        "handled": (Handled, N_("handled")),
        "concluded": (Concluded, N_("concluded")),
        "replied": (Replied, N_("replied")),
        "followed_up": (FollowedUp, N_("follow-up call")),
        "voided": (Voided, N_("voided")),
    },
    frozenset({Recorded, HandedOver}),
    lambda matter, happening, rules: _CHANGES[type(happening.event)](matter, happening, happening.event, rules),
    refuse,
    frozenset({"complainant", "contact", "text"}),
    frozenset({Progressed, Handled}),
)


def alike(matters: list[Matter], rules: Oversight, day: date) -> list[tuple[Matter, ...]]:
    """Return the complaints of one department and type that are many enough, within the days of the rules, for one coordination meeting (共性).

    A group for which one was held comes back when another complaint like them is open.
    """
    first = day.toordinal() - rules.complaints.alike_within.amount
    found: dict[tuple[str, str], list[Matter]] = {}
    for matter in matters:
        recorded = matter.values.get("recorded")
        if matter.title and matter.stage != Stage.VOIDED and recorded and first < recorded.toordinal() <= day.toordinal():
            found.setdefault((matter.department, matter.title), []).append(matter)
    return [tuple(group) for _key, group in sorted(found.items()) if len(group) >= rules.complaints.alike and not _coordinated(group)]


def _coordinated(group: list[Matter]) -> bool:
    """Tell whether a meeting was held for all of a group that are still open."""
    return any("met" in one.values for one in group) and all("met" in one.values for one in group if one.stage in OPEN)
