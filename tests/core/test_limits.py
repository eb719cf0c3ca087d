"""Limits as people write them, and the sentences that refuse what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core.limits import ON_THE_SPOT, Milestone, TimeLimit, Unit, ending_milestone, parse_limit, starting_milestone
from approvals.errors import WrongUsage

WRITTEN = [
    ("20 工作日", TimeLimit(20, Unit.WORKING_DAYS)),
    ("20 working days", TimeLimit(20, Unit.WORKING_DAYS)),
    ("1 working day", TimeLimit(1, Unit.WORKING_DAYS)),
    ("30 自然日", TimeLimit(30, Unit.CALENDAR_DAYS)),
    ("30 natural days", TimeLimit(30, Unit.CALENDAR_DAYS)),
    ("1 natural day", TimeLimit(1, Unit.CALENDAR_DAYS)),
    ("30 calendar days", TimeLimit(30, Unit.CALENDAR_DAYS)),
    ("1 calendar day", TimeLimit(1, Unit.CALENDAR_DAYS)),
    ("3 个月", TimeLimit(3, Unit.MONTHS)),
    ("3 月", TimeLimit(3, Unit.MONTHS)),
    ("3 months", TimeLimit(3, Unit.MONTHS)),
    ("1 month", TimeLimit(1, Unit.MONTHS)),
    ("24 小时", TimeLimit(24, Unit.HOURS)),
    ("24 hours", TimeLimit(24, Unit.HOURS)),
    ("1 hour", TimeLimit(1, Unit.HOURS)),
    ("当场", ON_THE_SPOT),
    ("即时", ON_THE_SPOT),
    ("当日", ON_THE_SPOT),
    ("on the spot", ON_THE_SPOT),
    ("On the Spot", ON_THE_SPOT),
    ("20工作日", TimeLimit(20, Unit.WORKING_DAYS)),
    ("20个工作日", TimeLimit(20, Unit.WORKING_DAYS)),
    ("20 个 工作日", TimeLimit(20, Unit.WORKING_DAYS)),
    ("30个自然日", TimeLimit(30, Unit.CALENDAR_DAYS)),
    ("3个月", TimeLimit(3, Unit.MONTHS)),
    ("24个小时", TimeLimit(24, Unit.HOURS)),
    ("  20   working\tdays ", TimeLimit(20, Unit.WORKING_DAYS)),
    ("20 Working Days", TimeLimit(20, Unit.WORKING_DAYS)),
    ("20　工作日", TimeLimit(20, Unit.WORKING_DAYS)),  # a full-width space
    ("２０工作日", TimeLimit(20, Unit.WORKING_DAYS)),  # full-width digits
    ("３０ 自然日", TimeLimit(30, Unit.CALENDAR_DAYS)),
    ("0 工作日", TimeLimit(0, Unit.WORKING_DAYS)),
    ("5000 工作日", TimeLimit(5_000, Unit.WORKING_DAYS)),
    ("7300 自然日", TimeLimit(7_300, Unit.CALENDAR_DAYS)),
    ("240 个月", TimeLimit(240, Unit.MONTHS)),
    ("8784 小时", TimeLimit(8_784, Unit.HOURS)),
]


@pytest.mark.parametrize(("text", "limit"), WRITTEN)
def test_a_limit_as_people_write_it(text: str, limit: TimeLimit) -> None:
    assert parse_limit(text) == limit


WHICH_DAYS = "“{}” does not say which days: write {} 工作日 (working days) or {} 自然日 (calendar days)."
BARE = [("20 日", "20"), ("20日", "20"), ("7天", "7"), ("7 个日", "7"), ("20 days", "20"), ("1 day", "1"), ("20d", "20"), ("20 Days", "20"), ("２０日", "20")]


@pytest.mark.parametrize(("text", "amount"), BARE)
def test_a_bare_day_is_refused_for_its_unit_is_never_inferred(text: str, amount: str) -> None:
    with pytest.raises(WrongUsage) as refusal:
        parse_limit(text)
    assert str(refusal.value) == WHICH_DAYS.format(text, amount, amount)


NONE_AT_ALL = (
    "“{}” is no time limit: write it like 20 工作日, 30 自然日, 3 个月, 24 小时, 当场, or in English: "
    "20 working days, 30 calendar days, 3 months, 24 hours, on the spot."
)
JUNK = [
    "",
    "   ",
    "20",
    "工作日",
    "-5 工作日",
    "−5 工作日",
    "+5 工作日",
    "1.5 工作日",
    "1,000 工作日",
    "20 工作日x",
    "20 工作日 5",
    "20 工作日起",
    "20 working daysx",
    "20 business days",
    "约20 工作日",
    "二十工作日",
    "20 weeks",
    "1 年",
    "20 workdays; drop table",
    "20 个",
    "on the spots",
    "nan working days",
    "1e3 working days",
    "9999999999 工作日",
    "🙂",
]


@pytest.mark.parametrize("text", JUNK)
def test_junk_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage) as refusal:
        parse_limit(text)
    assert str(refusal.value) == NONE_AT_ALL.format(text)
    assert refusal.value.exit_code == 2


def test_a_sentence_shows_no_endless_text_and_no_control_characters() -> None:
    with pytest.raises(WrongUsage) as refusal:
        parse_limit("20\x00\n" + "工作日" * 10_000)
    assert str(refusal.value) == NONE_AT_ALL.format("20\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}" + "工作日" * 18 + "工作…")


HUGE = [
    ("5001 工作日", "5000 working days"),
    ("999999999 working days", "5000 working days"),
    ("7301 自然日", "7300 calendar days"),
    ("241 个月", "240 months"),
    ("8785 hours", "8784 hours"),
]


@pytest.mark.parametrize(("text", "longest"), HUGE)
def test_a_huge_limit_is_refused(text: str, longest: str) -> None:
    with pytest.raises(WrongUsage) as refusal:
        parse_limit(text)
    assert str(refusal.value) == f"“{text}” is longer than any time limit: at most {longest}."


@given(amount=st.integers(0, 240), unit=st.sampled_from(Unit))
def test_a_limit_reads_back_from_its_words(amount: int, unit: Unit) -> None:
    limit = TimeLimit(amount, unit)
    assert parse_limit(str(limit)) == (limit if amount else ON_THE_SPOT)


@given(text=st.text(max_size=30))
def test_any_text_is_a_limit_or_a_refusal(text: str) -> None:
    try:
        assert parse_limit(text).amount >= 0
    except WrongUsage as refusal:
        assert str(refusal)  # noqa: PT017 - either end is right


STARTS = [
    ("受理", Milestone.ACCEPTANCE),
    ("受理之日", Milestone.ACCEPTANCE),
    ("受理期限终止", Milestone.ACCEPTANCE),
    ("accepted", Milestone.ACCEPTANCE),
    ("收到", Milestone.RECEIPT),
    ("收到申请", Milestone.RECEIPT),
    ("收到证明材料", Milestone.RECEIPT),
    ("收到环境影响报告书", Milestone.RECEIPT),
]


@pytest.mark.parametrize(("words", "milestone"), STARTS)
def test_what_starts_a_limit_stands_in_its_text(words: str, milestone: Milestone) -> None:
    assert starting_milestone(words) is milestone


ENDS = [
    ("决定", Milestone.DECISION),
    ("作出决定", Milestone.DECISION),
    ("决定并书面通知", Milestone.DELIVERY),
    ("送达", Milestone.DELIVERY),
    ("颁发", Milestone.COMPLETION),
    ("核发", Milestone.COMPLETION),
    ("予以登记", Milestone.COMPLETION),
    ("办结", Milestone.COMPLETION),
    ("审查完毕", Milestone.COMPLETION),
    ("decided", Milestone.DECISION),
    ("decision", Milestone.DECISION),
    ("decision and its written notice", Milestone.DELIVERY),
    ("delivered", Milestone.DELIVERY),
]


@pytest.mark.parametrize(("words", "milestone"), ENDS)
def test_what_ends_a_limit_stands_in_its_text(words: str, milestone: Milestone) -> None:
    assert ending_milestone(words) is milestone
