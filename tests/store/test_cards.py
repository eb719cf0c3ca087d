"""Cards in a register: what an entry or a circular makes untrue, orders, facts over several requests, and an upgrade that keeps them."""

import sqlite3
from datetime import date, datetime
from pathlib import Path

import chinese_calendar
import pytest

from approvals.core.card import Appealed, Ordered, Replied, Revoked, Ruled, Ruling, Told
from approvals.core.events import Accepted, Completed, Received, Resumed, Stopped, Withdrawn
from approvals.desk.adoption import adopt
from approvals.desk.card import record_card
from approvals.desk.card_history import find_card
from approvals.desk.card_view import page
from approvals.desk.register import Desk, open_register
from approvals.desk.request import receive_request, record
from approvals.desk.verify import verify
from approvals.errors import MachineFailed, NoSuchThing, NotAllowed
from approvals.nightly import LOCK, check
from approvals.store import cards as store
from approvals.store import deadlines, outbox, runs
from approvals.store.history import events_of
from approvals.store.lock import alone
from approvals.store.migrations import VERSION
from approvals.store.schema import MIGRATIONS

day = date.fromisoformat
MONDAY = day("2026-03-02")
STAFF = """
[[department]]
code = "XN"
name = "效能办"
[[person]]
id = "liwen"
name = "李文"
department = "GH"
roles = ["clerk"]
[[person]]
id = "luoxia"
name = "罗霞"
department = "XN"
roles = ["office"]
"""


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    """Return a register with a clerk and somebody of the efficiency office."""
    (desk.root / "staff.toml").write_text(STAFF, encoding="utf-8")
    adopt(desk, ["staff"], None)
    desk.forget()
    return desk


def accepted(desk: Desk, code: str = "GH-01", on: date = MONDAY) -> str:
    number = receive_request(desk, Received(code, "云岭软件公司"), on).number
    record(desk, number, Accepted(), on)
    return number


def states(desk: Desk) -> list[tuple[str, str]]:
    return [(card.level, card.state) for card in store.select(desk.connection, store.CardFilter())]


def rules(desk: Desk, text: str) -> None:
    """Put further rules in force."""
    file = desk.root / "policy.toml"
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
    assert not adopt(desk, ["policy"], None).blocked
    desk.forget()


def test_a_late_entry_opens_an_appeal_and_erases_nothing(staffed: Desk) -> None:
    number = accepted(staffed)
    check(staffed, day("2026-03-12"))
    record(staffed, number, Completed(), day("2026-03-06"))
    assert states(staffed) == [("warning", "appealed"), ("yellow", "appealed")]
    completed = events_of(staffed.connection, "request", number)[-1]
    assert find_card(staffed, number).appeal == Appealed(entry=completed.sequence)
    staffed.actor = "luoxia"
    for one in store.select(staffed.connection, store.CardFilter()):
        record_card(staffed, str(one.sequence), Ruled(Ruling.REVOKE, "签收单属实", "效能〔2026〕3号"), day("2026-03-13"))
    assert states(staffed) == [("warning", "revoked"), ("yellow", "revoked")]
    assert check(staffed, day("2026-06-30")).new == []


def test_an_entry_that_bears_the_card_out_opens_no_appeal(staffed: Desk) -> None:
    number = accepted(staffed)
    check(staffed, day("2026-03-12"))
    record(staffed, number, Completed(), day("2026-03-13"))
    assert states(staffed) == [("warning", "issued"), ("yellow", "issued")]


def test_a_card_revoked_can_become_true_again(staffed: Desk) -> None:
    number = accepted(staffed, "GH-03")
    check(staffed, day("2026-03-31"))
    record(staffed, number, Stopped("检测", "云开资规〔2026〕9号", 5), day("2026-03-26"))
    staffed.actor = "luoxia"
    record_card(staffed, f"{number}/statutory/red", Ruled(Ruling.REVOKE, "检测自26日起"), day("2026-04-01"))
    staffed.actor = "liwen"
    record(staffed, number, Resumed("检测"), day("2026-04-02"))
    assert check(staffed, day("2026-04-07")).new == []
    assert [(card.kind, card.level, card.since) for card in check(staffed, day("2026-04-08")).new] == [("statutory", "red", "2026-04-08")]
    assert [(card.card, card.turn, card.state) for card in store.select(staffed.connection, store.CardFilter(level="red")) if card.kind == "statutory"] == [
        (f"{number}/statutory/red", 1, "revoked"),
        (f"{number}/statutory/red/2", 2, "issued"),
    ]


