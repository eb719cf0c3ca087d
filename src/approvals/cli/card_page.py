"""What `approvals card` shows: the list, and one card with all that made it."""

from typing import TYPE_CHECKING

from approvals.cli import output
from approvals.cli.explaining import told_days
from approvals.cli.history_page import history
from approvals.cli.request_page import entered_late
from approvals.cli.request_pages import LATE, yes
from approvals.core.card import CARD_EVENTS, Appealed, Cancelled, CardEntry, CardState, Raised, Revoked, Ruled, card_event_type
from approvals.core.entry import NAMES, type_of
from approvals.core.facts import FACTS
from approvals.core.level import Level
from approvals.core.telling import thing
from approvals.language import N_, Sentence, spoken
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from approvals.core.policy import Rule
    from approvals.desk.card_view import CardPage, CardView

LISTED = (
    Column(N_("Card"), Kind.NUMBER, keep=True),
    Column(N_("Level"), Kind.LEVEL, keep=True),
    Column(N_("Of"), Kind.CODE, keep=True),
    Column(N_("Item"), priority=1),
    Column(N_("Department"), priority=5),
    Column(N_("Person"), priority=4),
    Column(N_("About"), priority=3),
    Column(N_("Due"), Kind.DATE, keep=True),
    Column(N_("Since"), Kind.DATE, priority=2),
    Column(N_("State"), keep=True),
)


def list_cards(found: "Iterable[CardView]") -> None:
    """Print cards; one that a graver card of the same object and person outweighs is marked, and so is the record that holds a late entry."""
    cards = list(found)
    marked = output.for_spreadsheet() or any(card.late_entry for card in cards)
    rows = [(*listed_cells(card), *((yes(told=card.late_entry),) if marked else ())) for card in cards]
    output.listed((*LISTED, LATE) if marked else LISTED, rows, N_("No card fits."))


def listed_cells(card: "CardView") -> tuple[object, ...]:
    """Return what the list shows of a card, in the order of its columns."""
    return (
        str(card.card),
        Level(card.level),
        card.subject,
        card.item_name,
        card.department,
        card.person,
        about(card.kind),
        card.due,
        card.since,
        Sentence(_STATE if card.counts or card.state not in _VALID else _OUTWEIGHED, {"state": CardState(card.state)}),
    )


_STATE, _OUTWEIGHED = N_("{state}"), N_("{state}, outweighed")
_VALID = frozenset({CardState.ISSUED, CardState.APPEALED, CardState.FOLLOWED_UP})


def about(key: str) -> Sentence:
    """Return what a card is about, which step or procedure too."""
    name, rest = thing(key), key.partition("/")[2].partition("/")[0]
    told = rest and not key.startswith("fact/") and not rest.isdecimal()
    return Sentence(N_("{kind} {about}"), {"kind": name, "about": rest}) if told else name


def card_page(page: "CardPage") -> None:
    """Print one card: the rule, what went into it, the count, and what became of it."""
    card, raised, view = page.card, page.card.raised, page.view
    output.say(N_("Card {card}: {level}, {state}"), card=card.sequence, level=raised.level, state=card.state)
    output.say(N_("  of {subject}  {item} {item_name}"), subject=card.subject, item=raised.item, item_name=view.item_name if raised.item else "")
    output.say(N_("  department: {department}  person: {person}"), department=raised.department or "—", person=raised.person or "—")
    output.say(N_("  about: {about}"), about=about(raised.deadline))
    output.say(N_("  true since {since}; last day {due}") if page.deadline else N_("  true since {since}"), since=card.since, due=raised.due)
    if not view.counts and card.state in _VALID:
        output.say(N_("  A graver card of the same object and person is valid: this one does not count."))
    _rule(page)
    _count(page)
    for fault in page.faults:
        output.say(N_("  against the rules: {fault}"), fault=fault)
    _concerned(page)
    for entry in page.late:
        template = N_("  entry {sequence} was entered late: {event} on {date}, recorded {recorded} ({reason}, {paper})")
        values = {"event": Sentence(NAMES[type_of(entry.event)]), "date": entry.day, "recorded": entry.recorded_at[:10], "reason": entry.late_reason}
        output.say(template, sequence=entry.sequence, paper=entry.paper, **values)
    _periods(page)
    history(
        (str(entry.sequence), entry.happened_on.isoformat(), Sentence(CARD_EVENTS[card_event_type(entry.event)][1]), _details(entry), entry.actor)
        for entry in card.history
    )


