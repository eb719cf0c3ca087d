"""The deadlines of a request: by which version of its item, from when, and the earlier of promise and law."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pytest

from approvals.core.calendar import Calendar
from approvals.core.dates import When
from approvals.core.deadline import deadlines, of_kind
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.events import Accepted, Completed, Decided, Delivered, Event, Received, Withdrawn
from approvals.core.guide import Item, item_from
from living import NEVER, law_of, replayed

day = date.fromisoformat


def limit(text: str, starts: str = "受理", ends: str = "办结") -> dict[str, str]:
    return {"limit": text, "starts": starts, "ends": ends}


def item(promised: Mapping[str, Any] | None, statutory: Mapping[str, Any] | None) -> Item:
    limits = {name: table for name, table in (("promised", promised), ("statutory", statutory)) if table}
    return item_from({"code": "GH-03", "name": "建设工程规划许可证核发", "kind": "行政许可", "handling": "承诺件", "limits": limits})


Happened = tuple[tuple[str | When, Event], ...]


def request(received: When, *later: tuple[str, Event]) -> Happened:
    return ((received, Received("GH-03", "云岭软件公司")), *later)


def dates(happened: Happened, bound: Item, calendar: Calendar) -> dict[str, str]:
    """Return the promised and the statutory date."""
    law = law_of(bound, calendar)
    found = deadlines(replayed(law, *happened), law, NEVER)
    return {deadline.kind: deadline.due.isoformat() for deadline in found if deadline.kind in {DeadlineKind.PROMISED, DeadlineKind.STATUTORY}}


SEVEN_OF_TWENTY = item(limit("7 工作日"), limit("20 工作日", ends="决定"))


def test_the_clock_starts_with_acceptance(shipped: Calendar) -> None:
    assert dates(request(day("2026-03-02")), SEVEN_OF_TWENTY, shipped) == {}
    accepted = request(day("2026-03-02"), ("2026-03-04", Accepted()))
    assert dates(accepted, SEVEN_OF_TWENTY, shipped) == {"promised": "2026-03-13", "statutory": "2026-04-01"}


def test_a_limit_from_receipt_starts_with_it(shipped: Calendar) -> None:
    building_law_8 = item(limit("3 工作日", starts="受理"), limit("7 自然日", starts="收到申请", ends="颁发"))
    received = request(day("2026-03-02"))
    assert dates(received, building_law_8, shipped) == {"statutory": "2026-03-09"}
    assert dates((*received, ("2026-03-04", Accepted())), building_law_8, shipped) == {"promised": "2026-03-09", "statutory": "2026-03-09"}


EARLIER = [  # promise, law, and both dates of a request accepted on 2026-03-02
    ("7 工作日", "20 工作日", "2026-03-11", "2026-03-30"),
    ("20 工作日", "20 工作日", "2026-03-30", "2026-03-30"),
    ("23 工作日", "30 自然日", "2026-04-01", "2026-04-01"),  # 23 working days would end on 2026-04-02
    ("22 工作日", "30 自然日", "2026-04-01", "2026-04-01"),
    ("当场", "20 工作日", "2026-03-02", "2026-03-30"),
    ("30 自然日", "20 工作日", "2026-03-30", "2026-03-30"),
    ("1 个月", "60 自然日", "2026-04-02", "2026-05-06"),
]


@pytest.mark.parametrize(("promise", "law", "promised", "statutory"), EARLIER)
def test_the_promised_date_is_the_earlier_of_promise_and_law(shipped: Calendar, promise: str, law: str, promised: str, statutory: str) -> None:
    accepted = request(day("2026-03-02"), ("2026-03-02", Accepted()))
    assert dates(accepted, item(limit(promise), limit(law)), shipped) == {"promised": promised, "statutory": statutory}


def test_twenty_working_days_can_end_after_thirty_calendar_days(shipped: Calendar) -> None:
    accepted = request(day("2026-09-17"), ("2026-09-17", Accepted()))
    assert dates(accepted, item(limit("20 工作日"), None), shipped) == {"promised": "2026-10-21"}
    assert dates(accepted, item(limit("20 工作日"), limit("30 自然日")), shipped) == {"promised": "2026-10-19", "statutory": "2026-10-19"}


def test_an_item_may_have_no_law_or_no_promise(shipped: Calendar) -> None:
    accepted = request(day("2026-03-02"), ("2026-03-02", Accepted()))
    assert dates(accepted, item(limit("7 工作日"), None), shipped) == {"promised": "2026-03-11"}
    assert dates(accepted, item(None, limit("7 工作日")), shipped) == {"statutory": "2026-03-11"}
    assert dates(accepted, item(None, None), shipped) == {}


ENDED: list[tuple[str, tuple[tuple[str, Event], ...], str | None]] = [
    ("决定", (("2026-03-05", Decided()),), "2026-03-05"),
    ("办结", (("2026-03-05", Decided()),), None),
    ("办结", (("2026-03-05", Decided()), ("2026-03-06", Completed())), "2026-03-06"),
    ("决定", (("2026-03-06", Completed()),), "2026-03-06"),
    ("送达", (("2026-03-06", Completed()),), None),
    ("送达", (("2026-03-06", Completed()), ("2026-03-09", Delivered())), "2026-03-09"),
    ("颁发", (("2026-03-06", Completed()),), "2026-03-06"),
    ("送达", (("2026-03-06", Withdrawn()),), "2026-03-06"),
]


@pytest.mark.parametrize(("ends", "events", "ended"), ENDED)
def test_a_limit_ends_with_what_its_text_says(shipped: Calendar, ends: str, events: tuple[tuple[str, Event], ...], ended: str | None) -> None:
    rules = law_of(item(None, limit("20 工作日", ends=ends)), shipped)
    found = deadlines(replayed(rules, *request(day("2026-03-02"), ("2026-03-02", Accepted()), *events)), rules, NEVER)
    law = of_kind(found, DeadlineKind.STATUTORY)
    assert law
    assert (law.ended.isoformat() if law.ended else None) == ended
    assert of_kind(found, DeadlineKind.PROMISED) is None


def test_hours_run_from_the_time_of_the_event_or_from_the_beginning_of_its_day(shipped: Calendar) -> None:
    repair = item(None, limit("24 小时", starts="收到"))
    assert dates(request(datetime.fromisoformat("2026-03-06T16:30")), repair, shipped) == {"statutory": "2026-03-07"}
    assert dates(request(day("2026-03-06")), repair, shipped) == {"statutory": "2026-03-07"}


def test_a_promise_cut_to_the_law_is_as_provisional_as_the_law(shipped: Calendar) -> None:
    accepted = request(day("2026-12-01"), ("2026-12-01", Accepted()))
    law = law_of(item(limit("25 工作日"), limit("30 自然日")), shipped)
    found = deadlines(replayed(law, *accepted), law, NEVER)
    assert [(deadline.due.isoformat(), deadline.provisional) for deadline in found[:2]] == [("2026-12-31", False), ("2026-12-31", False)]


OLD, NEW = item(limit("10 工作日"), limit("20 工作日")), item(limit("7 工作日"), limit("20 工作日"))


def version(when: date) -> Item | None:
    if when < day("2026-01-01"):
        return None
    return OLD if when < day("2026-03-04") else NEW


FROZEN = [
    (request(day("2026-03-02")), OLD),
    (request(day("2026-03-02"), ("2026-03-03", Accepted())), OLD),
    (request(day("2026-03-02"), ("2026-03-04", Accepted())), NEW),  # accepted on the day the new version counts from
    (request(day("2026-03-02"), ("2026-03-03", Accepted()), ("2026-03-31", Decided())), OLD),
    (request(day("2026-03-04")), NEW),
    (request(day("2025-12-30")), None),
    (request(day("2025-12-30"), ("2026-01-05", Accepted())), OLD),
]


@pytest.mark.parametrize(("found", "bound"), FROZEN)
def test_a_request_keeps_the_version_in_force_when_its_clock_started(shipped: Calendar, found: Happened, bound: Item | None) -> None:
    law = law_of(version, shipped)
    assert law.binding(replayed(law, *found)) is bound


def test_a_limit_from_receipt_is_frozen_at_receipt(shipped: Calendar) -> None:
    old = item(limit("3 工作日", starts="收到"), limit("7 自然日", starts="收到"))
    found = request(day("2026-03-02"), ("2026-03-04", Accepted()))
    law = law_of(lambda when: old if when < day("2026-03-04") else NEW, shipped)
    assert law.binding(replayed(law, *found)) is old


def test_an_item_withdrawn_since_still_binds_what_it_began(shipped: Calendar) -> None:
    found = request(day("2026-03-02"), ("2026-03-03", Accepted()))
    law = law_of(lambda when: OLD if when < day("2026-03-04") else None, shipped)
    assert law.binding(replayed(law, *found)) is OLD
