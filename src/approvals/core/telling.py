"""Who is told of a card, and in which words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from approvals.core.card import Card
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.facts import FACTS
from approvals.core.policy import Policy, Tier
from approvals.core.staff import Person, Role
from approvals.language import N_, Sentence
from approvals.record import NamedTuple

_ROLES: Mapping[Tier, Role] = {Tier.SECTION: Role.REVIEWER, Tier.HEAD: Role.HEAD, Tier.OFFICE: Role.OFFICE}


class Recipients(NamedTuple):
    """Who is told, each with the tier, and the tiers in which nobody serves."""

    persons: tuple[tuple[Tier, Person], ...]
    missing: tuple[Tier, ...]


def recipients(about: str, card: Card, policy: Policy, people: Sequence[Person], today: date) -> Recipients:
    """Return who is told of an event of a card: an appeal goes to the office, everything else to the tiers of the card's level."""
    tiers = (Tier.OFFICE,) if about == "appealed" else tuple(policy.tell.get(card.raised.level, ()))
    serving = [person for person in people if person.serves(today)]
    found = {tier: list(_of_tier(tier, card, serving)) for tier in tiers}
    persons = [(tier, person) for tier, own in found.items() for person in own]
    first: dict[str, tuple[Tier, Person]] = {}
    for tier, person in persons:
        first.setdefault(person.id, (tier, person))
    return Recipients(tuple(first.values()), tuple(tier for tier, own in found.items() if not own))


def _of_tier(tier: Tier, card: Card, people: Iterable[Person]) -> Iterable[Person]:
    if tier is Tier.HANDLER:
        return (person for person in people if person.id == card.raised.person)
    role = _ROLES[tier]
    return (person for person in people if role in person.roles and (tier is Tier.OFFICE or person.department == card.raised.department))


# What a message says, by what happened to the card; `raised` also by whether the date has passed.
TEXTS: Mapping[str, str] = {
    "warning": N_("Request {subject}, {item_name}: the last day ({about}) is {due}, it runs out soon. Please handle it quickly. ({level}, card {card})"),
    "raised": N_("Request {subject}, {item_name}: the last day ({about}) was {due}, it has passed. Please handle it quickly. ({level}, card {card})"),
    "fact": N_("Request {subject}, {item_name}: {about}, on {due}. ({level}, card {card})"),
    "ruled": N_("Card {card} ({level}, {subject}): the efficiency office has ruled on the appeal, the card is now {state}."),
    "revoked": N_("Card {card} ({level}, {subject}) is revoked."),
    "ordered": N_("Card {card} ({level}, {subject}): a follow-up order was issued, the reply is due by {order_due}."),
    "appealed": N_("Card {card} ({level}, {subject}): an appeal waits for a ruling."),
}


def text_of(about: str, card: Card) -> str:
    """Return the template of the sentence that tells what happened to a card."""
    if about not in {"raised", "confirmed"}:
        return TEXTS[about]
    if card.raised.deadline.startswith("fact/"):
        return TEXTS["fact"]
    return TEXTS["warning" if card.raised.level == "warning" else "raised"]


def thing(key: str) -> Sentence:
    """Return what a card is about, from the key of its deadline or fact."""
    kind, _slash, rest = key.partition("/")
    return Sentence(FACTS[rest.partition("/")[0]][0]) if kind == "fact" else Sentence(*DeadlineKind(kind).said())
