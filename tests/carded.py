"""Cards as tests tell them: one raised on a day, and what happened to it; and every refusal that a card's state or a period makes."""

from datetime import date

from approvals.core.card import Appealed, Cancelled, Card, CardEntry, CardEvent, Confirmed, Ordered, Raised, Replied, Revoked, Ruled, Ruling, Told, card_of
from approvals.core.level import Level

SINCE = date(2026, 3, 17)
YELLOW = Raised("promised", Level.YELLOW, "T1-yellow", date(2026, 3, 16), "request", "2026-0001", "GH-03", "GH", "liwen")
PENDING = YELLOW._replace(pending=True)


def carded(*happened: tuple[str, CardEvent], raised: Raised = YELLOW) -> Card:
    """Return the card that was raised on 2026-03-17 and what then happened to it."""
    entries = [CardEntry(90, SINCE, raised, origin="check")]
    entries += [CardEntry(90 + place, date.fromisoformat(on), event) for place, (on, event) in enumerate(happened, 1)]
    return card_of("2026-0001/promised/yellow", entries)


TOLD = ("2026-03-18", Told())
APPEALED = ("2026-03-19", Appealed("按期办结", "签收单12号"))
ORDERED = ("2026-03-19", Ordered("说明原因", "3 工作日", "", date(2026, 3, 20)))
# What happened, what is tried on which day, and the sentence.
REFUSED: list[tuple[Raised, tuple[tuple[str, CardEvent], ...], tuple[str, CardEvent], str]] = [
    (YELLOW, (), ("2026-03-16", Told()), "2026-03-16 lies before 2026-03-17, the day card 90 became true."),
    (YELLOW, (("2026-03-18", Revoked("系统时间有误")),), APPEALED, "Card 90 is revoked: nothing more happens to it."),
    (PENDING, (("2026-03-18", Cancelled("录入有误")),), ("2026-03-19", Confirmed()), "Card 90 is cancelled: nothing more happens to it."),
    (YELLOW, (), ("2026-03-19", Confirmed()), "Card 90 does not wait for confirmation: revoke it with a reason if it is wrong."),
    (YELLOW, (), ("2026-03-19", Cancelled("录入有误")), "Card 90 does not wait for confirmation: revoke it with a reason if it is wrong."),
    (PENDING, (), TOLD, "Card 90 is not issued yet: confirm it with `approvals card confirm 90`, or cancel it."),
    (PENDING, (), APPEALED, "Card 90 is not issued yet: confirm it with `approvals card confirm 90`, or cancel it."),
    (YELLOW, (TOLD,), ("2026-03-19", Told()), "The department was told of card 90 on 2026-03-18 already."),
    (YELLOW, (APPEALED,), ("2026-03-20", Appealed("又", "又")), "An appeal against card 90 is open already: the efficiency office rules on it."),
    (
        YELLOW,
        (APPEALED, ("2026-03-20", Ruled(Ruling.UPHOLD, "证据不足"))),
        ("2026-03-23", Appealed("又", "又")),
        "Card 90 was appealed against and upheld: the ruling is final here.",
    ),
    (
        YELLOW,
        (TOLD,),
        ("2026-03-26", Appealed("按期办结", "签收单12号")),
        "The period for an appeal against card 90 ended on 2026-03-25: it ran from 2026-03-18, the day the department was told.",
    ),
    (
        YELLOW,
        (),
        ("2026-03-20", Ruled(Ruling.REVOKE, "属实")),
        "There is no appeal against card 90 to rule on: revoke it with `approvals card revoke 90` if it is wrong.",
    ),
    (YELLOW, (), ("2026-03-19", Ordered("说明原因", "3 工作日", "", date(2026, 3, 16))), "2026-03-16 lies before 2026-03-17, the day card 90 became true."),
    (YELLOW, (ORDERED,), ("2026-03-23", Ordered("再办", "3 工作日")), "Card 90 has an order that was not replied to yet: wait for the reply."),
    (YELLOW, (), ("2026-03-23", Replied("已办结")), "Card 90 has no order that waits for a reply."),
    (YELLOW, (ORDERED,), ("2026-03-19", Replied("已办结")), "2026-03-19 lies before 2026-03-20, the day the order of card 90 was handed over."),
]
# Who tries what, and the sentence.
UNKNOWN = "The login x belongs to nobody in service: it may read, not write. staff.toml names logins; a shift begins with `approvals login PERSON`."
FORBIDDEN: list[tuple[CardEvent, str, str]] = [
    (Ruled(Ruling.REVOKE, "属实"), "liwen", "This is for the efficiency office: liwen has no role “office” in staff.toml."),
    (Ordered("说明", "3 工作日"), "login:x", UNKNOWN),
    (Appealed("按期", "签收单"), "heqiang", "This is for the carded department GH: heqiang does not belong to it."),
    (Replied("已办结"), "luoxia", "This is for the carded department GH: luoxia does not belong to it."),
    (Told(), "login:x", UNKNOWN),
    (Told(), "heqiang", "This is for the efficiency office, or for the carded department GH: heqiang belongs to neither."),
]
