"""The life of a request: what each event makes of it, and what law and stage forbid."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core import fold, refusals
from approvals.core.calendar import Calendar
from approvals.core.dates import When, day_of, when_from
from approvals.core.entry import EVENTS, PERSONAL, Entry, event_from, payload_of, type_of
from approvals.core.events import Accepted, Completed, Decided, Declined, Delivered, Event, Noted, Outcome, Received, Withdrawn
from approvals.core.guide import Item, item_from
from approvals.core.limits import Milestone
from approvals.core.request import Request
from approvals.errors import NotAllowed, Refusal
from living import NEVER, NUMBER, law_of

RECEIVED = Received("GH-03", "云岭软件公司")
GRANTED, REFUSED = Decided(), Decided(Outcome.REFUSED, "不符合规划条件")

day = date.fromisoformat


def entries(*events: Event) -> list[Entry]:
    """Let one event happen a day, from 2026-03-02 on."""
    return [Entry(date(2026, 3, 2 + number), event) for number, event in enumerate(events)]


def replay(entries: list[Entry]) -> Request:
    return fold.replay(NUMBER, entries, LAW, NEVER)


def after(request: Request, entry: Entry, kind: str = "公共服务") -> Request:
    """Return the request after an event that was judged first."""
    law = law_of(item(kind), Calendar([]))
    refusals.check(request, entry, law)
    return fold.after(request, entry, law)


def item(kind: str) -> Item:
    return item_from({"code": "GH-03", "name": "建设工程规划许可证核发", "kind": kind, "handling": "承诺件"})


LAW = law_of(item("公共服务"), Calendar([]))

LIVES: list[tuple[tuple[Event, ...], str, bool]] = [
    ((), "received", True),
    ((Accepted(),), "accepted", True),
    ((Declined("不需要取得许可"),), "declined", False),
    ((Withdrawn(),), "withdrawn", False),
    ((Accepted(), Withdrawn("改变计划")), "withdrawn", False),
    ((Accepted(), GRANTED), "decided", True),
    ((Accepted(), REFUSED), "decided", True),
    ((Accepted(), Completed()), "completed", False),
    ((Accepted(), GRANTED, Completed()), "completed", False),
    ((Accepted(), GRANTED, Completed(), Delivered()), "delivered", False),
    ((Noted("现场踏勘"), Accepted(), Noted("公示", "张三"), GRANTED), "decided", True),
]


@pytest.mark.parametrize(("events", "stage", "is_open"), LIVES)
def test_the_stage_is_what_the_events_make_it(events: tuple[Event, ...], stage: str, is_open: bool) -> None:  # noqa: FBT001 - a column of the table
    request = replay(entries(RECEIVED, *events))
    assert (request.stage, request.open) == (stage, is_open)
    assert len(request.history) == 1 + len(events)


REFUSALS: list[tuple[tuple[Event, ...], Event, str]] = [
    ((), RECEIVED, "2026-0007 was received on 2026-03-02 already."),
    ((), GRANTED, "2026-0007 cannot be decided: it is received."),
    ((), Completed(), "2026-0007 cannot be completed: it is received."),
    ((), Delivered(), "2026-0007 cannot be delivered: it is received; complete it first."),
    ((), Declined("  "), "Non-acceptance needs its ground (行政许可法 32): add --ground."),
    ((Accepted(),), Accepted(), "2026-0007 cannot be accepted: it is accepted."),
    ((Accepted(),), Declined("材料不齐"), "2026-0007 cannot be declined: it is accepted; only what is not accepted yet can."),
    ((Accepted(),), Delivered(), "2026-0007 cannot be delivered: it is accepted; complete it first."),
    ((Accepted(),), Decided(Outcome.REFUSED), "A refusal needs its reason (行政许可法 38): add --reason."),
    ((Accepted(),), Decided(Outcome.REFUSED, " \t"), "A refusal needs its reason (行政许可法 38): add --reason."),
    ((Accepted(), GRANTED), GRANTED, "2026-0007 cannot be decided: it is decided."),
    ((Accepted(), GRANTED), Withdrawn(), "2026-0007 cannot be withdrawn: it is decided; an application is withdrawn before the decision."),
    ((Accepted(), GRANTED), Delivered(), "2026-0007 cannot be delivered: it is decided; complete it first."),
    ((Accepted(), GRANTED, Completed()), Completed(), "2026-0007 cannot be completed: it is completed."),
    ((Accepted(), GRANTED, Completed(), Delivered()), Delivered(), "2026-0007 cannot be delivered: it is delivered; complete it first."),
    ((Declined("重复申请"),), Accepted(), "2026-0007 cannot be accepted: it is declined."),
    ((Withdrawn(),), Accepted(), "2026-0007 cannot be accepted: it is withdrawn."),
    ((Withdrawn(),), Completed(), "2026-0007 cannot be completed: it is withdrawn."),
]


@pytest.mark.parametrize(("events", "next_event", "sentence"), REFUSALS)
def test_what_the_stage_forbids_is_refused(events: tuple[Event, ...], next_event: Event, sentence: str) -> None:
    request = replay(entries(RECEIVED, *events))
    with pytest.raises(Refusal) as refusal:
        after(request, Entry(day("2026-03-31"), next_event))
    assert str(refusal.value) == sentence
    assert refusal.value.exit_code == (2 if "add --" in sentence else 5)


TOO_EARLY: list[tuple[tuple[Event, ...], Event, str, str]] = [
    ((), Accepted(), "2026-03-01", "2026-03-02"),
    ((), Declined("重复申请"), "2026-03-01", "2026-03-02"),
    ((), Withdrawn(), "2026-03-01", "2026-03-02"),
    ((Accepted(),), GRANTED, "2026-03-02", "2026-03-03"),
    ((Accepted(),), Completed(), "2026-03-02", "2026-03-03"),
    ((Accepted(),), Withdrawn(), "2026-03-02", "2026-03-03"),
    ((Accepted(), GRANTED), Completed(), "2026-03-03", "2026-03-04"),
    ((Accepted(), GRANTED, Completed()), Delivered(), "2026-03-04", "2026-03-05"),
]


@pytest.mark.parametrize(("events", "next_event", "happened_on", "earlier"), TOO_EARLY)
def test_nothing_happens_before_what_it_follows(events: tuple[Event, ...], next_event: Event, happened_on: str, earlier: str) -> None:
    request = replay(entries(RECEIVED, *events))
    with pytest.raises(NotAllowed) as refusal:
        after(request, Entry(day(happened_on), next_event))
    sentence = "{} lies before {}, the last thing that happened to 2026-0007: give the day it really happened with --on."
    assert str(refusal.value) == sentence.format(happened_on, earlier)
    assert after(request, Entry(day(earlier), next_event)).history[-1].event == next_event


def test_a_licence_is_not_completed_without_its_written_decision() -> None:
    request = replay(entries(RECEIVED, Accepted()))
    with pytest.raises(NotAllowed) as refusal:
        after(request, Entry(day("2026-03-31"), Completed()), "行政许可")
    assert str(refusal.value) == ("2026-0007 is a licence and has no written decision yet (行政许可法 38): run `approvals request decide 2026-0007` first.")
    assert after(request, Entry(day("2026-03-31"), Completed())).stage == "completed"


def test_a_request_begins_with_its_receipt() -> None:
    with pytest.raises(NotAllowed) as refusal:
        replay(entries(Accepted()))
    assert str(refusal.value) == "2026-0007 has no receipt: a request begins with `approvals request receive`."


def test_another_system_may_complete_what_it_never_accepted() -> None:
    request = replay(entries(RECEIVED))
    assert after(request, Entry(day("2026-03-31"), Completed(), origin="import:1")).stage == "completed"


REACHED: list[tuple[tuple[Event, ...], dict[Milestone, str | None]]] = [
    ((), {Milestone.RECEIPT: "2026-03-02", Milestone.ACCEPTANCE: None, Milestone.DECISION: None, Milestone.COMPLETION: None}),
    ((Accepted(), GRANTED), {Milestone.ACCEPTANCE: "2026-03-03", Milestone.DECISION: "2026-03-04", Milestone.COMPLETION: None, Milestone.DELIVERY: None}),
    ((Accepted(), Completed()), {Milestone.DECISION: "2026-03-04", Milestone.COMPLETION: "2026-03-04", Milestone.DELIVERY: None}),
    ((Accepted(), GRANTED, Completed(), Delivered()), {Milestone.COMPLETION: "2026-03-05", Milestone.DELIVERY: "2026-03-06"}),
    ((Accepted(), Withdrawn()), {Milestone.DECISION: "2026-03-04", Milestone.COMPLETION: "2026-03-04", Milestone.DELIVERY: "2026-03-04"}),
    ((Declined("重复申请"),), {Milestone.ACCEPTANCE: None, Milestone.DECISION: "2026-03-03", Milestone.COMPLETION: "2026-03-03"}),
]


@pytest.mark.parametrize(("events", "expected"), REACHED)
def test_a_milestone_is_reached_by_its_event_or_one_that_holds_it(events: tuple[Event, ...], expected: dict[Milestone, str | None]) -> None:
    request = replay(entries(RECEIVED, *events))
    reached = {milestone: request.reached(milestone) for milestone in expected}
    assert {milestone: when and when.isoformat() for milestone, when in reached.items()} == expected


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
words = texts.filter(bool)
moments: st.SearchStrategy[When] = st.dates() | st.datetimes().map(lambda moment: moment.replace(microsecond=0))
happenings: st.SearchStrategy[Event] = st.one_of(
    st.builds(Received, words, words, texts, st.none() | st.dates(), texts),
    st.builds(Accepted),
    st.builds(Declined, words),
    st.builds(Decided, st.sampled_from(Outcome), texts),
    st.builds(Completed),
    st.builds(Delivered),
    st.builds(Withdrawn, texts),
    st.builds(Noted, words, texts),
)


@given(events=st.lists(happenings, max_size=8))
def test_replay_is_the_fold_of_the_events(events: list[Event]) -> None:
    request: Request | None = None
    taken: list[Entry] = []
    for entry in (Entry(day("2026-03-02"), event) for event in [RECEIVED, *events]):
        try:
            request = after(request, entry) if request else fold.receive(NUMBER, entry)
        except Refusal:
            continue
        taken.append(entry)
    assert request == replay(taken)


@given(event=happenings)
def test_an_event_reads_back_from_its_payload(event: Event) -> None:
    assert event_from(type_of(event), payload_of(event)) == event


@given(when=moments)
def test_a_day_or_time_reads_back_from_its_text(when: When) -> None:
    assert when_from(when.isoformat()) == when


def test_an_older_program_reads_the_fields_it_knows() -> None:
    assert event_from("accepted", {"later": "field"}) == Accepted()
    assert event_from("received", {"item": "GH-03", "applicant": "甲", "declared_due": "2026-03-30", "later": "field"}) == Received(
        "GH-03", "甲", declared_due=day("2026-03-30")
    )


def test_every_event_has_one_name_and_only_names_of_persons_are_personal() -> None:
    assert len({kind for kind, _word in EVENTS.values()}) == len(EVENTS)
    assert dict(PERSONAL) == {
        "received": frozenset({"applicant", "agent", "third_parties", "id_code", "contact", "legal_representative"}),
        "amended": frozenset({"applicant", "contact", "legal_representative"}),
    }


def test_a_time_is_kept_as_it_happened() -> None:
    evening = datetime.fromisoformat("2026-03-02T22:05")
    request = replay([Entry(evening, RECEIVED), Entry(day("2026-03-02"), Accepted())])
    assert (request.received, request.accepted) == (evening, day("2026-03-02"))


def test_day_of_reads_the_day_of_a_time() -> None:
    assert day_of(when_from("2026-03-02T10:30")) == day("2026-03-02")
