"""Publication (公布): from which day a version of an item counts, and that none reaches back behind a request taken in before it."""

from collections.abc import Iterable
from datetime import date

from approvals.core.guide import CODES, Item, Limit
from approvals.record import NamedTuple

# What the applicant reads and no date depends on.
_INFORMING = ("name", "in_name_of", "place", "hours", "hotline", *CODES)
_LISTS = ("variants", "audience", "bases", "materials", "fees", "conditions", "channels")


class Bound(NamedTuple):
    """Requests whose receipt, acceptance or clock falls on a day, and the version of their item that counts then."""

    day: date
    requests: int
    version: Item | None


def judging(item: Item | None) -> Item | None:
    """Return what of a version judges a request: everything that only informs the applicant left blank."""
    if not item:
        return None
    blank = {**dict.fromkeys(_INFORMING, ""), **dict.fromkeys(_LISTS, ())}
    bare = item._replace(**blank)  # type: ignore[arg-type]
    return bare._replace(
        statutory=_judging(item.statutory),
        promised=_judging(item.promised),
        original=None,
        originals=None,
        result=None,
        visits=None,
        reengineered=False,
        illustrative=False,
        suspended=None,
        withdrawn=None,
        steps=tuple(step._replace(post="") for step in item.steps),
    )


def _judging(limit: Limit | None) -> Limit | None:
    return limit._replace(text="", unit_basis="", checked=None, grade=None) if limit else None


def overtaken(new: Item | None, bound: Iterable[Bound]) -> tuple[Bound, ...]:
    """Return the days on which a new version would judge requests otherwise than the one they were taken in under."""
    return tuple(known for known in bound if judging(known.version) != judging(new))
