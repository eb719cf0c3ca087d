"""The Administrative Licensing Law (行政许可法), article by article, as far as it binds the register."""

from datetime import date

import pytest

from approvals.core import events as kinds
from approvals.core import fold
from approvals.core.calendar import Calendar
from approvals.core.clock import count_back
from approvals.core.deadline import deadlines, of_kind
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.entry import PERSONAL
from approvals.core.events import (
    Accepted,
    Completed,
    Decided,
    Declined,
    Delivered,
    Event,
    Outcome,
    Received,
    Resumed,
    Stopped,
    SupplementRequested,
    Supplied,
)
from approvals.core.fold import renewed_in_time
from approvals.core.law import Law, Practice
from approvals.core.limits import parse_limit
from approvals.core.request import Request
from approvals.errors import Refusal
from living import dates, law_of, licence, lived, replayed

day = date.fromisoformat
RECEIVED = ("2026-03-02", Received("GH-03", "云岭软件公司"))
ACCEPTED = ("2026-03-02", Accepted())


@pytest.fixture(scope="session")
def law(shipped: Calendar) -> Law:
    return law_of(licence(), shipped)


def refused(law: Law, *happened: tuple[str, Event], late: bool = False) -> str:
    with pytest.raises(Refusal) as refusal:
        lived(law, *happened, late=late)
    return str(refusal.value)


def faults(request: Request) -> list[str]:
    return [fault.rule for fault in request.faults]


def test_article_32_1_and_2_another_authority_is_named(law: Law) -> None:
    assert "add --authority" in refused(law, RECEIVED, ("2026-03-02", Declined("不属本机关职权")))
    assert lived(law, RECEIVED, ("2026-03-02", Declined("不属本机关职权", "云岭市水利局"))).stage == "declined"
    assert lived(law, RECEIVED, ("2026-03-02", Declined("不需要取得许可"))).stage == "declined"


def test_article_32_3_mended_on_the_spot_is_no_round(law: Law) -> None:
    request = lived(law, RECEIVED, ("2026-03-02", kinds.Mended("补填电话")), ("2026-03-04", SupplementRequested(("设计方案",))))
    assert (len(request.rounds), faults(request)) == (1, [])


def test_article_32_4_silence_is_acceptance_from_the_day_of_receipt(law: Law) -> None:
    # Five working days after Monday 2026-03-02 end on Monday 2026-03-09.
    assert replayed(law, RECEIVED, today=day("2026-03-09")).stage == "received"
    deemed = replayed(law, RECEIVED, today=day("2026-03-10"))
    assert (deemed.stage, deemed.accepted, deemed.deemed_accepted) == ("accepted", day("2026-03-02"), True)
    assert dates(deemed, law)["statutory"] == "2026-03-30"


def test_article_32_4_an_acceptance_typed_on_day_eight_changes_nothing(law: Law) -> None:
    late = lived(law, RECEIVED, ("2026-03-12", Accepted("受1")))
    assert (late.accepted, late.acceptance_paper, faults(late)) == (day("2026-03-02"), day("2026-03-12"), ["acceptance-missed"])
    assert dates(late, law)["promised"] == "2026-03-16"


def test_article_32_4_a_notice_on_day_eight_counts_as_one_after_acceptance(law: Law) -> None:
    late = lived(law, RECEIVED, ("2026-03-12", SupplementRequested(("设计方案",))))
    assert (late.stage, late.rounds[0].after_acceptance) == ("accepted", True)
    assert faults(late) == ["acceptance-missed", "supplement-late", "supplement-after-acceptance"]
    assert "cannot be declined any more" in refused(law, RECEIVED, ("2026-03-12", Declined("材料不齐")))


def test_article_32_4_everything_is_told_at_once(law: Law) -> None:
    first = (RECEIVED, ("2026-03-04", SupplementRequested(("申请表", "设计方案"))))
    again = lived(law, *first, ("2026-03-05", SupplementRequested(("用地证明",))))
    assert faults(again) == ["second-supplement"]
    arising = lived(law, *first, ("2026-03-05", Supplied(("设计方案",))), ("2026-03-06", SupplementRequested(("设计方案",))))
    assert faults(arising) == []
    said = lived(law, *first, ("2026-03-05", SupplementRequested(("用地证明",), arising=True)))
    assert faults(said) == []
    assert "names everything that is missing" in refused(law, RECEIVED, ("2026-03-04", SupplementRequested(())))
    assert "none of the item's materials" in refused(law, RECEIVED, ("2026-03-04", SupplementRequested(("无关材料",))))


