"""The program in docs/ledger.md verifies a register of a thousand events, and names the row where somebody changed one."""

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from approvals.core.entry import EVENTS, PERSONAL
from approvals.store.database import create, transaction
from approvals.store.history import head
from approvals.store.ledger import Ledger, NewEvent, event_hash

DOCUMENT = Path(__file__).parents[1] / "docs" / "ledger.md"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert len(found) == 1
    assert len(found[0].splitlines()) <= 20
    file = tmp_path_factory.mktemp("program") / "verify.py"
    file.write_text(found[0], encoding="utf-8")
    return file


@pytest.fixture
def register(tmp_path: Path) -> Path:
    connection = create(tmp_path)
    with transaction(connection):
        book = Ledger(connection)
        for number in range(500):
            name = f"2026-{number:04}"
            received = {"item": "GH-03", "applicant": f"王伟“{number}”\\", "channel": f'"{chr(number % 160)}🙂\u2028'}
            book.append(NewEvent("request", name, "received", "2026-03-02", "liwen", received, personal=frozenset({"applicant"})))
            book.append(NewEvent("request", name, "accepted", "2026-03-02T10:30:00", "liwen", {}, amends=2 * number + 1 if number % 7 == 0 else None))
    connection.close()
    return tmp_path / "register.db"


def verified(program: Path, register: Path) -> tuple[int, str, str]:
    command = [sys.executable, str(program), str(register)]
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 - our own document
    return ended.returncode, ended.stdout.strip(), ended.stderr.strip()


def tampered(register: Path, *changes: str) -> sqlite3.Connection:
    """Change a register as somebody could who owns its file."""
    connection = sqlite3.connect(register)
    for trigger in ("event_is_appended", "event_stays", "event_is_kept"):
        connection.execute(f"drop trigger {trigger}")
    for change in changes:
        connection.execute(change)
    connection.commit()
    return connection


def test_the_ledger_as_it_was_written_is_whole(program: Path, register: Path) -> None:
    connection = sqlite3.connect(register)
    sequence, digest = head(connection)
    connection.close()
    assert sequence == 1_000
    assert verified(program, register) == (0, f"1000 {digest}", "")


CHANGES = [
    ("update event set happened_on = '2026-03-01' where sequence = 700", "broken at 700"),
    ("update event set payload = '{}' where sequence = 1", "broken at 1"),
    ("update event set payload = replace(payload, 'GH-03', 'GH-04') where sequence = 11", "broken at 11"),
    ("update event set actor = 'other' where sequence = 1000", "broken at 1000"),
    ("update event set recorded_at = '2026-03-02T02:30:00.000Z' where sequence = 20", "broken at 20"),
    ("update event set origin = 'check' where sequence = 21", "broken at 21"),
    ("update event set subject_id = '2026-0001' where sequence = 22", "broken at 22"),
    ("update event set amends = 3 where sequence = 999", "broken at 999"),
    ("update event set previous = hash where sequence = 30", "broken at 30"),
    ("update event set hash = previous where sequence = 31", "broken at 31"),
    ("delete from event where sequence = 1", "broken at 2"),
    ("delete from event where sequence = 500", "broken at 501"),
    (
        "insert into event select 1001, subject_kind, subject_id, type, '', '', '', '', null, '{}', hash, hash from event where sequence = 1000",
        "broken at 1001",
    ),
    ("update personal set value = '张三' where sequence = 11", "personal value of 11 is not the one received"),
    ("insert into personal values (12, 'applicant', '张三', '00')", "personal value of 12 is not the one received"),
]


@pytest.mark.parametrize(("change", "told"), CHANGES)
def test_a_change_is_found_where_it_was_made(program: Path, register: Path, change: str, told: str) -> None:
    tampered(register, change).close()
    assert verified(program, register) == (1, "", told)


def test_two_events_that_changed_places_are_found(program: Path, register: Path) -> None:
    away, down, up = "set sequence = -1 where sequence = 40", "set sequence = 40 where sequence = 41", "set sequence = 41 where sequence = -1"
    tampered(register, f"update event {away}", f"update event {down}", f"update event {up}").close()
    assert verified(program, register) == (1, "", "broken at 40")


def test_a_change_with_its_hash_mended_is_found_at_the_next_event(program: Path, register: Path) -> None:
    connection = tampered(register, "update event set actor = 'other' where sequence = 700")
    *fields, previous, _digest = connection.execute("select * from event where sequence = 700").fetchone()
    connection.execute("update event set hash = ? where sequence = 700", (event_hash(previous, tuple(fields)),))
    connection.commit()
    connection.close()
    assert verified(program, register) == (1, "", "broken at 701")


def test_an_end_cut_off_shows_only_in_the_last_hash(program: Path, register: Path) -> None:
    connection = tampered(register, "delete from event where sequence > 990", "delete from personal where sequence > 990")
    last = connection.execute("select hash from event where sequence = 990").fetchone()[0]
    connection.close()
    assert verified(program, register) == (0, f"990 {last}", "")


def test_an_erased_name_leaves_the_chain_whole(program: Path, register: Path) -> None:
    whole = verified(program, register)
    connection = sqlite3.connect(register)
    connection.execute("delete from personal where sequence = 11")
    connection.commit()
    connection.close()
    assert verified(program, register) == whole


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading of the document."""
    section = DOCUMENT.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    table = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def test_the_document_tells_every_column(register: Path) -> None:
    connection = sqlite3.connect(register)
    columns = connection.execute("select name, lower(type), \"notnull\" from pragma_table_info('event')").fetchall()
    connection.close()
    told = [(name.strip("`"), kind) for name, kind, _meaning in rows("The columns")]
    assert told == [(name, kind if filled or name == "sequence" else f"{kind} or null") for name, kind, filled in columns]


def test_the_document_tells_every_event_of_a_request_and_its_fields() -> None:
    told = {
        name: tuple(re.findall(r"`(\w+)`", re.sub(r"\(`.*?\)", "", fields)))
        for subject, names, fields in rows("The events")
        if subject == "request"
        for name in re.findall(r"`(\w+)`", names)
    }
    assert told == {name: event._fields for name, (event, _word) in EVENTS.items()}


def test_the_document_tells_which_fields_are_hashed() -> None:
    told = {
        name: frozenset(re.findall(r"`(\w+)` \(hashed\)", fields)) for _subject, names, fields in rows("The events") for name in re.findall(r"`(\w+)`", names)
    }
    assert {name: fields for name, fields in told.items() if fields} == dict(PERSONAL)
