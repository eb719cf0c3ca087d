"""The life of a card: what is refused, who may do what, which cards count, and how many points they cost."""

import tomllib
from datetime import date

import pytest

from approvals.core.acting import Acting
from approvals.core.calendar import Calendar
from approvals.core.card import (
    Appealed,
    Card,
    CardEntry,
    CardEvent,
    CardState,
    Confirmed,
    Raised,
    Replied,
    Revoked,
    Ruled,
    Ruling,
    card_event_from,
    card_event_type,
    card_of,
    card_payload,
    counting,
)
from approvals.core.card_permission import permit_card
from approvals.core.level import Level
from approvals.core.policy import Policy, Scoring
from approvals.core.refusals.card import appeal_until, check_card
from approvals.core.scoring import scores
from approvals.core.staff import Person, people_from
from approvals.errors import NotAllowed
from carded import APPEALED, FORBIDDEN, ORDERED, PENDING, REFUSED, SINCE, TOLD, YELLOW, carded
from conftest import DATA

STAFF: tuple[Person, ...] = people_from(tomllib.loads((DATA / "staff.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(("raised", "happened", "tried", "sentence"), REFUSED)
def test_what_a_card_refuses(
    policy: Policy, shipped: Calendar, raised: Raised, happened: tuple[tuple[str, CardEvent], ...], tried: tuple[str, CardEvent], sentence: str
) -> None:
    on, event = tried
    with pytest.raises(NotAllowed) as refusal:
        check_card(carded(*happened, raised=raised), event, date.fromisoformat(on), policy, shipped)
    assert str(refusal.value) == sentence


def acting_as(actor: str) -> Acting:
    return Acting(actor.removeprefix("login:"), next((person for person in STAFF if person.id == actor), None), STAFF)


@pytest.mark.parametrize(("event", "actor", "sentence"), FORBIDDEN)
def test_who_may_not(event: CardEvent, actor: str, sentence: str) -> None:
    with pytest.raises(NotAllowed) as refusal:
        permit_card(acting_as(actor), event, carded(ORDERED))
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(("actor", "event"), [("luoxia", Ruled(Ruling.UPHOLD, "…")), ("liwen", Appealed("…", "…")), ("tanguohua", Replied("…"))])
def test_who_may(actor: str, event: CardEvent) -> None:
    permit_card(acting_as(actor), event, carded(ORDERED))


LIVES: list[tuple[Raised, tuple[tuple[str, CardEvent], ...], CardState]] = [
    (YELLOW, (), CardState.ISSUED),
    (PENDING, (), CardState.PENDING),
    (PENDING, (("2026-03-18", Confirmed()),), CardState.ISSUED),
    (YELLOW, (TOLD, APPEALED), CardState.APPEALED),
    (YELLOW, (APPEALED, ("2026-03-20", Ruled(Ruling.REVOKE, "属实"))), CardState.REVOKED),
    (YELLOW, (APPEALED, ("2026-03-20", Ruled(Ruling.UPHOLD, "不实"))), CardState.ISSUED),
    (YELLOW, (APPEALED, ("2026-03-20", Ruled(Ruling.REFER, "请示"))), CardState.APPEALED),
    (YELLOW, (ORDERED, APPEALED, ("2026-03-20", Ruled(Ruling.UPHOLD, "不实"))), CardState.FOLLOWED_UP),
    (YELLOW, (ORDERED, ("2026-03-24", Replied("已办结"))), CardState.FOLLOWED_UP),
    (YELLOW, (APPEALED, ORDERED), CardState.APPEALED),  # an order takes no appeal off the office's table
    (YELLOW, (APPEALED, ORDERED, ("2026-03-20", Ruled(Ruling.UPHOLD, "不实"))), CardState.FOLLOWED_UP),
    (YELLOW, (("2026-03-24", Revoked(calendar=30)),), CardState.REVOKED),
]


@pytest.mark.parametrize(("raised", "happened", "state"), LIVES)
def test_a_life_ends_where_its_events_lead(raised: Raised, happened: tuple[tuple[str, CardEvent], ...], state: CardState) -> None:
    assert carded(*happened, raised=raised).state is state


@pytest.mark.parametrize("event", [event for _raised, happened, _state in LIVES for _on, event in happened] + [YELLOW, PENDING])
def test_the_ledger_gives_back_what_was_put_in(event: CardEvent) -> None:
    assert card_event_from(card_event_type(event), card_payload(event)) == event


def test_the_period_for_an_appeal_runs_from_the_day_the_department_was_told(policy: Policy, shipped: Calendar) -> None:
    assert appeal_until(carded(), policy, shipped) is None
    assert appeal_until(carded(("2026-04-03", TOLD[1])), policy, shipped) == date(2026, 4, 13)  # 清明 lies between


def raised(sequence: int, on: str, level: Level, subject: str = "2026-0001", person: str = "liwen", *more: CardEvent) -> Card:
    event = YELLOW._replace(level=level, subject=subject, person=person)
    entries = [CardEntry(sequence, date.fromisoformat(on), event), *(CardEntry(sequence, date.fromisoformat(on), other) for other in more)]
    return card_of(f"{subject}/{level}", entries)


def test_of_one_object_and_person_only_the_highest_valid_card_counts() -> None:
    cards = [
        raised(1, "2026-03-12", Level.WARNING),
        raised(2, "2026-03-17", Level.YELLOW),
        raised(3, "2026-03-31", Level.RED, "2026-0001", "liwen", Revoked("系统时间有误")),
        raised(4, "2026-04-02", Level.WARNING, "2026-0001", "zhoumin"),
        raised(5, "2026-04-03", Level.WARNING, "2026-0002"),
    ]
    assert [card.sequence for card in counting(cards)] == [2, 4, 5]


def test_points_as_the_field_counts_them() -> None:
    levels = [Level.WARNING, Level.WARNING, Level.YELLOW, Level.WARNING, Level.WARNING, Level.WARNING, Level.WARNING, Level.RED]
    cards = [raised(place, f"2026-03-{place:02}", level, f"2026-{place:04}") for place, level in enumerate(levels, 1)]
    (score,) = scores(cards, Scoring(3, -3, -5, -10), lambda card: card.raised.person)
    assert (score.name, score.warnings, score.runs, score.yellow, score.red, score.points) == ("liwen", 6, 1, 1, 1, -18)
    assert score.cards == tuple(range(1, 9))


def test_a_card_begins_on_the_day_it_became_true() -> None:
    assert carded(TOLD).since == SINCE
