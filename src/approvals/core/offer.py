"""Whether an item is offered on a day: in force, suspended (暂停办理), or withdrawn (取消). Requests under way go on in any case."""

from datetime import date

from approvals.core.guide import Item
from approvals.core.terms import Offer
from approvals.errors import NotAllowed
from approvals.language import N_


def offer_on(item: Item, day: date) -> Offer:
    """Return whether an item is offered on a day."""
    if item.withdrawn and item.withdrawn.first <= day:
        return Offer.WITHDRAWN
    suspended = item.suspended
    if suspended and suspended.first <= day and (suspended.last is None or day <= suspended.last):
        return Offer.SUSPENDED
    return Offer.OPEN


def may_apply(item: Item, day: date) -> None:
    """Refuse a receipt on a day on which the item is suspended or withdrawn, with the reason that its department gives."""
    found = offer_on(item, day)
    if found is Offer.WITHDRAWN and item.withdrawn:
        template = N_("{item} {name} is withdrawn since {first} and nothing is received for it: {reason}.")
        raise NotAllowed(template, item=item.code, name=item.name, first=item.withdrawn.first, reason=item.withdrawn.reason)
    if found is Offer.SUSPENDED and item.suspended:
        until = N_("{item} {name} is suspended from {first} to {last} and nothing is received for it: {reason}.")
        template = until if item.suspended.last else N_("{item} {name} is suspended since {first} and nothing is received for it: {reason}.")
        raise NotAllowed(template, item=item.code, name=item.name, first=item.suspended.first, last=item.suspended.last, reason=item.suspended.reason)
