"""Tables as files: nothing runs as a formula, days and numbers are typed."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from approvals.render.sheet import Sheet, Value, csv_lines, typed, workbook
from approvals.render.table import Column, Kind

COLUMNS = (Column("编号"), Column("申请人"), Column("剩余天数", Kind.NUMBER), Column("到期", Kind.DATE))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("-263", Kind.NUMBER, -263),
        ("+2", Kind.NUMBER, 2),
        ("007", Kind.NUMBER, "007"),
        ("—", Kind.NUMBER, "—"),
        ("2026-03-30", Kind.DATE, date(2026, 3, 30)),
        ("2026-03-30T10:30", Kind.DATE, datetime(2026, 3, 30, 10, 30)),  # noqa: DTZ001 - local time
        ("2026-03-30?", Kind.DATE, "2026-03-30?"),
        ("2026-03-30", Kind.TEXT, "2026-03-30"),
        ("两\n行\x07", Kind.TEXT, "两 行 "),
    ],
)
def test_a_cell_has_the_type_of_its_column(text: str, kind: Kind, value: Value) -> None:
    assert typed(text, kind) == value


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-1+1", "@SUM(A1)", " =1", "\t=1"])
def test_a_text_that_begins_like_a_formula_is_defused(text: str) -> None:
    written = "".join(csv_lines([Sheet((Column("申请人"),), [(text,)])]))
    assert written == f"申请人\r\n'{text}\r\n"


def test_numbers_and_days_are_written_as_they_are() -> None:
    written = "".join(csv_lines([Sheet(COLUMNS, [("1", '云岭，"科技"', -3, date(2026, 3, 30))])]))
    assert written.splitlines()[1] == '1,"云岭，""科技""",-3,2026-03-30'


def test_two_tables_stand_apart() -> None:
    one = Sheet((Column("A"),), [("1",)])
    assert "".join(csv_lines([one, one])) == "A\r\n1\r\n\r\nA\r\n1\r\n"


def test_a_workbook_has_typed_cells_a_frozen_heading_and_room_for_chinese() -> None:
    book = load_workbook(BytesIO(workbook([Sheet(COLUMNS, [("=1+1", "云岭科技有限公司", -3, date(2026, 3, 30))])])))
    page = book.worksheets[0]
    assert [cell.value for cell in page[1]] == ["编号", "申请人", "剩余天数", "到期"]
    assert [(cell.value, cell.data_type) for cell in page[2]] == [("=1+1", "s"), ("云岭科技有限公司", "s"), (-3, "n"), (datetime(2026, 3, 30), "d")]  # noqa: DTZ001
    assert page.freeze_panes == "A2"
    assert page.column_dimensions["B"].width == 18


def test_a_workbook_without_tables_can_be_opened() -> None:
    assert load_workbook(BytesIO(workbook([]))).worksheets[0].max_row == 1
