"""The ledger: only appended to, chained, and whole when personal values are gone."""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.store.database import create, transaction
from approvals.store.history import FIRST_PREVIOUS, all_events, events_of, head, personal_of
from approvals.store.ledger import Ledger, NewEvent, canonical, event_hash, personal_hash

APPLICANT = NewEvent(
    "request", "2026-0001", "received", "2026-03-02", "liwen", {"item": "GH-03", "applicant": "云岭软件公司"}, personal=frozenset({"applicant"})
)


def accepted(number: str) -> NewEvent:
    return NewEvent("request", number, "accepted", "2026-03-03", "liwen", {})


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Return an empty database."""
    connection = create(tmp_path)
    yield connection
    connection.close()


@pytest.fixture
def written(database: sqlite3.Connection) -> sqlite3.Connection:
    """Return a database with three events."""
    with transaction(database):
        Ledger(database).append_all([APPLICANT, accepted("2026-0001"), accepted("2026-0002")])
    return database


def test_sequences_count_from_one_without_a_gap(database: sqlite3.Connection) -> None:
    with transaction(database):
        ledger = Ledger(database)
        assert ledger.append(APPLICANT) == 1
        assert ledger.append_all([accepted("2026-0001"), accepted("2026-0002")]) == [2, 3]
    with transaction(database):
        assert Ledger(database).append_all([]) == []
        assert Ledger(database).append(accepted("2026-0003")) == 4
    assert [event.sequence for event in all_events(database)] == [1, 2, 3, 4]


def test_every_event_holds_the_hash_of_the_one_before(written: sqlite3.Connection) -> None:
    previous = FIRST_PREVIOUS
    for event in all_events(written):
        text = json.dumps([previous, *event[:10]], ensure_ascii=False, separators=(",", ":"))
        assert (event.previous, event.hash) == (previous, hashlib.sha256(text.encode("utf-8")).hexdigest())
        previous = event.hash
    assert head(written) == (3, previous)


def test_the_chain_goes_on_in_the_next_transaction(written: sqlite3.Connection) -> None:
    last = head(written)
    with transaction(written):
        Ledger(written).append(accepted("2026-0003"))
    assert events_of(written, "request", "2026-0003")[0].previous == last[1]


CHANGES = [
    ("update event set payload = '{}'", "the ledger is never changed"),
    ("update event set hash = 'x' where sequence = 3", "the ledger is never changed"),
    ("update or replace event set sequence = 2 where sequence = 3", "the ledger is never changed"),
    ("delete from event", "nothing is deleted from the ledger"),
    ("delete from event where sequence = 3", "nothing is deleted from the ledger"),
]


@pytest.mark.parametrize(("statement", "refusal"), CHANGES)
def test_what_is_written_stays(written: sqlite3.Connection, statement: str, refusal: str) -> None:
    before = list(all_events(written))
    with pytest.raises(sqlite3.IntegrityError, match=refusal):
        written.execute(statement)
    assert list(all_events(written)) == before


@pytest.mark.parametrize("verb", ["insert", "insert or replace", "insert or ignore", "insert or fail", "replace"])
@pytest.mark.parametrize("sequence", ["1", "3", "5", "0", "-1", "null"])
def test_a_row_is_written_only_at_the_end(written: sqlite3.Connection, verb: str, sequence: str) -> None:
    before = list(all_events(written))
    row = f"({sequence}, 'request', '2026-0001', 'accepted', '2026-03-03', '', 'liwen', 'typed', null, '{{}}', '', '')"
    with pytest.raises(sqlite3.IntegrityError, match="the ledger is only appended to"):
        written.execute(f"{verb} into event values {row}")
    assert list(all_events(written)) == before


def test_a_transaction_that_fails_leaves_nothing(written: sqlite3.Connection) -> None:
    before = (list(all_events(written)), personal_of(written, "request", "2026-0009"))
    with pytest.raises(RuntimeError), transaction(written):  # noqa: PT012 - what fails is the transaction
        Ledger(written).append(APPLICANT._replace(subject_id="2026-0009"))
        raise RuntimeError
    assert (list(all_events(written)), personal_of(written, "request", "2026-0009")) == before


def test_a_personal_value_stands_apart_under_its_salt(written: sqlite3.Connection) -> None:
    event = events_of(written, "request", "2026-0001")[0]
    payload = json.loads(event.payload)
    value, salt = written.execute("select value, salt from personal where sequence = 1 and field = 'applicant'").fetchone()
    assert "云岭" not in event.payload
    assert payload == {"item": "GH-03", "applicant": "sha256:" + hashlib.sha256((salt + value).encode("utf-8")).hexdigest()}
    assert re.fullmatch("[0-9a-f]{32}", salt)
    assert personal_of(written, "request", "2026-0001") == {1: {"applicant": "云岭软件公司"}}


def test_the_same_name_twice_has_two_hashes(database: sqlite3.Connection) -> None:
    with transaction(database):
        Ledger(database).append_all([APPLICANT, APPLICANT])
    assert len({event.payload for event in all_events(database)}) == 2


def test_a_personal_value_can_be_erased_and_the_chain_stays_whole(written: sqlite3.Connection) -> None:
    before = list(all_events(written))
    written.execute("delete from personal where sequence = 1")
    assert personal_of(written, "request", "2026-0001") == {}
    assert list(all_events(written)) == before


def test_the_time_of_recording_is_the_machines(written: sqlite3.Connection) -> None:
    recorded = [datetime.fromisoformat(event.recorded_at) for event in all_events(written)]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", event.recorded_at) for event in all_events(written))
    assert recorded[0].tzinfo == UTC
    assert recorded == sorted(recorded)


CANONICAL = [
    ({}, "{}"),
    ({"b": "2", "a": "1"}, '{"a":"1","b":"2"}'),
    ({"item": "建设", "quote": '"', "line": "\n"}, '{"item":"建设","line":"\\n","quote":"\\""}'),
    ({"size": 12, "none": None, "yes": True}, '{"none":null,"size":12,"yes":true}'),
    ({"list": ["b", "a"]}, '{"list":["b","a"]}'),
    ("é🙂", '"é🙂"'),
]


@pytest.mark.parametrize(("value", "text"), CANONICAL)
def test_one_value_has_one_text(value: object, text: str) -> None:
    assert canonical(value) == text


plain = st.text(st.characters(exclude_categories=["Cs"]))


@given(payload=st.dictionaries(plain, plain | st.integers() | st.none()), fields=st.lists(plain, min_size=8, max_size=8))
def test_any_other_field_gives_another_hash(payload: dict[str, str | int | None], fields: list[str]) -> None:
    row = (1, *fields, canonical(payload))
    whole = event_hash(FIRST_PREVIOUS, row)
    for place in range(1, 10):
        changed = (*row[:place], str(row[place]) + "x", *row[place + 1 :])
        assert event_hash(FIRST_PREVIOUS, changed) != whole
    assert event_hash(whole, row) != whole


def test_moving_text_between_fields_changes_the_hash() -> None:
    one = (1, "request", "2026-0001", "accepted", "2026-03-03", "", "li", "wen", None, "{}")
    assert event_hash(FIRST_PREVIOUS, one) != event_hash(FIRST_PREVIOUS, (*one[:6], "liwen", "", *one[8:]))


def test_a_salt_hides_a_guessable_value() -> None:
    assert personal_hash("00", "甲") != personal_hash("01", "甲")


def test_two_writers_in_one_transaction_each_would_break_the_chain_and_are_refused(written: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="only appended to"), transaction(written):  # noqa: PT012 - the second of two writers fails
        one, other = Ledger(written), Ledger(written)
        one.append(accepted("2026-0003"))
        other.append(accepted("2026-0004"))
    assert head(written)[0] == 3
