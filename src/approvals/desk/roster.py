"""The rosters and what supervisors submit: appointed one by one or from a table, listed with the terms that end soon."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from approvals.core.dates import When, day_of
from approvals.core.mapping import read_when
from approvals.core.oversight.matter import Happening, Matter
from approvals.core.oversight.roster import EVALUATOR, SERVING, SUBMISSION, Appointed, Roster, Rosters, Submitted, id_of, roster, rosters
from approvals.core.oversight.settings import Named
from approvals.core.permission import permit_matter
from approvals.desk.complaint import clear
from approvals.desk.matter import find_matter, open_matter, opened
from approvals.desk.tabled import Headings, Reading, Table
from approvals.errors import NoSuchThing, NotAllowed, WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import history
from approvals.store import matters as store
from approvals.store.database import transaction
from approvals.store.matters import MatterFilter

if TYPE_CHECKING:
    from approvals.desk.register import Desk
    from approvals.files.reader import Finding
    from approvals.store.matters import MatterRow

HIDDEN = "—"
EXPIRED = "expired"
_DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")
HEADINGS = Headings(
    {
        "kind": ("类别", "名册", "roster", "kind"),
        "name": ("姓名", "name"),
        "unit": ("单位", "工作单位", "单位及职务", "unit"),
        "source": ("来源", "身份", "source"),
        "group": ("联系组", "联系分组", "group"),
        "from_on": ("聘期起", "聘任日期", "from"),
        "until_on": ("聘期止", "聘期至", "until", "to"),
        "certificate": ("证书编号", "聘书编号", "certificate"),
        "contact": ("联系方式", "电话", "contact"),
    },
    ("name", "from_on", "until_on"),
)


class MemberView(NamedTuple):
    """Somebody on a roster as machine output shows them (docs/reference.md); names are the efficiency office's to see. `days_left` of the term."""

    number: str
    kind: str
    name: str
    unit: str
    contact: str
    source: str
    group: str
    certificate: str
    since: str
    until: str
    terms: int
    activities: int
    active: str | None
    stage: str
    days_left: int | None


class Imported(NamedTuple):
    """What became of a table: how many rows were taken, how many were on the roster already, what was wrong, and the columns that were not read."""

    taken: int
    known: int
    refused: int
    findings: "list[Finding]"
    unread: tuple[str, ...]


def appoint(desk: "Desk", event: Appointed, on: When) -> Matter:
    """Appoint somebody; whoever serves already under this name and unit is re-appointed instead."""
    with transaction(desk.connection):
        serving = _serving(desk)
        event = _named(desk, event)
        if number := serving.get(_who(event)):
            raise NotAllowed(N_("{number} serves under this name and unit already: `approvals evaluator reappoint {number}`."), number=number)
        return opened(desk, EVALUATOR, event, on)


def _named(desk: "Desk", event: Appointed) -> Appointed:
    """Return an appointment with the ids of its source and group; what the files do not know stays as it was typed, and is refused after."""
    known = rosters(desk.oversight)
    return event._replace(source=id_of(known.sources, event.source) or event.source, group=id_of(known.groups, event.group) or event.group)


def _who(event: Appointed) -> tuple[str, str, str]:
    return event.kind, event.name, event.unit


def _serving(desk: "Desk") -> dict[tuple[str, str, str], str]:
    """Return the numbers of those who serve by roster, name and unit."""
    said = history.personal_of_kind(desk.connection, EVALUATOR.kind)
    rows = store.select(desk.connection, MatterFilter(EVALUATOR.kind, stage=SERVING))
    return {(row.kept["kind"], own.get("name", ""), own.get("unit", "")): row.number for row in rows if (own := said.get(row.number, {}))}


def import_members(desk: "Desk", path: Path, on: When, kind: str = "") -> Imported:
    """Appoint everybody of a table in one transaction; rows that cannot be taken are told, each with its column, and those known already passed over."""
    if desk.acting:
        permit_matter(desk.acting, "", own=False)
    table = Table(path, HEADINGS._replace(needed=HEADINGS.needed if kind else ("kind", *HEADINGS.needed)))
    taken = known = 0
    with transaction(desk.connection):
        serving = _serving(desk)
        for row in table.rows():
            reading = Reading(table, row)
            event = _appointed(reading, kind, rosters(desk.oversight))
            if event and _who(event) in serving:
                known += 1
            elif event:
                try:
                    # Before a number is drawn: one that is drawn is used.
                    EVALUATOR.refuse(Matter(EVALUATOR.kind, "", on), Happening(on, event), desk.oversight)
                except WrongUsage as refusal:
                    reading.refuse("certificate" if "certificate" in refusal.values else "until_on", refusal)
                    continue
                serving[_who(event)] = opened(desk, EVALUATOR, event, on).number
                taken += 1
    return Imported(taken, known, table.refused, table.findings, table.unread)


def _appointed(reading: Reading, kind: str, known: Rosters) -> Appointed | None:
    """Return the appointment that a row stands for, None where a cell of it cannot be taken."""
    cells = reading.row.cells
    own = reading.take("kind", lambda text: str(roster(text or kind)))
    name = reading.take("name", _given)
    first, until = reading.take("from_on", _day), reading.take("until_on", _day)
    source = reading.take("source", lambda text: _listed(known.sources, text))
    group = reading.take("group", lambda text: _listed(known.groups, text))
    if not (reading.fit and own and name and first and until):
        return None
    return Appointed(own, name, first, until, cells["unit"], source or "", group or "", cells["certificate"], cells["contact"])


def _given(text: str) -> str:
    if not text:
        raise WrongUsage(N_("the name is missing"))
    return text