# The circular of the year, the item, the day of acceptance, and the last days before and after its revision: worked out by hand.
REVISED = [
    (2015, "GH-01", "2015-08-31", "2015-09-09", "2015-09-10"),
    (2019, "GH-01", "2019-04-29", "2019-05-09", "2019-05-10"),
    (2019, "GH-02", "2019-04-23", "2019-04-30", "2019-04-29"),
    (2020, "GH-01", "2020-01-20", "2020-02-04", "2020-02-06"),
]


def revision(desk: Desk, year: int) -> str:
    """Take the revision out of the calendar of a year, put that in force, and return the whole text."""
    file = desk.root / "calendar" / f"{year}.toml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.partition("[[revision]]")[0], encoding="utf-8")
    adopt(desk, ["calendar"], None)
    desk.forget()
    return whole


@pytest.mark.parametrize(("year", "item", "on", "old", "new"), REVISED)
def test_a_revised_circular_moves_the_date_and_revokes_what_it_makes_untrue(staffed: Desk, year: int, item: str, on: str, old: str, new: str) -> None:
    whole = revision(staffed, year)
    number = accepted(staffed, item, day(on))
    late = day(old).toordinal() + 1
    check(staffed, date.fromordinal(late))
    assert ("yellow", "issued") in states(staffed)
    (staffed.root / "calendar" / f"{year}.toml").write_text(whole, encoding="utf-8")
    proposal = adopt(staffed, ["calendar"], None)
    staffed.forget()
    assert (number, "promised", day(old), day(new)) in proposal.moved
    days = (day(on).toordinal() + 1, day(new).toordinal() + 1)
    amount = {"GH-01": 7, "GH-02": 5}[item]
    assert sum(chinese_calendar.is_workday(date.fromordinal(ordinal)) for ordinal in range(*days)) == amount
    found = check(staffed, date.fromordinal(late))
    gone = [("yellow", "revoked")] if new > old else []
    assert [(card.level, "revoked") for card in found.revoked if card.level == "yellow"] == gone
    assert [card.level for card in found.revoked] == [level for _card, _number, _kind, level, _since in proposal.untrue]
    assert check(staffed, date.fromordinal(late)).revoked == []  # nor a second time
    if gone:
        assert [(card.level, card.since) for card in check(staffed, date.fromordinal(day(new).toordinal() + 1)).new if card.level == "yellow"] == [
            ("yellow", date.fromordinal(day(new).toordinal() + 1).isoformat())
        ]
    assert verify(staffed).broken == ()


def more_holiday(desk: Desk, on: str) -> None:
    """Put a revised circular in force that makes a day of March 2026 rest."""
    file = desk.root / "calendar" / "2026.toml"
    text = f'\n[[revision]]\nnotice = "通知"\npublished = 2026-03-02\n[[revision.holiday]]\nname = "特别假"\nfrom = {on}\nto = {on}\n'
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
    assert not adopt(desk, ["calendar"], None).blocked
    desk.forget()


def test_a_card_upheld_against_the_record_is_not_revoked_by_a_circular_that_does_not_touch_it(staffed: Desk) -> None:
    number = accepted(staffed)
    check(staffed, day("2026-03-12"))
    record(staffed, number, Completed(), day("2026-03-06"))
    staffed.actor = "luoxia"
    record_card(staffed, f"{number}/promised/yellow", Ruled(Ruling.UPHOLD, "签收单无日期"), day("2026-03-13"))
    more_holiday(staffed, "2026-03-20")
    assert check(staffed, day("2026-03-16")).revoked == []
    assert find_card(staffed, f"{number}/promised/yellow").state == "issued"


