"""The national tables as files: one for each table, in a folder that takes its place when all of them are whole."""

import csv
import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Self, TextIO

from approvals.core.national.tables import TABLES, Flaw, Row, Table
from approvals.core.words import defused
from approvals.language import spoken


class TableForm(StrEnum):
    """How the tables are written."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


REJECTS = "rejects.csv"
_WIDTH = 22


class _Text:
    """A table as text; in CSV what a spreadsheet would take for a formula begins with an apostrophe, and the mark says that it is UTF-8."""

    def __init__(self, path: Path, table: Table) -> None:
        marked = path.suffix == ".csv"
        self._stream: TextIO = path.open("w", encoding="utf-8-sig" if marked else "utf-8", newline="")
        self._columns = table.columns
        self._csv = csv.writer(self._stream) if marked else None
        if self._csv:
            self._csv.writerow(self._columns)

    def add(self, row: Row) -> None:
        values = [row.get(column, "") for column in self._columns]
        if self._csv:
            self._csv.writerow([defused(value) for value in values])
        else:
            self._stream.write(f"{json.dumps(dict(zip(self._columns, values, strict=True)), ensure_ascii=False)}\n")

    def close(self) -> None:
        self._stream.close()


class _Book:
    """A table as a workbook; every cell is a text, for codes begin with zeros."""

    def __init__(self, path: Path, table: Table) -> None:
        from openpyxl import Workbook  # noqa: PLC0415 - half a second, paid by workbooks alone
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        self._path, self._columns = path, table.columns
        self._book = Workbook(write_only=True)
        self._page: Any = self._book.create_sheet(table.name)
        self._page.freeze_panes = "A2"
        for place in range(len(self._columns)):
            self._page.column_dimensions[get_column_letter(place + 1)].width = _WIDTH
        self.add({column: column for column in self._columns})

    def add(self, row: Row) -> None:
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - see above

        cells = [WriteOnlyCell(self._page, row.get(column, "")) for column in self._columns]
        for cell in cells:
            cell.data_type = "s"
        self._page.append(cells)

    def close(self) -> None:
        self._book.save(self._path)


class Folder:
    """The tables on their way into a folder."""

    def __init__(self, folder: Path, form: TableForm) -> None:
        """Begin each table with its heading."""
        self.form = form
        make = _Book if form is TableForm.XLSX else _Text
        self._files: Mapping[str, _Book | _Text] = {table.name: make(folder / f"{table.name}.{form}", table) for table in TABLES}
        self.counts = dict.fromkeys(self._files, 0)

    def add(self, rows: Sequence[tuple[Table, Row]]) -> None:
        """Write rows, each into its table."""
        for table, row in rows:
            self._files[table.name].add(row)
            self.counts[table.name] += 1

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_raised: object) -> None:
        """End every table."""
        for file in self._files.values():
            file.close()


def write_rejects(path: Path, flaws: Sequence[Flaw], titles: Sequence[str]) -> None:
    """Write what could not be uploaded, a line for each reason."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(titles)
        writer.writerows([defused(flaw.number), flaw.table, flaw.field, spoken(flaw.sentence)] for flaw in flaws)
