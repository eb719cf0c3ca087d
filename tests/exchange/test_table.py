"""Tables as people send them: what is a row, on which line it begins, and how reading goes on behind a broken one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.exchange.fault import Fault
from approvals.exchange.table import Row, Sheet
from approvals.language import say

QUOTATION = "the quotation marks of this row are not in order: close each one, and double those that stand inside a text"


def read(folder: Path, text: str, delimiter: str = ",") -> list[tuple[int, object]]:
    (folder / "t.csv").write_text(text, encoding="utf-8", newline="")
    sheet = Sheet(folder / "t.csv", "utf-8", delimiter)
    return [(row.line, list(row.cells)) if isinstance(row, Row) else (row.row, say(*row.problem.said())) for row in sheet.rows()]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n1,2\n", [(2, ["1", "2"])]),
        ("\n\na,b\n1,2", [(4, ["1", "2"])]),
        ("a,b\n\n , \n1,2\n", [(4, ["1", "2"])]),
        ('a,b\n"1\n2",3\n4,5\n', [(2, ["1\n2", "3"]), (4, ["4", "5"])]),
        ('a,b\n"say ""yes""",2\n', [(2, ['say "yes"', "2"])]),
        ('a,b\n1,an inch is 1"\n', [(2, ["1", 'an inch is 1"'])]),
        ("a,b\n1\n2,3\n", [(2, "the row has 1 cells, the heading 2"), (3, ["2", "3"])]),
        ('a,b\n1,"2\n3,4\n5,6\n', [(2, QUOTATION), (3, ["3", "4"]), (4, ["5", "6"])]),
        ('a,b\n1,"2\n3,"4"\n5,6\n', [(2, QUOTATION), (3, ["3", "4"]), (4, ["5", "6"])]),
        ('a,b\n1,"2"x\n3,4\n', [(2, QUOTATION), (3, ["3", "4"])]),
        ('a,b\n1,"2\n3\n4"\n5,6\n', [(2, ["1", "2\n3\n4"]), (5, ["5", "6"])]),
        ('a,b\n1,"2\n3,4",5\n6,7\n', [(2, QUOTATION), (3, "the row has 3 cells, the heading 2"), (4, ["6", "7"])]),
    ],
)
def test_rows_by_the_line_on_which_they_begin(tmp_path: Path, text: str, rows: list[tuple[int, object]]) -> None:
    assert read(tmp_path, text) == rows


def test_a_file_that_is_not_written_as_the_mapping_says(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"a,b\n1,2\n")
    problem = Sheet(tmp_path / "t.csv", "utf-16", ",").unreadable
    assert problem
    assert say(*problem.said()) == "the file is not written in utf-16: correct encoding in the mapping"


def test_an_unclosed_mark_costs_one_row_of_a_long_table(tmp_path: Path) -> None:
    rows = read(tmp_path, 'a,b\n1,"2\n' + "3,4\n" * 3_000)
    assert (rows[0], len(rows)) == ((2, QUOTATION), 3_001)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_columns_are_separated_as_the_mapping_says(tmp_path: Path, delimiter: str) -> None:
    assert read(tmp_path, delimiter.join("ab") + "\n" + delimiter.join("12"), delimiter) == [(2, ["1", "2"])]


@given(
    content=st.binary(max_size=200) | st.text(alphabet='a,"\n\r\0é', max_size=60).map(str.encode),
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16", "big5"]),
)
def test_any_bytes_at_all_are_rows_or_faults(tmp_path_factory: pytest.TempPathFactory, content: bytes, encoding: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_bytes(content)
    sheet = Sheet(file, encoding, ",")
    for row in sheet.rows():
        assert isinstance(row, Fault) or len(row.cells) == len(sheet.heading)
