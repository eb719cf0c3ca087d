"""`approvals card`: the cards, why each was raised, and what happens to one."""

from datetime import date
from typing import Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.choosing import Worded
from approvals.cli.room import desk
from approvals.core.card import Appealed, Cancelled, CardEvent, CardState, Confirmed, Ordered, Replied, Revoked, Ruled, Ruling, Told
from approvals.core.choosing import NO_LEVEL, NO_STATE
from approvals.core.dates import read_day
from approvals.core.level import CARDED
from approvals.core.limits import Unit, parse_limit
from approvals.core.words import checked_words
from approvals.errors import WrongUsage
from approvals.language import N_

CardName = Annotated[str, typer.Argument(metavar=words.CARD, help=N_("The number of the card, or of its request: the highest is meant."), show_default=False)]


def list_(  # noqa: PLR0913, PLR0917 - one parameter a filter
    department: options.OfDepartment = "",
    person: Annotated[str, typer.Option("--person", metavar=words.PERSON, help=N_("Only of this person."))] = "",
    level: Annotated[
        str, typer.Option("--level", click_type=Worded(CARDED, NO_LEVEL), metavar=words.LEVEL, help=N_("Only of this level: warning, yellow, red."))
    ] = "",
    state: Annotated[
        str,
        typer.Option(
            "--state",
            click_type=Worded(CardState, NO_STATE),
            metavar=words.STATE,
            help=N_("Only in this state: pending, issued, appealed, revoked, cancelled, followed_up."),
        ),
    ] = "",
    number: Annotated[str, typer.Option("--request", metavar=words.NUMBER, help=N_("Only of this request."))] = "",
    since_from: Annotated[date | None, typer.Option("--from", metavar=words.DATE, parser=read_day, help=N_("True since this day or later."))] = None,
    since_to: Annotated[date | None, typer.Option("--to", metavar=words.DATE, parser=read_day, help=N_("True since this day or before."))] = None,
    everything: Annotated[bool, typer.Option("--all", help=N_("Revoked, cancelled and outweighed ones too."))] = False,  # noqa: FBT002 - Typer's form of a flag
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """List the cards; without --all or --state those that count or wait for somebody."""
    with desk() as opened:
        from approvals.desk.card_view import cards_wanted, listed  # noqa: PLC0415 - the desk opens only for commands that need it

        wanted = cards_wanted(
            opened, department=department, person=person, level=level, state=state, subject=number, since=(since_from, since_to), everything=everything
        )
        found = listed(opened, wanted)
        if shape is options.Shape.JSON:
            output.data([card._asdict() for card in found])
            return
        from approvals.cli.card_page import list_cards  # noqa: PLC0415

        list_cards(found)


def show(card: CardName, shape: options.Format = options.Shape.TABLE) -> None:
    """Show a card: its rule, what went into it, the count, the circulars, and what became of it."""
    with desk() as opened:
        from approvals.desk.card_history import find_card  # noqa: PLC0415
        from approvals.desk.card_view import page  # noqa: PLC0415

        found = page(opened, find_card(opened, card))
        if shape is options.Shape.JSON:
            output.data(found.plain())
            return
        from approvals.cli.card_page import card_page  # noqa: PLC0415

        card_page(found)
        if found.view.state == "issued" and output.watched():
            output.note(N_("To appeal: `approvals card appeal {card} --reason TEXT --evidence DOCUMENT`."), card=found.view.card)


def confirm(
    cards: Annotated[list[str], typer.Argument(metavar=words.CARDS, help=N_("The numbers of the cards."), show_default=False)],
    reason: Annotated[str, typer.Option("--reason", metavar=words.TEXT, help=N_("Why; the history keeps it."))] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Issue cards that wait for confirmation: for the efficiency office."""
    _record(cards, Confirmed(reason), on, shape, N_("Card {card} is issued: {level} for {subject}."))


def cancel(card: CardName, reason: options.Reason, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Do not issue a card that waits for confirmation: for the efficiency office."""
    _record([card], Cancelled(checked_words(reason, "--reason")), on, shape, N_("Card {card} is cancelled."))


def tell(
    cards: Annotated[list[str], typer.Argument(metavar=words.CARDS, help=N_("The numbers of the cards."), show_default=False)],
    how: Annotated[str, typer.Option("--how", metavar=words.DELIVERY, help=N_("How: handed over, by telephone …"))] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record that the department was told of cards: the period for an appeal runs from then."""
    _record(cards, Told(how=how), on, shape, N_("Card {card}: the department was told, the period for an appeal runs until {appeal_until}."))


def appeal(
    card: CardName,
    reason: options.Reason,
    evidence: Annotated[str, typer.Option("--evidence", metavar=words.DOCUMENT, help=N_("The paper that proves it."), show_default=False)],
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Appeal against a card, with evidence: for the carded department."""
    event = Appealed(checked_words(reason, "--reason"), checked_words(evidence, "--evidence"))
    _record([card], event, on, shape, N_("Card {card}: the appeal is with the efficiency office."))


def rule(
    card: CardName,
    ruling: Annotated[Ruling, typer.Argument(click_type=Worded(Ruling), metavar=words.RULING, help=N_("revoke, uphold or refer."), show_default=False)],
    reason: options.Reason,
    document: options.Document = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Rule on an appeal: for the efficiency office."""
    _record([card], Ruled(ruling, checked_words(reason, "--reason"), document), on, shape, N_("Card {card}: ruled on, now {state}."))


def revoke(card: CardName, reason: options.Reason, document: options.Document = "", on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Revoke a card of the office's own accord: for the efficiency office."""
    _record([card], Revoked(checked_words(reason, "--reason"), document), on, shape, N_("Card {card} is revoked."))


def order(
    card: CardName,
    text: Annotated[str, typer.Option("--text", metavar=words.TEXT, help=N_("What is to be done."), show_default=False)],
    within: Annotated[str, typer.Option("--within", metavar=words.LIMIT, help=N_("Working days to reply, like “3 工作日”; the policy's, if left out."))] = "",
    document: options.Document = "",
    told_on: Annotated[
        date | None, typer.Option("--told-on", metavar=words.DATE, parser=options.past_day, help=N_("When the department was told; the days run from then."))
    ] = None,
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Issue a follow-up order for a card: for the efficiency office."""
    limit = parse_limit(within) if within else None
    if limit and limit.unit is not Unit.WORKING_DAYS:
        raise WrongUsage(N_("Write --within in working days, like 3 工作日."))
    event = Ordered(checked_words(text, "--text"), str(limit) if limit else "", document, told_on)
    _record([card], event, on, shape, N_("Card {card}: ordered, the reply is due by {order_due}."))


def reply(
    card: CardName,
    text: Annotated[str, typer.Option("--text", metavar=words.TEXT, help=N_("What was done."), show_default=False)],
    document: options.Document = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Reply to a follow-up order: for the carded department."""
    _record([card], Replied(checked_words(text, "--text"), document), on, shape, N_("Card {card}: replied."))


def _record(names: list[str], event: CardEvent, on: date | None, shape: options.Shape, sentence: str) -> None:
    """Record the same event for each card; what was written before a refusal stays written and is said."""
    with desk() as opened:
        from approvals.desk.card import record_card  # noqa: PLC0415
        from approvals.desk.card_view import page  # noqa: PLC0415

        for name in dict.fromkeys(names):
            found = page(opened, record_card(opened, name, event, on or opened.today))
            if shape is options.Shape.JSON:
                output.data(found.plain())
                continue
            output.say(
                sentence,
                card=found.card.sequence,
                level=found.card.raised.level,
                subject=found.card.subject,
                state=found.card.state,
                appeal_until=found.appeal_until,
                order_due=found.orders[-1].due if found.orders else None,
            )
