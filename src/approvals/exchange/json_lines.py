"""A table as JSON Lines: an object a line, its keys are the columns."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from approvals.core.rules.problem import Problem, error
from approvals.exchange.fault import Fault, cell
from approvals.exchange.table import Row
from approvals.language import N_


class JsonLines:
    """A file of JSON Lines; opened for each reading, so that it may be read more than once."""

    def __init__(self, path: Path, encoding: str) -> None:
        """Take the file and gather its columns, in the order in which they first come."""
        self._path, self._encoding = path, encoding
        self.unreadable: Problem | None = None
        self.heading = tuple(dict.fromkeys(key for _, found in self._objects() if isinstance(found, dict) for key in found))

    def rows(self) -> Iterator[Row | Fault]:
        """Yield the objects as rows; a key that an object does not have is an empty cell."""
        for line, found in self._objects():
            if isinstance(found, Problem):
                yield Fault(line, found)
            elif nested := next((key for key, value in found.items() if isinstance(value, (dict, list))), None):
                yield Fault(line, cell(nested, json.dumps(found[nested], ensure_ascii=False), N_("a cell holds one value, no list and no object")))
            else:
                yield Row(line, [_text(found.get(key)) for key in self.heading])

    def raw(self) -> Iterator[tuple[int, str]]:
        """Yield each line as it is written."""
        with self._path.open(encoding=self._encoding, errors="surrogateescape") as stream:
            yield from enumerate(stream, 1)

    def encoded(self, rows: Iterable[str]) -> bytes:
        """Return lines as the file is written."""
        return "".join(rows).encode("utf-8" if self._encoding == "utf-8-sig" else self._encoding, "surrogateescape")

    def _objects(self) -> Iterator[tuple[int, dict[str, Any] | Problem]]:
        with self._path.open(encoding=self._encoding, errors="replace") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield number, _object(line)


def _object(line: str) -> dict[str, Any] | Problem:
    try:
        found = json.loads(line)
    except json.JSONDecodeError as wrong:
        return error((), "json", N_("this line is no JSON: see column {column}"), column=wrong.colno)
    except (ValueError, RecursionError):
        return error((), "json", N_("this line is no JSON that can be read"))
    return found if isinstance(found, dict) else error((), "json", N_("this line is no object that names its columns"))


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value)
