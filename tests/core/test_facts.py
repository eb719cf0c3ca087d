"""What can be carded though no date was missed: for each fact a life that shows it, and one that comes close and does not."""

from datetime import date, datetime, timedelta, timezone

import pytest

from approvals.core import events as kinds
from approvals.core.calendar import Calendar
from approvals.core.dates import When
from approvals.core.entry import Entry
from approvals.core.events import Accepted, Completed, Decided, Declined, Event, Outcome, Received, SupplementRequested, Supplied
from approvals.core.facts import CLOSINGS, FACTS, RECEIVED_AGAIN, facts
from approvals.core.fold import replay
from approvals.core.level import Level
from approvals.core.limits import parse_limit
from approvals.core.policy import Policy, Rule
from living import law_of, licence, replayed

RECEIVED = ("2026-03-02", Received("GH-03", "云岭软件公司"))
ACCEPTED = ("2026-03-02", Accepted())
ASKED = ("2026-03-03", SupplementRequested(("申请表",)))
Life = tuple[tuple[str | When, Event], ...]
AT = datetime.fromisoformat
# The fact, a life, and the days on which it is one.
LIVES: list[tuple[str, Life, list[str]]] = [
    ("declined-without-reason", (RECEIVED, ("2026-03-03", Declined(" "))), ["2026-03-03"]),
    ("declined-without-reason", (RECEIVED, ("2026-03-03", Declined("不需要取得许可"))), []),
    ("refused-without-reason", (RECEIVED, ACCEPTED, ("2026-03-04", Decided(Outcome.REFUSED, "", "复议"))), ["2026-03-04"]),
    ("refused-without-reason", (RECEIVED, ACCEPTED, ("2026-03-04", Decided(Outcome.REFUSED, "不符", ""))), ["2026-03-04"]),
    ("refused-without-reason", (RECEIVED, ACCEPTED, ("2026-03-04", Decided(Outcome.REFUSED, "不符", "复议"))), []),
    ("second-supplement", (RECEIVED, ASKED, ("2026-03-04", SupplementRequested(("设计方案",)))), ["2026-03-04"]),
    ("second-supplement", (RECEIVED, ASKED, ("2026-03-04", Supplied(("申请表",)))), []),
    ("supplement-after-acceptance", (RECEIVED, ACCEPTED, ("2026-03-05", SupplementRequested(("申请表",)))), ["2026-03-05"]),
    ("supplement-late", (RECEIVED, ("2026-03-20", SupplementRequested(("申请表",)))), ["2026-03-20"]),
    ("order-reversed", (RECEIVED, (AT("2026-03-03T10:30"), Accepted()), (AT("2026-03-03T09:00"), Decided())), ["2026-03-03"]),
    ("order-reversed", (RECEIVED, ("2026-03-03", Accepted()), (AT("2026-03-03T09:00"), Decided())), []),
    ("fee-without-basis", (RECEIVED, ACCEPTED, ("2026-03-04", kinds.FeePaid("80", "0012345"))), ["2026-03-04"]),
    ("ended-without-reason", (RECEIVED, ("2026-03-04", kinds.Voided(""))), ["2026-03-04"]),
    ("ended-without-reason", (RECEIVED, ("2026-03-04", kinds.Voided("重复录入"))), []),
    ("accepted-incomplete", (RECEIVED, ASKED, ("2026-03-04", Accepted())), ["2026-03-04"]),
    ("accepted-incomplete", (RECEIVED, ASKED, ("2026-03-04", Supplied(complete=True)), ("2026-03-04", Accepted())), []),
    # Promised by 2026-03-16: a procedure begun on Friday has Friday and Monday left, one begun on Thursday three days.
    ("stop-near-end", (RECEIVED, ACCEPTED, ("2026-03-13", kinds.Stopped("专家评审", "1号", 5))), ["2026-03-13"]),
    ("stop-near-end", (RECEIVED, ACCEPTED, ("2026-03-12", kinds.Stopped("专家评审", "1号", 5))), []),
    ("stop-near-end", (RECEIVED, ACCEPTED, ("2026-03-20", kinds.Stopped("专家评审", "1号", 5))), ["2026-03-20"]),
    ("stop-without-notice", (RECEIVED, ACCEPTED, ("2026-03-12", kinds.Stopped("专家评审"))), ["2026-03-12"]),
    ("stop-notice-late", (RECEIVED, ACCEPTED, ("2026-03-12", kinds.Stopped("专家评审", "1号", 5, date(2026, 3, 16)))), ["2026-03-16"]),
    (
        "stop-longer-than-notified",
        (RECEIVED, ACCEPTED, ("2026-03-09", kinds.Stopped("专家评审", "1号", 2)), ("2026-03-12", kinds.Resumed("专家评审"))),
        ["2026-03-12"],
    ),
    ("procedure-not-closed", (RECEIVED, ACCEPTED, ("2026-03-09", kinds.Stopped("专家评审", "1号", 2)), ("2026-03-10", Decided())), ["2026-03-10"]),
    ("extension-late", (RECEIVED, ACCEPTED, ("2026-04-01", kinds.Extended(5, "局长", "复杂", date(2026, 4, 1)))), ["2026-04-01"]),
    (
        "declaration-broken",
        (RECEIVED, ACCEPTED, ("2026-03-03", Decided(check_by=date(2026, 4, 3))), ("2026-03-20", kinds.DeclarationChecked(kept=False))),
        ["2026-03-20"],
    ),
    ("decided-on-rest-day", (RECEIVED, ACCEPTED, ("2026-03-07", Decided()), ("2026-03-08", Completed())), ["2026-03-07", "2026-03-08"]),
    ("decided-on-rest-day", (RECEIVED, ACCEPTED, ("2026-05-09", Decided())), []),  # a make-up workday
    ("decided-on-rest-day", (RECEIVED, ACCEPTED, ("2027-03-06", Decided())), []),  # nobody knows yet
]


