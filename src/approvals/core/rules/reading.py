"""Reading a table that may be wrong anywhere: what does not fit is as good as absent, for its shape has told of it already."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from approvals.core.limits import TimeLimit, parse_limit
from approvals.errors import WrongUsage

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def blank(value: object) -> bool:
    """Tell whether nothing is written: no key, or a text of spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


def day_of(value: object) -> date | None:
    """Return a date of a file, or None where it is none."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value) if _ISO.fullmatch(value) else None
        except ValueError:
            return None
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def limit_of(value: object) -> TimeLimit | None:
    """Return a limit of a file, or None where it is none."""
    try:
        return parse_limit(value) if isinstance(value, str) else None
    except WrongUsage:
        return None


def table_of(table: object, key: str) -> Mapping[str, object]:
    """Return the table behind a key, an empty one where there is none."""
    found = table.get(key) if isinstance(table, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def tables_of(table: object, key: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Yield the tables of a list behind a key, each with its place."""
    found = table.get(key) if isinstance(table, Mapping) else None
    for place, element in enumerate(found if isinstance(found, list) else ()):
        if isinstance(element, Mapping):
            yield place, element


def text_of(table: Mapping[str, object], key: str) -> str:
    """Return the text behind a key, stripped; empty where there is none."""
    found = table.get(key)
    return found.strip() if isinstance(found, str) else ""
