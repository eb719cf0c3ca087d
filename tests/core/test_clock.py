"""The statutory clock, as tables of dates named after the articles they come from."""

from datetime import date, datetime

import pytest

from approvals.core.calendar import Calendar, CalendarYear, Circular, Holiday
from approvals.core.clock import Stop, count, days_between
from approvals.core.limits import parse_limit
from approvals.errors import WrongUsage

day = date.fromisoformat


def stop(text: str, notified: int | None = None) -> Stop:
    first, end = text.split("→")
    return Stop(day(first), day(end), notified)


def due(calendar: Calendar, start: str, limit: str, *stops: Stop, extension: int = 0, cap: bool = False) -> str:
    return count(parse_limit(limit), day(start), calendar, stops, extension=extension, cap=cap).due.isoformat()


# Worked examples of the field: the Hunan inspection rules for the first two, the others computed from the circulars by hand.
GOLD = [
    ("2018-10-15", "7 工作日", "2018-10-24"),
    ("2018-10-15", "10 工作日", "2018-10-29"),
    ("2026-02-10", "10 工作日", "2026-03-02"),  # 02-14 and 02-28 are make-up Saturdays, 02-15 to 02-23 春节
    ("2026-02-13", "5 工作日", "2026-02-27"),
    ("2026-09-30", "5 工作日", "2026-10-13"),  # 10-10 is a make-up Saturday
    ("2024-02-08", "3 工作日", "2024-02-19"),  # 除夕 2024-02-09 was a working day by its circular
    ("2025-01-24", "5 工作日", "2025-02-07"),
    ("2025-09-28", "7 工作日", "2025-10-14"),  # accepted on a make-up Sunday
    ("2026-04-30", "3 工作日", "2026-05-08"),
    ("2026-09-04", "30 自然日", "2026-10-08"),
    ("2026-01-29", "30 自然日", "2026-02-28"),
    ("2025-04-01", "30 自然日", "2025-05-06"),
    ("2026-03-02", "20 工作日", "2026-03-30"),
]

CIVIL_CODE_201 = [  # 按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算
    ("2026-03-02", "1 自然日", "2026-03-03"),
    ("2026-03-02", "1 工作日", "2026-03-03"),
    ("2026-03-06", "1 工作日", "2026-03-09"),  # from a Friday
    ("2026-03-07", "1 工作日", "2026-03-09"),  # from a Saturday: not rolled to Monday and then counted
    ("2026-03-08", "1 工作日", "2026-03-09"),
    ("2026-02-18", "1 工作日", "2026-02-24"),  # from the middle of 春节
    ("2026-02-14", "1 工作日", "2026-02-24"),  # from a make-up Saturday
    ("2026-02-13", "1 工作日", "2026-02-14"),
]

CIVIL_CODE_202 = [  # 到期月的对应日为期间的最后一日；没有对应日的，月末日为期间的最后一日
    ("2026-03-02", "1 个月", "2026-04-02"),
    ("2026-03-10", "3 个月", "2026-06-10"),
    ("2026-03-31", "1 个月", "2026-04-30"),
    ("2026-05-31", "1 个月", "2026-06-30"),
    ("2026-08-31", "6 个月", "2027-03-01"),  # 2027-02-28 is a Sunday
    ("2024-01-31", "1 个月", "2024-02-29"),
    ("2023-01-31", "1 个月", "2023-02-28"),
    ("2024-02-29", "12 个月", "2025-02-28"),
    ("2025-11-28", "3 个月", "2026-02-28"),  # a make-up Saturday
    ("2026-10-15", "3 个月", "2027-01-15"),
]

CIVIL_CODE_203 = [  # 期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日
    ("2026-03-06", "1 自然日", "2026-03-09"),
    ("2026-09-17", "8 自然日", "2026-09-28"),  # 中秋 Friday, then the weekend
    ("2026-09-21", "11 自然日", "2026-10-08"),
    ("2026-09-20", "20 自然日", "2026-10-10"),  # ends on a make-up Saturday, which is no rest day
    ("2025-12-02", "30 自然日", "2026-01-04"),  # the first day after 元旦 is a make-up Sunday
    ("2026-04-01", "1 个月", "2026-05-06"),
    ("2025-12-31", "5 工作日", "2026-01-08"),  # 01-04 works
]