def rule(fact: str, times: int = 1) -> Policy:
    limit = {"left": parse_limit("2 工作日"), "over": parse_limit("1 工作日")}
    return Policy("…", (Rule("F", None, Level.YELLOW, limit["left"], over=limit["over"], fact=fact, times=times),))


@pytest.mark.parametrize(("fact", "life", "days"), LIVES)
def test_a_fact(shipped: Calendar, fact: str, life: Life, days: list[str]) -> None:
    law = law_of(licence(fee=[]), shipped)
    found = facts(replayed(law, *life), law, rule(fact), None)
    assert [card.on.isoformat() for card in found] == days
    assert [card.key for card in found] == [f"fact/{fact}/{place}" for place in range(1, len(days) + 1)]


def test_every_fact_of_one_request_has_a_life() -> None:
    assert {fact for fact, _life, _days in LIVES} == set(FACTS) - {RECEIVED_AGAIN, CLOSINGS, "late-entry"}


def test_from_the_second_time_on(shipped: Calendar) -> None:
    law = law_of(licence(), shipped)
    again = [ASKED, ("2026-03-04", SupplementRequested(("设计方案",))), ("2026-03-05", SupplementRequested(("用地证明",)))]
    assert [card.key for card in facts(replayed(law, RECEIVED, *again), law, rule("second-supplement", 2), None)] == ["fact/second-supplement/2"]


CHINA = timezone(timedelta(hours=8))
# When it happened, when it was recorded (UTC), from where, and the local days of late entries beyond one working day.
ENTERED = [
    ("2026-03-05", "2026-03-05T09:00:00.000Z", "typed", []),
    ("2026-03-05", "2026-03-06T09:00:00.000Z", "typed", []),
    ("2026-03-05", "2026-03-09T09:00:00.000Z", "typed", ["2026-03-09"]),  # Friday and Monday went by
    ("2026-03-06", "2026-03-08T16:30:00.000Z", "typed", []),  # Monday, half past midnight in China
    ("2026-03-06", "2026-03-09T16:30:00.000Z", "typed", ["2026-03-10"]),
    ("2026-03-05", "2026-03-20T09:00:00.000Z", "import:lobby/0001", []),
]


@pytest.mark.parametrize(("happened", "recorded", "origin", "days"), ENTERED)
def test_a_late_entry(shipped: Calendar, happened: str, recorded: str, origin: str, days: list[str]) -> None:
    law = law_of(licence(), shipped)
    entries = [Entry(date(2026, 3, 2), RECEIVED[1], 1), Entry(date.fromisoformat(happened), Accepted(), 2, recorded, "liwen", origin)]
    assert [card.on.isoformat() for card in facts(replay("2026-0007", entries, law, date.min), law, rule("late-entry"), CHINA)] == days