def test_a_card_is_judged_by_the_rule_that_raised_it(staffed: Desk) -> None:
    number = accepted(staffed)
    check(staffed, day("2026-03-12"))
    file = staffed.root / "policy.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('over = "0 工作日"', 'over = "9 工作日"'), encoding="utf-8")
    adopt(staffed, ["policy"], None)
    staffed.forget()
    more_holiday(staffed, "2026-03-20")
    assert check(staffed, day("2026-03-16")).revoked == []
    record(staffed, number, Completed(), day("2026-03-06"))
    assert find_card(staffed, f"{number}/promised/yellow").state == "appealed"


def test_no_circular_touches_what_several_requests_show(staffed: Desk) -> None:
    rules(staffed, '\n[[rule]]\nid = "D3"\nobject = "fact"\nfact = "received-again"\nwithin = "5 工作日"\nlevel = "warning"\n')
    first = accepted(staffed)
    record(staffed, first, Withdrawn(), day("2026-03-04"))
    again = receive_request(staffed, Received("GH-01", "云岭软件公司"), day("2026-03-05")).number
    check(staffed, day("2026-03-05"))
    more_holiday(staffed, "2026-03-20")
    assert check(staffed, day("2026-03-06")).revoked == []
    assert find_card(staffed, again).state == "issued"


def test_a_finished_request_follows_the_rules_in_force(staffed: Desk) -> None:
    number = accepted(staffed)
    record(staffed, number, Completed(), day("2026-03-20"))
    check(staffed, day("2026-03-31"))
    rules(staffed, '\n[[rule]]\nid = "F5"\nobject = "handling"\nbasis = "promised"\nover = "1 工作日"\nlevel = "red"\n')
    assert verify(staffed).broken == ()
    more_holiday(staffed, "2026-03-10")
    assert verify(staffed).broken == ()


def test_a_circular_revokes_a_card_under_appeal_too(staffed: Desk) -> None:
    whole = revision(staffed, 2020)
    number = accepted(staffed, "GH-01", day("2020-01-20"))
    check(staffed, day("2020-02-05"))
    record_card(staffed, f"{number}/promised/yellow", Appealed("春节延长", "国办通知"), day("2020-02-05"))
    (staffed.root / "calendar" / "2020.toml").write_text(whole, encoding="utf-8")
    adopt(staffed, ["calendar"], None)
    staffed.forget()
    assert [card.level for card in check(staffed, day("2020-02-05")).revoked] == ["warning", "yellow"]
    assert find_card(staffed, f"{number}/promised/yellow").state == "revoked"


def test_the_days_of_an_order_move_with_the_calendar(staffed: Desk) -> None:
    number = accepted(staffed)
    check(staffed, day("2026-03-12"))
    staffed.actor = "luoxia"
    record_card(staffed, number, Ordered("说明原因", "3 working days"), day("2026-03-13"))
    staffed.actor = "liwen"
    file = staffed.root / "calendar" / "2026.toml"
    text = '\n[[revision]]\nnotice = "通知"\npublished = 2026-03-02\n[[revision.holiday]]\nname = "特别假"\nfrom = 2026-03-17\nto = 2026-03-17\n'
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
    moved = adopt(staffed, ["calendar"], None).moved
    assert (f"{number}/promised/yellow/1", "order", day("2026-03-18"), day("2026-03-19")) in moved


def test_a_check_of_a_day_past_leaves_what_was_later_to_the_check_of_today(staffed: Desk) -> None:
    rules(staffed, '\n[[rule]]\nid = "D3"\nobject = "fact"\nfact = "received-again"\nwithin = "5 工作日"\nlevel = "warning"\n')
    record(staffed, accepted(staffed), Withdrawn(), day("2026-03-10"))
    again = receive_request(staffed, Received("GH-01", "云岭软件公司"), day("2026-03-12")).number
    assert [card.number for card in check(staffed, day("2026-03-11")).new if card.kind.startswith("fact/")] == []
    assert [card.number for card in check(staffed, day("2026-03-12")).new if card.kind.startswith("fact/")] == [again]


