"""`approvals register verify` on the sample register, and on copies that somebody changed directly in SQLite."""

import sqlite3
from pathlib import Path

import pytest

from console import run_line


def verified(register: Path) -> tuple[int, str]:
    ended = run_line("register", "verify", "--register", str(register), "--lang", "en")
    return ended.code, ended.out


def changed(register: Path, *statements: str) -> Path:
    connection = sqlite3.connect(register / "register.db")
    for statement in ("drop trigger event_stays", "drop trigger event_is_kept", *statements):
        connection.execute(statement)
    connection.commit()
    connection.close()
    return register


def test_the_register_of_the_demo_is_whole(sample: Path) -> None:
    code, out = verified(sample)
    assert code == 0
    assert "17 requests verified" in out


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("update event set happened_on = '2026-03-03' where sequence = 51", "Event 51 (request"),
        ("delete from event where sequence = 60", "Event 60 is missing: the next one there is 61."),
        ("update event set hash = 'x' where sequence = 55", "Event 56 does not follow the event before it"),
        ("update request set promised_due = '2026-12-31' where number = '2026-0003'", "Request 2026-0003 is not stored as its events say."),
        ("update deadline set due_on = '2026-12-31' where subject_id = '2026-0003'", "The deadlines of request 2026-0003 are not stored"),
        ("update adopted set content = content || ' ' where name = 'policy.toml'", "policy.toml is not kept as it was adopted."),
    ],
)
def test_a_change_is_found(sample: Path, statement: str, told: str) -> None:
    code, out = verified(changed(sample, statement))
    assert code == 1
    assert told in out