def test_article_32_5_a_complete_supply_is_acceptance_that_day(law: Law) -> None:
    asked = (RECEIVED, ("2026-03-04", SupplementRequested(("申请表", "设计方案"))))
    partly = lived(law, *asked, ("2026-03-05", Supplied(("申请表",))))
    assert (partly.stage, partly.rounds[-1].outstanding) == ("waiting", ("设计方案",))
    whole = lived(law, *asked, ("2026-03-05", Supplied(("申请表",))), ("2026-03-09", Supplied(("设计方案",))))
    assert (whole.stage, whole.accepted, whole.acceptance_paper) == ("accepted", day("2026-03-09"), None)
    papers = [fault.rule for fault in fold.ripened(whole, day("2026-03-10"), law).faults]
    assert (faults(whole), papers) == ([], ["acceptance-paper"])
    assert faults(lived(law, *asked, ("2026-03-09", Supplied(complete=True)), ("2026-03-09", Accepted("受1")), today=day("2026-03-20"))) == []
    assert "waits for" in refused(law, *asked, ("2026-03-05", Accepted()))
    followed = lived(law, *asked, ("2026-03-05", Supplied(("申请表",))), ("2026-03-05", Accepted(following=("设计方案",), follow_by=day("2026-03-20"))))
    assert dates(followed, law)["following"] == "2026-03-20"
    assert dates(followed, law)["promised"] == "2026-03-19"


def test_article_34_two_officers_check_on_site(law: Law) -> None:
    assert "two officers" in refused(law, RECEIVED, ACCEPTED, ("2026-03-03", kinds.SiteChecked(("李文",))))
    assert "two officers" in refused(law, RECEIVED, ACCEPTED, ("2026-03-03", kinds.SiteChecked(("李文", "李文"))))
    assert lived(law, RECEIVED, ACCEPTED, ("2026-03-03", kinds.SiteChecked(("李文", "周敏")))).stage == "accepted"


def test_article_36_those_whose_interests_it_touches_are_recorded(law: Law) -> None:
    touched = Received("GH-03", "云岭软件公司", third_parties="王伟、李强")
    entry = lived(law, ("2026-03-02", touched)).history[0]
    assert (entry.event, "third_parties" in PERSONAL["received"]) == (touched, True)


def test_article_38_a_refusal_has_its_reason_and_tells_the_remedies(shipped: Calendar, law: Law) -> None:
    silent = law_of(licence(), shipped, Practice())
    assert "add --reason" in refused(law, RECEIVED, ACCEPTED, ("2026-03-05", Decided(Outcome.REFUSED)))
    assert "add --remedies" in refused(silent, RECEIVED, ACCEPTED, ("2026-03-05", Decided(Outcome.REFUSED, "不符合规划条件")))
    assert lived(silent, RECEIVED, ACCEPTED, ("2026-03-05", Decided(Outcome.REFUSED, "不符合规划条件", "复议、诉讼"))).outcome is Outcome.REFUSED
    assert "no written decision" in refused(law, RECEIVED, ACCEPTED, ("2026-03-05", Completed()))


def extended(when: str, days: int = 10) -> tuple[str, Event]:
    return (when, kinds.Extended(days, "局长", "案情复杂", day(when)))


def test_article_42_1_twenty_days_extended_once_by_ten_counted_from_the_start(law: Law) -> None:
    assert dates(lived(law, RECEIVED, ACCEPTED), law)["statutory"] == "2026-03-30"
    longer = lived(law, RECEIVED, ACCEPTED, extended("2026-03-30"))
    assert (dates(longer, law)["statutory"], dates(longer, law)["promised"]) == ("2026-04-14", "2026-03-16")
    assert "once only" in refused(law, RECEIVED, ACCEPTED, extended("2026-03-20"), extended("2026-03-30"))
    assert "at most 10 working days" in refused(law, RECEIVED, ACCEPTED, extended("2026-03-20", 11))