def test_a_time_of_day_is_as_good_as_a_day(staffed: Desk) -> None:
    number = accepted(staffed)
    check(staffed, day("2026-03-12"))
    assert record_card(staffed, number, Told(how="当面"), datetime.fromisoformat("2026-03-13T10:00")).told_on == day("2026-03-13")


@pytest.mark.parametrize("name", ["", "0", "999999999999999999", "9" * 5000, "１２", "2026-0001/promised/yellow/9", "2026-9999", "../x"])
def test_there_is_no_such_card(staffed: Desk, name: str) -> None:
    with pytest.raises(NoSuchThing, match="There is no card"):
        find_card(staffed, name)


def test_an_order_nobody_answers_has_a_card_of_its_own(staffed: Desk) -> None:
    rules(staffed, '\n[[rule]]\nid = "T12"\nobject = "order"\nover = "0 工作日"\nlevel = "yellow"\n')
    number = accepted(staffed)
    check(staffed, day("2026-03-12"))
    staffed.actor = "luoxia"
    record_card(staffed, number, Ordered("说明原因", "3 working days", "", day("2026-03-13")), day("2026-03-12"))
    assert deadlines.of_subject(staffed.connection, "order", f"{number}/promised/yellow/1")[0].due_on == "2026-03-18"
    assert check(staffed, day("2026-03-18")).new == []
    assert [(card.number, card.kind, card.level) for card in check(staffed, day("2026-03-19")).new] == [(f"{number}/promised/yellow/1", "order", "yellow")]
    staffed.actor = "liwen"
    record_card(staffed, find_card(staffed, number).id, Replied("已办结"), day("2026-03-19"))
    assert deadlines.of_subject(staffed.connection, "order", f"{number}/promised/yellow/1")[0].ended_on == "2026-03-19"


def test_cards_that_wait_count_for_nothing_until_confirmed(staffed: Desk) -> None:
    rules(staffed, '\n[[rule]]\nid = "F10"\nobject = "fact"\nfact = "stop-without-notice"\nlevel = "red"\nconfirm = true\n')
    number = accepted(staffed, "GH-03")
    record(staffed, number, Stopped("检测"), day("2026-03-04"))
    found = check(staffed, day("2026-03-04"))
    assert [(card.kind, card.level, card.state) for card in found.new] == [("fact/stop-without-notice/1", "red", "pending")]
    assert (found.open["red"], outbox.count(staffed.connection)) == (0, 0)
    with pytest.raises(NotAllowed, match="for the efficiency office"):
        record_card(staffed, number, Revoked("…"), day("2026-03-05"))


def test_received_again_after_a_withdrawal(staffed: Desk) -> None:
    rules(staffed, '\n[[rule]]\nid = "D3"\nobject = "fact"\nfact = "received-again"\nwithin = "5 工作日"\nlevel = "warning"\n')
    first = accepted(staffed)
    record(staffed, first, Withdrawn(), day("2026-03-10"))
    again = receive_request(staffed, Received("GH-01", "云岭软件公司"), day("2026-03-12")).number
    late = receive_request(staffed, Received("GH-01", "云岭软件公司"), day("2026-03-18")).number
    other = receive_request(staffed, Received("GH-01", "别的公司"), day("2026-03-12")).number
    found = [card for card in check(staffed, day("2026-03-18")).new if card.kind.startswith("fact/")]
    assert [(card.number, card.kind, card.since) for card in found] == [(again, "fact/received-again/1", "2026-03-12")]
    assert not {late, other} & {card.number for card in found}
    assert [card for card in check(staffed, day("2026-03-18")).new if card.kind.startswith("fact/")] == []


