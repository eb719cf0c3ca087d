"""The rows that could not be taken, as a file of the same kind: a column in front says why, the rest stands as it was written."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO, StringIO
from itertools import chain

from approvals.exchange.json_lines import JsonLines
from approvals.exchange.opening import Rows
from approvals.exchange.table import Row, Sheet
from approvals.exchange.workbook import Workbook


def refused(table: Rows, reasons: Mapping[int, str], title: str) -> bytes:
    """Return the rows of a table that have a reason, by their line; a column of that title from an earlier time is replaced.

    CSV keeps its encoding, its delimiter and every byte of a row; what no parser could read stands there as it was found.
    """
    if isinstance(table, Sheet):
        return table.encoded(_csv_rows(table, reasons, title))
    if isinstance(table, JsonLines):
        return table.encoded(_json_rows(table, reasons, title))
    return _workbook(table, reasons, title) if isinstance(table, Workbook) else b""


def _csv_rows(table: Sheet, reasons: Mapping[int, str], title: str) -> Iterator[str]:
    again = table.heading[:1] == (title,)
    written = ((line, text.rstrip("\r\n")) for line, text in table.raw() if text.strip())
    heading = next(written, (1, ""))
    for line, text in chain([heading], written):
        reason = title if line == heading[0] else reasons.get(line)
        if reason is not None:
            rest = _without_first(text, table.delimiter) if again else text
            yield f"{_cell(reason, table.delimiter)}{table.delimiter}{rest}\r\n"


def _cell(text: str, delimiter: str) -> str:
    held = StringIO()
    csv.writer(held, delimiter=delimiter, lineterminator="").writerow([text, ""])
    return held.getvalue()[: -len(delimiter)]


def _without_first(text: str, delimiter: str) -> str:
    """Return a row without its first cell; one that cannot be read is left whole."""
    try:
        (cells,) = csv.reader([text], delimiter=delimiter, strict=True)
    except (csv.Error, ValueError):
        return text
    held = StringIO()
    csv.writer(held, delimiter=delimiter, lineterminator="").writerow(cells[1:])
    return held.getvalue()


def _json_rows(table: JsonLines, reasons: Mapping[int, str], title: str) -> Iterator[str]:
    for line, text in table.raw():
        if line in reasons:
            try:
                found = json.loads(text)
            except (ValueError, RecursionError):
                found = None
            told = {name: value for name, value in found.items() if name != title} if isinstance(found, dict) else {"": text.strip()}
            yield f"{json.dumps({title: reasons[line], **told}, ensure_ascii=False)}\n"


def _workbook(table: Workbook, reasons: Mapping[int, str], title: str) -> bytes:
    from openpyxl import Workbook as Book  # noqa: PLC0415 - half a second, paid by workbooks alone

    start = int(table.heading[:1] == (title,))
    book = Book(write_only=True)
    page = book.create_sheet()
    page.freeze_panes = "B2"
    page.column_dimensions["A"].width = 60
    page.append([title, *table.heading[start:]])
    for row in _taken(table.rows(), reasons):
        page.append([_text(page, reasons[row.line]), *(_text(page, cell) for cell in row.cells[start:])])
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _taken(rows: Iterable[object], reasons: Mapping[int, str]) -> Iterator[Row]:
    return (row for row in rows if isinstance(row, Row) and row.line in reasons)


def _text(page: object, text: str) -> object:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - see above

    cell = WriteOnlyCell(page, text[:32_767])
    # A text stays a text, also one that begins like a formula.
    cell.data_type = "s"
    return cell
