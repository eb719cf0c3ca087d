"""What is typed after an option that several commands share."""
# ruff: noqa: DTZ001 - a register's local time is written without its offset

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.cli import options
from approvals.core.dates import read_day, read_moment
from approvals.errors import RegisterUnfit, WrongUsage

EVENING_IN_LONDON = datetime(2026, 3, 2, 20, 30, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "wall_clock", lambda: EVENING_IN_LONDON)
    monkeypatch.setattr(options.Given, "offset", timezone(timedelta(hours=8)))


def test_it_is_tomorrow_already_where_the_register_stands() -> None:
    assert (options.now(), options.today()) == (datetime(2026, 3, 3, 4, 30), date(2026, 3, 3))


@pytest.mark.parametrize(
    ("typed", "read"), [("2026-03-03", date(2026, 3, 3)), ("2026-03-03T04:30", datetime(2026, 3, 3, 4, 30)), ("2019-12-31", date(2019, 12, 31))]
)
def test_what_happened_is_today_or_before(typed: str, read: date) -> None:
    assert options.happened(typed) == read


@pytest.mark.parametrize("typed", ["2026-03-04", "2026-03-03T04:31", "2199-01-01"])
def test_nothing_has_happened_in_the_future(typed: str) -> None:
    with pytest.raises(WrongUsage, match="lies in the future"):
        options.happened(typed)


@pytest.mark.parametrize(
    ("written", "offset"),
    [("+08:00", timedelta(hours=8)), ("-03:30", -timedelta(hours=3, minutes=30)), ("+0800", timedelta(hours=8)), ("Z", timedelta())],
)
def test_an_offset_is_read(written: str, offset: timedelta) -> None:
    assert options.offset(written) == timezone(offset)


@pytest.mark.parametrize("written", ["8", "Asia/Shanghai", "+25:00", ":30"])
def test_an_offset_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(RegisterUnfit):
        options.offset(written)


def test_without_an_offset_the_machine_counts() -> None:
    assert options.offset("") is None


@given(st.dates())
def test_a_date_is_read_as_iso_writes_it(day: date) -> None:
    assert read_day(day.isoformat()) == read_moment(day.isoformat()) == day


@given(st.datetimes(), st.sampled_from(["minutes", "seconds"]), st.sampled_from("T "))
def test_a_time_is_read_as_iso_writes_it(moment: datetime, precision: str, between: str) -> None:
    moment = moment.replace(microsecond=0, second=0 if precision == "minutes" else moment.second, fold=0)
    assert read_moment(moment.isoformat(between, precision)) == moment


JUNK = [
    "",
    "2026",
    "2026-3-2",
    "2026-3-2x",
    "20260302",
    "2026-W10-1",
    "2026-061",
    "2026/03/02",
    "02-03-2026",
    "2026-03-02x",
    "2026-03-02 ",
    " 2026-03-02",
    "2026-03-02\n",
]
JUNK += [
    "2026-03-02T",
    "2026-03-02T10",
    "2026-03-02T10:30Z",
    "2026-03-02T10:30+08:00",
    "2026-03-02T10:30:15.5",
    "today",
    "２０２６-03-02",
    "٢٠٢٦-03-02",
    "x" * 10_000,
]


@pytest.mark.parametrize("typed", JUNK, ids=ascii)
def test_junk_never_passes_for_a_date(typed: str) -> None:
    for read in (read_day, read_moment):
        with pytest.raises(WrongUsage, match="write it like 2026-03-02"):
            read(typed)


@pytest.mark.parametrize("typed", ["2026-02-30", "2026-13-01", "2026-00-10", "0000-01-01", "2025-02-29"])
def test_a_day_that_does_not_exist_is_refused_as_such(typed: str) -> None:
    with pytest.raises(WrongUsage, match=f"There is no {typed}"):
        read_day(typed)


@pytest.mark.parametrize("typed", ["2026-03-02T24:00", "2026-03-02T10:60", "2026-03-02T10:30:61"])
def test_a_time_that_does_not_exist_is_refused_as_such(typed: str) -> None:
    with pytest.raises(WrongUsage, match="names no time"):
        read_moment(typed)