def _concerned(page: "CardPage") -> None:
    """Name what a card about a fact rests on: the entries of its day, the earlier request, how many."""
    raised = page.card.raised
    if raised.deadline.startswith("fact/") and raised.limit:
        output.say(N_("  it rests on: {input}"), input=raised.limit)
    for entry in page.concerned:
        template = N_("  entry {sequence}: {event} on {date}, recorded {recorded}")
        output.say(template, sequence=entry.sequence, event=Sentence(NAMES[type_of(entry.event)]), date=entry.day, recorded=entry.recorded_at[:16])


def _rule(page: "CardPage") -> None:
    raised = page.card.raised
    if not page.rule:
        output.say(N_("Rule {rule}"), rule=raised.rule)
        return
    output.say(N_("Rule {rule}, adopted by event {policy}: {told}"), rule=raised.rule, policy=raised.policy or "—", told=told_rule(page.rule))


def told_rule(rule: "Rule") -> Sentence:
    """Return a rule as people read it."""
    of = Sentence(*rule.basis.said()) if rule.basis else Sentence(FACTS[rule.fact][0])
    values: dict[str, object] = {"of": of, "level": rule.level, "left": rule.left, "over": rule.over, "within": rule.within, "times": rule.times}
    values["share"] = "/".join(map(str, rule.left_share or rule.elapsed or ()))
    return Sentence(_told(rule), values)


def _told(rule: "Rule") -> str:
    if rule.fact:
        return _told_fact(rule)
    if rule.over is not None:
        return N_("{of}: {level} when over by more than {over}") if rule.over.amount else N_("{of}: {level} from the day after the last day")
    if rule.elapsed:
        return N_("{of}: {level} when {share} of the time is used")
    if rule.left and rule.left_share:
        return N_("{of}: {level} when {left} or {share} of the time are left, whichever is less")
    return N_("{of}: {level} when {left} are left") if rule.left else N_("{of}: {level} when {share} of the time is left")


def _told_fact(rule: "Rule") -> str:
    if rule.left:
        return N_("{of}: {level} when {left} or fewer were left")
    if rule.over is not None:
        return N_("{of}: {level} when over by more than {over}")
    if rule.within:
        return N_("{of}: {level} when it was within {within}")
    return N_("{of}: {level} from {times} times on") if rule.times > 1 else N_("{of}: {level}")


def _count(page: "CardPage") -> None:
    """Print the count as it was when the card was raised, and where the record leads to another date now."""
    raised, deadline = page.card.raised, page.deadline
    if not deadline:
        return
    output.say(
        N_("Counted on the record and the calendar of the day: {limit} from {start} to {due}"), limit=deadline.limit, start=deadline.start, due=raised.due
    )
    told_days(deadline.run, deadline.limit, page.calendar, full=False)
    if page.now and page.now.due != raised.due:
        output.say(N_("  On the record as it stands now the last day is {due}."), due=page.now.due)


def _periods(page: "CardPage") -> None:
    card = page.card
    if card.told_on:
        output.say(N_("The department was told on {date}; an appeal is possible until {until}."), date=card.told_on, until=page.appeal_until)
    elif card.state in _VALID:
        output.say(N_("The department was not told yet: no period for an appeal runs."))
    for order, found in zip(card.orders, page.orders, strict=True):
        template = N_("Order {place}: reply due by {due}, replied on {replied}") if order.replied_on else N_("Order {place}: reply due by {due}")
        output.say(template, place=order.place, due=found.due, replied=order.replied_on)


def _details(entry: CardEntry) -> str:
    """Return what an event says in its own words, the sentence for what the check or the record brought about, and that it was entered late."""
    return "；".join(filter(None, (_own(entry), entered_late(entry))))


def _own(entry: CardEntry) -> str:
    event = entry.event
    if isinstance(event, Raised):
        return ""
    if isinstance(event, Appealed) and event.entry:
        return spoken(Sentence(N_("entry {entry} contradicts it: the office rules with the paper"), {"entry": event.entry}))
    if isinstance(event, Revoked | Cancelled) and event.calendar:
        return spoken(Sentence(N_("the circular adopted by event {calendar} makes it untrue"), {"calendar": event.calendar}))
    parts = [spoken(event.ruling)] if isinstance(event, Ruled) else []
    parts += [spoken(value) for name, value in zip(event._fields, event, strict=True) if value and name not in {"ruling", "message"}]
    return "；".join(parts)