LICENSING_LAW_82 = [  # 以工作日计算，不含法定节假日
    ("2026-09-28", "10 工作日", "2026-10-16"),
    ("2026-04-29", "20 工作日", "2026-05-29"),
    ("2026-06-18", "1 工作日", "2026-06-22"),  # 端午
    ("2015-09-01", "3 工作日", "2015-09-07"),  # 09-03 to 09-05 off by the revised circular, 09-06 works
    ("2019-04-26", "3 工作日", "2019-04-30"),  # 04-28 works by the revised circular
    ("2020-01-23", "1 工作日", "2020-02-03"),  # 春节 prolonged to 02-02
    ("2022-12-30", "1 工作日", "2023-01-03"),  # 2022-12-31 belongs to the circular of 2023
]

ON_THE_SPOT = [
    ("2026-03-02", "当场", "2026-03-02"),
    ("2026-03-07", "当场", "2026-03-09"),
    ("2026-02-28", "当场", "2026-02-28"),  # a make-up Saturday
    ("2026-10-01", "当场", "2026-10-08"),
    ("2026-03-02", "0 工作日", "2026-03-02"),
    ("2026-03-07", "0 自然日", "2026-03-09"),
    ("2026-03-07", "0 个月", "2026-03-09"),
    ("2026-03-07", "0 小时", "2026-03-09"),
]

TABLES = GOLD + CIVIL_CODE_201 + CIVIL_CODE_202 + CIVIL_CODE_203 + LICENSING_LAW_82 + ON_THE_SPOT


@pytest.mark.parametrize(("start", "limit", "expected"), TABLES)
def test_the_last_day_of_a_limit(shipped: Calendar, start: str, limit: str, expected: str) -> None:
    assert due(shipped, start, limit) == expected


CIVIL_CODE_201_HOURS = [  # 按照小时计算期间的，自法律规定或者当事人约定的时间开始计算
    ("2026-03-02T10:00", "24 小时", "2026-03-03T10:00:00"),
    ("2026-03-06T16:30", "24 hours", "2026-03-07T16:30:00"),  # by the clock, into a weekend
    ("2026-03-02T00:00", "1 hour", "2026-03-02T01:00:00"),
    ("2026-12-31T23:00", "2 小时", "2027-01-01T01:00:00"),
]


@pytest.mark.parametrize(("start", "limit", "expected"), CIVIL_CODE_201_HOURS)
def test_hours_run_by_the_clock_from_their_time(shipped: Calendar, start: str, limit: str, expected: str) -> None:
    assert count(parse_limit(limit), datetime.fromisoformat(start), shipped).due.isoformat() == expected


def test_days_are_counted_from_the_day_of_a_time(shipped: Calendar) -> None:
    assert count(parse_limit("20 工作日"), datetime.fromisoformat("2026-03-02T23:59"), shipped).due == day("2026-03-30")


EXPERT_REVIEW = "2026-03-09→2026-03-20"  # 专家评审: nine working days, 行政许可法 45