def test_article_42_1_an_extension_after_the_limit_is_refused_or_moves_nothing(law: Law) -> None:
    assert "The statutory limit ended on 2026-03-30" in refused(law, RECEIVED, ACCEPTED, extended("2026-03-31"))
    late = lived(law, RECEIVED, ACCEPTED, extended("2026-03-31"), late=True)
    assert (dates(late, law)["statutory"], faults(late)) == ("2026-03-30", ["extension-late"])


def test_article_42_2_joint_handling_has_forty_five_days_and_fifteen_more(law: Law) -> None:
    joint = (RECEIVED, ACCEPTED, ("2026-03-03", kinds.JointOrdered("云政〔2026〕3号", ("HB=15 工作日",), "视为同意")))
    request = lived(law, *joint)
    assert (dates(request, law)["statutory"], dates(request, law)["joint/HB"]) == ("2026-05-08", "2026-03-24")
    assert dates(lived(law, *joint, extended("2026-04-01", 15)), law)["statutory"] == "2026-05-28"
    assert "add --order" in refused(law, RECEIVED, ACCEPTED, ("2026-03-03", kinds.JointOrdered("", ())))
    answered = of_kind(deadlines(lived(law, *joint, ("2026-03-20", kinds.JointReplied("HB"))), law, day("2026-03-20")), DeadlineKind.JOINT)
    assert answered
    assert answered.ended == day("2026-03-20")


def test_article_43_the_own_clock_ends_with_forwarding(law: Law) -> None:
    request = lived(law, RECEIVED, ACCEPTED, ("2026-03-10", kinds.Forwarded("市局")), ("2026-04-20", kinds.Returned()))
    found = {deadline.key: deadline.ended for deadline in deadlines(request, law, day("2026-04-20"))}
    assert (request.stage, found["promised"], found["statutory"]) == ("forwarded", day("2026-03-10"), day("2026-03-10"))


def test_article_44_ten_days_to_deliver_only_where_the_limit_ends_with_the_decision(shipped: Calendar, law: Law) -> None:
    granted = (RECEIVED, ACCEPTED, ("2026-03-10", Decided()))
    assert dates(lived(law, *granted), law)["delivery"] == "2026-03-24"
    issued = {"statutory": {"limit": "7 自然日", "starts": "收到", "ends": "颁发", "basis": "建筑法 8"}}
    building = law_of(licence(limits=issued), shipped)
    assert "delivery" not in dates(lived(building, *granted), building)
    assert "delivery" not in dates(lived(law, RECEIVED, ACCEPTED, ("2026-03-10", Decided(Outcome.REFUSED, "不符"))), law)
    done = lived(law, *granted, ("2026-03-11", Completed()), ("2026-03-12", Delivered("handed", "送1")))
    assert done.stage == "delivered"


STOP = ("2026-03-09", Stopped("专家评审", "特1", 5))


def test_article_45_the_time_of_a_special_procedure_is_not_counted(shipped: Calendar, law: Law) -> None:
    stopped = (RECEIVED, ACCEPTED, STOP)
    running = lived(law, *stopped)
    assert (running.stage, dates(running, law, day("2026-03-12"))["statutory"]) == ("stopped", "2026-04-02")
    over = lived(law, *stopped, ("2026-03-20", Resumed("专家评审")))
    assert (dates(over, law)["statutory"], faults(over)) == ("2026-04-13", ["stop-longer-than-notified"])
    capping = law_of(licence(), shipped, Practice(cap=True))
    assert dates(lived(capping, *stopped, ("2026-03-20", Resumed("专家评审"))), capping)["statutory"] == "2026-04-07"


def test_article_45_names_eight_kinds_and_an_item_may_name_more(shipped: Calendar, law: Law) -> None:
    for kind in ("听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"):
        assert lived(law, RECEIVED, ACCEPTED, ("2026-03-09", Stopped(kind, "特1", 5))).stage == "stopped"
    assert "does not stop the clock" in refused(law, RECEIVED, ACCEPTED, ("2026-03-09", Stopped("现场踏勘", "特1", 5)))
    water = law_of(licence(special_procedure=[{"name": "征求有关部门意见", "basis": "取水条例 19(3)", "cap": "10 工作日"}]), shipped)
    asked = lived(water, RECEIVED, ACCEPTED, ("2026-03-09", Stopped("征求有关部门意见", "特1", 20)))
    assert dates(asked, water)["stop/征求有关部门意见/1"] == "2026-03-23"
    assert "cannot be stopped" in refused(law, RECEIVED, ("2026-03-03", Stopped("听证")))


