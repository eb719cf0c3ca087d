"""What a bulletin counts, case by case."""

from datetime import date

import pytest

from approvals.core.period import Every, period_of
from approvals.core.tally import Complaints, Flow, Limited, Lived, Told, Used, accepted_on, complaints, flow_of, used

WEEK = period_of(Every.WEEK, date(2026, 3, 25), date(2026, 11, 24))


def day(number: int) -> date:
    return date(2026, 3, number)


@pytest.mark.parametrize(
    ("lived", "flow"),
    [
        (Lived("GH", day(2)), Flow(carried_in=1, carried_out=1)),
        (Lived("GH", day(23), day(24)), Flow(received=1, accepted=1, carried_out=1)),
        (Lived("GH", day(30)), Flow()),
        (Lived("GH", day(2), day(3), day(20)), Flow()),
        (Lived("GH", day(2), day(3), day(23)), Flow(carried_in=1, completed=1, no_limit=1)),
        (Lived("GH", day(2), day(3), day(30)), Flow(carried_in=1, carried_out=1)),
        (Lived("GH", day(2), ended=day(29)), Flow(carried_in=1, ended=1)),
        # Void after it was completed: it was completed, and stays so.
        (Lived("GH", day(2), day(3), day(24), day(30)), Flow(carried_in=1, completed=1, no_limit=1)),
        (Lived("GH", day(2), day(3), day(24), day(3)), Flow()),
    ],
)
def test_a_request_comes_goes_or_stays(lived: Lived, flow: Flow) -> None:
    assert flow_of(lived, WEEK) == flow


@pytest.mark.parametrize(("ended", "key"), [(24, "early"), (25, "in_time"), (26, "late")])
def test_a_completed_request_is_judged_by_its_promise_else_by_the_law(ended: int, key: str) -> None:
    limit = Limited(day(10), day(25), day(ended))
    law = Limited(day(10), day(28), day(26))
    assert flow_of(Lived("GH", day(2), day(10), day(26), promised=limit, statutory=law), WEEK) == Flow(carried_in=1, completed=1, **{key: 1})
    late = int(key == "late")
    alone = Lived("GH", day(2), day(10), day(26), statutory=limit)
    assert flow_of(alone, WEEK) == Flow(carried_in=1, completed=1, late_in_law=late, **{key: 1})


@pytest.mark.parametrize(
    ("accepted", "deemed", "due", "answered", "told"),
    [
        (4, None, 9, 4, 4),
        (None, 10, 9, None, 10),
        # 行政许可法 32: accepted from the day of receipt, but only once nobody had answered by the 9th.
        (2, None, 9, None, 10),
        (2, None, 9, 12, 10),
        (12, None, 9, 12, 12),
        (2, None, None, None, 2),
        (None, None, None, None, None),
    ],
)
def test_silence_accepts_on_the_day_after_the_answer_was_due(
    accepted: int | None, deemed: int | None, due: int | None, answered: int | None, told: int | None
) -> None:
    days = [day(number) if number else None for number in (accepted, deemed, due, answered)]
    assert accepted_on(*days) == (day(told) if told else None)


def test_days_are_those_of_limits_that_ended_and_of_none_there_is_no_median() -> None:
    assert used([None, Limited(day(1), day(9), None)]) == Used(0)
    assert used([Limited(day(1), day(9), day(5)), Limited(day(1), day(21), day(13))]) == Used(2, 8.0, 12, 14.0, 20)


def test_a_complaint_handled_again_was_handled_before_and_a_report_of_wrongdoing_is_none() -> None:
    events = [
        Told("1", "recorded", day(2), "JS"),
        Told("1", "handled", day(24)),
        Told("1", "concluded", day(25)),
        Told("1", "replied", day(26)),
        Told("1", "followed_up", day(30)),
        Told("1", "handled", day(31)),
        Told("2", "recorded", day(23), "GH"),
        Told("2", "assigned", day(31), "JS"),
        Told("3", "handed_over", day(24)),
        Told("4", "recorded", day(24), "JS"),
        Told("4", "refused", day(27)),
    ]
    assert complaints(events, {"4": day(27)}, WEEK) == Complaints(1, 1, 2, (2, 1, 1, 1), (2, 0, 0, 0))
    assert complaints(events, {"4": day(27)}, WEEK, "GH") == Complaints(0, 0, 1, (1, 0, 0, 0), (1, 0, 0, 0))
