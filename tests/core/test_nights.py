"""The cards of a request are those that a check on every night would have raised: what happened later does not count yet."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from approvals.core import events as kinds
from approvals.core.calendar import Calendar
from approvals.core.events import Accepted, Completed, Decided, Event, Outcome, Received
from approvals.core.fold import replay
from approvals.core.law import Law
from approvals.core.nights import planned, standing
from approvals.core.plan import Planned
from approvals.core.policy import Policy
from approvals.errors import Refusal
from living import law_of, licence, lived, told

day = date.fromisoformat
MONDAY = date(2026, 3, 2)
RECEIVED = (MONDAY, Received("GH-03", "云岭软件公司"))


def cards(policy: Policy, law: Law, *happened: tuple[date, Event]) -> tuple[Planned, ...]:
    request = replay("2026-0007", told(*happened), law, date.min)
    return planned(request, law, policy, None, standing(request, law))


def night_by_night(policy: Policy, law: Law, happened: Sequence[tuple[date, Event]], last: date) -> dict[tuple[str, str], date]:
    """Return, by deadline and level, the day of each card that a check on every night raises: each night knows only what happened up to it."""
    raised: dict[tuple[str, str], date] = {}
    night = happened[0][0]
    while night <= last:
        request = replay("2026-0007", told(*(event for event in happened if event[0] <= night)), law, date.min)
        for card in planned(request, law, policy, None, standing(request, law)):
            if card.on <= night:
                raised.setdefault((card.key, str(card.level)), card.on)
        night += timedelta(1)
    return raised


def test_a_warning_stays_though_a_procedure_moves_the_date_later(policy: Policy, shipped: Calendar) -> None:
    law = law_of(licence(), shipped)
    stop = (day("2026-03-13"), kinds.Stopped("专家评审", "云开资规〔2026〕5号", 5))
    found = cards(policy, law, RECEIVED, (MONDAY, Accepted()), stop, (day("2026-03-20"), kinds.Resumed("专家评审")))
    assert [(str(card.level), card.on.isoformat()) for card in found if card.key == "promised"] == [("warning", "2026-03-12"), ("yellow", "2026-03-24")]


def test_a_warning_of_a_resting_clock_stays_though_the_request_is_forwarded_the_next_day(policy: Policy, shipped: Calendar) -> None:
    law = law_of(licence(), shipped)
    stop = (day("2026-03-12"), kinds.Stopped("专家评审", "云开资规〔2026〕5号", 5))
    found = cards(policy, law, RECEIVED, (MONDAY, Accepted()), stop, (day("2026-03-13"), kinds.Forwarded("云岭市")))
    assert [(card.key, str(card.level), card.on.isoformat()) for card in found] == [("promised", "warning", "2026-03-12")]


def test_a_red_card_stays_though_joint_handling_is_ordered_later(policy: Policy, shipped: Calendar) -> None:
    law = law_of(licence(), shipped)
    order = (day("2026-04-02"), kinds.JointOrdered("云政〔2026〕3号", ("HB=15 工作日",)))
    found = cards(policy, law, RECEIVED, (MONDAY, Accepted()), order)
    assert [(str(card.level), card.on.isoformat()) for card in found if card.key == "statutory"] == [("red", "2026-03-31")]


def test_cards_from_spares_what_became_true_before(policy: Policy, shipped: Calendar) -> None:
    law = law_of(licence(), shipped)
    found = cards(policy._replace(cards_from=day("2026-03-17")), law, RECEIVED, (MONDAY, Accepted()))
    assert [(str(card.level), card.on.isoformat()) for card in found] == [("yellow", "2026-03-17"), ("red", "2026-03-31")]


def test_the_card_is_of_who_held_the_request_that_day(policy: Policy, shipped: Calendar) -> None:
    law = law_of(licence(), shipped)
    handed = [
        (day("2026-03-03"), kinds.Assigned("liwen")),
        (day("2026-03-16"), kinds.Assigned("zhoumin")),
        (day("2026-03-30"), kinds.Assigned("x", stand_in=True)),
    ]
    found = cards(policy, law, RECEIVED, (MONDAY, Accepted()), *handed)
    assert [(str(card.level), card.person) for card in found] == [("warning", "liwen"), ("yellow", "zhoumin"), ("red", "zhoumin")]


MOVES: list[Event] = [
    kinds.Stopped("专家评审", "云开资规〔2026〕5号", 5),
    kinds.Resumed("专家评审"),
    kinds.Stopped("检测"),
    kinds.Resumed("检测"),
    kinds.Extended(10, "局长", "复杂", MONDAY),
    kinds.JointOrdered("云政〔2026〕3号", ("HB=15 工作日",)),
    kinds.SupplementRequested(("申请表",)),
    kinds.Supplied(complete=True),
    kinds.Accepted(),
    kinds.StepBegun("审查"),
    kinds.StepDone("审查"),
    kinds.Forwarded("云岭市"),
    Decided(),
    Decided(Outcome.REFUSED, "不符合", "复议"),
    Completed(),
    kinds.Delivered(),
    kinds.Withdrawn(),
    kinds.Terminated("申请人死亡"),
    kinds.Voided("重复录入"),
]


def lawful(law: Law, happened: Sequence[tuple[date, Event]]) -> list[tuple[date, Event]]:
    """Return what of a life the desk would take, one event after the other."""
    taken: list[tuple[date, Event]] = [RECEIVED]
    for event in happened:
        with suppress(Refusal):
            lived(law, *taken, event, late=True)
            taken.append(event)
    return taken


lives = st.lists(st.tuples(st.integers(0, 60), st.sampled_from(MOVES)), max_size=6).map(lambda found: sorted(found, key=lambda event: event[0]))


@settings(max_examples=120)
@given(life=lives)
def test_skipping_nights_raises_what_every_night_would_have_raised(
    policy: Policy, every_rule: Policy, shipped: Calendar, life: list[tuple[int, Event]]
) -> None:
    law, last = law_of(licence(), shipped), MONDAY + timedelta(90)
    happened = lawful(law, [(MONDAY + timedelta(days), event) for days, event in life])
    for rules in (policy, every_rule):
        at_once = {(card.key, str(card.level)): card.on for card in cards(rules, law, *happened) if card.on <= last}
        assert at_once == night_by_night(rules, law, happened, last)
