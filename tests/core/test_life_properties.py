"""What must hold of every history, whatever happens to a request and in whatever order."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from approvals.core import events as kinds
from approvals.core import fold, refusals
from approvals.core.calendar import Calendar
from approvals.core.deadline import deadlines
from approvals.core.entry import Entry
from approvals.core.events import Accepted, Amended, Completed, Decided, Delivered, Event, Outcome, Received, Resumed, Stopped, SupplementRequested, Supplied
from approvals.core.law import Law
from approvals.core.request import Request
from approvals.errors import Refusal
from living import NEVER, NUMBER, dates, law_of, licence, lived, told

START = date(2026, 1, 26)
ITEM = licence()
RECEIVED = Received("GH-03", "云岭软件公司")
materials = st.lists(st.sampled_from(["申请表", "设计方案"]), unique=True, max_size=2).map(tuple)
happenings: st.SearchStrategy[Event] = st.one_of(
    st.just(Accepted()),
    st.builds(SupplementRequested, materials),
    st.builds(Supplied, materials, st.booleans()),
    st.builds(Stopped, st.sampled_from(["听证", "检测", "专家评审"]), st.sampled_from(["", "特1"]), st.none() | st.integers(0, 9)),
    st.builds(Resumed, st.sampled_from(["听证", "检测", "专家评审"])),
    st.builds(kinds.Extended, st.integers(1, 12), st.just("局长"), st.just("复杂"), st.just(START)),
    st.builds(kinds.Forwarded, st.just("市局")),
    st.builds(Decided, st.sampled_from(Outcome), st.just("不符"), check_by=st.none()),
    st.just(Completed()),
    st.just(Delivered()),
    st.just(kinds.Withdrawn()),
    st.just(kinds.Voided("重复")),
)
histories = st.lists(st.tuples(st.integers(0, 9), happenings), max_size=12)


def taken(law: Law, history: list[tuple[int, Event]]) -> tuple[list[Entry], Request]:
    """Return what of a history the law lets happen, each event so many days after the one before."""
    entries = [Entry(START, RECEIVED, 1)]
    request, day = fold.receive(NUMBER, entries[0]), START
    for days, event in history:
        entry = Entry(day + timedelta(days), event, len(entries) + 1)
        try:
            refusals.check(request, entry, law)
        except Refusal:
            continue
        day = entry.day
        entries.append(entry)
        request = fold.after(request, entry, law)
    return entries, request


@given(history=histories)
def test_a_prefix_of_a_valid_history_is_valid(shipped: Calendar, history: list[tuple[int, Event]]) -> None:
    law = law_of(ITEM, shipped)
    entries, _request = taken(law, history)
    for length in range(1, len(entries) + 1):
        refusals.standing_before_law(NUMBER, entries[:length], law)


@given(history=histories)
def test_replay_is_the_fold_one_by_one(shipped: Calendar, history: list[tuple[int, Event]]) -> None:
    law = law_of(ITEM, shipped)
    entries, request = taken(law, history)
    assert fold.replay(NUMBER, entries, law, NEVER) == request


@given(history=histories, later=st.integers(0, 400))
def test_a_day_more_never_takes_back_what_time_brought_about(shipped: Calendar, history: list[tuple[int, Event]], later: int) -> None:
    law = law_of(ITEM, shipped)
    _entries, request = taken(law, history)
    ripe = fold.ripened(request, START + timedelta(later), law)
    assert fold.ripened(ripe, START + timedelta(later + 1), law).accepted in {ripe.accepted, request.received}
    assert len(ripe.faults) >= len(request.faults)


@given(first=st.integers(0, 20), days=st.integers(0, 20), more=st.integers(0, 10))
def test_a_longer_stop_never_makes_a_date_earlier(shipped: Calendar, first: int, days: int, more: int) -> None:
    law = law_of(ITEM, shipped)

    def due(length: int) -> dict[str, str]:
        begun = START + timedelta(first)
        request = lived(
            law,
            (START, RECEIVED),
            (START, Accepted()),
            (begun, Stopped("听证", "特1", 99)),
            (begun + timedelta(length), Resumed("听证")),
        )
        return dates(request, law)

    none = dates(lived(law, (START, RECEIVED), (START, Accepted())), law)
    for key in ("promised", "statutory"):
        assert none[key] <= due(days)[key] <= due(days + more)[key]


@given(wrong=st.integers(0, 9), right=st.integers(0, 9))
def test_two_ways_to_the_same_history_give_the_same_deadlines(shipped: Calendar, wrong: int, right: int) -> None:
    law = law_of(ITEM, shipped)
    real = START + timedelta(right)
    typed_wrong = told((START, RECEIVED), (START + timedelta(wrong), Accepted()))
    amended = [*typed_wrong, Entry(START + timedelta(30), Amended("笔误", real.isoformat()), 3, amends=2)]
    once = told((START, RECEIVED), (real, Accepted()))
    assert dates(fold.replay(NUMBER, amended, law, NEVER), law) == dates(fold.replay(NUMBER, once, law, NEVER), law)


@given(history=histories, place=st.integers(0, 11), moved=st.integers(-9, 9))
def test_a_day_put_right_is_as_if_it_had_been_typed_right_at_once(shipped: Calendar, history: list[tuple[int, Event]], place: int, moved: int) -> None:
    law = law_of(ITEM, shipped)
    entries, _request = taken(law, history)
    wrong = entries[place % len(entries)]
    right = wrong._replace(happened_on=wrong.day + timedelta(moved))
    put_right = [*entries, Entry(wrong.day, Amended("笔误", right.happened_on.isoformat()), len(entries) + 1, amends=wrong.sequence)]
    at_once = [right if entry is wrong else entry for entry in entries]
    assert fold.replay(NUMBER, put_right, law, NEVER) == fold.replay(NUMBER, at_once, law, NEVER)


@given(history=histories)
def test_nothing_ends_before_it_began(shipped: Calendar, history: list[tuple[int, Event]]) -> None:
    law = law_of(ITEM, shipped)
    _entries, request = taken(law, history)
    assert all(pause.end is None or pause.first <= pause.end for pause in request.pauses)
    assert all(deadline.due >= deadline.start and (deadline.ended is None or deadline.ended >= deadline.start) for deadline in deadlines(request, law, START))


@given(history=histories)
def test_an_event_struck_out_is_as_if_it_had_never_been_typed(shipped: Calendar, history: list[tuple[int, Event]]) -> None:
    law = law_of(ITEM, shipped)
    entries, _request = taken(law, history)
    last = entries[-1]
    if last.sequence == 1:
        return
    struck = [*entries, Entry(last.day, Amended("误录", struck=True), len(entries) + 1, amends=last.sequence)]
    left, before = fold.replay(NUMBER, struck, law, NEVER), fold.replay(NUMBER, entries[:-1], law, NEVER)
    assert left == before


@given(history=histories, later=st.integers(0, 60))
def test_no_date_moves_on_while_nothing_happens_unless_a_procedure_runs(shipped: Calendar, history: list[tuple[int, Event]], later: int) -> None:
    law = law_of(ITEM, shipped)
    _entries, request = taken(law, history)
    if request.running:
        return
    day = request.history[-1].day
    assert deadlines(request, law, day) == deadlines(request, law, day + timedelta(later))
