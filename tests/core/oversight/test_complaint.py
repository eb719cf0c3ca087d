"""The life of a complaint: recorded, handled, concluded, replied; the limits of the shipped files; what cannot be passed over."""

import tomllib
from datetime import date, datetime
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core.calendar import Calendar
from approvals.core.oversight import complaint_events as kinds
from approvals.core.oversight.complaint import COMPLAINT, alike
from approvals.core.oversight.complaint_events import CHECKS, OPEN, Stage
from approvals.core.oversight.matter import Happening, Matter, deadlines_of, event_from, grown, matter_of, payload_of
from approvals.core.oversight.settings import Oversight, oversight_from
from approvals.errors import NotAllowed, Refusal, WrongUsage
from conftest import DATA

RULES = oversight_from([tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted((DATA / "oversight").glob("*.toml"))])
RECORDED = kinds.Recorded("hotline", "窗口无人在岗", "attitude", "JS")
ASSIGNED = kinds.Accepted("assigned", "JS")
HANDLED, CONCLUDED, REPLIED = kinds.Handled("已补岗"), kinds.Concluded("true", "at-once"), kinds.Replied("电话")


def lived(*events: tuple[str, object], rules: Oversight = RULES) -> Matter:
    """Return a complaint after events, each on its day, refused where the rules forbid it."""
    first, *later = [Happening(_when(text), event) for text, event in events]
    matter = Matter("complaint", "TS-2026-0001", first.happened_on)
    COMPLAINT.refuse(matter, first, rules)
    matter = grown(COMPLAINT, matter, first, rules)
    for happening in later:
        COMPLAINT.refuse(matter, happening, rules)
        matter = grown(COMPLAINT, matter, happening, rules)
    return matter


