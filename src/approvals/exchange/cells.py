"""The cells of one row, read by the fields of a mapping; what is wrong with them is gathered."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from approvals.core.dates import When
from approvals.core.entry import CODES
from approvals.core.mapping import FileMapping, is_future, read_when
from approvals.core.words import masked
from approvals.errors import WrongUsage
from approvals.exchange.fault import cell, empty
from approvals.exchange.log import Cells, Layout
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.core.rules.problem import Problem

LONGEST = 1_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_UNDECODED = "\N{REPLACEMENT CHARACTER}"


class RowCells:
    """The cells of a row under the names of their fields; `problems` grows as they are read."""

    def __init__(self, mapping: FileMapping, layout: Layout, fields: Sequence[str], cells: Cells, today: date) -> None:
        """Take the cells in the order of the fields."""
        self._mapping, self._columns, self._today = mapping, layout.columns, today
        self._cells = dict(zip(fields, cells, strict=True))
        self.problems: list[Problem] = []

    def raw(self, field: str) -> str:
        """Return what stands in the cell, on one line."""
        return " ".join(self._cells.get(field, "").split())

    def text(self, field: str) -> str:
        """Return the text of a cell, where it is empty the constant of the mapping, else nothing."""
        text = self.raw(field)
        if text and (template := unfit(text)):
            self.wrong(field, template, most=LONGEST, encoding=self._mapping.encoding)
            return ""
        return text or self._mapping.values.get(field, "")

    def needed(self, field: str) -> str:
        """Return the text of a field that may not be empty."""
        before = len(self.problems)
        text = self.text(field)
        if not text and len(self.problems) == before:
            self.problems.append(empty(self.column(field)))
        return text

    def day(self, field: str) -> When | None:
        """Return the day or time of a cell, None where it is empty."""
        text = self.raw(field)
        if not text:
            return None
        try:
            return read_when(text, self._mapping.date_formats, self._mapping.zone)
        except WrongUsage as wrong:
            self.wrong(field, wrong.template, **wrong.values)
            return None

    def past(self, field: str) -> When | None:
        """Return the day or time of something that has happened."""
        when = self.day(field)
        if when and is_future(when, self._today):
            self.wrong(field, N_("what has happened does not lie in the future"))
            return None
        return when

    def wrong(self, field: str, template: str, /, **values: object) -> None:
        """Add what is wrong with a field."""
        self.problems.append(cell(self.column(field), shown(field, self.raw(field)), template, **values))

    def column(self, field: str) -> str:
        """Return the column of a field."""
        return self._columns.get(field, field)


def shown(field: str, value: str) -> str:
    """Return a value as a finding may show it: the code of a person is masked there too."""
    return masked(value) if field in CODES else value


def unfit(text: str) -> str:
    """Return why a text cannot stand in the register, a template with `most` and `encoding`; empty where it can."""
    if len(text) > LONGEST:
        return N_("the text is longer than {most} characters")
    if _UNDECODED in text:
        return N_("it holds bytes that are not written in {encoding}")
    if _CONTROL.search(text):
        return N_("it holds control characters")
    return N_("this is a formula: save the table with its values") if text.startswith("=") else ""
