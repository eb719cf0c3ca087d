"""Other people's tables, whatever kind of file they come in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from approvals.core.rules.problem import Problem, error
from approvals.exchange.encoding import encoding_of, undeclared
from approvals.exchange.fault import Fault
from approvals.exchange.table import Row, Sheet
from approvals.exchange.workbook import OLE, ZIP, Workbook
from approvals.language import N_

_JSON = frozenset({".jsonl", ".ndjson"})


class Rows(Protocol):
    """A table: its heading, its rows as often as they are asked for, and why it cannot be read at all."""

    heading: tuple[str, ...]
    unreadable: Problem | None

    def rows(self) -> Iterator[Row | Fault]:
        """Yield the rows below the heading."""


class _Unreadable:
    def __init__(self, problem: Problem) -> None:
        self.heading: tuple[str, ...] = ()
        self.unreadable: Problem | None = problem

    def rows(self) -> Iterator[Row | Fault]:
        return iter(())


def open_table(path: Path, encoding: str, delimiter: str) -> Rows:
    """Open a workbook by how it begins, JSON Lines by the ending of the name, anything else as CSV."""
    with path.open("rb") as stream:
        start = stream.read(4)
    if start == OLE:
        return _Unreadable(error((), "workbook", N_("this is a workbook of the older kind (XLS): save it as XLSX, or as CSV in UTF-8")))
    if start == ZIP:
        return Workbook(path)
    if wrong := undeclared(path, encoding):
        return _Unreadable(wrong)
    found = encoding_of(path, encoding)
    if path.suffix.lower() in _JSON:
        from approvals.exchange.json_lines import JsonLines  # noqa: PLC0415 - most tables are CSV

        return JsonLines(path, found)
    return Sheet(path, found, delimiter)