def _when(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def due(matter: Matter, calendar: Calendar) -> dict[str, tuple[str, str | None]]:
    """Return every deadline: the day it is due, and the day it ended."""
    return {found.key: (found.due.isoformat(), found.ended.isoformat() if found.ended else None) for found in deadlines_of(matter, calendar, None)}


@given(
    st.lists(
        st.one_of(
            st.builds(kinds.Classified, st.sampled_from(["common", "urgent", "difficult"])), st.builds(kinds.Progressed, st.just("已联系"), st.booleans())
        ),
        max_size=8,
    )
)
def test_however_often_it_is_classified_everything_is_owed_once(shipped: Calendar, events: list[object]) -> None:
    accepted = [("2026-03-02", RECORDED), ("2026-03-02", ASSIGNED)]
    matter = lived(*accepted, *((f"2026-03-{3 + place:02}", event) for place, event in enumerate(events)))
    found = [deadline.key for deadline in deadlines_of(matter, shipped, None)]
    assert len(found) == len(set(found))


def test_hunan_three_working_days_to_accept_and_thirty_days_from_the_assignment(shipped: Calendar) -> None:
    matter = lived(("2026-03-20T18:40", RECORDED), ("2026-03-24", kinds.Accepted("assigned")), ("2026-03-25", kinds.Assigned("JS", "heqiang")))
    assert due(matter, shipped) == {"complaint_acceptance": ("2026-03-25", "2026-03-24"), "complaint_handling": ("2026-04-24", None)}
    assert (matter.department, matter.person, matter.stage) == ("JS", "heqiang", Stage.ACCEPTED)


def test_thirty_days_that_end_in_a_holiday_end_after_it(shipped: Calendar) -> None:
    assert due(lived(("2026-09-01", RECORDED), ("2026-09-04", kinds.Accepted("self"))), shipped)["complaint_handling"] == ("2026-10-08", None)


def test_12345_five_and_five_working_days(shipped: Calendar) -> None:
    accepted = [("2026-03-02", RECORDED._replace(channel="12345")), ("2026-03-02", kinds.Accepted("self"))]
    assert due(lived(*accepted), shipped)["complaint_handling"] == ("2026-03-09", None)
    longer = lived(*accepted, ("2026-03-09", kinds.Extended("陈主任", "需要检测")))
    assert due(longer, shipped)["complaint_handling"] == ("2026-03-16", None)
    with pytest.raises(NotAllowed, match="extended already"):
        COMPLAINT.refuse(longer, Happening(date(2026, 3, 10), kinds.Extended("陈主任", "又")), RULES)


def test_an_urgent_one_is_answered_within_twenty_four_hours(shipped: Calendar) -> None:
    matter = lived(("2026-03-06T22:30", RECORDED._replace(coordination="urgent")))
    assert due(matter, shipped)["first_reply"] == ("2026-03-07", None)
    answered = lived(("2026-03-06T22:30", RECORDED._replace(coordination="urgent")), ("2026-03-07", kinds.Progressed("已派人", answered=True)))
    assert due(answered, shipped)["first_reply"] == ("2026-03-07", "2026-03-07")


def test_a_difficult_one_owes_an_entry_a_week_until_it_is_closed(shipped: Calendar) -> None:
    known = [("2026-03-02", RECORDED), ("2026-03-03", ASSIGNED), ("2026-03-04", kinds.Classified("difficult", "跨部门"))]
    matter = lived(*known, ("2026-03-11", kinds.Progressed("已会商")), ("2026-03-17", kinds.Progressed("已现场核实")))
    found = {key: dates for key, dates in due(matter, shipped).items() if key.startswith("progress")}
    assert found == {"progress/1": ("2026-03-11", "2026-03-11"), "progress/2": ("2026-03-18", "2026-03-17"), "progress/3": ("2026-03-24", None)}
    ordinary = lived(*known, ("2026-03-05", kinds.Classified("ordinary")))
    assert due(ordinary, shipped)["progress/1"][1] == "2026-03-05"


def test_who_is_dissatisfied_has_it_handled_again(shipped: Calendar) -> None:
    once = [("2026-03-02", RECORDED), ("2026-03-02", ASSIGNED), ("2026-03-03", HANDLED), ("2026-03-04", CONCLUDED), ("2026-03-05", REPLIED)]
    matter = lived(*once, ("2026-03-06", kinds.FollowedUp(satisfied=False, text="未解决")))
    assert (matter.stage, matter.values["again"]) == (Stage.ACCEPTED, 1)
    assert not {"handled", "concluded", "replied"} & matter.values.keys()
    assert due(matter, shipped)["complaint_handling/2"] == ("2026-04-07", None)
    closed = lived(
        *once,
        ("2026-03-06", kinds.FollowedUp(satisfied=False)),
        *[("2026-03-09", HANDLED), ("2026-03-10", CONCLUDED), ("2026-03-11", REPLIED), ("2026-03-12", kinds.FollowedUp(satisfied=True))],
    )
    assert (closed.stage, closed.closed) == (Stage.CLOSED, date(2026, 3, 12))
    assert all(ended for _due, ended in due(closed, shipped).values())


def test_a_reply_that_is_impossible_needs_no_call() -> None:
    done = [("2026-03-02", RECORDED), ("2026-03-02", ASSIGNED), ("2026-03-03", HANDLED), ("2026-03-04", CONCLUDED)]
    matter = lived(*done, ("2026-03-05", kinds.Replied(impossible="匿名")))
    assert (matter.stage, matter.values["impossible"]) == (Stage.CLOSED, "匿名")


FORBIDDEN: list[tuple[list[tuple[str, object]], type[Refusal], str]] = [
    ([("2026-03-02", RECORDED), ("2026-03-03", HANDLED)], NotAllowed, "accept it first"),
    ([("2026-03-02", RECORDED), ("2026-03-03", ASSIGNED), ("2026-03-04", CONCLUDED)], NotAllowed, "before it was handled"),
    ([("2026-03-02", RECORDED), ("2026-03-03", ASSIGNED), ("2026-03-04", HANDLED), ("2026-03-05", REPLIED)], NotAllowed, "before it was concluded"),
    ([("2026-03-02", RECORDED), ("2026-03-03", ASSIGNED), ("2026-03-04", kinds.FollowedUp(satisfied=True))], NotAllowed, "waits for no follow-up call"),
    ([("2026-03-02", RECORDED), ("2026-03-01", ASSIGNED)], NotAllowed, "lies before"),
    ([("2026-03-02", RECORDED), ("2026-03-03", kinds.Refused("不属受理范围")), ("2026-03-04", HANDLED)], NotAllowed, "accept it first"),
    ([("2026-03-02", kinds.HandedOver("纪检监察工委")), ("2026-03-04", kinds.Voided("误"))], NotAllowed, "is closed"),
    ([("2026-03-02", RECORDED._replace(channel="fax"))], WrongUsage, "There is no channel fax"),
    ([("2026-03-02", RECORDED._replace(about="weather"))], WrongUsage, "There is no type of complaint weather"),
    ([("2026-03-02", RECORDED), ("2026-03-03", kinds.Accepted("somehow"))], WrongUsage, "There is no way of handling somehow"),
    ([("2026-03-02", RECORDED), ("2026-03-03", kinds.Extended("陈", "…"))], NotAllowed, "no handling that could take longer"),
    (
        [("2026-03-02", RECORDED), ("2026-03-02", ASSIGNED), ("2026-03-03", HANDLED), ("2026-03-04", CONCLUDED), ("2026-03-05", kinds.Replied())],
        WrongUsage,
        "Say either how",
    ),
]


@pytest.mark.parametrize(("events", "refusal", "told"), FORBIDDEN)
def test_no_stage_is_passed_over(events: list[tuple[str, object]], refusal: type[Refusal], told: str) -> None:
    with pytest.raises(refusal, match=told):
        lived(*events)


MET = kinds.Met(("TS-2026-0002", "TS-2026-0003"), "窗口实行双岗", "调度纪要1号")


@pytest.mark.parametrize("order", list(permutations((ASSIGNED, HANDLED, CONCLUDED, REPLIED))))
def test_of_all_orders_one_alone_comes_through_and_each_other_stops_where_a_stage_is_missing(order: tuple[object, ...]) -> None:
    """What is refused leaves its check open: whoever looks sees which of the four was not done."""
    matter = lived(("2026-03-02", RECORDED))
    wanted = [ASSIGNED, HANDLED, CONCLUDED, REPLIED]
    for place, event in enumerate(order):
        happening = Happening(date(2026, 3, 3 + place), event)
        if event is wanted[0]:
            COMPLAINT.refuse(matter, happening, RULES)
            matter = grown(COMPLAINT, matter, happening, RULES)
            del wanted[0]
        else:
            with pytest.raises(NotAllowed):
                COMPLAINT.refuse(matter, happening, RULES)
    done = {HANDLED: "handled", CONCLUDED: "concluded", REPLIED: "replied"}
    assert [name for name in CHECKS if name not in matter.values] == [done[event] for event in wanted if event in done]
    assert (matter.stage is Stage.REPLIED) == (order == (ASSIGNED, HANDLED, CONCLUDED, REPLIED))


STEPS = (MET, ASSIGNED, kinds.Accepted("self"), kinds.Assigned("GH"), HANDLED, CONCLUDED, REPLIED, kinds.Classified("difficult"), kinds.Progressed("…"))
ANY = st.lists(st.sampled_from((*STEPS, kinds.FollowedUp(satisfied=True), kinds.FollowedUp(), kinds.Voided("误"), kinds.Refused("…"))), max_size=14)


@given(ANY)
def test_whatever_is_tried_the_four_checks_stand_in_their_order(events: list[object]) -> None:
    matter = lived(("2026-03-02", RECORDED))
    for place, event in enumerate(events):
        happening = Happening(date(2026, 3, 3 + place), event)
        try:
            COMPLAINT.refuse(matter, happening, RULES)
        except Refusal:
            continue
        matter = grown(COMPLAINT, matter, happening, RULES)
    days = [matter.values.get(name) for name in CHECKS]
    known = [found for found in days if found]
    assert known == sorted(known)
    assert days[: len(known)] == known
    assert (matter.closed is None) == (matter.stage in OPEN)
    assert matter == matter_of(COMPLAINT, matter.number, matter.history, RULES)


EVENTS = (RECORDED, *STEPS, kinds.FollowedUp(satisfied=True), kinds.FollowedUp(), kinds.Voided("误"))


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_comes_back_from_its_payload(event: object) -> None:
    assert event_from(COMPLAINT, COMPLAINT.type_of(event), payload_of(event)) == event


def test_three_alike_within_thirty_days_are_proposed_together() -> None:
    matters = [lived((day, RECORDED)) for day in ("2026-03-02", "2026-03-20", "2026-03-31")]
    assert [len(group) for group in alike(matters, RULES, date(2026, 3, 31))] == [3]
    assert alike(matters, RULES, date(2026, 4, 1)) == []
    others = [lived(("2026-03-30", RECORDED._replace(department="GH")))]
    assert [len(group) for group in alike([*matters, *others], RULES, date(2026, 3, 31))] == [3]


def test_a_group_that_met_comes_back_with_another_complaint_like_it() -> None:
    days = ("2026-03-02", "2026-03-20", "2026-03-25")
    met = [lived((day, RECORDED), ("2026-03-26", MET)) for day in days]
    assert alike(met, RULES, date(2026, 3, 26)) == []
    closed = lived(("2026-03-25", RECORDED), ("2026-03-25", kinds.Refused("不属受理范围")))
    assert alike([*met[:2], closed], RULES, date(2026, 3, 26)) == []
    assert [len(group) for group in alike([*met, lived(("2026-03-27", RECORDED))], RULES, date(2026, 3, 27))] == [4]
    assert [len(group) for group in alike([closed, closed, closed], RULES, date(2026, 3, 27))] == [3]


@pytest.mark.parametrize(("before", "after"), [("ordinary", "common"), ("common", "common"), ("urgent", "urgent"), ("difficult", "difficult")])
def test_a_meeting_makes_common_what_is_neither_urgent_nor_difficult(shipped: Calendar, before: str, after: str) -> None:
    known = [("2026-03-02", RECORDED), ("2026-03-03", ASSIGNED), ("2026-03-04", kinds.Classified(before))]
    matter = lived(*known, ("2026-03-05", MET))
    assert (matter.values["coordination"], matter.values["met"], matter.values["met_with"]) == (after, date(2026, 3, 5), list(MET.others))
    assert due(matter, shipped) == due(lived(*known), shipped)
    assert matter.stage is Stage.ACCEPTED


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ([("2026-03-02", RECORDED), ("2026-03-03", kinds.Refused("不属受理范围")), ("2026-03-04", MET)], "is closed"),
        ([("2026-03-02", kinds.HandedOver("纪检监察工委")), ("2026-03-04", MET)], "is closed"),
        ([("2026-03-02", RECORDED), ("2026-03-01", MET)], "lies before"),
    ],
)
def test_no_meeting_is_held_of_what_is_closed_or_was_not_there(events: list[tuple[str, object]], told: str) -> None:
    with pytest.raises(NotAllowed, match=told):
        lived(*events)
