"""The shipped calendar against two oracles, the circulars that were revised, and the years nobody has ruled yet."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from approvals.core.calendar import Calendar, CalendarYear, Circular, Day, DayKind, Holiday, year_from
from approvals.errors import WrongUsage

day = date.fromisoformat


def days(first: str, last: str) -> list[date]:
    start = day(first)
    return [start + timedelta(number) for number in range((day(last) - start).days + 1)]


def one(first: str, last: str = "", *, name: str = "春节", work: tuple[str, ...] = ()) -> Holiday:
    return Holiday(name, day(first), day(last or first), tuple(map(day, work)))


@pytest.mark.parametrize("year", range(2007, 2027))
def test_every_day_is_what_chinesecalendar_says(shipped: Calendar, year: int) -> None:
    differing = [when for when in days(f"{year}-01-01", f"{year}-12-31") if shipped.works(when) != chinese_calendar.is_workday(when)]
    assert differing == []


@pytest.mark.parametrize("year", range(2007, 2027))
def test_every_statutory_day_that_holidays_knows_rests(shipped: Calendar, year: int) -> None:
    known = holidays.country_holidays("CN", years=year)
    working = {when: name for when, name in known.items() if shipped.works(when)}
    assert working == {}


WORKING_DAYS_OF_THE_YEAR = {2024: 251, 2025: 248, 2026: 248}


@pytest.mark.parametrize(("year", "expected"), WORKING_DAYS_OF_THE_YEAR.items())
def test_working_days_of_a_year(shipped: Calendar, year: int, expected: int) -> None:
    assert shipped.working_days(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()) == expected


# Weekdays off and weekend days worked, written down from the circulars.
CIRCULARS = {
    2024: (
        "01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 10-01 10-02 10-03 10-04 10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    2025: (
        "01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    2026: (
        "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}


@pytest.mark.parametrize("year", CIRCULARS)
def test_weekdays_off_and_weekend_days_worked(shipped: Calendar, year: int) -> None:
    ruled = [shipped.day(when) for when in days(f"{year}-01-01", f"{year}-12-31")]
    off = " ".join(f"{one.date:%m-%d}" for one in ruled if one.kind is DayKind.HOLIDAY and one.date.weekday() < 5)
    work = " ".join(f"{one.date:%m-%d}" for one in ruled if one.kind is DayKind.MAKE_UP)
    assert (off, work) == CIRCULARS[year]


REASONS = [
    ("2026-03-02", DayKind.WORKING_DAY, ""),
    ("2026-03-07", DayKind.WEEKEND, ""),
    ("2026-02-17", DayKind.HOLIDAY, "春节"),
    ("2026-02-21", DayKind.HOLIDAY, "春节"),  # a Saturday inside the holiday
    ("2026-02-28", DayKind.MAKE_UP, "春节"),
    ("2024-02-09", DayKind.WORKING_DAY, ""),  # 除夕, encouraged but not ordered to rest
    ("2022-12-31", DayKind.HOLIDAY, "元旦"),
    ("2006-12-30", DayKind.MAKE_UP, "元旦"),
]


@pytest.mark.parametrize(("when", "kind", "holiday"), REASONS)
def test_a_day_tells_why(shipped: Calendar, when: str, kind: DayKind, holiday: str) -> None:
    ruled = shipped.day(day(when))
    assert (ruled.kind, ruled.holiday) == (kind, holiday)


def test_a_day_names_the_circular_that_rules_it(shipped: Calendar) -> None:
    ruled = {when: shipped.day(day(when)).circular for when in ("2026-02-17", "2020-02-01", "2020-05-01", "2022-12-31", "2026-03-02")}
    notices = {when: (circular.notice, circular.published) for when, circular in ruled.items() if circular}
    assert notices == {
        "2026-02-17": ("国务院办公厅关于2026年部分节假日安排的通知", day("2025-11-04")),
        "2020-02-01": ("国务院办公厅关于延长2020年春节假期的通知", day("2020-01-27")),
        "2020-05-01": ("国务院办公厅关于2020年部分节假日安排的通知", day("2019-11-21")),
        "2022-12-31": ("国务院办公厅关于2023年部分节假日安排的通知", day("2022-12-08")),
    }


REVISIONS = [  # the day, whether it works by the first circular, and by the revised one
    ("2015-09-03", "2015-05-13", True, False),
    ("2015-09-04", "2015-05-13", True, False),
    ("2015-09-06", "2015-05-13", False, True),
    ("2019-05-01", "2019-03-22", False, False),
    ("2019-05-02", "2019-03-22", True, False),
    ("2019-04-28", "2019-03-22", False, True),
    ("2019-05-05", "2019-03-22", False, True),
    ("2020-01-31", "2020-01-27", True, False),
    ("2020-02-01", "2020-01-27", True, False),
    ("2020-01-19", "2020-01-27", True, True),
    ("2020-02-03", "2020-01-27", True, True),
]


@pytest.mark.parametrize(("when", "published", "before", "after"), REVISIONS)
def test_a_revised_circular_is_known_from_its_publication(shipped: Calendar, when: str, published: str, before: bool, after: bool) -> None:  # noqa: FBT001 - columns of the table
    known = [edition for until, edition in shipped.editions if until is None or until < day(published)][-1]
    revised = dict(shipped.editions)[day(published)]
    assert (known.works(day(when)), revised.works(day(when))) == (before, after)


def test_editions_are_one_a_revision_and_the_last_is_the_calendar(shipped: Calendar) -> None:
    assert [published for published, _edition in shipped.editions] == [None, day("2015-05-13"), day("2019-03-22"), day("2020-01-27")]
    assert shipped.editions[-1][1] is shipped


def test_no_shipped_revision_changed_a_day_before_its_publication(shipped: Calendar) -> None:
    assert not shipped.retroactive
    assert shipped.last_revised == day("2020-01-27")


def test_a_revision_that_comes_after_the_days_it_changes_is_retroactive() -> None:
    shortened = Circular((one("2020-01-24", "2020-01-29"),), published=day("2020-01-31"))
    assert Calendar([CalendarYear(2020, Circular((one("2020-01-24", "2020-01-30"),)), (shortened,))]).retroactive
    assert not Calendar([CalendarYear(2020, Circular((one("2020-01-24", "2020-01-30"),)), (shortened._replace(published=day("2020-01-30")),))]).retroactive


def test_a_revision_without_its_day_counts_as_known_from_the_start() -> None:
    calendar = Calendar([CalendarYear(2020, Circular((one("2020-01-24"),)), (Circular((one("2020-01-31"),)),))])
    assert [edition.works(day("2020-01-31")) for _published, edition in calendar.editions] == [False]
    assert calendar.works(day("2020-01-24"))
    assert not calendar.retroactive


PROVISIONAL = [
    ("2026-12-31", False),
    ("2027-01-01", True),
    ("2006-12-31", True),
    ("2007-01-01", False),
]


@pytest.mark.parametrize(("when", "expected"), PROVISIONAL)
def test_a_year_without_its_circular_is_provisional(shipped: Calendar, when: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    ordinal = day(when).toordinal()
    assert shipped.day(day(when)).provisional is expected
    assert shipped.provisional(ordinal, ordinal + 1) is expected


def test_a_span_is_provisional_when_one_of_its_days_is() -> None:
    calendar = Calendar([CalendarYear(year, Circular(())) for year in (2020, 2021, 2023)])
    spans = [
        ("2020-01-01", "2022-01-01"),
        ("2019-12-31", "2020-06-01"),
        ("2021-12-31", "2022-01-02"),
        ("2021-06-01", "2023-06-01"),
        ("2023-01-01", "2024-01-01"),
    ]
    assert [calendar.provisional(day(first).toordinal(), day(end).toordinal()) for first, end in spans] == [False, True, True, True, False]


def test_a_calendar_without_a_circular_is_provisional_throughout() -> None:
    assert Calendar([]).provisional(day("2026-03-02").toordinal(), day("2026-03-03").toordinal())


def test_a_provisional_year_rests_on_weekends_and_the_fixed_statutory_days(shipped: Calendar) -> None:
    resting = [when for when in days("2027-01-01", "2027-12-31") if when.weekday() < 5 and not shipped.works(when)]
    assert [f"{when:%m-%d}" for when in resting] == ["01-01", "10-01"]  # 05-01, 05-02, 10-02 and 10-03 of 2027 are weekends
    assert shipped.day(day("2027-05-01")) == Day(day("2027-05-01"), DayKind.HOLIDAY, "劳动节", None, provisional=True)


def test_the_circular_of_a_year_rules_the_december_before_it() -> None:
    first = CalendarYear(2022, Circular(()))
    second = CalendarYear(2023, Circular((one("2022-12-30", "2023-01-02", name="元旦", work=("2022-12-25",)),)))
    assert [Calendar([first]).works(day(when)) for when in ("2022-12-30", "2022-12-25")] == [True, False]
    assert [Calendar([second, first]).works(day(when)) for when in ("2022-12-30", "2022-12-25")] == [False, True]
    assert not Calendar([first, second]).day(day("2022-12-30")).provisional


def test_a_year_given_twice_is_no_accident_of_the_program() -> None:
    circulars = (Circular((one("2022-01-03"),)), Circular((one("2022-01-04"),), notice="通知"))
    calendar = Calendar([CalendarYear(2022, circular) for circular in circulars])
    assert [calendar.works(day(when)) for when in ("2022-01-03", "2022-01-04")] == [False, False]


def test_two_holidays_of_one_name_both_rest() -> None:
    calendar = Calendar([CalendarYear(2022, Circular((one("2022-01-03"), one("2022-01-05"), one("2022-01-07"))))])
    assert [calendar.works(day(f"2022-01-0{number}")) for number in (3, 4, 5, 6, 7)] == [False, True, False, True, False]


def test_two_holidays_of_one_name_in_a_revision_both_rest() -> None:
    year = CalendarYear(2022, Circular((one("2022-01-03"),)), (Circular((one("2022-01-05"), one("2022-01-07"))),))
    calendar = Calendar([year])
    assert [calendar.works(day(f"2022-01-0{number}")) for number in (3, 5, 7)] == [True, False, False]


def test_dates_are_read_as_dates_and_as_texts() -> None:
    holiday = {"name": "春节", "from": "2020-01-24", "to": "2020-01-30", "work": ["2020-01-19"]}
    dated = {"name": "春节", "from": day("2020-01-24"), "to": day("2020-01-30"), "work": [day("2020-01-19")]}
    texts = year_from({"year": 2020, "published": "2019-11-21", "holiday": [holiday], "revision": [{"published": "2020-01-27", "holiday": [holiday]}]})
    dates = year_from({"year": 2020, "published": day("2019-11-21"), "holiday": [dated], "revision": [{"published": day("2020-01-27"), "holiday": [dated]}]})
    assert texts == dates
    assert year_from({"year": 2020, "holiday": [{"name": "元旦", "from": "2020-01-01"}]}).circular.holidays == (one("2020-01-01", name="元旦"),)


def test_counting_outside_the_calendar_is_refused(shipped: Calendar) -> None:
    for first in (day("1900-01-01"), day("2300-01-01"), day("9999-12-31")):
        with pytest.raises(WrongUsage, match="The calendar reaches from 1950 to 2199"):
            shipped.working_day(first.toordinal(), 1)


def test_the_table_grows_in_both_directions(shipped: Calendar) -> None:
    fresh = Calendar(shipped.years)
    asked = ["2026-03-02", "2007-01-04", "2199-12-30", "1950-01-03", "2015-09-06"]
    assert [date.fromordinal(fresh.working_day(day(when).toordinal(), 1)).isoformat() for when in asked] == asked
    assert date.fromordinal(fresh.working_day_before(day("2026-02-23").toordinal())) == day("2026-02-14")
