"""Handing on what waits in the outbox, each message until it is taken: at least once, under an id by which a repeat is known."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from approvals.core.card import VALID, Told
from approvals.core.policy import Tier
from approvals.core.telling import Recipients, recipients, text_of, thing
from approvals.desk.card import append, settle_card
from approvals.desk.card_history import card_by_id
from approvals.desk.order import order_deadline
from approvals.errors import RegisterUnfit
from approvals.exchange.command import hand_over
from approvals.files.settings import read_register
from approvals.language import N_, say
from approvals.record import NamedTuple
from approvals.store import outbox, rules
from approvals.store.database import transaction
from approvals.store.ledger import Ledger, canonical
from approvals.store.lock import alone

if TYPE_CHECKING:
    from approvals.desk.register import Desk
    from approvals.store.outbox import Waiting

LOCK = "notify.lock"
_TIMEOUT = 30
# When so many in a row are not taken and none was, nobody is there: the rest waits for the next run.
_GIVING_UP = 5


class Notified(NamedTuple):
    """What became of the messages: how many were taken, the errors of those that were not, and the tiers in which nobody serves."""

    delivered: int
    failed: tuple[tuple[str, str], ...]
    waiting: int
    missing: tuple[tuple[str, Tier], ...]


class Command(NamedTuple):
    """The command of register.toml, and how many seconds it has for a message."""

    words: tuple[str, ...]
    seconds: float


class Names(NamedTuple):
    """What all messages of a run say alike: the name of the register, and those of its items by code."""

    register: str
    items: Mapping[str, str]


def names_of(desk: "Desk") -> Names:
    """Return the names that messages are told with."""
    file = read_register(desk.root)
    register = str(file.source.table.get("name", "")) if file.source else ""
    return Names(register or desk.root.name, {row.code: row.name for row in rules.items(desk.connection, desk.today)})


def command_of(desk: "Desk") -> Command:
    """Return the command that takes messages."""
    file = read_register(desk.root)
    settings = file.source.table.get("notify", {}) if file.source else {}
    if not settings.get("command"):
        raise RegisterUnfit(N_('register.toml names nobody to hand messages to: write [notify] with command = ["PROGRAM", …].'))
    return Command(tuple(settings["command"]), float(settings.get("timeout", _TIMEOUT)))


def message_of(desk: "Desk", waiting: "Waiting", names: Names) -> tuple[dict[str, Any], Recipients]:
    """Return a message as the command gets it (docs/nightly.md), and who is told."""
    card = card_by_id(desk, waiting.card)
    raised = card.raised
    told = recipients(waiting.about, card, desk.policy, desk.people, desk.today)
    item = names.items.get(raised.item, raised.item)
    order_due = order_deadline(desk, card, card.orders[-1]).due if card.orders else None
    values = {
        "subject": card.subject,
        "item_name": item,
        "about": thing(raised.deadline),
        "due": raised.due,
        "level": raised.level,
        "card": card.sequence,
        "state": card.state,
        "order_due": order_due,
    }
    return (
        {
            "id": f"{waiting.hash[:32]}",
            "register": names.register,
            "about": waiting.about,
            "card": {
                "number": card.sequence,
                "id": card.id,
                "level": str(raised.level),
                "rule": raised.rule,
                "kind": raised.deadline,
                "since": card.since.isoformat(),
                "due": raised.due.isoformat(),
                "state": str(card.state),
            },
            "subject": card.subject,
            "item": raised.item,
            "item_name": item,
            "department": raised.department,
            "department_name": rules.department_name(desk.connection, raised.department),
            "text": say(text_of(waiting.about, card), values),
            "to": [{"tier": str(tier), "id": person.id, "name": person.name, "mail": person.mail, "phone": person.phone} for tier, person in told.persons],
            "missing_tiers": [str(tier) for tier in told.missing],
        },
        told,
    )


def notify(desk: "Desk", limit: int, told: Callable[[int], object] = lambda _done: None) -> Notified:
    """Hand on what waits; a message that is not taken stays, with what was wrong, and is tried again at the next run."""
    command, names = command_of(desk), names_of(desk)
    delivered, failed, missing = 0, [], []
    with alone(desk.root / LOCK, N_("Messages of this register are being handed on already: wait until that has ended.")):
        for waiting in outbox.waiting(desk.connection, limit):
            message, found = message_of(desk, waiting, names)
            missing += [(waiting.card, tier) for tier in found.missing]
            error = hand_over(command.words, canonical(message) + "\n", command.seconds, desk.root)
            with transaction(desk.connection):
                if error:
                    outbox.tried(desk.connection, waiting.sequence, error)
                    failed.append((waiting.card, error))
                else:
                    outbox.delivered(desk.connection, waiting.sequence)
                    if any(tier is not Tier.OFFICE for tier, _person in found.persons):
                        _record_told(desk, waiting.card, message["id"])
                    delivered += 1
            told(1)
            if len(failed) >= _GIVING_UP and not delivered:
                break
    return Notified(delivered, tuple(failed), outbox.count(desk.connection), tuple(missing))


def _record_told(desk: "Desk", card_id: str, message: str) -> None:
    """Record that the department was told, from which day the period for an appeal runs: once, and only while the card is valid."""
    card = card_by_id(desk, card_id)
    if card.told_on is None and card.state in VALID:
        settle_card(desk, append(desk, Ledger(desk.connection), card, Told(message=message), max(desk.today, card.since), "check"))