def test_many_closings_in_one_minute(staffed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("approvals.store.ledger._NOW", "select '2026-03-10T02:15:30.000Z'")
    rules(staffed, '\n[[rule]]\nid = "D2"\nobject = "fact"\nfact = "closings-in-one-minute"\ntimes = 3\nlevel = "warning"\n')
    numbers = [accepted(staffed) for _ in range(3)]
    for number in numbers[:2]:
        record(staffed, number, Completed(), day("2026-03-10"))
    assert [card for card in check(staffed, day("2026-03-10")).new if card.kind.startswith("fact/")] == []
    record(staffed, numbers[2], Completed(), day("2026-03-10"))
    found = [card for card in check(staffed, day("2026-03-10")).new if card.kind.startswith("fact/")]
    assert [(card.number, card.kind, card.department) for card in found] == [("liwen", "fact/closings-in-one-minute/2026-03-10T02:15", "GH")]


def test_a_card_is_told_with_the_rules_and_the_calendar_of_its_day(staffed: Desk) -> None:
    whole = revision(staffed, 2020)
    number = accepted(staffed, "GH-01", day("2020-01-20"))
    check(staffed, day("2020-02-05"))
    (staffed.root / "calendar" / "2020.toml").write_text(whole, encoding="utf-8")
    adopt(staffed, ["calendar"], None)
    staffed.forget()
    found = page(staffed, find_card(staffed, f"{number}/promised/yellow"))
    assert found.deadline
    assert found.now
    assert (found.deadline.due, found.now.due) == (day("2020-02-04"), day("2020-02-06"))
    assert found.rule
    assert found.rule.id == "T1-yellow"


def test_being_told_starts_the_period_and_is_recorded_once(staffed: Desk) -> None:
    number = accepted(staffed)
    check(staffed, day("2026-03-12"))
    record_card(staffed, number, Told(how="当面"), day("2026-03-13"))
    assert page(staffed, find_card(staffed, number)).appeal_until == day("2026-03-20")


def test_a_second_check_at_the_same_time_is_refused(staffed: Desk) -> None:
    with alone(staffed.root / LOCK, "…"), pytest.raises(MachineFailed, match="Another check of this register is running"):
        check(staffed, MONDAY)


def test_a_check_leaves_its_heartbeat(staffed: Desk) -> None:
    assert runs.last(staffed.connection) is None
    accepted(staffed)
    found = check(staffed, day("2026-03-12"))
    last = runs.last(staffed.connection)
    assert last
    assert (last.today, last.raised, last.sequence, last.hash) == ("2026-03-12", 2, found.sequence, found.hash)


@pytest.fixture
def first_schema(root: Path) -> Path:
    """Return a register as the first version left it: its tables, and a ledger with a card."""
    desk = open_register(root, MONDAY)
    desk.actor = "liwen"
    accepted(desk)
    check(desk, day("2026-03-12"))
    desk.connection.close()
    connection = sqlite3.connect(root / "register.db", isolation_level=None)
    first = sqlite3.connect(":memory:")
    for statement in MIGRATIONS[0][1]:
        first.execute(statement)
    query = "select type, name, sql from sqlite_schema where sql is not null and name not like '\\_sqlite%' escape '\\'"
    before, now = ({(kind, name): text for kind, name, text in known.execute(query)} for known in (first, connection))
    changed = [key for key in now if now[key] != before.get(key)]
    for kind, name in sorted(changed, key=lambda key: ("view", "index", "table").index(key[0])):
        connection.execute(f"drop {kind} if exists {name}")
    for statement in (text for key, text in before.items() if key in changed or key[1] == "next_card_subject"):
        connection.execute(statement)
    connection.execute("delete from _sqlite_migrations where name <> ?", (MIGRATIONS[0][0],))
    connection.execute("pragma user_version = 1")
    connection.close()
    return root


def test_the_first_schema_grows_and_keeps_its_cards(first_schema: Path) -> None:
    desk = open_register(first_schema, MONDAY)
    assert desk.connection.execute("pragma user_version").fetchone() == (VERSION,)
    assert [(card.level, card.since_on, card.state, card.item) for card in store.select(desk.connection, store.CardFilter())] == [
        ("warning", "2026-03-09", "issued", "GH-01"),
        ("yellow", "2026-03-12", "issued", "GH-01"),
    ]
    desk.actor = "liwen"
    assert verify(desk).broken == ()
    assert [card.level for card in check(desk, day("2026-03-31")).new] == ["red"]
    desk.connection.close()
