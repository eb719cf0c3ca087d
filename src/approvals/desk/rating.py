"""Ratings of finished requests: recorded once each, a bad one opening its complaint in the same transaction; counted by department."""

from datetime import date
from typing import TYPE_CHECKING

from approvals.core.dates import When, day_of
from approvals.core.events import Received
from approvals.core.oversight.complaint import COMPLAINT, NO_CHANNEL, NO_TYPE
from approvals.core.oversight.complaint_events import Recorded
from approvals.core.oversight.course import one_of
from approvals.core.oversight.matter import Matter
from approvals.core.oversight.rating import CHANNEL, RATED, RATING, Counts, Rated, Satisfaction, channels, counts, smallest_shown
from approvals.core.oversight.roster import known_id
from approvals.core.permission import permit_rating
from approvals.core.stage import OPEN, Stage
from approvals.desk.carried import refuse_carried
from approvals.desk.complaint import clear
from approvals.desk.history import entries_of
from approvals.desk.listing import row_of
from approvals.desk.matter import find_matter, written
from approvals.errors import NotAllowed, RegisterUnfit
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import matters as store
from approvals.store.database import transaction
from approvals.store.matters import MatterFilter

if TYPE_CHECKING:
    from approvals.desk.register import Desk
    from approvals.store.matters import MatterRow
    from approvals.store.requests import RequestRow

HIDDEN = "—"


class RatingView(NamedTuple):
    """A rating as machine output shows it (docs/reference.md); who rated is not among it."""

    number: str
    request: str
    item: str
    department: str
    department_name: str
    level: str
    channel: str
    anonymous: bool
    on: str
    complaint: str
    stage: str


class RatingPage(NamedTuple):
    """A rating with who gave it and in which words, for those who may read them, and its history."""

    view: RatingView
    rater: str
    contact: str
    text: str
    matter: Matter


class CountRow(NamedTuple):
    """The ratings of one department as machine output shows them; of too few, only that they are few."""

    department: str
    department_name: str
    very_satisfied: int | None
    satisfied: int | None
    basically_satisfied: int | None
    dissatisfied: int | None
    very_dissatisfied: int | None
    total: int | None
    satisfied_percent: float | None
    suppressed: bool


def rate(desk: "Desk", event: Rated, on: When, *, anonymous: bool = False, about: str = "") -> Matter:
    """Record how a finished request is rated; a bad rating opens its complaint. Unless it is anonymous, the applicant rates where nobody is named."""
    with transaction(desk.connection):
        row = row_of(desk, event.request)
        receipt = entries_of(desk, row.number)[0]
        may_rate(desk, row, receipt.origin, day_of(on))
        channel = known_id(channels(desk.oversight), event.channel, NO_CHANNEL)
        applicant = receipt.event.applicant if isinstance(receipt.event, Received) and not anonymous else ""
        event = event._replace(request=row.number, channel=channel, item=row.item, department=row.department, rater=event.rater or applicant)
        if Satisfaction(event.level).bad:
            event = event._replace(complaint=_complaint(desk, event, on, about).number)
        return written(desk, RATING, event, on)


def may_rate(desk: "Desk", row: "RequestRow", origin: str, day: date) -> None:
    """Refuse a rating that role, stage, or an earlier one forbid; `origin` is that of the request's receipt."""
    if desk.acting:
        permit_rating(desk.acting, row.department)
    refuse_carried(origin, row.number)
    _finished(row, day)
    _unrated(desk, row.number)


def _finished(row: "RequestRow", day: date) -> None:
    """Refuse what is not finished yet, and a day before it was."""
    if Stage(row.stage) in OPEN or row.stage == Stage.VOIDED:
        raise NotAllowed(N_("Request {number} is not finished: it is rated once, when it is."), number=row.number)
    finished = date.fromisoformat((row.completed_on or row.closed_on or row.received_on)[:10])
    if day < finished:
        template = N_("{date} lies before {finished}, the day on which request {number} was finished: give the day of the rating with --on.")
        raise NotAllowed(template, date=day, finished=finished, number=row.number)


def _unrated(desk: "Desk", number: str) -> None:
    """Refuse a second rating of one request (一事一评); one that was voided does not count."""
    for known in store.select(desk.connection, MatterFilter(RATING.kind, stage=RATED, facts=(("request", number),))):
        template = N_("Request {number} was rated already, as {rating}: each is rated once; the efficiency office voids a rating made by mistake.")
        raise NotAllowed(template, number=number, rating=known.number)


def _complaint(desk: "Desk", event: Rated, on: When, about: str) -> Matter:
    """Open the complaint of a bad rating; the department learns which request it is unless the rater stays unknown."""
    if not desk.oversight.complaints.channel(CHANNEL):
        template = N_("The oversight files have no channel “{channel}”, through which bad ratings become complaints: write it under [[complaint.channel]].")
        raise RegisterUnfit(template, channel=CHANNEL)
    text = event.text or f"差评：{Satisfaction(event.level).chinese}"
    rater, about = (event.rater, event.contact), about and one_of(desk.oversight.complaints.types, about, NO_TYPE).id
    return written(desk, COMPLAINT, Recorded(CHANNEL, text, about, event.department, "", *rater, event.request, bool(event.rater)), on)


def ratings(desk: "Desk", wanted: MatterFilter) -> list[RatingView]:
    """Return the ratings that pass a filter; a department sees its own, and of those the anonymous ones without their request."""
    found = store.select(desk.connection, wanted._replace(kind=RATING.kind, everything=True))
    if not clear(desk):
        own = desk.person.department if desk.person else ""
        found = [row for row in found if own and row.department == own]
    return [_view(desk, row) for row in sorted(found, key=lambda row: row.number)]


def _view(desk: "Desk", row: "MatterRow") -> RatingView:
    facts = row.kept
    shown = clear(desk) or not facts["anonymous"]
    return RatingView(
        row.number,
        facts["request"] if shown else "",
        row.title,
        row.department,
        desk.department_name(row.department),
        facts["level"],
        facts.get("channel", ""),
        facts["anonymous"],
        facts["on"],
        facts.get("complaint", "") if shown else "",
        row.stage,
    )


def counted(desk: "Desk", wanted: MatterFilter) -> list[Counts]:
    """Return the ratings by department, those voided left out; of few, everybody but the efficiency office sees only that they are few."""
    found = store.select(desk.connection, wanted._replace(kind=RATING.kind, stage=RATED))
    smallest = 0 if clear(desk) else smallest_shown(desk.oversight)
    return counts(((row.department, row.kept["level"]) for row in found), smallest)


def count_row(desk: "Desk", row: Counts) -> CountRow:
    """Return the counts of a department as machine output shows them."""
    name = desk.department_name(row.department)
    if row.suppressed:
        return CountRow(row.department, name, None, None, None, None, None, None, None, suppressed=True)
    return CountRow._make((row.department, name, *row.levels, row.total, row.satisfied.percent, False))


def page(desk: "Desk", number: str) -> RatingPage:
    """Return a rating with its history; who rated is shown to the efficiency office alone, and the words to the department too."""
    matter = find_matter(desk, RATING, number)
    first, sees = matter.history[0].event, clear(desk)
    own = bool(desk.person and desk.person.department == matter.department)
    if not (sees or own):
        raise NotAllowed(N_("Rating {number} is shown to the efficiency office, and to the department whose request it is."), number=number)
    row = store.find(desk.connection, RATING.kind, matter.number)
    assert row  # noqa: S101 - the matter was found, and its row is written with it
    return RatingPage(_view(desk, row), first.rater if sees else HIDDEN, first.contact if sees else HIDDEN, first.text, matter)