def test_article_45_the_applicant_is_told_in_writing(law: Law) -> None:
    assert faults(lived(law, RECEIVED, ACCEPTED, ("2026-03-09", Stopped("听证")))) == ["stop-without-notice"]
    assert faults(lived(law, RECEIVED, ACCEPTED, ("2026-03-09", Stopped("听证", days=5)))) == []
    assert faults(lived(law, RECEIVED, ACCEPTED, ("2026-03-09", Stopped("听证", "特1", 5, day("2026-03-11"))))) == ["stop-notice-late"]
    longer = lived(law, RECEIVED, ACCEPTED, STOP, ("2026-03-13", kinds.StopNoticed("专家评审", 12, "特2")), ("2026-03-20", Resumed("专家评审")))
    assert (longer.pauses[0].notified, faults(longer)) == (12, [])


def test_article_45_overlapping_procedures_count_once(law: Law) -> None:
    both = (STOP, ("2026-03-11", Stopped("检测", "特2", 5)), ("2026-03-13", Resumed("专家评审")), ("2026-03-18", Resumed("检测")))
    one = (("2026-03-09", Stopped("专家评审", "特1", 9)), ("2026-03-18", Resumed("专家评审")))
    assert dates(lived(law, RECEIVED, ACCEPTED, *both), law)["statutory"] == dates(lived(law, RECEIVED, ACCEPTED, *one), law)["statutory"]
    assert "Several procedures run" in refused(law, RECEIVED, ACCEPTED, STOP, ("2026-03-11", Stopped("检测", "特2", 5)), ("2026-03-13", Resumed("")))


def test_a_supplement_after_acceptance_stops_nothing_unless_a_policy_says_so(shipped: Calendar, law: Law) -> None:
    later = (RECEIVED, ACCEPTED, ("2026-03-09", SupplementRequested(("设计方案",))), ("2026-03-16", Supplied(complete=True)))
    assert (dates(lived(law, *later), law)["statutory"], faults(lived(law, *later))) == ("2026-03-30", ["supplement-after-acceptance"])
    lenient = law_of(licence(), shipped, Practice(late_supplement_basis="某市规定 7"))
    assert (dates(lived(lenient, *later), lenient)["statutory"], faults(lived(lenient, *later))) == ("2026-04-07", [])


def test_articles_46_and_47_five_days_to_ask_and_twenty_to_hold(law: Law) -> None:
    asked = lived(law, RECEIVED, ACCEPTED, ("2026-03-10", kinds.HearingAsked(day("2026-03-03"))))
    assert dates(asked, law)["hearing"] == "2026-04-08"
    assert "until 2026-03-10" in refused(law, RECEIVED, ACCEPTED, ("2026-03-11", kinds.HearingAsked(day("2026-03-03"))))


def test_article_48_seven_days_before_the_hearing(shipped: Calendar, law: Law) -> None:
    asked = (RECEIVED, ACCEPTED, ("2026-03-03", kinds.HearingAsked()))
    assert count_back(parse_limit("7 工作日"), day("2026-03-20"), shipped) == day("2026-03-11")
    held = lived(law, *asked, ("2026-03-11", kinds.HearingAnnounced(day("2026-03-20"))), ("2026-03-20", kinds.HearingHeld("笔录1")))
    assert held.hearing
    assert held.hearing.held_on == day("2026-03-20")
    assert "announced by 2026-03-11" in refused(law, *asked, ("2026-03-12", kinds.HearingAnnounced(day("2026-03-20"))))
    assert "was not announced" in refused(law, *asked, ("2026-03-20", kinds.HearingHeld()))