LICENSING_LAW_45 = [  # 所需时间不计算在本节规定的期限内
    ("2026-03-02", "20 工作日", [EXPERT_REVIEW], "2026-04-13"),
    ("2026-03-02", "20 工作日", ["2026-03-09→2026-03-09"], "2026-03-31"),  # begun and ended on one day: that day
    ("2026-03-02", "20 工作日", ["2026-03-09→2026-03-10"], "2026-03-31"),  # half-open: the day it ends counts
    ("2026-03-02", "20 工作日", ["2026-03-07→2026-03-09"], "2026-03-30"),  # a weekend
    ("2026-03-02", "20 工作日", ["2026-03-09→2026-03-13", "2026-03-11→2026-03-20"], "2026-04-13"),  # the union of overlapping stops
    ("2026-03-02", "20 工作日", ["2026-03-16→2026-03-20", "2026-03-09→2026-03-16"], "2026-04-13"),  # in any order, touching
    ("2026-03-02", "20 工作日", [EXPERT_REVIEW, EXPERT_REVIEW], "2026-04-13"),
    ("2026-03-02", "20 工作日", ["2026-02-02→2026-02-13"], "2026-03-30"),  # over before the start
    ("2026-03-02", "20 工作日", ["2026-02-24→2026-03-04"], "2026-03-31"),  # begun before the start: 03-03 alone is lost
    ("2026-03-02", "20 工作日", ["2026-03-02→2026-03-02"], "2026-03-30"),  # on the day of the start, which never counts
    ("2026-03-02", "20 工作日", ["2026-03-30→2026-03-31"], "2026-03-31"),  # on the very last day
    ("2026-03-02", "20 工作日", ["2026-03-31→2026-04-30"], "2026-03-30"),  # after the end
    ("2026-03-02", "20 工作日", ["2026-03-30→2026-04-08"], "2026-04-08"),  # over 清明
    ("2026-09-21", "10 工作日", ["2026-09-28→2026-10-09"], "2026-10-16"),  # over 国庆: 10-09 and the make-up Saturday count
    ("2026-03-02", "20 自然日", ["2026-03-09→2026-03-20"], "2026-04-02"),  # eleven calendar days
    ("2026-03-02", "20 自然日", ["2026-03-09→2026-03-09"], "2026-03-23"),
    ("2026-03-02", "20 自然日", ["2026-03-23→2026-03-24"], "2026-03-24"),  # 03-22 is a Sunday and the Monday after it is stopped
    ("2026-03-02", "1 个月", ["2026-03-09→2026-03-20"], "2026-04-13"),
    ("2026-03-02", "1 个月", ["2026-04-02→2026-04-03"], "2026-04-03"),
]


@pytest.mark.parametrize(("start", "limit", "stops", "expected"), LICENSING_LAW_45)
def test_a_stop_is_not_counted(shipped: Calendar, start: str, limit: str, stops: list[str], expected: str) -> None:
    assert due(shipped, start, limit, *map(stop, stops)) == expected


CAPPED = [  # what a stop exceeds its notified working days counts again: a policy, not law
    (5, True, "2026-04-07"),
    (5, False, "2026-04-13"),
    (None, True, "2026-04-13"),
    (9, True, "2026-04-13"),
    (20, True, "2026-04-13"),
    (0, True, "2026-03-30"),
]


@pytest.mark.parametrize(("notified", "cap", "expected"), CAPPED)
def test_a_cap_counts_the_overrun_of_a_stop_again(shipped: Calendar, notified: int | None, cap: bool, expected: str) -> None:  # noqa: FBT001 - a column of the table
    assert due(shipped, "2026-03-02", "20 工作日", stop(EXPERT_REVIEW, notified), cap=cap) == expected


EXTENDED = [  # 行政许可法 42: counted with the limit from the start
    ("2026-03-02", "20 工作日", 10, "2026-04-14"),
    ("2026-09-04", "30 自然日", 3, "2026-10-08"),  # 33 days; added to the moved date it would be 10-11
    ("2026-01-31", "1 个月", 1, "2026-03-31"),  # two months; a month after 02-28 it would be 03-28
    ("2026-03-02", "20 工作日", 0, "2026-03-30"),
]


@pytest.mark.parametrize(("start", "limit", "extension", "expected"), EXTENDED)
def test_an_extension_is_recomputed_from_the_start(shipped: Calendar, start: str, limit: str, extension: int, expected: str) -> None:
    assert due(shipped, start, limit, extension=extension) == expected


PROVISIONAL = [
    ("2026-12-25", "4 工作日", "2026-12-31", False),
    ("2026-12-25", "5 工作日", "2027-01-04", True),
    ("2026-12-31", "1 工作日", "2027-01-04", True),
    ("2026-12-01", "30 自然日", "2026-12-31", False),
    ("2026-12-02", "30 自然日", "2027-01-04", True),
    ("2026-11-30", "1 个月", "2026-12-30", False),
    ("2027-03-02", "3 自然日", "2027-03-05", True),
    ("2006-12-31", "1 工作日", "2007-01-04", False),  # the one day counted lies in 2007; the start is never counted
    ("2006-12-29", "1 工作日", "2006-12-30", True),  # ruled by the circular of 2007, in a year without one of its own
]


