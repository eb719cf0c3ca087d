"""Which verbs the law, the stage and the acting person's role allow on a request or a card, so that a screen offers no others."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from approvals.core import card as cards
from approvals.core.approver import Approval, approvers, permit_extension
from approvals.core.dates import When, day_of
from approvals.core.entry import Entry, type_of
from approvals.core.events import Event, Extended
from approvals.core.refusals import check
from approvals.core.refusals.card import check_card
from approvals.core.refusals.probing import ANY, TRIALS, Trial
from approvals.desk.carried import refuse_carried
from approvals.desk.listing import bare_request_of, row_of
from approvals.desk.permission import may_handle, may_record
from approvals.errors import NotAllowed, Refusal

if TYPE_CHECKING:
    from approvals.core.card import Card, CardEvent
    from approvals.desk.register import Desk


def forbidden(desk: "Desk", number: str, now: When) -> dict[str, Refusal]:
    """Return, by verb, why nothing of it may be recorded on a request at this moment; what is not named may be tried."""
    row = row_of(desk, number)
    request = bare_request_of(desk, row.number)
    trial = Trial(request, desk.law(request.item), day_of(now))
    tried = {verb: _refused(desk, trial, make(trial), now) for verb, make in TRIALS.items()}
    tried["amend"] = _not_permitted(desk, trial)
    return {verb: refusal for verb, refusal in tried.items() if refusal}


def _refused(desk: "Desk", trial: Trial, events: Iterable[Event], now: When) -> Refusal | None:
    """Return the refusal of the first event where every one is refused."""
    refusals = [_tried(desk, trial, event, now) for event in events]
    return refusals[0] if refusals and all(refusals) else None


def _tried(desk: "Desk", trial: Trial, event: Event, now: When) -> Refusal | None:
    try:
        refuse_carried(trial.request.history[0].origin, trial.request.number)
        if isinstance(event, Extended):
            _may_extend(desk, event, trial)
        else:
            may_record(desk, type_of(event), trial.request.item, trial.request)
        check(trial.request, Entry(now, event), trial.law, late=True)
    except NotAllowed as refusal:
        return refusal
    except Refusal:
        # A word is missing or wrong: the form asks for it.
        pass
    return None


def _may_extend(desk: "Desk", event: Extended, trial: Trial) -> None:
    """Refuse an extension to whoever cannot approve it; who is to be named as approver is for the form."""
    if desk.acting:
        item = trial.item
        approval = Approval(
            event.approver, item.extension.approver if item and item.extension else "", desk.department_of(trial.request.item), trial.request.joint is not None
        )
        named = next((person.id for person in approvers(approval, desk.acting.people)), ANY)
        permit_extension(desk.acting, approval._replace(given=named))


def _not_permitted(desk: "Desk", trial: Trial) -> Refusal | None:
    try:
        refuse_carried(trial.request.history[0].origin, trial.request.number)
        may_record(desk, "amended", trial.request.item, trial.request)
    except NotAllowed as refusal:
        return refusal
    return None


def forbidden_on_card(desk: "Desk", card: "Card", today: date) -> dict[str, Refusal]:
    """Return, by verb, why nothing of it may be recorded on a card on this day."""
    tried = {verb: _tried_on_card(desk, card, event, today) for verb, event in _card_events(today).items()}
    return {verb: refusal for verb, refusal in tried.items() if refusal}


def _card_events(today: date) -> "Mapping[str, CardEvent]":
    return {
        "confirm": cards.Confirmed(),
        "cancel": cards.Cancelled(ANY),
        "tell": cards.Told(),
        "appeal": cards.Appealed(ANY, ANY),
        "rule": cards.Ruled(cards.Ruling.UPHOLD, ANY),
        "revoke": cards.Revoked(ANY),
        "order": cards.Ordered(ANY, "", told_on=today),
        "reply": cards.Replied(ANY),
    }


def _tried_on_card(desk: "Desk", card: "Card", event: "CardEvent", today: date) -> Refusal | None:
    try:
        refuse_carried(card.history[0].origin, card.id)
        may_handle(desk, event, card)
        check_card(card, event, today, desk.policy, desk.calendar)
    except NotAllowed as refusal:
        return refusal
    return None
