"""The events of one register in another: whole or not at all, once however often, provable, and never a guess."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from approvals.desk.exporting import export
from approvals.desk.history import bare_request_of
from approvals.desk.merging import merge
from approvals.desk.rebuilding import rebuild
from approvals.desk.register import Desk, open_register
from approvals.desk.verify import verify
from approvals.errors import NoSuchThing, NotAllowed, Refusal, RegisterUnfit, WrongUsage
from approvals.store import cards, carried
from approvals.store.history import FIRST_PREVIOUS, all_events, events_of
from approvals.store.ledger import event_hash
from console import run_line

DAY = date(2026, 11, 24)
Change = Callable[[list[dict[str, Any]]], object]


def coded(root: Path, code: str) -> Path:
    """Give a copy of the sample register a code of its own."""
    settings_file = root / "register.toml"
    settings_file.write_text(settings_file.read_text(encoding="utf-8").replace('"YL"', f'"{code}"'), encoding="utf-8")
    return root


@pytest.fixture
def hall(demo: Path, tmp_path: Path) -> Path:
    """Return the register of a hall, GXQ, with a closed card and an amended event."""
    return coded(Path(shutil.copytree(demo, tmp_path / "hall")), "GXQ")


@pytest.fixture
def desk(sample: Path) -> Iterator[Desk]:
    """Return the register of the zone, open: the sample, which has requests of the same numbers."""
    opened = open_register(sample, DAY)
    opened.actor = "liwen"
    yield opened
    opened.connection.close()


def exported(root: Path, file: Path, since: str = "", *, personal: bool = True) -> Path:
    """Export a register as its registrar does."""
    opened = open_register(root, DAY)
    opened.actor = "liwen"
    file.unlink(missing_ok=True)
    export(opened, file, since, personal=personal)
    opened.connection.close()
    return file


@pytest.fixture
def file(hall: Path, tmp_path: Path) -> Path:
    """Return the export of the hall."""
    return exported(hall, tmp_path / "GXQ.jsonl")


def dump(desk: Desk) -> list[str]:
    return list(desk.connection.iterdump())


def rows(connection: sqlite3.Connection) -> dict[str, tuple[Any, ...]]:
    """Return what the list knows of each request, without its own number and the ids of persons."""
    columns = "number, item, applicant, stage, open, received_on, accepted_on, decided_on, completed_on, promised_due, statutory_due, red_on"
    return {row[0]: row[1:] for row in connection.execute(f"select {columns} from request")}  # noqa: S608 - a constant


def test_every_request_and_card_stands_there_as_it_stood_here(desk: Desk, file: Path, hall: Path) -> None:
    found = merge(desk, file)
    assert (found.register, found.first, found.events_known, found.requests, found.cards) == ("GXQ", 1, 0, 17, 14)
    own = sqlite3.connect(hall / "register.db")
    merged = {number.removeprefix("GXQ-"): row for number, row in rows(desk.connection).items() if number.startswith("GXQ-")}
    assert merged == rows(own)
    query = "select subject_id, kind, level, since_on, due_on, state from card"
    there = {(f"GXQ-{subject}", *rest) for subject, *rest in own.execute(query)}
    own.close()
    assert {tuple(row) for row in desk.connection.execute(f"{query} where subject_id like 'GXQ-%'")} == there
    assert verify(desk).broken == ()


def test_merging_twice_changes_nothing(desk: Desk, file: Path) -> None:
    merge(desk, file)
    before = dump(desk)
    assert merge(desk, file).events_new == 0
    assert dump(desk) == before


def test_a_rehearsal_tells_the_same_and_changes_nothing(desk: Desk, file: Path) -> None:
    before = dump(desk)
    told = merge(desk, file, dry_run=True)
    assert dump(desk) == before
    assert merge(desk, file) == told


def test_what_comes_later_is_added(desk: Desk, file: Path, hall: Path, tmp_path: Path) -> None:
    first = merge(desk, file)
    for line in (
        "request accept 2026-0010 --on 2026-03-31",
        "request assign 2026-0010 liwen",
        "check --today 2026-04-20",
        "card appeal 2026-0002 --reason … --evidence … --as heqiang",
    ):
        assert run_line(*line.split(), "--register", str(hall)).code in {0, 1}, line
    opened = open_register(hall, DAY)
    receipt = events_of(opened.connection, "request", "2026-0010")[0]
    opened.connection.close()
    change = ("request", "amend", "2026-0010", str(receipt.sequence), "--reason", "笔误", "--happened-on", "2026-03-29")
    assert run_line(*change, "--register", str(hall)).code == 0
    later = exported(hall, tmp_path / "later.jsonl", str(first.last))
    second = merge(desk, later)
    assert (second.first, second.events_known) == (first.last + 1, 0)
    assert verify(desk).broken == ()
    moved = bare_request_of(desk, "GXQ-2026-0010")
    assert (moved.person, moved.received) == ("liwen@GXQ", date(2026, 3, 29))
    whole = exported(hall, tmp_path / "whole.jsonl")
    third = merge(desk, whole)
    assert (third.events_new, third.events_known) == (1, second.last), "the event of the export itself"


def test_an_overlapping_export_adds_what_is_new(desk: Desk, file: Path, hall: Path, tmp_path: Path) -> None:
    first = merge(desk, file)
    assert run_line("request", "accept", "2026-0010", "--on", "2026-03-31", "--register", str(hall)).code == 0
    found = merge(desk, exported(hall, tmp_path / "more.jsonl", "20"))
    assert (found.first, found.events_known) == (first.last + 1, first.last - 20)


def test_a_gap_is_told_with_what_fills_it(desk: Desk, file: Path, hall: Path, tmp_path: Path) -> None:
    late = exported(hall, tmp_path / "late.jsonl", "50")
    with pytest.raises(NotAllowed, match="Events 1 to 50 of register GXQ are missing here: export them there with --since 0"):
        merge(desk, late)
    merge(desk, file)
    merge(desk, late)


def test_the_chain_of_the_hall_can_be_verified_in_the_zone(desk: Desk, file: Path, hall: Path) -> None:
    merge(desk, file)
    own = sqlite3.connect(hall / "register.db")
    head = own.execute("select hash from event order by sequence desc limit 1").fetchone()[0]
    own.close()
    previous = FIRST_PREVIOUS
    for pair in carried.pairs(desk.connection, "GXQ"):
        assert pair.there.previous == previous
        assert pair.there.hash == event_hash(previous, tuple(pair.there[:10]))
        previous = pair.there.hash
    assert previous == head
    assert json.loads(events_of(desk.connection, "register", "GXQ")[-1].payload)["head"] == head


@pytest.mark.parametrize(
    "statement",
    [
        "update carried set recorded_at = '2020-01-01T00:00:00.000Z' where source_sequence = 60",
        "update carried set actor = 'somebody' where source_sequence = 60",
        "update carried set subject_id = '2026-0099' where source_sequence = 60",
        "update carried set payload = '{}' where source_sequence = 90",
        "delete from carried where source_sequence = 60",
        "delete from carried where source_sequence >= 60",
        "update carried set source_sequence = 5000 where source_sequence = 60",
        "update carried set register = 'ABC' where source_sequence = 60",
    ],
)
def test_every_change_of_what_was_carried_shows(desk: Desk, file: Path, statement: str) -> None:
    merge(desk, file)
    desk.connection.execute(statement)
    assert verify(desk).broken


def test_an_event_put_among_those_of_another_register_shows(desk: Desk, file: Path) -> None:
    merge(desk, file)
    row = next(event for event in all_events(desk.connection) if event.origin == "register:GXQ/60")
    desk.connection.execute("drop trigger event_stays")
    desk.connection.execute("update event set subject_id = 'GXQ-2026-0099' where sequence = ?", (row.sequence,))
    assert any("does not stand here as it was merged" in str(sentence.template) for sentence in verify(desk).broken)


def test_personal_values_come_along_or_stay(desk: Desk, file: Path, tmp_path: Path, demo: Path) -> None:
    merge(desk, file)
    assert bare_request_of(desk, "GXQ-2026-0003").applicant == bare_request_of(desk, "2026-0003").applicant
    bare = exported(coded(Path(shutil.copytree(demo, tmp_path / "bare")), "ABC"), tmp_path / "bare.jsonl", personal=False)
    names = [value for (value,) in desk.connection.execute("select value from personal")]
    assert names
    assert not [name for name in names if name in bare.read_text(encoding="utf-8")]
    merge(desk, bare)
    assert bare_request_of(desk, "ABC-2026-0003").applicant == "—"
    assert verify(desk).broken == ()


def test_an_export_with_names_is_recorded_in_the_ledger_and_one_without_is_not(hall: Path, tmp_path: Path) -> None:
    exported(hall, tmp_path / "a.jsonl", personal=False)
    exported(hall, tmp_path / "b.jsonl")
    connection = sqlite3.connect(hall / "register.db")
    found = connection.execute("select payload from event where subject_kind = 'personal' and type = 'exported'").fetchall()
    connection.close()
    assert [json.loads(payload) for (payload,) in found] == [{"after": 0, "file": "b.jsonl"}]
    assert (tmp_path / "b.jsonl").stat().st_mode & 0o077 == 0


def test_the_zone_raises_no_card_of_a_hall_and_revokes_none(desk: Desk, file: Path) -> None:
    from approvals.nightly import check  # noqa: PLC0415 - the floor above

    merge(desk, file)
    new = check(desk, DAY).new
    assert new
    assert not [card for card in new if card.number.startswith("GXQ-")]


def test_what_belongs_to_a_hall_is_recorded_there(sample: Path, desk: Desk, file: Path) -> None:
    merge(desk, file)
    for line in (
        "request accept GXQ-2026-0010",
        "request void GXQ-2026-0003 --reason …",
        "request amend GXQ-2026-0003 150 --reason … --happened-on 2026-03-04",
        "card revoke GXQ-2026-0002 --reason … --as luoxia",
    ):
        ended = run_line(*line.split(), "--register", str(sample))
        assert ended.code == 5, ended
        assert "belongs to register GXQ: record it there" in ended.err


def test_a_rebuild_leaves_what_was_merged_as_it_was(desk: Desk, file: Path) -> None:
    merge(desk, file)
    before = dump(desk)
    rebuild(desk)
    assert dump(desk) == before


def test_a_zone_may_itself_be_merged(desk: Desk, file: Path, sample: Path, demo: Path, tmp_path: Path) -> None:
    merge(desk, file)
    city = open_register(coded(Path(shutil.copytree(demo, tmp_path / "city")), "CITY"), DAY)
    city.actor = "liwen"
    merge(city, exported(sample, tmp_path / "zone.jsonl"))
    assert bare_request_of(city, "YL-GXQ-2026-0003").item == "GH-03"
    assert verify(city).broken == ()
    city.connection.close()


def test_missing_items_are_all_named(file: Path, tmp_path: Path) -> None:
    assert run_line("init", str(tmp_path / "empty"), "--empty").code == 0
    empty = open_register(tmp_path / "empty", DAY)
    before = dump(empty)
    with pytest.raises(RegisterUnfit, match="lacks items of register GXQ") as refused:
        merge(empty, file)
    items = refused.value.values["items"]
    assert isinstance(items, tuple)
    assert {"GH-03", "JS-01", "WJ-01"} <= set(items)
    assert dump(empty) == before
    empty.connection.close()


def test_an_export_of_itself_is_refused(hall: Path, file: Path) -> None:
    opened = open_register(hall, DAY)
    with pytest.raises(NotAllowed, match="which this one is"):
        merge(opened, file)
    opened.connection.close()


def test_two_registers_of_one_code_are_a_conflict(desk: Desk, file: Path, tmp_path: Path) -> None:
    merge(desk, file)
    assert run_line("init", str(tmp_path / "other")).code == 0
    other = exported(coded(tmp_path / "other", "GXQ"), tmp_path / "other.jsonl")
    before = dump(desk)
    with pytest.raises(NotAllowed, match="Event 1 of register GXQ is another one here than in"):
        merge(desk, other)
    assert dump(desk) == before


def test_a_number_that_is_taken_is_a_conflict(desk: Desk, file: Path) -> None:
    desk.connection.execute("drop trigger event_stays")
    desk.connection.execute("update event set subject_id = 'GXQ-2026-0003' where subject_id = '2026-0003'")
    with pytest.raises(NotAllowed, match="GXQ-2026-0003 stands here already and is not of register GXQ"):
        merge(desk, file)


def resealed(lines: list[dict[str, Any]]) -> bytes:
    """Write an export whose chain and checksum fit, whatever its events say."""
    previous, digest, written = lines[0]["previous"], hashlib.sha256(), []
    for line in lines[:-1]:
        if isinstance(line.get("event"), list) and len(line["event"]) == 12:
            line["event"][10] = previous
            line["event"][11] = previous = event_hash(previous, tuple(line["event"][:10]))
        written.append(f"{json.dumps(line, ensure_ascii=False)}\n".encode())
        digest.update(written[-1])
    end = {"events": len(lines) - 2, "head": previous, "sha256": digest.hexdigest()}
    return b"".join([*written, f"{json.dumps(end)}\n".encode()])


def event(place: int, value: object) -> Change:
    """Put a value into a column of the first event of a request."""

    def change(lines: list[dict[str, Any]]) -> None:
        line = next(line for line in lines[1:-1] if line["event"][1] == "request")
        line["event"][place] = value
        line.pop("personal")

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda lines: lines[0].update(format="something"), ":1: this is no export of a register"),
        (lambda lines: lines[0].update(version=2), ":1: this export was written by a newer version"),
        (lambda lines: lines[0].update(register="../x"), ":1: the heading is not whole"),
        (lambda lines: lines[0].update(after="0"), ":1: the heading is not whole"),
        (lambda lines: lines[0].pop("personal"), ":1: the heading is not whole"),
        (lambda lines: lines[5]["event"].pop(), ":6: this is no event"),
        (lambda lines: lines[5].update(event=None), ":6: this is no event"),
        (lambda lines: lines[5].update(personal=[["applicant", 1, "x"]]), ":6: these are no personal values"),
        (lambda lines: lines[5].update(personal=[["applicant", "王伟", "00"]]), ":6: a personal value is not the one received"),
        (lambda lines: lines.pop(5), ":6: the chain of the register is broken at event 6"),
        (event(0, "1"), ": this is no event"),
        (event(9, "{ }"), ": the payload is not in its canonical form"),
        (event(9, "[]"), ": the payload is not in its canonical form"),
        (event(9, "{"), ": the payload is not in its canonical form"),
        (event(9, '{"applicant":1,"declared_due":"2026-02-30","item":"GH-03"}'), ": this is no event"),
        (event(9, "{}"), ": this is no event"),
        (event(4, "30 February"), ": this is no event"),
        (event(3, "accepted"), "has no beginning"),
        (event(3, "teleported"), ": there is no event teleported here: update this version of approvals"),
    ],
)
def test_a_wrong_file_is_told_with_its_line_and_nothing_is_merged(desk: Desk, file: Path, change: Change, told: str) -> None:
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    change(lines)
    file.write_bytes(resealed(lines))
    before = dump(desk)
    with pytest.raises(RegisterUnfit) as refused:
        merge(desk, file)
    assert told in f"{refused.value.values['file']}:{refused.value.values['line']}: {_said(refused.value)}"
    assert dump(desk) == before


def _said(refusal: Refusal) -> str:
    from approvals.language import spoken  # noqa: PLC0415 - the sentence within the sentence

    return spoken(refusal.values["problem"])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_damaged_anywhere_is_refused(desk: Desk, file: Path, tmp_path: Path, data: st.DataObject) -> None:
    whole = file.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    kind = data.draw(st.sampled_from(["cut", "flip", "insert"]))
    damaged = tmp_path / "damaged.jsonl"
    damaged.write_bytes(
        whole[:place]
        if kind == "cut"
        else whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :]
        if kind == "flip"
        else whole[:place] + b"x" + whole[place:]
    )
    with pytest.raises(Refusal):
        merge(desk, damaged)
    assert carried.registers(desk.connection) == []


def test_what_follows_the_end_is_refused(desk: Desk, file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\n")
    with pytest.raises(RegisterUnfit):
        merge(desk, file)


def test_questions_that_have_no_answer(desk: Desk, hall: Path, tmp_path: Path) -> None:
    with pytest.raises(NoSuchThing):
        merge(desk, tmp_path / "nothing.jsonl")
    with pytest.raises(NoSuchThing):
        merge(desk, tmp_path)
    opened = open_register(hall, DAY)
    opened.actor = "liwen"
    for since in ("9999", "99999999999999999999999", "-1", "yesterday", "2026-02-30", "１"):
        with pytest.raises(WrongUsage):
            export(opened, tmp_path / "x.jsonl", since, personal=False)
    (tmp_path / "there.jsonl").touch()
    before = len(list(all_events(opened.connection)))
    with pytest.raises(WrongUsage, match="exists already"):
        export(opened, tmp_path / "there.jsonl", "", personal=True)
    assert len(list(all_events(opened.connection))) == before  # nothing was carried out
    with pytest.raises(WrongUsage, match="in a folder that exists"):
        export(opened, tmp_path / "no" / "x.jsonl", "", personal=False)
    (hall / "register.toml").write_text('name = "x"\n', encoding="utf-8")
    with pytest.raises(RegisterUnfit, match="no code"):
        export(opened, tmp_path / "x.jsonl", "", personal=False)
    opened.connection.close()
    assert not (tmp_path / "x.jsonl").exists()


def test_a_day_begins_where_the_register_is(hall: Path, tmp_path: Path) -> None:
    opened = open_register(hall, DAY)
    days = {recorded[:10] for (recorded,) in opened.connection.execute("select recorded_at from event")}
    assert export(opened, tmp_path / "all.jsonl", min(days)[:8] + "01", personal=False).first == 1
    assert export(opened, tmp_path / "none.jsonl", "2099-01-01", personal=False).last == 0
    opened.connection.close()


def test_only_a_registrar_merges_or_carries_names_out(sample: Path, tmp_path: Path) -> None:
    from approvals.core.acting import Acting  # noqa: PLC0415 - the question of this test

    opened = open_register(sample, DAY)
    clerk = next(person for person in opened.people if person.id == "liwen")
    opened.acting = Acting("liwen", clerk, opened.people)
    with pytest.raises(NotAllowed, match="may not merge"):
        merge(opened, tmp_path / "x.jsonl")
    with pytest.raises(NotAllowed, match="may not carry personal data out"):
        export(opened, tmp_path / "x.jsonl", "", personal=True)
    export(opened, tmp_path / "x.jsonl", "", personal=False)
    opened.connection.close()


def test_cards_under_appeal_come_as_they_are(desk: Desk, hall: Path, tmp_path: Path) -> None:
    for line in ("card appeal 2026-0002 --reason … --evidence … --as heqiang", "card order 2026-0004 --text … --as luoxia"):
        assert run_line(*line.split(), "--register", str(hall)).code == 0, line
    merge(desk, exported(hall, tmp_path / "cards.jsonl"))
    states = {row.subject_id: row.state for row in cards.select(desk.connection, cards.CardFilter()) if row.state != "issued"}
    assert states == {"GXQ-2026-0002": "appealed", "GXQ-2026-0004": "followed_up"}
    orders = desk.connection.execute("select subject_id from deadline where subject_kind = 'order'").fetchall()
    assert [subject.split("/")[0] for (subject,) in orders] == ["GXQ-2026-0004"]
    assert desk.connection.execute("select count(*) from next_card where subject_id like 'GXQ-%'").fetchone() == (0,)


def test_the_views_tell_from_where(desk: Desk, file: Path) -> None:
    merge(desk, file)
    found = desk.connection.execute("select register, count(*) from v_request group by 1").fetchall()
    assert found == [("", 17), ("GXQ", 17)]
    assert desk.connection.execute("select type from v_event where type_label = type or subject_kind_label = subject_kind").fetchall() == []
    assert desk.connection.execute("select source from v_event where origin = 'register' order by sequence limit 1").fetchone() == ("GXQ/1",)
