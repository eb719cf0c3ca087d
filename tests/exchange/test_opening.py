"""Tables in whatever file they come: the same rows from CSV in two encodings, a workbook and JSON Lines; what is none says so."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from approvals.exchange.fault import Fault
from approvals.exchange.opening import Rows, open_table
from approvals.exchange.table import Row
from approvals.language import say

ROWS = [["编号", "申请人", "收件日期"], ["甲-1", "云岭科技有限公司", "2026-03-02"], ["甲-2", "", "2026-03-03 10:30:00"]]


def content(table: Rows) -> list[object]:
    return [say(*row.problem.said()) if isinstance(row, Fault) else (row.line, list(row.cells)) for row in table.rows()]


def same(path: Path, encoding: str = "utf-8") -> None:
    table = open_table(path, encoding, ",")
    assert table.heading == tuple(ROWS[0])
    assert [list(row.cells) for row in table.rows() if isinstance(row, Row)] == ROWS[1:]
    assert content(table) == content(table)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_csv_says_by_its_bytes_how_it_is_written(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "t.csv").write_text("\n".join(map(",".join, ROWS)), encoding=encoding)
    same(tmp_path / "t.csv")


def test_utf_16_is_said_and_read_once_the_mapping_says_so(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("\n".join(map(",".join, ROWS)), encoding="utf-16")
    unread = open_table(tmp_path / "t.csv", "utf-8", ",").unreadable
    assert unread
    assert 'encoding = "utf-16"' in say(*unread.said())
    same(tmp_path / "t.csv", "utf-16")


def test_a_foreign_line_does_not_turn_a_whole_file(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("编号\n甲\n".encode() + "乙丙\n".encode("gb18030"))
    table = open_table(tmp_path / "t.csv", "utf-8", ",")
    assert table.heading == ("编号",)
    assert "\N{REPLACEMENT CHARACTER}" in str(content(table)[1])


@pytest.mark.parametrize("name", ["t.xlsx", "t.csv"])
def test_a_workbook_is_known_by_how_it_begins(tmp_path: Path, name: str) -> None:
    book = Workbook()
    for row in (ROWS[0], ["甲-1", "云岭科技有限公司", date(2026, 3, 2)], [], ["甲-2", None, datetime(2026, 3, 3, 10, 30)]):  # noqa: DTZ001 - local time
        book.worksheets[0].append(row)
    book.save(tmp_path / "t.xlsx")
    (tmp_path / "t.xlsx").rename(tmp_path / name)
    same(tmp_path / name)


def test_cells_of_a_workbook_without_a_column(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["a", "b"], [1, 2.0], [1, 2, 3], [True, 2.5]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "t.xlsx")
    assert content(open_table(tmp_path / "t.xlsx", "utf-8", ",")) == [
        (2, ["1", "2"]),
        "the row has 3 cells, the heading 2",
        (4, ["True", "2.5"]),
    ]


@pytest.mark.parametrize("start", [b"PK\x03\x04 and then nothing", b"\xd0\xcf\x11\xe0 of 1997"])
def test_a_workbook_that_is_none_says_how_to_save_it(tmp_path: Path, start: bytes) -> None:
    (tmp_path / "t.xlsx").write_bytes(start)
    table = open_table(tmp_path / "t.xlsx", "utf-8", ",")
    assert table.unreadable
    assert "XLSX" in say(*table.unreadable.said())
    assert content(table) == []


def test_json_lines(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text(
        '{"编号": "甲-1", "件数": 2}\n\n[1]\nno\n{"编号": {"a": 1}}\n{"编号": "甲-2", "加急": true, "件数": null}\n', encoding="utf-8"
    )
    table = open_table(tmp_path / "t.jsonl", "utf-8", ",")
    assert table.heading == ("编号", "件数", "加急")
    assert content(table) == [
        (1, ["甲-1", "2", ""]),
        "this line is no object that names its columns",
        "this line is no JSON: see column 1",
        'column “编号”: a cell holds one value, no list and no object (value “{"a": 1}”)',
        (6, ["甲-2", "", "true"]),
    ]
