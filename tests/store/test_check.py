"""The nightly check: each card once, dated the day it became true, however many nights were missed and whatever broke it off."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from approvals.core.events import Accepted, Completed, Received
from approvals.desk.adoption import adopt
from approvals.desk.listing import row_of, view
from approvals.desk.register import Desk, open_register
from approvals.desk.request import receive_request, record
from approvals.nightly import NewCard, check
from approvals.store import cards as card_store
from approvals.store import deadlines
from approvals.store.history import all_events, events_of
from approvals.store.rules import last_adopted

day = date.fromisoformat
MONDAY = day("2026-03-02")


def accepted(desk: Desk, code: str = "GH-01", on: date = MONDAY) -> str:
    number = receive_request(desk, Received(code, "云岭软件公司"), on).number
    record(desk, number, Accepted(), on)
    return number


def raised(desk: Desk) -> list[tuple[str, str, str, str]]:
    """Return every card as (number, deadline, level, since)."""
    return desk.connection.execute("select subject_id, kind, level, since_on from card order by 1, 4, 3").fetchall()


def levels(cards: Iterable[NewCard]) -> list[tuple[str, str]]:
    return [(card.level, card.since) for card in cards]


def test_each_night_raises_only_what_has_become_true(desk: Desk) -> None:
    accepted(desk)
    nights = {night: levels(check(desk, day(night)).new) for night in ("2026-03-08", "2026-03-09", "2026-03-11", "2026-03-12", "2026-03-30", "2026-03-31")}
    assert nights == {
        "2026-03-08": [],
        "2026-03-09": [("warning", "2026-03-09")],
        "2026-03-11": [],
        "2026-03-12": [("yellow", "2026-03-12")],
        "2026-03-30": [],
        "2026-03-31": [("red", "2026-03-31")],
    }


def test_a_check_run_twice_raises_nothing_twice(desk: Desk) -> None:
    accepted(desk)
    assert len(check(desk, day("2026-04-30")).new) == 3
    events = list(all_events(desk.connection))
    again = check(desk, day("2026-04-30"))
    assert (again.new, again.open) == ([], {"warning": 0, "yellow": 0, "red": 1})
    assert list(all_events(desk.connection)) == events


def test_missed_nights_are_made_up_for_each_card_dated_when_it_became_true(desk: Desk) -> None:
    number = accepted(desk)
    found = check(desk, day("2026-06-30"))
    assert levels(found.new) == [("warning", "2026-03-09"), ("yellow", "2026-03-12"), ("red", "2026-03-31")]
    assert [event.happened_on for event in all_events(desk.connection) if event.type == "raised"] == sorted(card.since for card in found.new)
    assert found.new[-1][:9] == (number, "GH-01", "GH", "statutory", "red", "2026-03-30", "2026-03-31", "T1-red", "issued")


def test_a_card_is_an_event_of_the_ledger(desk: Desk) -> None:
    number = accepted(desk)
    check(desk, day("2026-03-09"))
    event = events_of(desk.connection, "card", f"{number}/promised/warning")[0]
    assert (event.type, event.happened_on, event.actor, event.origin) == ("raised", "2026-03-09", "liwen", "check")
    payload = json.loads(event.payload)
    assert payload == {
        "calendar": last_adopted(desk.connection, "calendar"),
        "deadline": "promised",
        "department": "GH",
        "due": "2026-03-11",
        "item": "GH-01",
        "level": "warning",
        "limit": "7 working days",
        "person": "liwen",
        "policy": last_adopted(desk.connection, "policy"),
        "rule": "T1-warning",
        "start": "2026-03-02",
        "subject": number,
    }
    assert [card.sequence for card in card_store.of_subject(desk.connection, "request", number)] == [event.sequence]


def test_showing_writes_nothing(desk: Desk) -> None:
    accepted(desk)
    before = list(desk.connection.iterdump())
    assert len(check(desk, day("2026-04-30"), write=False).new) == 3
    assert list(desk.connection.iterdump()) == before


def test_a_check_as_of_a_day_before_the_last_one_adds_nothing(desk: Desk) -> None:
    accepted(desk)
    check(desk, day("2026-03-31"))
    assert check(desk, day("2026-03-10")).new == []


def test_what_was_late_and_is_finished_since_has_its_card(desk: Desk) -> None:
    number = accepted(desk)
    record(desk, number, Completed(), day("2026-03-12"))
    found = check(desk, day("2026-03-20"))
    assert levels(found.new) == [("warning", "2026-03-09"), ("yellow", "2026-03-12")]
    assert found.open == {"warning": 0, "yellow": 0, "red": 0}


def test_what_was_finished_on_its_last_day_has_none(desk: Desk) -> None:
    number = accepted(desk)
    record(desk, number, Completed(), day("2026-03-11"))
    assert levels(check(desk, day("2026-06-30")).new) == [("warning", "2026-03-09")]


def test_a_late_entry_does_not_erase_the_card(desk: Desk) -> None:
    number = accepted(desk)
    check(desk, day("2026-03-12"))
    record(desk, number, Completed(), day("2026-03-06"))  # entered after the card, dated before it
    assert [(card.level, card.since_on) for card in card_store.of_subject(desk.connection, "request", number)] == [
        ("warning", "2026-03-09"),
        ("yellow", "2026-03-12"),
    ]
    assert check(desk, day("2026-06-30")).new == []
    seen = view(desk, row_of(desk, number), day("2026-06-30"))
    assert (seen.stage, seen.level) == ("completed", "yellow")  # nor does it take the card out of sight


def test_the_day_of_the_next_card_moves_with_the_life_of_the_request(desk: Desk) -> None:
    def upcoming() -> dict[str, str]:
        return {row.kind: row.next_on for row in deadlines.next_of_subject(desk.connection, "request", number)}

    number = receive_request(desk, Received("GH-01", "甲"), MONDAY).number
    assert upcoming() == {}  # the clock has not started
    record(desk, number, Accepted(), MONDAY)
    assert upcoming() == {"promised": "2026-03-09", "statutory": "2026-03-31"}
    check(desk, day("2026-03-08"))
    assert upcoming() == {"promised": "2026-03-09", "statutory": "2026-03-31"}
    check(desk, day("2026-03-10"))
    assert upcoming() == {"promised": "2026-03-12", "statutory": "2026-03-31"}
    check(desk, day("2026-03-12"))
    assert upcoming() == {"statutory": "2026-03-31"}
    record(desk, number, Completed(), day("2026-03-13"))
    assert upcoming() == {}


def test_a_card_raised_is_not_planned_again(desk: Desk) -> None:
    number = accepted(desk)
    check(desk, day("2026-03-12"))
    record(desk, number, Completed(), day("2026-03-20"))
    assert deadlines.next_of_subject(desk.connection, "request", number) == []


def test_a_new_holiday_moves_open_requests_and_their_cards(desk: Desk) -> None:
    number = accepted(desk)
    year = desk.root / "calendar" / "2026.toml"
    revision = '\n[[revision]]\nnotice = "通知"\npublished = 2026-03-02\n[[revision.holiday]]\nname = "特别假"\nfrom = 2026-03-04\nto = 2026-03-05\n'
    year.write_text(year.read_text(encoding="utf-8") + revision, encoding="utf-8")
    assert levels(check(desk, day("2026-03-08")).new) == []  # edited, but not in force
    proposal = adopt(desk, ["calendar"], None)
    assert [(moved.number, moved.kind, str(moved.new)) for moved in proposal.moved] == [(number, "promised", "2026-03-13"), (number, "statutory", "2026-04-01")]
    upcoming = {row.kind: row.next_on for row in deadlines.next_of_subject(desk.connection, "request", number)}
    assert upcoming == {"promised": "2026-03-11", "statutory": "2026-04-02"}
    assert levels(check(desk, day("2026-03-12")).new) == [("warning", "2026-03-11")]


def test_the_first_check_of_a_year_without_a_circular(desk: Desk) -> None:
    number = accepted(desk, on=day("2026-12-25"))
    found = check(desk, day("2027-02-28"))
    assert [(card.number, card.level, card.due) for card in found.new] == [
        (number, "warning", "2027-01-06"),
        (number, "yellow", "2027-01-06"),
        (number, "red", "2027-01-25"),
    ]
    assert desk.connection.execute("select distinct provisional from deadline").fetchall() == [(1,)]


BROKEN_OFF = """
import os, signal, sys
from datetime import date
from pathlib import Path
from approvals import nightly
from approvals.desk.register import open_register
from approvals.store import cards as card_store
from approvals.store import deadlines

