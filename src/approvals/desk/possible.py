"""Which verbs the law, the stage and the acting person's role allow on a request or a card, so that a screen offers no others."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
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
from approvals.desk.history import bare_request_of, entries_of
from approvals.desk.listing import row_of
from approvals.desk.permission import may_handle, may_record
from approvals.desk.rating import may_rate
from approvals.desk.retracting import may_retract
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
    origin = request.history[0].origin
    tried["amend"] = _refusal(lambda: _may_amend(desk, trial))
    tried["undo"] = _refusal(lambda: may_retract(desk, request, entries_of(desk, row.number)))
    tried["rate"] = _refusal(lambda: may_rate(desk, row, origin, trial.today))
    return {verb: refusal for verb, refusal in tried.items() if refusal}


def _refusal(attempt: Callable[[], object]) -> Refusal | None:
    """Return what law, stage or role say against an attempt; a word that is missing or wrong is for the form."""
    try:
        attempt()
    except NotAllowed as refusal:
        return refusal
    except Refusal:
        pass
    return None


def _refused(desk: "Desk", trial: Trial, events: Iterable[Event], now: When) -> Refusal | None:
    """Return the refusal of the first event where every one is refused."""
    refusals = [_refusal(partial(_try, desk, trial, event, now)) for event in events]
    return refusals[0] if refusals and all(refusals) else None


def _try(desk: "Desk", trial: Trial, event: Event, now: When) -> None:
    refuse_carried(trial.request.history[0].origin, trial.request.number)
    if isinstance(event, Extended):
        _may_extend(desk, event, trial)
    else:
        may_record(desk, type_of(event), trial.request.item, trial.request)
    check(trial.request, Entry(now, event), trial.law, late=True)


def _may_extend(desk: "Desk", event: Extended, trial: Trial) -> None:
    """Refuse an extension to whoever cannot approve it; who is to be named as approver is for the form."""
    if desk.acting:
        item = trial.item
        approval = Approval(
            event.approver, item.extension.approver if item and item.extension else "", desk.department_of(trial.request.item), trial.request.joint is not None
        )
        named = next((person.id for person in approvers(approval, desk.acting.people)), ANY)
        permit_extension(desk.acting, approval._replace(given=named))


def _may_amend(desk: "Desk", trial: Trial) -> None:
    refuse_carried(trial.request.history[0].origin, trial.request.number)
    may_record(desk, "amended", trial.request.item, trial.request)


def forbidden_on_card(desk: "Desk", card: "Card", today: date) -> dict[str, Refusal]:
    """Return, by verb, why nothing of it may be recorded on a card on this day."""
    tried = {verb: _refusal(partial(_try_on_card, desk, card, event, today)) for verb, event in _card_events(today).items()}
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


def _try_on_card(desk: "Desk", card: "Card", event: "CardEvent", today: date) -> None:
    refuse_carried(card.history[0].origin, card.id)
    may_handle(desk, event, card)
    check_card(card, event, today, desk.policy, desk.calendar)
