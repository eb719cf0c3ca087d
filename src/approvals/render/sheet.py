"""Tables as files for a spreadsheet: CSV that runs no formula, and workbooks with typed cells."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from approvals.core.words import defused
from approvals.record import NamedTuple
from approvals.render.table import Column, Kind
from approvals.render.text import clean, width

_WHOLE = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,15}\.[0-9]{1,15}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
_WIDEST = 60
_LONGEST = 32_767
"""The characters that a cell of a workbook holds."""

Value = str | int | float | date


class Sheet(NamedTuple):
    """A table whose titles and texts are in the reader's language."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]


def typed(text: str, kind: str) -> Value:
    """Return what a cell holds: a number in a column of numbers, a day in a column of days, else the text on one line."""
    if kind == Kind.NUMBER and _WHOLE.fullmatch(text):
        return int(text)
    if kind == Kind.NUMBER and _DECIMAL.fullmatch(text):
        return float(text)
    if kind == Kind.DATE and _DAY.fullmatch(text):
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    return clean(text)


def csv_lines(sheets: Iterable[Sheet]) -> Iterator[str]:
    """Yield the lines of tables as CSV, a blank line between two; a text that a spreadsheet would take for a formula begins with an apostrophe."""
    held = StringIO()
    writer = csv.writer(held)
    for place, sheet in enumerate(sheets):
        if place:
            yield "\r\n"
        for row in ([column.title for column in sheet.columns], *sheet.rows):
            writer.writerow([_defused(value) for value in row])
            yield held.getvalue()
            held.seek(0)
            held.truncate()


def _defused(value: Value) -> str:
    if isinstance(value, str):
        return defused(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook with a sheet for each table: heading frozen and filtered, columns as wide as their text."""
    from openpyxl import Workbook  # noqa: PLC0415 - half a second, paid by workbooks alone

    book = Workbook(write_only=True)
    for sheet in sheets or [Sheet((), ())]:
        _write(book.create_sheet(), sheet)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _write(page: Any, sheet: Sheet) -> None:  # noqa: ANN401 - openpyxl has no types
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    if not sheet.columns:
        return
    page.freeze_panes = "A2"
    for place, column in enumerate(sheet.columns):
        widest = max([width(column.title), *(width(_defused(row[place])) for row in sheet.rows)])
        page.column_dimensions[get_column_letter(place + 1)].width = min(widest, _WIDEST) + 2
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    heading = [_cell(page, column.title) for column in sheet.columns]
    for cell in heading:
        cell.font = Font(bold=True)
    page.append(heading)
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])


def _cell(page: Any, value: Value) -> Any:  # noqa: ANN401 - see above
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    if not isinstance(value, str):
        cell = WriteOnlyCell(page, value)
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd hh:mm" if isinstance(value, datetime) else "yyyy-mm-dd"
        return cell
    cell = WriteOnlyCell(page, value[:_LONGEST])
    # A text stays a text, also one that begins like a formula.
    cell.data_type = "s"
    return cell
