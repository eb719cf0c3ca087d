"""Ratings (好差评): each finished request is rated once, 一事一评, on five levels; the two lowest are bad ratings (差评) and open a complaint."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from approvals.core.choosing import chosen
from approvals.core.figures import Share
from approvals.core.oversight.matter import Happening, Matter, Noun, in_stage
from approvals.core.oversight.settings import Named, Oversight
from approvals.errors import NotAllowed, WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple

CHANNEL = "rating"
"""The channel through which bad ratings become complaints; its limits are data of the oversight files."""
SMALL = 5
"""Fewer ratings than this of one department are shown to the efficiency office alone, where the files name no other number."""
RATED, VOIDED = "rated", "voided"


class Satisfaction(StrEnum):
    """The five levels of 国办发〔2019〕51号, the best first; GB/T 39046—2020 numbers them from 1 in this order."""

    VERY_SATISFIED = "very-satisfied"
    SATISFIED = "satisfied"
    BASICALLY_SATISFIED = "basically-satisfied"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very-dissatisfied"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _LEVELS[self], {}

    @property
    def place(self) -> int:
        """Return its number, 1 the best and 5 the worst."""
        return list(Satisfaction).index(self) + 1

    @property
    def chinese(self) -> str:
        """Return its name as the national list has it, whatever the reader's language."""
        return next(name for name, level in _CHINESE.items() if level is self)

    @property
    def bad(self) -> bool:
        """Tell whether it is a bad rating (差评): verified, mended and reported back."""
        return self in {Satisfaction.DISSATISFIED, Satisfaction.VERY_DISSATISFIED}


_LEVELS = {
    Satisfaction.VERY_SATISFIED: N_("very satisfied"),
    Satisfaction.SATISFIED: N_("satisfied"),
    Satisfaction.BASICALLY_SATISFIED: N_("basically satisfied"),
    Satisfaction.DISSATISFIED: N_("dissatisfied"),
    Satisfaction.VERY_DISSATISFIED: N_("very dissatisfied"),
}
_CHINESE = dict(zip(("非常满意", "满意", "基本满意", "不满意", "非常不满意"), Satisfaction, strict=True))
NUMBERS = {str(level.place): level for level in Satisfaction}
NO_LEVEL = N_("There is no level {name}: write one of {known}, or its number from 1 (the best) to 5.")


def satisfaction(text: str) -> Satisfaction:
    """Return the level that somebody typed: by its id, its number or its word."""
    if not text.strip():
        raise WrongUsage(NO_LEVEL, name=text, known=tuple(map(str, Satisfaction)))
    return Satisfaction(chosen(text.strip(), Satisfaction, NO_LEVEL, NUMBERS))


class Rated(NamedTuple):
    """How somebody rates a finished request; `complaint` is the one that a bad rating opened. Without a rater it is anonymous."""

    request: str
    item: str
    department: str
    level: str
    channel: str = ""
    rater: str = ""
    contact: str = ""
    text: str = ""
    complaint: str = ""


class Voided(NamedTuple):
    """误评: the rating does not count, for a reason; it stays, and the request can be rated again."""

    reason: str


def _changed(matter: Matter, happening: Happening, _rules: Oversight) -> Matter:
    event = happening.event
    if isinstance(event, Voided):
        return matter._replace(stage=VOIDED).having(reason=event.reason)
    rated = matter._replace(title=event.item, department=event.department, stage=RATED, closed=happening.day)
    return rated.having(
        request=event.request,
        item=event.item,
        level=event.level,
        channel=event.channel or None,
        anonymous=not event.rater,
        complaint=event.complaint or None,
        on=happening.day,
    )


def _refuse(matter: Matter, happening: Happening, rules: Oversight) -> None:
    event = happening.event
    if isinstance(event, Rated):
        known = tuple(one.id for one in channels(rules))
        if event.channel and known and event.channel not in known:
            raise WrongUsage(N_("There is no channel {name}: write one of {known}."), name=event.channel, known=known)
    if isinstance(event, Voided):
        in_stage(matter, {RATED}, N_("Rating {number} is void already."))
        if happening.day < matter.history[0].day:
            template = N_("{date} lies before {earlier}, the last thing that happened to {number}: give the day it really happened with --on.")
            raise NotAllowed(template, date=happening.day, earlier=matter.history[0].day, number=matter.number)


RATING = Noun(
    "rating",
    "PJ",
    N_("rating"),
    {"rated": (Rated, N_("rated")), "voided": (Voided, N_("voided"))},
    frozenset({Rated}),
    _changed,
    _refuse,
    frozenset({"rater", "contact", "text"}),
)


class Counts(NamedTuple):
    """The ratings of one department: how many on each level, the best first; `suppressed` where they are too few to be shown."""

    department: str
    levels: tuple[int, ...]
    suppressed: bool = False

    @property
    def total(self) -> int:
        """Return how many ratings there are."""
        return sum(self.levels)

    @property
    def satisfied(self) -> Share:
        """Return the share of ratings that are not bad ones (满意率)."""
        bad = sum(count for level, count in zip(Satisfaction, self.levels, strict=True) if level.bad)
        return Share(self.total - bad, self.total)


def counts(ratings: Iterable[tuple[str, str]], smallest: int) -> list[Counts]:
    """Return the counts of departments from (department, level) pairs; those of fewer than `smallest` ratings are marked as suppressed."""
    found: dict[str, Counter[str]] = {}
    for department, level in ratings:
        found.setdefault(department, Counter())[level] += 1
    rows = [Counts(department, tuple(own[level] for level in Satisfaction)) for department, own in sorted(found.items())]
    return [row._replace(suppressed=row.total < smallest) for row in rows]


def smallest_shown(rules: Oversight) -> int:
    """Return from how many ratings on a department's counts are shown to everybody."""
    return int(_table(rules).get("suppress_below", SMALL))


def channels(rules: Oversight) -> tuple[Named, ...]:
    """Return the channels through which ratings come in (评价渠道), as the files list them."""
    return tuple(Named(one["id"], one["name"]) for one in _table(rules).get("channel", ()))


def _table(rules: Oversight) -> Mapping[str, Any]:
    found: Mapping[str, Any] = rules.tables.get("rating", {})
    return found
