"""What the counter is offered while an application is taken in: items, known applicants, and what may follow at once."""

from collections.abc import Iterable, Sequence
from datetime import date

from approvals.core.events import Accepted, SupplementRequested
from approvals.core.guide import Item, Material
from approvals.core.initials import Known
from approvals.core.offer import may_apply
from approvals.core.terms import Handling
from approvals.desk.initials import items_on
from approvals.desk.permission import may_record
from approvals.desk.register import Desk
from approvals.desk.request import item_on
from approvals.errors import NotAllowed
from approvals.record import NamedTuple
from approvals.store import counter


class Applicant(NamedTuple):
    """Somebody who applied here before: the code that was given then, and the latest request."""

    name: str
    code: str
    number: str


class Handed(NamedTuple):
    """The materials of an item on the counter: what is missing, and what of it may follow after acceptance (容缺后补)."""

    missing: tuple[str, ...]
    following: tuple[str, ...]


def received_here(desk: Desk, day: date) -> list[Known]:
    """Return the items that the acting person may receive; where there is none, the refusal says whose they are."""
    known = items_on(desk, day)
    own = [item for item in known if _may(desk, "received", item.code)]
    if known and not own:
        may_record(desk, "received", known[0].code)
    return own


def offered(desk: Desk, code: str, day: date) -> Item:
    """Return an item as it is in force, refused where nobody can apply for it on that day."""
    item = item_on(desk, code, day)
    may_apply(item, day)
    return item


def applicants(desk: Desk, items: Iterable[Known], beginning: str) -> list[Applicant]:
    """Return who of this name, or of one that begins so, applied for one of these items before."""
    return [Applicant(*row) for row in counter.applicants(desk.connection, (item.code for item in items), beginning)]


def handed(materials: Sequence[Material], places: Iterable[int]) -> Handed:
    """Return what is missing where only the materials at these places (from 1) were handed in; what the item can do without is never missing."""
    there = set(places)
    lacking = [material for place, material in enumerate(materials, 1) if place not in there and material.required != "非必要"]
    return Handed(
        tuple(material.name for material in lacking if material.required != "容缺后补"),
        tuple(material.name for material in lacking if material.required == "容缺后补"),
    )


def settles(desk: Desk, item: Item) -> bool:
    """Tell whether the acting person may settle the item at once."""
    return item.handling is Handling.ON_THE_SPOT and _may(desk, "settled", item.code)


def follows(desk: Desk, item: Item, event: type[SupplementRequested | Accepted]) -> bool:
    """Tell whether the acting person may tell what is missing, or accept; the general counter hands that over."""
    return _may(desk, "accepted" if event is Accepted else "supplement_requested", item.code)


def _may(desk: Desk, verb: str, code: str) -> bool:
    try:
        may_record(desk, verb, code)
    except NotAllowed:
        return False
    return True