def die(*_anything):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(*((deadlines, sys.argv[2]) if sys.argv[2] == "settle" else (nightly, sys.argv[2])), die)
desk = open_register(Path(sys.argv[1]), date(2026, 4, 30))
desk.actor = "liwen"
nightly.check(desk, date(2026, 4, 30))
"""


@pytest.mark.skipif(os.name != "posix", reason="kills a process by signal")
@pytest.mark.parametrize(("at", "left"), [("raise_all", 6), ("settle", 6), ("levels_open", 0)])
def test_a_check_killed_in_the_middle_is_made_good_by_the_next(desk: Desk, at: str, left: int) -> None:
    # The first two kill before the cards are committed, the third after it.
    numbers = [accepted(desk), accepted(desk)]
    killed = subprocess.run([sys.executable, "-c", BROKEN_OFF, str(desk.root), at], check=False, capture_output=True)  # noqa: S603 - our own program
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert len(check(desk, day("2026-04-30")).new) == left
    expected = [(kind, level, since) for kind, level, since in (("promised", "warning", "2026-03-09"), ("promised", "yellow", "2026-03-12"))]
    expected.append(("statutory", "red", "2026-03-31"))
    assert raised(desk) == [(number, *card) for number in numbers for card in expected]
    events = list(all_events(desk.connection))
    assert sum(event.type == "raised" for event in events) == 6
    assert [event.previous for event in events[1:]] == [event.hash for event in events[:-1]]


CHECK = """
import sys
from datetime import date
from pathlib import Path
from approvals import nightly
from approvals.desk.register import open_register
from approvals.errors import MachineFailed