def test_article_50_a_renewal_in_time_and_undecided_at_expiry_is_deemed_granted(law: Law) -> None:
    renewal = Received("GH-03", "云岭软件公司", renews="云开资规001", expires=day("2026-04-10"))
    undecided = (("2026-03-02", renewal), ACCEPTED)
    assert dates(replayed(law, *undecided), law)["renewal"] == "2026-04-10"
    assert replayed(law, *undecided, today=day("2026-04-10")).stage == "accepted"
    granted = replayed(law, *undecided, today=day("2026-04-11"))
    assert (granted.stage, granted.outcome, granted.deemed_granted) == ("decided", Outcome.GRANTED, True)
    # Thirty days before Friday 2026-04-10 is Wednesday 2026-03-11.
    assert renewed_in_time(replayed(law, ("2026-03-11", renewal)), law)
    assert not renewed_in_time(replayed(law, ("2026-03-12", renewal)), law)
    assert replayed(law, ("2026-03-12", renewal), ("2026-03-12", Accepted()), today=day("2026-04-11")).stage == "accepted"


def test_dates_counted_backwards_move_earlier_from_a_rest_day_never_later(shipped: Calendar) -> None:
    assert count_back(parse_limit("30 自然日"), day("2026-04-06"), shipped) == day("2026-03-06")  # from Saturday 2026-03-07
    assert count_back(parse_limit("3 个月"), day("2026-05-31"), shipped) == day("2026-02-28")  # a make-up workday
    assert count_back(parse_limit("6 个月"), day("2026-09-01"), shipped) == day("2026-02-28")  # from Sunday 2026-03-01


def test_articles_58_and_59_no_fee_without_its_law(shipped: Calendar, law: Law) -> None:
    assert faults(lived(law, RECEIVED, ACCEPTED, ("2026-03-03", kinds.FeeDue("80")))) == ["fee-without-basis"]
    charging = law_of(licence(fee=[{"name": "登记费", "standard": "80 元", "basis": "某法 1"}]), shipped)
    paid = lived(charging, RECEIVED, ACCEPTED, ("2026-03-03", kinds.FeeDue("80")), ("2026-03-04", kinds.FeePaid("80", "0012")))
    assert (faults(paid), paid.fees_paid) == ([], (("80", "0012"),))


def test_article_82_the_days_of_the_licensing_law_are_working_days(law: Law) -> None:
    request = lived(law, ("2026-02-10", Received("GH-03", "甲")), ("2026-02-10", Accepted()))
    assert dates(request, law)["promised"] == "2026-03-02"  # over Spring Festival, with two make-up workdays


def test_the_supplement_that_never_comes_closes_only_on_a_legal_basis(law: Law) -> None:
    waiting = (RECEIVED, ("2026-03-04", SupplementRequested(("设计方案",))))
    assert "No law or policy lets" in refused(law, *waiting, ("2026-06-01", kinds.Lapsed("")))
    assert lived(law, *waiting, ("2026-06-01", kinds.Lapsed("安阳市政务服务条例 36"))).stage == "lapsed"


def test_licences_are_published_within_seven_working_days_of_the_decision(law: Law) -> None:
    granted = lived(law, RECEIVED, ACCEPTED, ("2026-03-10", Decided()))
    assert dates(granted, law)["publication"] == "2026-03-19"


def test_article_55_two_inspectors_are_sent_within_five_days(shipped: Calendar, law: Law) -> None:
    testing = law_of(licence(special_procedure=[{"name": "检测", "basis": "行政许可法 45", "typical": "5 工作日"}]), shipped)
    sent = (RECEIVED, ACCEPTED, ("2026-03-06", kinds.SiteChecked(("李文", "周敏"))))
    assert dates(lived(testing, RECEIVED, ACCEPTED), testing)["inspection"] == "2026-03-09"
    assert "inspection" not in dates(lived(law, RECEIVED, ACCEPTED), law)
    ended = of_kind(deadlines(lived(testing, *sent), testing, day("2026-03-06")), DeadlineKind.INSPECTION)
    assert ended
    assert ended.ended == day("2026-03-06")


def test_article_56_a_registration_is_made_on_the_spot(shipped: Calendar) -> None:
    limits = {"statutory": {"limit": "当场", "starts": "收到", "ends": "予以登记", "basis": "市场主体登记管理条例 19"}}
    spot = law_of(licence(limits=limits), shipped)
    assert dates(lived(spot, RECEIVED), spot)["statutory"] == "2026-03-02"
