"""Finding: by parts of names, numbers, notices and items, after every change of a name; and the proof of what is searched."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from approvals.core.events import Received
from approvals.desk.finding import find
from approvals.desk.register import Desk, open_register
from approvals.desk.request import receive_request
from approvals.desk.verify import verify
from approvals.errors import WrongUsage
from approvals.store import pieces
from console import run_line

DAY = date(2026, 11, 24)


@pytest.fixture
def desk(sample: Path) -> Iterator[Desk]:
    opened = open_register(sample, DAY)
    opened.actor = "liwen"
    yield opened
    opened.connection.close()


def numbers(desk: Desk, text: str, most: int = 50) -> list[str]:
    return [seen.number for seen in find(desk, text, most).requests]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("王伟", ["2026-0005"]),
        ("伟", ["2026-0005"]),
        ("云岭", ["2026-0006", "2026-0001", "2026-0015"]),
        ("云岭 书城", ["2026-0015"]),
        ("书城 云岭", ["2026-0015"]),
        ("规划 云岭", ["2026-0001"]),
        ("精密制造有限公司", ["2026-0001"]),
        ("2026-0003", ["2026-0003"]),
        ("2026-3", ["2026-0003"]),
        ("3", ["2026-0003"]),
        ("规划许可证核发", ["2026-0003", "2026-0012", "2026-0010", "2026-0011"]),
        ("伟王", []),
        ("王伟 书城", []),
        ("GH-03", ["2026-0003", "2026-0012", "2026-0010", "2026-0011"]),
        ("%", WrongUsage),
        ("  ", WrongUsage),
    ],
)
def test_what_is_typed_and_what_is_found(desk: Desk, text: str, found: list[str] | type[WrongUsage]) -> None:
    if isinstance(found, list):
        assert numbers(desk, text) == found
    else:
        with pytest.raises(WrongUsage):
            find(desk, text, 50)


def test_a_notice_is_found_by_its_number_however_its_brackets_are_typed(desk: Desk) -> None:
    (notice,) = desk.connection.execute("select json_extract(payload, '$.document') from event where type = 'stopped' limit 1").fetchone()
    assert "〔" in notice
    assert numbers(desk, notice) == numbers(desk, notice.replace("〔", "[").replace("〕", "]")) != []


def test_a_name_put_right_is_found_and_the_wrong_one_is_not(desk: Desk) -> None:
    number = receive_request(desk, Received("GH-03", "王玮"), DAY).number
    receipt = str(desk.connection.execute("select max(sequence) from event").fetchone()[0])
    assert numbers(desk, "王玮") == [number]
    assert run_line("request", "amend", number, receipt, "--applicant", "汪玮", "--reason", "写错", "--register", str(desk.root), "--as", "liwen").code == 0
    assert (numbers(desk, "王玮"), numbers(desk, "汪玮")) == ([], [number])
    assert verify(desk).broken == ()


def test_more_than_were_asked_for_is_said(desk: Desk) -> None:
    assert find(desk, "有限公司", 3).cut
    assert len(numbers(desk, "有限公司", 3)) == 3
    assert not find(desk, "王伟", 1).cut


def test_erased_names_leave_no_piece(desk: Desk) -> None:
    assert desk.connection.execute("select 1 from piece where piece = '书城'").fetchone()
    assert run_line("register", "anonymise", "--before", "2026-11-01", "--yes", "--register", str(desk.root)).code == 0
    assert numbers(desk, "书城") == []
    assert desk.connection.execute("select 1 from piece where piece = '书城'").fetchone() is None
    assert verify(desk).broken == ()


def test_a_piece_put_in_by_hand_is_found_by_the_proof_and_taken_out_by_a_rebuild(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.root / "register.db", isolation_level=None)) as connection:
        connection.execute("insert into piece values ('假名', '2026-0001')")
    assert [one.values for one in verify(desk).broken] == [{"table": "piece", "row": "假名 2026-0001"}]
    assert run_line("register", "rebuild", "--register", str(desk.root)).code == 0
    assert verify(desk).broken == ()


def test_the_pieces_of_an_older_register_are_written_by_its_migration(desk: Desk) -> None:
    before = set(desk.connection.execute("select * from piece"))
    pieces.fill(desk.connection)
    assert set(desk.connection.execute("select * from piece")) == before != set()
