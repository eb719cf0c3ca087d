"""JSON as programs are promised it: a bare array for a list, an object for one thing, dates in ISO form, enumerations by their English value."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

_ALIKE = {str, bool, int, float}


def moment(value: date) -> str:
    """Return a day, or a day with its time, in ISO form; seconds only where there are any."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    return value.isoformat()


def text(value: object, *, ascii_only: bool = False) -> Iterator[str]:
    """Yield the lines of a value's JSON: a list one element a line, so that a long one is never held as one text; anything else on one line.

    Named tuples are objects. `ascii_only` escapes every other character, for outputs that cannot hold them.
    """
    encode = json.JSONEncoder(ensure_ascii=ascii_only, allow_nan=False).encode
    if isinstance(value, (str, Mapping)) or hasattr(value, "_fields") or not isinstance(value, Iterable):
        yield encode(_plain(value))
        return
    held = "["
    for element in value:
        yield held
        held = f"{encode(_plain(element))},"
    yield "[]" if held == "[" else held[:-1]
    if held != "[":
        yield "]"


def lines(values: Iterable[object], *, ascii_only: bool = False) -> Iterator[str]:
    """Yield the JSON of each value as a line with its end."""
    encode = json.JSONEncoder(ensure_ascii=ascii_only, allow_nan=False).encode
    for value in values:
        yield f"{encode(_plain(value))}\n"


def _plain(value: object) -> object:
    """Return a value in the types that JSON has."""
    if value is None or type(value) in _ALIKE:
        return value
    if hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(part) for part in value]
    return moment(value) if isinstance(value, date) else str(value)
