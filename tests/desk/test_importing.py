"""Other people's files into a register: small logs of the shape of a real one, good rows and every kind of bad ones."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from account import act_from
from approvals import language
from approvals.cli import options
from approvals.cli.importing import import_requests
from approvals.cli.report import declared as report_declared
from approvals.core.events import Completed, Noted, Received
from approvals.desk.founding import found
from approvals.desk.history import request_of
from approvals.desk.importing import Imported, carry_out, prepare, rehearse
from approvals.desk.listing import listing
from approvals.desk.register import Desk, open_register
from approvals.desk.report import declared, summary
from approvals.desk.request import receive_request
from approvals.errors import NoSuchThing, NotAllowed, WrongUsage
from approvals.store import history, rules
from approvals.store.requests import Filter

TODAY = date(2026, 11, 24)
HERE = Path(__file__).with_name("rubbish")

MAPPING = """\
name = "small-log"
system = "elsewhere"
row = "event"
[columns]
number = "case:concept:name"
received = "case:startdate"
completed = "case:enddate"
declared_due = "case:deadline"
channel = "case:channel"
activity = "concept:name"
at = "time:timestamp"
by = "org:resource"
[values]
applicant = "not published"
[activities]
default = "noted"
[item]
code = "XX-01"
[department]
code = "XX"
name = "Another authority"
[[define]]
code = "XX-01"
name = "Environmental permit"
kind = "其他"
handling = "承诺件"
[define.limits]
statutory = { limit = "56 自然日", starts = "收到", ends = "办结", basis = "a law of its own", grade = "C" }
"""
HEADING = "case:channel,case:concept:name,case:deadline,case:enddate,case:startdate,concept:name,org:resource,time:timestamp\n"
OPEN = """\
Internet,case-1,2011-12-06 13:41:31.788000+01:00,,2011-10-11 13:42:22.688000+02:00,Confirmation of receipt,Resource21,2011-10-11 13:45:40.276000+02:00
Internet,case-1,2011-12-06 13:41:31.788000+01:00,,2011-10-11 13:42:22.688000+02:00,T02 Check,Resource10,2011-10-12 08:26:25.398000+02:00
"""
DONE = """\
Desk,case-2,2011-05-02 23:59:59+02:00,2011-05-20 09:00:00+02:00,2011-03-07 00:30:00+01:00,Confirmation of receipt,Resource01,2011-03-06 23:50:00+01:00
Desk,case-2,2011-05-02 23:59:59+02:00,2011-05-20 09:00:00+02:00,2011-03-07 00:30:00+01:00,T10 Stop,Resource01,2011-05-21 10:00:00+02:00
"""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = language.current()
    language.choose("en")
    yield
    language.choose(before)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found(tmp_path / "register", TODAY, "tester", guide=False)
    opened = open_register(tmp_path / "register", TODAY)
    opened.actor = "tester"
    yield opened
    opened.connection.close()


def load(desk: Desk, content: str | bytes, mapping: str = MAPPING) -> Imported:
    """Import a table from the folder above the register, its lines given without their heading where they are those of the small log."""
    folder = desk.root.parent
    (folder / "log.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "map.toml").write_text(mapping, encoding="utf-8")
    prepared = prepare(desk, folder / "log.csv", folder / "map.toml")
    return carry_out(desk, prepared)


def told(desk: Desk, done: Imported) -> list[str]:
    """Return the lines a person reads, without the folder of the test."""
    return [language.spoken(finding).replace(f"{desk.root.parent}/", "") for finding in done.findings]


def requests(desk: Desk) -> dict[str, dict[str, object]]:
    return {view.number: view._asdict() for view in listing(desk, Filter(TODAY, finished=True))}


def events(desk: Desk) -> int:
    return history.head(desk.connection)[0]


def test_a_log_becomes_requests_with_their_dates(desk: Desk) -> None:
    done = load(desk, HEADING + OPEN + DONE)
    assert (done.batch, done.requests_new, done.events_new, done.rows_refused, done.findings) == ("elsewhere/0001", 2, 7, 0, [])
    found = requests(desk)
    first, second = found["case-1"], found["case-2"]
    assert (first["stage"], first["source_number"], first["declared_due"], first["completed_on"]) == ("received", "case-1", "2011-12-06", None)
    assert (second["stage"], second["received_on"], second["declared_due"], second["completed_on"]) == ("completed", "2011-03-07", "2011-05-02", "2011-05-20")
    assert (first["item_name"], first["department_name"], first["applicant"]) == ("Environmental permit", "Another authority", "not published")


def test_every_row_is_an_event_at_its_local_time_whatever_its_zone(desk: Desk) -> None:
    load(desk, HEADING + OPEN + DONE)
    told_of = [(entry.happened_on.isoformat(), entry.event) for entry in request_of(desk, "case-2", desk.today).history]
    assert told_of == [
        ("2011-03-07T00:30:00", Received("XX-01", "not published", "case-2", date(2011, 5, 2), "Desk")),
        ("2011-03-06T23:50:00", Noted("Confirmation of receipt", "Resource01")),
        ("2011-05-20T09:00:00", Completed()),
        ("2011-05-21T10:00:00", Noted("T10 Stop", "Resource01")),
    ]
    assert {entry.origin for entry in request_of(desk, "case-2", desk.today).history} == {"import:elsewhere/0001"}


def test_the_batch_names_its_file_and_mapping(desk: Desk) -> None:
    load(desk, HEADING + OPEN)
    (event,) = history.events_of(desk.connection, "import", "elsewhere")
    payload = json.loads(event.payload)
    assert (payload["batch"], payload["file"], payload["mapping"]) == ("elsewhere/0001", "log.csv", "small-log")


def test_a_second_run_changes_nothing(desk: Desk) -> None:
    load(desk, HEADING + OPEN + DONE)
    before = events(desk)
    done = load(desk, HEADING + OPEN + DONE)
    assert (done.batch, done.requests_new, done.requests_unchanged, done.events_new, events(desk)) == ("", 0, 2, 0, before)


def test_a_longer_file_adds_only_what_is_new(desk: Desk) -> None:
    load(desk, HEADING + OPEN)
    ended = OPEN.replace("788000+01:00,,", "788000+01:00,2011-12-01,")
    more = ended + ended.splitlines()[1].replace("T02 Check", "T03 Adjust") + "\n"
    done = load(desk, HEADING + more + DONE)
    assert (done.batch, done.requests_new, done.requests_grown, done.events_new) == ("elsewhere/0002", 1, 1, 6)
    history_ = request_of(desk, "case-1", desk.today).history
    assert [entry.origin for entry in history_] == ["import:elsewhere/0001"] * 3 + ["import:elsewhere/0002"] * 2
    assert requests(desk)["case-1"]["completed_on"] == "2011-12-01"


def test_a_rehearsal_tells_the_same_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(HEADING + OPEN + DONE.replace("T10 Stop", ""), encoding="utf-8")
    (tmp_path / "map.toml").write_text(MAPPING, encoding="utf-8")
    before, tables = events(desk), list(desk.connection.iterdump())
    rehearsed = rehearse(desk, prepare(desk, tmp_path / "log.csv", tmp_path / "map.toml"))
    assert (events(desk), list(desk.connection.iterdump())) == (before, tables)
    assert (rehearsed.requests_new, rehearsed.rows_refused) == (2, 1)
    assert rehearsed == carry_out(desk, prepare(desk, tmp_path / "log.csv", tmp_path / "map.toml"))


def test_rows_of_a_request_need_not_stand_together(desk: Desk) -> None:
    mixed = [line for pair in zip(OPEN.splitlines(), DONE.splitlines(), strict=True) for line in pair]
    done = load(desk, HEADING + "\n".join(mixed))
    assert (done.requests_new, done.events_new, done.findings) == (2, 7, [])


def test_two_equal_rows_are_two_events_and_stay_two(desk: Desk) -> None:
    twice = OPEN + OPEN.splitlines()[1]
    assert load(desk, HEADING + twice).events_new == 4
    assert load(desk, HEADING + twice).events_new == 0


def test_a_number_of_another_request_is_refused(desk: Desk) -> None:
    load(desk, HEADING + DONE)
    number = receive_request(desk, Received("XX-01", "王伟"), TODAY).number
    taken = OPEN.replace("case-1", number)
    done = load(desk, HEADING + taken)
    (line,) = told(desk, done)
    assert line.startswith(f"log.csv:2: column “case:concept:name”: the number belongs to another request of this register (value “{number}”)")
    other = load(desk, HEADING + DONE, MAPPING.replace("elsewhere", "third").replace("small-log", "other").partition("[department]")[0])
    assert (other.rows_refused, other.events_new) == (2, 0)


def test_a_receipt_that_differs_is_amended_in_the_name_of_its_batch(desk: Desk) -> None:
    load(desk, HEADING + DONE)
    done = load(desk, HEADING + DONE.replace("2011-05-02 23", "2011-05-09 23").replace("Desk,", "Post,"))
    assert (done.batch, done.requests_grown, done.events_new, done.events_amended, done.findings) == ("elsewhere/0002", 1, 0, 1, [])
    first, *_, last = history.events_of(desk.connection, "request", "case-2")
    assert (last.type, last.amends, last.origin) == ("amended", first.sequence, "import:elsewhere/0002")
    assert requests(desk)["case-2"]["declared_due"] == "2011-05-09"
    assert request_of(desk, "case-2", TODAY).history[0].event == Received("XX-01", "not published", "case-2", date(2011, 5, 9), "Post")
    assert load(desk, HEADING + DONE.replace("2011-05-02 23", "2011-05-09 23").replace("Desk,", "Post,")).events_amended == 0


def test_a_stage_on_another_day_is_amended_and_one_that_is_gone_struck_out(desk: Desk) -> None:
    load(desk, HEADING + DONE)
    later = DONE.replace("2011-05-20 09:00", "2011-05-24 09:00")
    assert (load(desk, HEADING + later).events_amended, requests(desk)["case-2"]["completed_on"]) == (1, "2011-05-24")
    open_again = DONE.replace("2011-05-20 09:00:00+02:00", "")
    assert (load(desk, HEADING + open_again).events_amended, requests(desk)["case-2"]["stage"]) == (1, "received")
    assert (load(desk, HEADING + DONE).events_new, requests(desk)["case-2"]["completed_on"]) == (1, "2011-05-20")
    assert [event.type for event in history.events_of(desk.connection, "request", "case-2")].count("amended") == 2


def test_a_change_that_the_law_would_have_refused_leaves_everything_as_it_was(desk: Desk) -> None:
    load(desk, HEADING + DONE)
    before = events(desk)
    done = load(desk, HEADING + DONE.replace("2011-05-20", "2011-03-01"))
    assert done.rows_refused == 2
    assert told(desk, done)[0].startswith("log.csv:2: column “case:enddate”: ")
    assert events(desk) == before


def test_the_item_of_a_request_does_not_change(desk: Desk) -> None:
    load(desk, HEADING + DONE)
    second = MAPPING.replace('code = "XX-01"\n[dep', 'code = "XX-02"\n[dep').replace("[[define]]", DEFINED_TOO + "[[define]]")
    (line,) = told(desk, load(desk, HEADING + DONE, second))
    assert "the register holds “XX-01” from an earlier import, and the item of a request does not change (value “XX-02”)" in line


DEFINED_TOO = """\
[[define]]
code = "XX-02"
name = "Another permit"
kind = "其他"
handling = "承诺件"
"""


def test_rows_it_cannot_take_are_told_one_by_one_and_the_rest_is_loaded(desk: Desk) -> None:
    rubbish = (HERE / "log.csv").read_text(encoding="utf-8").replace("␀", "\0")
    done = load(desk, rubbish)
    assert told(desk, done) == (HERE / "report.txt").read_text(encoding="utf-8").splitlines()
    assert sorted(requests(desk)) == ["case-1", "case-2", "case-6"]
    assert (done.requests_new, done.rows_read, done.rows_refused) == (3, 23, 18)
    assert load(desk, rubbish).events_new == 0


def test_ten_megabytes_in_a_cell_and_bytes_of_another_encoding(desk: Desk) -> None:
    rows = OPEN.splitlines()
    long = f"Post,case-3,2011-12-06,,2011-10-11,{'x' * 10_000_000},Resource21,2011-10-13"
    chinese = "Post,case-5,2011-12-06,,2011-10-11,补正,Resource21,2011-10-13"
    foreign = b"Post,case-4,2011-12-06,,2011-10-11,\xb2\xb9\xd5\xfd,Resource21,2011-10-13"
    done = load(desk, b"\n".join([HEADING.strip().encode(), rows[0].encode(), long.encode(), foreign, rows[1].encode(), chinese.encode()]))
    assert told(desk, done) == [
        f"log.csv:3: column “concept:name”: the text is longer than 1000 characters (value “{'x' * 60}…”)",
        "log.csv:4: column “concept:name”: it holds bytes that are not written in utf-8 (value “\ufffd\ufffd\ufffd\ufffd”)",
    ]
    assert len(request_of(desk, "case-1", desk.today).history) == 3


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_line_end_with_or_without_a_byte_order_mark(desk: Desk, mark: bytes, line_end: str) -> None:
    done = load(desk, mark + (HEADING + OPEN + DONE).replace("\n", line_end).encode())
    assert (done.requests_new, done.findings) == (2, [])


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("", "log.csv:1: the file is empty: its first row has to name the columns"),
        ("\n\n", "log.csv:1: the file is empty: its first row has to name the columns"),
        (HEADING.replace("case:enddate", "case:startdate"), "log.csv:1: column “case:startdate” stands here 2 times: give each column a name of its own"),
        (HEADING.replace("case:startdate", "case:start"), "map.toml:6: The table has no column “case:startdate”: did you mean “case:start”?"),
        ("a,b\n", "map.toml:5: The table has no column “case:concept:name”: its columns are a, b."),
    ],
)
def test_a_table_that_does_not_fit_its_mapping_is_not_read(desk: Desk, heading: str, line: str) -> None:
    before = events(desk)
    assert line in told(desk, load(desk, heading))
    assert events(desk) == before


def test_a_mapping_with_errors_is_told_by_line(desk: Desk) -> None:
    wrong = MAPPING.replace('system = "elsewhere"', 'sytem = "elsewhere"').replace('starts = "收到", ', "")
    assert told(desk, load(desk, HEADING + OPEN, wrong)) == [
        "map.toml:1: “system” is missing: write it.",
        "map.toml:2: “sytem” is no key here: did you mean “system”?",
        'map.toml:28: This limit does not say what starts it: write starts = "受理", or the words of its text.',
    ]


def test_files_that_are_none(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(MAPPING, encoding="utf-8")
    with pytest.raises(NoSuchThing, match="There is no file"):
        prepare(desk, tmp_path / "missing.csv", tmp_path / "map.toml")
    with pytest.raises(WrongUsage, match="is no file"):
        prepare(desk, tmp_path, tmp_path / "map.toml")
    (tmp_path / "log.csv").write_text(HEADING + OPEN, encoding="utf-8")
    with pytest.raises(NoSuchThing, match="There is no mapping"):
        prepare(desk, tmp_path / "log.csv", Path("missing.toml"))


def test_a_mapping_is_found_in_the_register_by_its_name(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(HEADING + OPEN, encoding="utf-8")
    (desk.root / "mappings" / "small.toml").write_text(MAPPING, encoding="utf-8")
    assert prepare(desk, tmp_path / "log.csv", Path("small.toml")).findings == []


def test_the_item_of_a_mapping_is_adopted_once_and_again_only_when_it_changes(desk: Desk) -> None:
    load(desk, HEADING + OPEN)
    load(desk, HEADING + DONE)
    assert len(history.events_of(desk.connection, "adoption", "mapping:small-log")) == 1
    load(desk, HEADING + DONE, MAPPING.replace("56 自然日", "60 自然日"))
    assert [(row.from_on, row.department) for row in rules.item_versions(desk.connection, "XX-01")] == [("2026-11-25", "XX"), ("0001-01-01", "XX")]
    assert requests(desk)["case-1"]["statutory_due"] == "2011-12-06"


def test_a_mapping_takes_no_code_of_somebody_else(desk: Desk) -> None:
    load(desk, HEADING + OPEN)
    with pytest.raises(NotAllowed, match="XX is that of a department"):
        load(desk, HEADING + OPEN, MAPPING.replace("small-log", "second"))
    with pytest.raises(NotAllowed, match="XX-01 is that of an item"):
        load(desk, HEADING + OPEN, MAPPING.replace("small-log", "second").replace('code = "XX"', 'code = "YY"'))


def test_an_item_that_is_nowhere_is_refused_before_anything_is_read(desk: Desk) -> None:
    with pytest.raises(NoSuchThing, match="There is no item XX-01"):
        load(desk, HEADING + OPEN, MAPPING.partition("[department]")[0])


def test_the_computed_date_against_the_declared_one(desk: Desk) -> None:
    load(desk, HEADING + OPEN + DONE + DONE.replace("case-2", "case-3").replace("2011-05-02 23", "2011-04-22 23"))
    rows = declared(desk)
    assert [(row.number, row.computed_due, row.difference_days) for row in rows] == [
        ("case-3", "2011-05-03", 11),
        ("case-2", "2011-05-03", 1),
        ("case-1", "2011-12-06", 0),
    ]
    assert summary(rows)._asdict() == {
        "same": 1,
        "earlier": 0,
        "later": 2,
        "differences": ((1, 1), (11, 1)),
        "declared_days": ((56, 2), (46, 1)),
    }
    assert declared(desk, "XX-01") == rows
    with pytest.raises(WrongUsage, match="There is no item"):
        declared(desk, "XX-02")


def test_the_command_tells_what_it_did_and_ends_with_one_when_a_row_was_refused(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(options.Given, "register", desk.root)
    monkeypatch.setattr(options, "today", lambda: TODAY)
    act_from("tester", monkeypatch)
    (tmp_path / "map.toml").write_text(MAPPING, encoding="utf-8")
    log = tmp_path / "log.csv"
    log.write_text(HEADING + OPEN + DONE, encoding="utf-8")
    assert import_requests(log, tmp_path / "map.toml") == 0
    assert capsys.readouterr().out.splitlines() == [
        "Requests: 2 new, 0 with news, 0 unchanged. Events: 7 new, 0 amended. Rows: 4 read, 0 refused.",
        "The batch is elsewhere/0001.",
    ]
    log.write_text(HEADING + OPEN + DONE.replace("2011-05-20", "2011-05-32"), encoding="utf-8")
    assert import_requests(log, tmp_path / "map.toml") == 1
    assert capsys.readouterr().out.replace(f"{tmp_path}/", "").splitlines() == [
        "log.csv:4: column “case:enddate”: there is no such day in the calendar (value “2011-05-32 09:00:00+02:00”); all 2 rows of the request are left out",
        "1 problem.",
        "Requests: 0 new, 0 with news, 1 unchanged. Events: 0 new, 0 amended. Rows: 4 read, 2 refused.",
    ]
    report_declared(shape=options.Shape.JSON, everything=False)
    assert json.loads(capsys.readouterr().out) == [
        {
            "number": "case-2",
            "item": "XX-01",
            "received_on": "2011-03-07",
            "declared_due": "2011-05-02",
            "computed_due": "2011-05-03",
            "difference_days": 1,
        }
    ]
    report_declared(everything=True)
    assert capsys.readouterr().out.splitlines() == [
        "Number  Item   Received    Declared    Days from receipt  Computed    Days from receipt  Difference",
        "case-2  XX-01  2011-03-07  2011-05-02                 56  2011-05-03                 57          +1",
        "case-1  XX-01  2011-10-11  2011-12-06                 56  2011-12-06                 56           0",
        "2 requests have a declared and a computed date: 1 the same, 0 computed earlier, 1 computed later.",
        "Most frequent differences, computed less declared, in calendar days: +1 (1×).",
        "Most frequent declared times from receipt, in calendar days: 56 (2×).",
    ]
