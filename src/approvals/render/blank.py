"""A workbook to fill: drop-downs and dates in its columns, a sheet of explanations, a sheet of items."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from approvals.core.blank import FIELDS, ITEM, ITEMS, NOTES, RULES, SHEET, Field

_ROWS = 2_000
"""How many rows are made ready; more can be filled, without help."""
_EARLIEST = date(2007, 1, 1)
_WIDE = 90


def blank(items: Sequence[tuple[str, str, str]], command: str) -> bytes:
    """Return the workbook for items, each as (code, name, department); `command` is what imports it."""
    from openpyxl import Workbook  # noqa: PLC0415 - half a second, paid by workbooks alone

    book = Workbook()
    _fill(book.active, items)
    _explain(book.create_sheet(NOTES), command)
    _list(book.create_sheet(ITEMS), items)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _fill(page: Any, items: Sequence[tuple[str, str, str]]) -> None:  # noqa: ANN401 - openpyxl has no types
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    page.title = SHEET
    page.freeze_panes = "B2"
    for place, field in enumerate(FIELDS, 1):
        _head(page.cell(1, place, field.title), needed=field.needed)
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = field.width
        if field.day:
            page.column_dimensions[letter].number_format = "yyyy-mm-dd"
        if validation := _validation(field, len(items)):
            page.add_data_validation(validation)
            validation.add(f"{letter}2:{letter}{_ROWS}")


def _head(cell: Any, *, needed: bool) -> None:  # noqa: ANN401 - see above
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415

    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="FFE8B0" if needed else "E4E9F0")


def _validation(field: Field, items: int) -> Any:  # noqa: ANN401 - see above
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    if field.title == ITEM:
        # A list in the cell itself holds 255 characters; one on a sheet as many items as there are.
        found = DataValidation(type="list", formula1=f"'{ITEMS}'!$A$2:$A${items + 1}", allow_blank=True)
    elif field.words:
        found = DataValidation(type="list", formula1=f'"{",".join(field.words)}"', allow_blank=True)
    elif field.day:
        found = DataValidation(type="date", operator="greaterThanOrEqual", formula1=f"DATE({_EARLIEST.year},1,1)", allow_blank=True)
    else:
        return None
    found.errorTitle, found.error = field.title, field.note
    found.promptTitle, found.prompt = field.title, field.note
    found.showErrorMessage = found.showInputMessage = True
    return found


def _explain(page: Any, command: str) -> None:  # noqa: ANN401 - see above
    from openpyxl.styles import Alignment  # noqa: PLC0415

    page.column_dimensions["A"].width, page.column_dimensions["B"].width, page.column_dimensions["C"].width = 16, 8, _WIDE
    for place, title in enumerate(("列", "必填", "填写说明"), 1):
        _head(page.cell(1, place, title), needed=False)
    for field in FIELDS:
        choice = f"可选：{'、'.join(field.words)}。" if field.words else ""
        page.append([field.title, "是" if field.needed else "", f"{field.note}{choice}"])
    page.append([])
    for rule in (*RULES, f"填好后导入：{command}"):
        page.append(["", "", rule])
    for (cell,) in page.iter_rows(min_col=3, max_col=3):
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _list(page: Any, items: Sequence[tuple[str, str, str]]) -> None:  # noqa: ANN401 - see above
    page.column_dimensions["A"].width, page.column_dimensions["B"].width, page.column_dimensions["C"].width = 12, 50, 30
    page.freeze_panes = "A2"
    for place, title in enumerate((ITEM, "事项名称", "部门"), 1):
        _head(page.cell(1, place, title), needed=False)
    for item in items:
        page.append(list(item))
