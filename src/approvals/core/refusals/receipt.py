"""What law and stage forbid up to acceptance."""

from collections.abc import Collection, Mapping
from typing import Any

from approvals.core import events as kinds
from approvals.core.dates import day_of
from approvals.core.entry import Entry
from approvals.core.guide import Item
from approvals.core.law import Law
from approvals.core.refusals.ground import HANDLED, Check, in_order, in_stage, known_case
from approvals.core.request import Request
from approvals.core.stage import Stage
from approvals.errors import NoSuchThing, NotAllowed, WrongUsage
from approvals.language import N_

_NOT_COMPETENT = ("职权", "competen")


def _received(request: Request, _event: Any, _entry: Entry, _law: Law) -> None:  # noqa: ANN401 - one signature for every event
    raise NotAllowed(N_("{number} was received on {date} already."), number=request.number, date=day_of(request.received))


def _mend(request: Request, event: kinds.Mended, entry: Entry, _law: Law) -> None:
    in_stage(request, {Stage.RECEIVED, Stage.WAITING}, N_("{number} is {stage}: only before acceptance is a mistake mended on the spot."))
    in_order(request, entry, day_of(request.received))
    del event


def _supplement(request: Request, event: kinds.SupplementRequested, entry: Entry, law: Law) -> None:
    in_stage(request, {Stage.RECEIVED, Stage.WAITING, *HANDLED}, N_("{number} is {stage}: nothing can be asked for any more."))
    in_order(request, entry, day_of(request.accepted or request.received))
    if not event.missing:
        raise WrongUsage(N_("A supplement notice names everything that is missing, at once (行政许可法 32(4)): add --missing for each."))
    if event.supply_by and event.supply_by < entry.day:
        raise WrongUsage(N_("{by} lies before the notice of {date}: give the applicant a day after it."), by=event.supply_by, date=entry.day)
    _known_materials(law.at_receipt(request), event.missing)


def _known_materials(item: Item | None, named: Collection[str]) -> None:
    names = [material.name for material in item.materials] if item else []
    for material in named:
        if names and material not in names:
            raise NoSuchThing(
                N_("“{material}” is none of the item's materials: {known}."),
                material=material,
                known=tuple(f"{place + 1} {name}" for place, name in enumerate(names)),
            )


def _supplied(request: Request, event: kinds.Supplied, entry: Entry, _law: Law) -> None:
    if not request.rounds or request.rounds[-1].complete_on:
        raise NotAllowed(
            N_("Nothing is outstanding for {number}: a supplement answers a notice (`approvals request supplement {number}`)."), number=request.number
        )
    in_stage(request, {Stage.WAITING, *HANDLED}, N_("{number} is {stage}: nothing can be supplied any more."))
    in_order(request, entry, request.rounds[-1].told_on)
    for material in event.materials:
        if material not in request.rounds[-1].missing:
            raise NotAllowed(N_("“{material}” was not asked for: outstanding are {missing}."), material=material, missing=request.rounds[-1].outstanding)


def _accept(request: Request, event: kinds.Accepted, entry: Entry, law: Law) -> None:
    in_order(request, entry, day_of(request.received))
    if event.follow_by and event.follow_by < entry.day:
        raise WrongUsage(N_("What follows cannot come before: {date} lies before {earlier}."), date=event.follow_by, earlier=entry.day)
    if event.following:
        if not event.follow_by:
            raise WrongUsage(N_("Acceptance with materials to follow needs the day by which they come: add --follow-by."))
        _known_materials(law.at_receipt(request), event.following)
    known_case(law.at_receipt(request), event.case)
    if request.acceptance_paper is None and (request.deemed_accepted or request.accepted_by_supply) and request.stage in HANDLED:
        return
    if request.stage is Stage.WAITING and not set(request.rounds[-1].outstanding) <= set(event.following):
        raise NotAllowed(
            N_("{number} waits for {missing}: record them with `approvals request supplied {number}`, or accept with --following (materials to follow)."),
            number=request.number,
            missing=request.rounds[-1].outstanding,
        )
    in_stage(request, {Stage.RECEIVED, Stage.WAITING}, N_("{number} cannot be accepted: it is {stage}."))
    in_order(request, entry)


def _decline(request: Request, event: kinds.Declined, entry: Entry, law: Law) -> None:
    if request.deemed_accepted and request.stage in HANDLED:
        rule = law.supplement(request)
        raise NotAllowed(
            N_("{number} cannot be declined any more: nothing was told in time, it is deemed accepted since {date} ({basis})."),
            number=request.number,
            date=day_of(request.received),
            basis=rule.basis if rule else "",
        )
    in_stage(request, {Stage.RECEIVED, Stage.WAITING}, N_("{number} cannot be declined: it is {stage}; only what is not accepted yet can."))
    in_order(request, entry)
    if not event.ground.strip():
        raise WrongUsage(N_("Non-acceptance needs its ground (行政许可法 32): add --ground."))
    if any(word in event.ground for word in _NOT_COMPETENT) and not event.authority:
        raise WrongUsage(N_("Where another authority is competent, the applicant is told which (行政许可法 32(2)): add --authority."))


CHECKS: Mapping[str, Check] = {
    "received": _received,
    "mended": _mend,
    "supplement_requested": _supplement,
    "supplied": _supplied,
    "accepted": _accept,
    "declined": _decline,
}
