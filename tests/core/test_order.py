"""What cannot have happened in this order, what an amendment leaves of a history, and what stays owed after an end."""

from datetime import date

import pytest

from approvals.core import events as kinds
from approvals.core import fold, refusals
from approvals.core.calendar import Calendar
from approvals.core.deadline import deadlines
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.entry import Entry
from approvals.core.events import Accepted, Amended, Decided, Declined, Event, Received, Resumed, Stopped, SupplementRequested, Supplied
from approvals.core.fold import renewed_in_time
from approvals.core.law import Law
from approvals.core.request import Request
from approvals.errors import NoSuchThing, NotAllowed, WrongUsage
from living import NEVER, NUMBER, dates, law_of, licence, lived, replayed, told

day = date.fromisoformat
RECEIVED = ("2026-03-02", Received("GH-03", "云岭软件公司"))
ACCEPTED = ("2026-03-02", Accepted())
STOPPED = ("2026-03-09", Stopped("听证", "特1", 9))
ASKED = ("2026-03-04", SupplementRequested(("申请表", "设计方案")))


@pytest.fixture(scope="session")
def law(shipped: Calendar) -> Law:
    return law_of(licence(), shipped)


Happened = tuple[str, Event]
OUT_OF_ORDER: list[tuple[tuple[Happened, ...], Happened, str]] = [
    ((ACCEPTED, STOPPED, ("2026-03-20", Resumed("听证"))), ("2026-03-19", Decided()), "2026-03-20"),
    ((ACCEPTED, STOPPED), ("2026-03-06", kinds.Withdrawn()), "2026-03-09"),
    ((ASKED,), ("2026-03-03", Declined("重复申请")), "2026-03-04"),
    ((ASKED,), ("2026-03-03", kinds.Withdrawn()), "2026-03-04"),
    ((ASKED,), ("2026-03-03", Accepted(following=("申请表", "设计方案"), follow_by=day("2026-03-20"))), "2026-03-04"),
    ((("2026-03-05", Accepted()),), ("2026-03-04", SupplementRequested(("设计方案",))), "2026-03-05"),
    ((ACCEPTED,), ("2026-03-01", kinds.HearingAsked()), "2026-03-02"),
    ((ACCEPTED, ("2026-03-10", kinds.HearingAsked())), ("2026-03-09", kinds.HearingAnnounced(day("2026-03-30"))), "2026-03-10"),
]


@pytest.mark.parametrize(("before", "early", "earlier"), OUT_OF_ORDER)
def test_nothing_ends_before_what_went_on(law: Law, before: tuple[Happened, ...], early: Happened, earlier: str) -> None:
    with pytest.raises(NotAllowed) as refusal:
        lived(law, RECEIVED, *before, early)
    assert str(refusal.value) == f"{early[0]} lies before {earlier}, the last thing that happened to {NUMBER}: give the day it really happened with --on."
    lived(law, RECEIVED, *before, (earlier, early[1]))


def test_a_procedure_told_late_may_overlap_one_that_has_ended(law: Law) -> None:
    late = lived(law, RECEIVED, ACCEPTED, STOPPED, ("2026-03-20", Resumed("听证")), ("2026-03-11", Stopped("检测", "特2", 5)))
    assert (late.stage, len(late.pauses)) == ("stopped", 2)


@pytest.mark.parametrize("event", [kinds.JointOrdered("云政〔2026〕3号", ()), kinds.CaseFound("")])
def test_nobody_puts_off_the_limit_of_what_is_decided(law: Law, event: Event) -> None:
    with pytest.raises(NotAllowed, match="is decided: nothing can be recorded"):
        lived(law, RECEIVED, ACCEPTED, ("2026-04-20", Decided()), ("2026-04-20", event))


def test_a_hearing_is_announced_and_held_before_the_decision(law: Law) -> None:
    asked = (RECEIVED, ACCEPTED, ("2026-03-03", kinds.HearingAsked()))
    announced = (*asked, ("2026-03-04", kinds.HearingAnnounced(day("2026-03-20"))))
    with pytest.raises(NotAllowed, match="is decided: nothing"):
        lived(law, *asked, ("2026-03-04", Decided()), ("2026-03-05", kinds.HearingAnnounced(day("2026-03-20"))))
    with pytest.raises(NotAllowed, match="is decided: nothing"):
        lived(law, *announced, ("2026-03-19", Decided()), ("2026-03-20", kinds.HearingHeld()))


def test_joint_handling_lengthens_only_the_general_limit(shipped: Calendar) -> None:
    registered = {"statutory": {"limit": "3 工作日", "starts": "受理", "ends": "登记", "basis": "市场主体登记管理条例 19"}}
    company = law_of(licence(limits=registered, extension={"limit": "3 工作日", "approver": "登记机关负责人", "basis": "市场主体登记管理条例 19"}), shipped)
    joint = (RECEIVED, ACCEPTED, ("2026-03-03", kinds.JointOrdered("云政〔2026〕3号", ())))
    assert dates(lived(company, *joint), company)["statutory"] == "2026-03-05"
    with pytest.raises(NotAllowed, match="at most 3 working days"):
        lived(company, *joint, ("2026-03-04", kinds.Extended(15, "局长", "复杂", day("2026-03-04"))))


def test_a_case_the_item_does_not_know_is_refused_after_deemed_acceptance_too(law: Law) -> None:
    with pytest.raises(NoSuchThing, match="has no case “需要现场核查”"):
        lived(law, RECEIVED, ("2026-03-12", Accepted(case="需要现场核查")))