@pytest.mark.parametrize(("start", "limit", "expected", "provisional"), PROVISIONAL)
def test_a_date_beyond_the_circulars_is_provisional(shipped: Calendar, start: str, limit: str, expected: str, provisional: bool) -> None:  # noqa: FBT001 - a column of the table
    run = count(parse_limit(limit), day(start), shipped)
    assert (run.due.isoformat(), run.provisional) == (expected, provisional)


HELD = [  # five working days from 2020-01-22 end on 02-07 by the first circular and on 02-04 by the one that shortened the holiday
    ("2020-01-25", "2020-02-04", None),
    ("2020-02-04", "2020-02-04", None),
    ("2020-02-05", "2020-02-05", "2020-02-05"),  # nobody was late before it was published
    ("2020-02-06", "2020-02-06", "2020-02-06"),
    ("2020-02-20", "2020-02-07", "2020-02-20"),  # published when the first date had passed
]


@pytest.mark.parametrize(("published", "expected", "held"), HELD)
def test_a_revision_never_makes_anybody_late_before_it_was_published(published: str, expected: str, held: str | None) -> None:
    first, shortened = (Circular((Holiday("春节", day("2020-01-24"), day(last)),)) for last in ("2020-02-03", "2020-01-29"))
    calendar = Calendar([CalendarYear(2020, first, (shortened._replace(published=day(published)),))])
    run = count(parse_limit("5 工作日"), day("2020-01-22"), calendar)
    assert (run.due.isoformat(), run.held and run.held.isoformat()) == (expected, held)


REFUSED = [
    ("24 小时", "2026-03-02", [], "A limit in hours needs a time to start from, like 2026-03-02T10:00."),
    ("24 小时", "2026-03-02T10:00", ["2026-03-03→2026-03-04"], "A limit in hours runs by the clock and cannot be stopped by days."),
    ("20 工作日", "2026-03-02", ["2026-03-09→2026-03-08"], "The stop from 2026-03-09 to 2026-03-08 ends before it begins."),
    ("20 工作日", "1949-10-01", [], "1949-10-01 lies outside the years 1950 to 2199 in which dates can be counted."),
    ("20 工作日", "9999-12-31", [], "9999-12-31 lies outside the years 1950 to 2199 in which dates can be counted."),
    ("5000 工作日", "2199-12-31", [], "The calendar reaches from 1950 to 2199: no date outside it can be counted."),
    ("30 自然日", "2026-03-02", ["2026-03-03→9999-12-31"], "The calendar reaches from 1950 to 2199: no date outside it can be counted."),
    ("20 工作日", "2026-03-02", ["2026-03-03→9999-12-31"], "The calendar reaches from 1950 to 2199: no date outside it can be counted."),
    ("3 个月", "2026-03-02", ["2026-03-03→9999-12-31"], "The calendar reaches from 1950 to 2199: no date outside it can be counted."),
]


@pytest.mark.parametrize(("limit", "start", "stops", "sentence"), REFUSED)
def test_what_cannot_be_counted_is_refused(shipped: Calendar, limit: str, start: str, stops: list[str], sentence: str) -> None:
    when = datetime.fromisoformat(start) if "T" in start else day(start)
    with pytest.raises(WrongUsage) as refusal:
        count(parse_limit(limit), when, shipped, map(stop, stops))
    assert str(refusal.value) == sentence


LEFT = [
    ("2026-03-02", "2026-03-30", "20 工作日", 20),
    ("2026-03-30", "2026-03-30", "20 工作日", 0),
    ("2026-03-27", "2026-03-30", "20 工作日", 1),
    ("2026-03-28", "2026-03-30", "20 工作日", 1),
    ("2026-03-31", "2026-03-30", "20 工作日", -1),
    ("2026-04-08", "2026-03-30", "20 工作日", -6),  # over 清明
    ("2026-03-28", "2026-03-30", "30 自然日", 2),
    ("2026-04-08", "2026-03-30", "3 个月", -9),
]


@pytest.mark.parametrize(("today", "last", "limit", "left"), LEFT)
def test_days_left_are_counted_in_the_unit_of_the_limit(shipped: Calendar, today: str, last: str, limit: str, left: int) -> None:
    assert days_between(day(today), day(last), parse_limit(limit), shipped) == left