def _listed(known: tuple[Named, ...], text: str) -> str:
    if (found := id_of(known, text) if text else "") is None:
        raise WrongUsage(N_("the oversight files do not list it: they have {known}"), known=tuple(one.name for one in known))
    return found


def _day(text: str) -> date:
    if not text:
        raise WrongUsage(N_("the date is missing"))
    return day_of(read_when(text, _DATES))


class Wanted(NamedTuple):
    """Which members to list; empty means no condition. `until` lists only terms that end on that day or before."""

    kind: str = ""
    source: str = ""
    group: str = ""
    until: date | None = None
    everything: bool = False


def members(desk: "Desk", wanted: Wanted) -> list[MemberView]:
    """Return those on the rosters, the terms that end first at the top; names, units and contacts only for the efficiency office."""
    said = history.personal_of_kind(desk.connection, EVALUATOR.kind) if clear(desk) else {}
    facts = tuple((name, value) for name, value in (("kind", wanted.kind), ("source", wanted.source), ("group", wanted.group)) if value)
    rows = store.select(desk.connection, MatterFilter(EVALUATOR.kind, everything=wanted.everything, facts=facts))
    found = [_view(desk, row, said.get(row.number)) for row in rows]
    shown = [member for member in found if wanted.until is None or member.until <= wanted.until.isoformat()]
    return sorted(shown, key=lambda member: (member.stage not in {SERVING, EXPIRED}, member.until, member.number))


def _view(desk: "Desk", row: "MatterRow", said: Mapping[str, str] | None) -> MemberView:
    facts, seen = row.kept, said or {}
    hidden = HIDDEN if said is None else ""
    left = (date.fromisoformat(facts["until"]) - desk.today).days
    stage = EXPIRED if row.stage == SERVING and left < 0 else row.stage
    words = [seen.get(name, hidden) for name in ("name", "unit", "contact")]
    words += [facts.get(name, "") for name in ("source", "group", "certificate", "since", "until")]
    done = (facts["terms"], facts.get("activities", 0), facts.get("active"))
    return MemberView._make((row.number, facts["kind"], *words, *done, stage, left if row.stage == SERVING else None))


def member(desk: "Desk", number: str) -> tuple[MemberView, Matter]:
    """Return somebody on a roster, with their history."""
    matter = find_matter(desk, EVALUATOR, number)
    row = store.find(desk.connection, EVALUATOR.kind, matter.number)
    assert row  # noqa: S101 - the matter was found, and its row is written with it
    said = history.personal_of_kind(desk.connection, EVALUATOR.kind).get(matter.number, {}) if clear(desk) else None
    return _view(desk, row, said), matter


def soon(desk: "Desk") -> date:
    """Return the last day of the terms that end soon, by the files."""
    return desk.today + timedelta(rosters(desk.oversight).ending_within.amount)


def serving_on(desk: "Desk", number: str, kind: str, day: date) -> None:
    """Refuse a number that stands on no roster, or on another one, or whose term does not cover a day."""
    row = store.find(desk.connection, EVALUATOR.kind, number)
    if not row:
        raise NoSuchThing(N_("There is nobody {number} on the rosters: `approvals evaluator list` shows the numbers."), number=number)
    facts = row.kept
    if kind and facts["kind"] != kind:
        raise WrongUsage(N_("{number} is no {roster}: name somebody of that roster."), number=number, roster=Roster(kind))
    if row.stage != SERVING or not facts["first"] <= day.isoformat() <= facts["until"]:
        raise NotAllowed(N_("{number} does not serve on {date}: the term ends on {until}."), number=number, date=day, until=date.fromisoformat(facts["until"]))


class SubmissionView(NamedTuple):
    """What a supervisor submitted as machine output shows it; `text` is shown to the office and to the department concerned."""

    number: str
    by: str
    department: str
    submitted: str
    due: str | None
    days_left: int | None
    replied: str | None
    adopted: bool | None
    stage: str


def submit(desk: "Desk", event: Submitted, on: When) -> Matter:
    """Record what a supervisor submits; only who serves on a roster that day can."""
    serving_on(desk, event.by, "", day_of(on))
    return open_matter(desk, SUBMISSION, event, on)


def submissions(desk: "Desk", wanted: MatterFilter) -> Iterator[SubmissionView]:
    """Yield the submissions that pass a filter, the most urgent first; a department sees those about it."""
    own = desk.person.department if desk.person else ""
    for row in store.select(desk.connection, wanted._replace(kind=SUBMISSION.kind)):
        if clear(desk) or (own and row.department == own):
            yield submission_view(desk, row)


def submission_view(desk: "Desk", row: "MatterRow") -> SubmissionView:
    """Return a submission as it looks on the day of the desk."""
    facts, due = row.kept, row.due_on if row.open else None
    left = (date.fromisoformat(due) - desk.today).days if due else None
    return SubmissionView(row.number, facts["by"], row.department, facts["submitted"], due, left, facts.get("replied"), facts.get("adopted"), row.stage)


def submission(desk: "Desk", number: str) -> tuple[SubmissionView, str, Matter]:
    """Return a submission with its words and its history, for the office and the department concerned."""
    matter = find_matter(desk, SUBMISSION, number)
    row = store.find(desk.connection, SUBMISSION.kind, matter.number)
    own = bool(desk.person and matter.department and desk.person.department == matter.department)
    if not row or not (clear(desk) or own):
        raise NotAllowed(N_("Submission {number} is shown to the efficiency office, and to the department that it is about."), number=number)
    return submission_view(desk, row), matter.history[0].event.text, matter