desk = open_register(Path(sys.argv[1]), date(2026, 4, 30))
desk.actor = "liwen"
try:
    print(len(nightly.check(desk, date(2026, 4, 30)).new))
except MachineFailed:
    print(0)
"""


def test_two_checks_at_once_raise_each_card_once(desk: Desk) -> None:
    for _ in range(30):
        accepted(desk)
    command = [sys.executable, "-c", CHECK, str(desk.root)]
    checks = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]  # noqa: S603 - our own program
    assert sum(int(running.communicate()[0]) for running in checks) == 90
    assert len(raised(desk)) == sum(event.type == "raised" for event in all_events(desk.connection)) == 90


# A request: its item, and after how many days it is received, accepted and completed, if it is.
histories = st.lists(
    st.tuples(st.sampled_from(["GH-01", "GH-02"]), st.integers(0, 20), st.integers(0, 5), st.none() | st.integers(0, 45)), min_size=1, max_size=4
)


def live(root: Path, history: list[tuple[str, int, int, int | None]], nights: Callable[[int], bool]) -> list[tuple[str, str, str, str]]:
    """Let a history happen day by day, with the check on some nights and on the last, and return the cards."""
    desk = open_register(root, MONDAY)
    desk.connection.execute("pragma synchronous = off")
    desk.actor = "liwen"
    numbers: dict[int, str] = {}
    for passed in range(76):
        today = MONDAY + timedelta(passed)
        for place, (code, received, until_accepted, until_completed) in enumerate(history):
            if passed == received:
                numbers[place] = receive_request(desk, Received(code, "甲"), today).number
            if passed == received + until_accepted:
                record(desk, numbers[place], Accepted(), today)
            if until_completed is not None and passed == received + until_accepted + until_completed:
                record(desk, numbers[place], Completed(), today)
        if nights(passed) or passed == 75:
            check(desk, today)
    cards = raised(desk)
    desk.connection.close()
    return cards


@settings(max_examples=20, deadline=None)
@given(history=histories, missed=st.sets(st.integers(0, 75)))
def test_missed_nights_give_the_same_cards_as_every_night(
    copied: Callable[[], Path], history: list[tuple[str, int, int, int | None]], missed: set[int]
) -> None:
    every_night = live(copied(), history, lambda _night: True)
    assert live(copied(), history, lambda night: night not in missed) == every_night
    assert live(copied(), history, lambda _night: False) == every_night
