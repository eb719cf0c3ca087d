"""Lines of `due --batch`: whatever stands in one is answered, and a good one with the day that the clock counts."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core.calendar import Calendar
from approvals.core.clock import Stop, count
from approvals.core.limits import parse_limit
from approvals.desk.due import Answer, answers, question
from approvals.errors import WrongUsage

LIMITS = ("20 working days", "7 工作日", "30 自然日", "3 个月", "当场", "on the spot")
DAYS = st.dates(date(2008, 1, 1), date(2026, 12, 31))


@st.composite
def asked(draw: st.DrawFn) -> dict[str, object]:
    """Draw a good line: a limit, its start, and now and then stops, an extension, the cap."""
    start = draw(DAYS)
    line: dict[str, object] = {"from": start.isoformat(), "limit": draw(st.sampled_from(LIMITS))}
    if draw(st.booleans()):
        line["stops"] = [
            _stop(start, *pair) for pair in draw(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.none() | st.integers(0, 20)), max_size=3))
        ]
    if draw(st.booleans()):
        line["extension"] = draw(st.integers(0, 10))
    if draw(st.booleans()):
        line["cap"] = draw(st.booleans())
    return line


def _stop(start: date, after: int, length: int, notified: int | None) -> dict[str, object]:
    first = start + timedelta(days=after)
    stop: dict[str, object] = {"from": first.isoformat(), "to": (first + timedelta(days=length)).isoformat()}
    return stop if notified is None else {**stop, "notified": notified}


@given(asked())
def test_a_good_line_is_answered_with_the_day_the_clock_counts(shipped: Calendar, line: dict[str, object]) -> None:
    read = question(json.dumps(line, ensure_ascii=False).encode())
    counted = count(read.limit, read.start, shipped, read.stops, extension=read.extension, cap=read.cap)
    assert _answer(line, shipped) == {"due": counted.due, "provisional": counted.provisional}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["2026-03-02", "20 working days"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["from", "limit", "stops", "to", "notified", "cap", "extension", "x"]), inner),
    max_leaves=8,
)


@given(ANYTHING)
def test_no_value_ends_the_run(shipped: Calendar, value: object) -> None:
    assert _answer(value, shipped).keys() in ({"error"}, {"due", "provisional"})


@given(st.binary())
def test_no_bytes_end_the_run(shipped: Calendar, line: bytes) -> None:
    [answer] = answers([line], shipped, str)
    assert answer.error


RUBBISH = {
    "nothing": b"",
    "no JSON": b"20 working days from 2026-03-02",
    "no UTF-8": '{"from": "2026-03-02", "limit": "20 工作日"}'.encode("gbk"),
    "nested a hundred thousand deep": b"[" * 100_000,
    "a number of ten thousand digits": b'{"from": "2026-03-02", "limit": "1 month", "extension": ' + b"9" * 10_000 + b"}",
    "infinity": b'{"from": "2026-03-02", "limit": "1 month", "extension": Infinity}',
    "a limit of a megabyte": b'{"from": "2026-03-02", "limit": "' + b"9" * 1_000_000 + b'"}',
    "an extension that is true": b'{"from": "2026-03-02", "limit": "1 month", "extension": true}',
    "an extension that is 1.0": b'{"from": "2026-03-02", "limit": "1 month", "extension": 1.0}',
    "stops that are null": b'{"from": "2026-03-02", "limit": "1 month", "stops": null}',
    "a stop notified negatively": b'{"from": "2026-03-02", "limit": "1 month", "stops": [{"from": "2026-03-03", "to": "2026-03-04", "notified": -1}]}',
    "a stop at the end of time": b'{"from": "2026-03-02", "limit": "1 month", "stops": [{"from": "2026-03-03", "to": "9999-12-31"}]}',
    "the year one": b'{"from": "0001-01-01", "limit": "1 month"}',
    "30 February": b'{"from": "2026-02-30", "limit": "1 month"}',
    "a date with a space": b'{"from": "2026-03-02 ", "limit": "1 month"}',
    "a date in other digits": '{"from": "２０２６-03-02", "limit": "1 month"}'.encode(),
    "a date of a week": b'{"from": "2026-W10-1", "limit": "1 month"}',
    "a time with an offset": b'{"from": "2026-03-02T10:00+08:00", "limit": "1 month"}',
    "hours without a time": b'{"from": "2026-03-02", "limit": "24 hours"}',
    "hours stopped by days": b'{"from": "2026-03-02T10:00", "limit": "24 hours", "stops": [{"from": "2026-03-03", "to": "2026-03-04"}]}',
}


@pytest.mark.parametrize("line", RUBBISH.values(), ids=RUBBISH.keys())
def test_rubbish_is_answered_with_a_short_error(shipped: Calendar, line: bytes) -> None:
    [answer] = answers([line], shipped, str)
    assert 0 < len(answer.error) < 400


def test_answers_come_in_order_and_one_at_a_time(shipped: Calendar) -> None:
    read: list[int] = []

    def lines() -> Iterator[bytes]:
        for number in range(3):
            read.append(number)
            yield json.dumps({"from": f"2026-03-0{number + 2}", "limit": "当场"}).encode()

    coming = answers(lines(), shipped, str)
    first = next(coming)
    assert (first.plain(), read) == ({"due": date(2026, 3, 2), "provisional": False}, [0])
    assert [answer.plain()["due"] for answer in coming] == [date(2026, 3, 3), date(2026, 3, 4)]


def test_the_cap_counts_again_what_exceeds_the_notified_days(shipped: Calendar) -> None:
    """20 working days from 2026-03-02, stopped 9 to 20 March, 5 days notified: 2026-04-07; stopped whole: 2026-04-13."""
    stop = Stop(date(2026, 3, 9), date(2026, 3, 20), 5)
    limit = parse_limit("20 工作日")
    assert count(limit, date(2026, 3, 2), shipped, [stop], cap=True).due == date(2026, 4, 7)
    assert count(limit, date(2026, 3, 2), shipped, [stop]).due == date(2026, 4, 13)


def test_a_line_is_refused_by_name() -> None:
    with pytest.raises(WrongUsage, match="“due” is no key here"):
        question(b'{"from": "2026-03-02", "limit": "1 month", "due": "2026-04-02"}')


def _answer(value: object, calendar: Calendar) -> dict[str, object]:
    line = json.dumps(value).encode()
    [answer] = answers([line], calendar, str)
    assert isinstance(answer, Answer)
    return answer.plain()
