"""Rosters (效能监督员、公众测评员): people outside the staff, appointed for a term, re-appointed, dismissed; and what supervisors submit, with its reply."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from approvals.core.choosing import chosen, meant
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.limits import TimeLimit, parse_limit
from approvals.core.oversight.course import named, one_of
from approvals.core.oversight.matter import Happening, Matter, Noun, Owed, in_order, in_stage
from approvals.core.oversight.settings import Named, Oversight
from approvals.errors import NotAllowed, WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple

SERVING, DISMISSED, VOIDED = "serving", "dismissed", "voided"
WAITING, REPLIED = "waiting", "replied"
_CERTIFICATE = re.compile(r"[^\s]{0,60}")


class Roster(StrEnum):
    """Which of the two rosters somebody stands on."""

    SUPERVISOR = "supervisor"
    EVALUATOR = "evaluator"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _ROSTERS[self], {}


_ROSTERS = {Roster.SUPERVISOR: N_("efficiency supervisor"), Roster.EVALUATOR: N_("public evaluator")}
ROSTERS = {"监督员": Roster.SUPERVISOR, "测评员": Roster.EVALUATOR}
"""Shorter words for the two, as people write them."""


def roster(text: str) -> Roster:
    """Return the roster that somebody typed, by its id or its word."""
    return Roster(chosen(text.strip(), Roster, N_("There is no roster {name}: write one of {known}."), ROSTERS))


class Rosters(NamedTuple):
    """What the oversight files say of rosters: where people come from, their contact groups, how soon a term ends, and the limit of a reply."""

    sources: tuple[Named, ...] = ()
    groups: tuple[Named, ...] = ()
    ending_within: TimeLimit = parse_limit("60 自然日")
    reply_within: TimeLimit = parse_limit("10 工作日")


def rosters(rules: Oversight) -> Rosters:
    """Return what the adopted oversight files say of rosters."""
    table: Mapping[str, Any] = rules.tables.get("roster", {})
    named = {key: tuple(Named(one["id"], one["name"]) for one in table.get(key, ())) for key in ("source", "group")}
    limits = {key: parse_limit(table[key]) for key in ("ending_within", "reply_within") if key in table}
    return Rosters(named["source"], named["group"], **limits)


def id_of(known: tuple[Named, ...], text: str) -> str | None:
    """Return the id of what is named by id, name or its beginning, None where nothing is; without a list every word is taken."""
    found = meant(text, named(known)) if known else [text]
    return found[0] if len(found) == 1 else None


def known_id(known: tuple[Named, ...], text: str, sentence: str) -> str:
    """Return the id of what is named, empty for nothing; what is not listed is refused with a sentence of `name` and `known`."""
    return one_of(known, text, sentence).id if text and known else text


class Appointed(NamedTuple):
    """Somebody is appointed (聘任) from a day until a day; name, unit and contact stand apart from the ledger."""

    kind: str
    name: str
    from_on: date
    until_on: date
    unit: str = ""
    source: str = ""
    group: str = ""
    certificate: str = ""
    contact: str = ""


class Reappointed(NamedTuple):
    """续聘: a further term."""

    from_on: date
    until_on: date
    certificate: str = ""


class Dismissed(NamedTuple):
    """解聘, with its reason."""

    reason: str


class Logged(NamedTuple):
    """What somebody took part in: a meeting, a visit, a survey; the yearly review goes by it."""

    activity: str


class Struck(NamedTuple):
    """Entered by mistake; it stays, with its reason."""

    reason: str


def _grown(matter: Matter, happening: Happening, _rules: Oversight) -> Matter:
    event = happening.event
    if isinstance(event, Appointed):
        kept = {"kind": event.kind, "source": event.source or None, "group": event.group or None, "certificate": event.certificate or None}
        return matter._replace(stage=SERVING).having(first=event.from_on, since=event.from_on, until=event.until_on, terms=1, **kept)
    if isinstance(event, Reappointed):
        terms = matter.values["terms"] + 1
        return matter.having(since=event.from_on, until=event.until_on, terms=terms, certificate=event.certificate or matter.values.get("certificate"))
    if isinstance(event, Logged):
        return matter.having(activities=matter.values.get("activities", 0) + 1, active=happening.day)
    stage = DISMISSED if isinstance(event, Dismissed) else VOIDED
    return matter.ended(stage, happening.day).having(reason=event.reason)


def _refuse(matter: Matter, happening: Happening, rules: Oversight) -> None:
    event = happening.event
    if isinstance(event, Appointed | Reappointed) and event.until_on < event.from_on:
        raise WrongUsage(N_("The term ends on {until}, before it begins on {first}: correct one of the two."), until=event.until_on, first=event.from_on)
    if isinstance(event, Appointed):
        _appointable(event, rosters(rules))
        return
    in_order(matter, happening)
    in_stage(matter, {SERVING}, N_("{number} serves no more: appoint anew, with `approvals evaluator appoint`."))
    if isinstance(event, Reappointed) and event.from_on <= matter.values["since"]:
        template = N_("The new term begins on {first}, not after the present one, which began on {since}: correct it.")
        raise NotAllowed(template, first=event.from_on, since=matter.values["since"])


def _appointable(event: Appointed, known: Rosters) -> None:
    known_id(known.sources, event.source, N_("There is no source {name}: write one of {known}."))
    known_id(known.groups, event.group, N_("There is no contact group {name}: write one of {known}."))
    if not _CERTIFICATE.fullmatch(event.certificate):
        raise WrongUsage(N_("“{certificate}” is no number of a certificate: write it without spaces, in at most 60 characters."), certificate=event.certificate)


EVALUATOR = Noun(
    "evaluator",
    "RY",
    N_("member of a roster"),
    {
        "appointed": (Appointed, N_("appointed")),
        "reappointed": (Reappointed, N_("re-appointed")),
        "dismissed": (Dismissed, N_("dismissed")),
        "logged": (Logged, N_("took part")),
        "struck": (Struck, N_("struck out")),
    },
    frozenset({Appointed}),
    _grown,
    _refuse,
    frozenset({"name", "unit", "contact"}),
)


class Submitted(NamedTuple):
    """What a supervisor submits (反映): a finding or a proposal, about a department or none; the words stand apart from the ledger."""

    by: str
    text: str
    department: str = ""


class Answered(NamedTuple):
    """What came of it; `adopted` where the proposal was taken up."""

    text: str
    adopted: bool = False


class Withdrawn(NamedTuple):
    """Entered by mistake; it stays, with its reason."""

    reason: str


def _submission(matter: Matter, happening: Happening, rules: Oversight) -> Matter:
    event, day = happening.event, happening.day
    if isinstance(event, Submitted):
        owed = Owed(DeadlineKind.SUBMISSION, day, rosters(rules).reply_within)
        return matter._replace(title=event.by, department=event.department, stage=WAITING, owed=(owed,)).having(by=event.by, submitted=day)
    if isinstance(event, Answered):
        return matter.ended(REPLIED, day).having(replied=day, adopted=event.adopted)
    return matter.ended(VOIDED, day).having(reason=event.reason)


def _refuse_submission(matter: Matter, happening: Happening, _rules: Oversight) -> None:
    if not isinstance(happening.event, Submitted):
        in_order(matter, happening)
        in_stage(matter, {WAITING}, N_("Submission {number} waits for no reply."))


SUBMISSION = Noun(
    "submission",
    "FY",
    N_("submission"),
    {"submitted": (Submitted, N_("submitted")), "answered": (Answered, N_("answered")), "withdrawn": (Withdrawn, N_("withdrawn"))},
    frozenset({Submitted}),
    _submission,
    _refuse_submission,
    frozenset({"text"}),
    frozenset({Answered}),
)