def test_a_second_notice_adds_to_what_the_first_still_wants(law: Law) -> None:
    twice = (RECEIVED, ASKED, ("2026-03-05", SupplementRequested(("用地证明",))))
    assert lived(law, *twice).rounds[-1].missing == ("申请表", "设计方案", "用地证明")
    some = (*twice, ("2026-03-06", Supplied(("用地证明", "申请表"))))
    assert (lived(law, *some).stage, lived(law, *some).rounds[-1].outstanding) == ("waiting", ("设计方案",))
    assert lived(law, *some, ("2026-03-09", Supplied(("设计方案",)))).accepted == day("2026-03-09")


def test_materials_to_follow_are_handed_in_later(law: Law) -> None:
    followed = (RECEIVED, ("2026-03-03", Accepted(following=("设计方案",), follow_by=day("2026-03-20"))))
    assert ended(lived(law, *followed), law)["following"] is None
    came = lived(law, *followed, ("2026-03-10", Supplied(("设计方案",))))
    assert (came.accepted, ended(came, law)["following"], came.faults) == (day("2026-03-03"), day("2026-03-10"), ())
    told_later = lived(law, *followed, ("2026-03-05", SupplementRequested(("申请表",))))
    assert [fault.rule for fault in told_later.faults] == ["supplement-after-acceptance"]


def test_only_what_is_promised_to_follow_may_be_outstanding_at_acceptance(law: Law) -> None:
    with pytest.raises(NotAllowed, match="waits for"):
        lived(law, RECEIVED, ASKED, ("2026-03-05", Accepted(following=("设计方案",), follow_by=day("2026-03-20"))))


def ended(request: Request, law: Law) -> dict[str, date | None]:
    return {deadline.key: deadline.ended for deadline in deadlines(request, law, request.history[-1].day)}


def test_a_void_request_owes_nothing_more(law: Law) -> None:
    void = lived(law, RECEIVED, ACCEPTED, ("2026-03-04", Decided(check_by=day("2026-05-01"))), ("2026-03-05", kinds.Voided("重复录入")))
    found = ended(void, law)
    assert {found[str(kind)] for kind in (DeadlineKind.DELIVERY, DeadlineKind.DECLARATION, DeadlineKind.PUBLICATION)} == {day("2026-03-05")}


def test_a_step_rests_while_a_procedure_runs_and_is_counted_to_the_day_it_is_looked_at(law: Law) -> None:
    step = lived(law, RECEIVED, ACCEPTED, ("2026-03-03", kinds.StepBegun("审查")), ("2026-03-04", Stopped("检测", "特1", 5)))
    found = next(deadline for deadline in deadlines(step, law, day("2026-03-12")) if deadline.kind is DeadlineKind.STEP)
    assert (found.due, found.unstopped, found.resting) == (day("2026-03-16"), day("2026-03-06"), day("2026-03-04"))


def test_a_notice_may_be_due_within_hours(shipped: Calendar) -> None:
    hasty = law_of(licence(supplement={"limit": "24 小时", "deemed": True, "basis": "某规定 3"}), shipped)
    received = ("2026-03-02T15:00", RECEIVED[1])
    assert replayed(hasty, received, today=day("2026-03-03")).stage == "received"
    assert replayed(hasty, received, today=day("2026-03-04")).deemed_accepted


def test_the_thirty_days_of_article_50_bind_a_licence_that_names_none(shipped: Calendar) -> None:
    law = law_of(licence(renewal=None), shipped)
    renewal = Received("GH-03", "云岭软件公司", renews="云开资规001", expires=day("2026-04-10"))
    assert renewed_in_time(replayed(law, ("2026-03-11", renewal)), law)
    assert not renewed_in_time(replayed(law, ("2026-03-12", renewal)), law)
    service = law_of(licence(kind="公共服务", renewal=None), shipped)
    assert not renewed_in_time(replayed(service, ("2026-03-02", renewal)), service)


def amended(law: Law, *changes: tuple[int, Amended]) -> Request:
    """Return the request whose events 1, 2, … were amended by 3, 4, … in turn."""
    entries = told(RECEIVED, ACCEPTED)
    entries += [Entry(day("2026-03-30"), change, sequence, amends=amends) for sequence, (amends, change) in enumerate(changes, 3)]
    return fold.replay(NUMBER, entries, law, NEVER)


def test_every_amendment_of_an_event_counts_the_later_before_the_earlier(law: Law) -> None:
    both = amended(law, (2, Amended("笔误", "2026-03-04")), (2, Amended("笔误", fields=("document", "受1"))))
    assert (both.accepted, both.history[-1].event) == (day("2026-03-04"), Accepted("受1"))
    assert amended(law, (2, Amended("笔误", "2026-03-04")), (2, Amended("笔误", "2026-03-05"))).accepted == day("2026-03-05")


def test_an_amendment_is_taken_back_and_the_taking_back_too(law: Law) -> None:
    strike = Amended("误录", struck=True)
    assert amended(law, (2, strike)).stage == "received"
    assert amended(law, (2, strike), (3, strike)).stage == "accepted"
    assert amended(law, (2, strike), (3, strike), (4, strike)).stage == "received"
    assert amended(law, (2, Amended("笔误", "2026-03-04")), (3, strike)).accepted == day("2026-03-02")
    with pytest.raises(WrongUsage, match="has no word “happened_on”"):
        refusals.amendable(strike, Amended("笔误", fields=("happened_on", "明天")))


def test_a_notice_entered_late_takes_its_place_among_what_happened_after_it(shipped: Calendar) -> None:
    law = law_of(licence(), shipped)
    typed_late = (
        ("2026-03-02", Received("GH-03", "云岭软件公司")),
        ("2026-03-12", kinds.Noted("电话询问")),
        ("2026-03-05", SupplementRequested(("设计方案",))),
    )
    request = replayed(law, *typed_late)
    assert (request.stage, [fault.rule for fault in request.faults]) == ("waiting", [])
    assert request == lived(law, *typed_late)
