"""The program in docs/ledger.md verifies a register of a thousand events, and names the row where somebody changed one."""

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from approvals.store.database import create, transaction
from approvals.store.ledger import Ledger, NewEvent

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
            received = {"item": "GH-03", "applicant": f"王伟“{number}”\\"}
            book.append(NewEvent("request", name, "received", "2026-03-02", "liwen", received, personal=frozenset({"applicant"})))
            book.append(NewEvent("request", name, "accepted", "2026-03-02T10:30:00", "liwen", {}, amends=2 * number + 1 if number % 7 == 0 else None))
    connection.close()
    return tmp_path / "register.db"


def verified(program: Path, register: Path) -> tuple[int, str]:
    ended = subprocess.run([sys.executable, str(program), str(register)], capture_output=True, text=True, check=False)  # noqa: S603 - our own document
    return ended.returncode, ended.stderr.strip()


def test_the_ledger_as_it_was_written_is_whole(program: Path, register: Path) -> None:
    assert verified(program, register) == (0, "")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("update event set happened_on = '2026-03-01' where sequence = 700", "broken at 700"),
        ("update event set payload = '{}' where sequence = 1", "broken at 1"),
        ("update event set actor = 'other' where sequence = 1000", "broken at 1000"),
        ("update event set amends = 3 where sequence = 999", "broken at 999"),
        ("delete from event where sequence = 500", "broken at 501"),
        ("update personal set value = '张三' where sequence = 11", "personal value of 11 is not the one received"),
    ],
)
def test_a_change_is_found_where_it_was_made(program: Path, register: Path, change: str, told: str) -> None:
    connection = sqlite3.connect(register)
    for trigger in ("event_stays", "event_is_kept"):
        connection.execute(f"drop trigger {trigger}")
    connection.execute(change)
    connection.commit()
    connection.close()
    assert verified(program, register) == (1, told)


def test_an_erased_name_leaves_the_chain_whole(program: Path, register: Path) -> None:
    connection = sqlite3.connect(register)
    connection.execute("delete from personal where sequence = 11")
    connection.commit()
    connection.close()
    assert verified(program, register) == (0, "")
