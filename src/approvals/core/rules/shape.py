"""Shapes: what keys a table has and what may stand behind each. Shapes are data; every departure is a Problem.

A shape never stops at the first problem; the rules that come after it read only what fits (`approvals.core.rules.reading`).
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from approvals.core.limits import Unit, parse_limit
from approvals.core.rules.problem import Path, Problem, error
from approvals.core.rules.reading import blank, day_of
from approvals.errors import WrongUsage
from approvals.language import N_

SHAPE_RULES = ("unknown-key", "missing-key", "wrong-type", "unknown-value", "limit", "date", "form", "range")


class Shape(Protocol):
    """What may stand behind a key."""

    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        """Yield what is wrong with the value found at the path."""


class Text:
    """A text; a whole number too where people write one without quotation marks (`article = 40`)."""

    def __init__(self, *, number: bool = False) -> None:
        """Take whether a whole number will do."""
        self.number = number

    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        """Yield a problem unless the value is a text."""
        if not isinstance(value, str) and not (self.number and type(value) is int):
            yield error(path, "wrong-type", N_("Write “{key}” as a text in quotation marks."), key=_key(path))


class Form:
    """A text of one form; the sentence says which."""

    def __init__(self, form: str, template: str) -> None:
        """Take a regular expression and a sentence with the fields `value` and `key`."""
        self.form = re.compile(form)
        self.template = template

    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        """Yield a problem unless the value has the form."""
        if not isinstance(value, str):
            yield from TEXT.problems(value, path)
        elif not self.form.fullmatch(value):
            yield error(path, "form", self.template, value=value, key=_key(path))


class Flag:
    """A truth value."""

    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        """Yield a problem unless the value is true or false."""
        if not isinstance(value, bool):
            yield error(path, "wrong-type", N_("Write “{key}” as true or false, without quotation marks."), key=_key(path))


class Whole:
    """A whole number within bounds, both included."""

    def __init__(self, least: int, most: int) -> None:
        """Take the bounds."""
        self.least, self.most = least, most

    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        """Yield a problem unless the value is a whole number within the bounds."""
        if type(value) is not int:
            yield error(path, "wrong-type", N_("Write “{key}” as a whole number, without quotation marks."), key=_key(path))
        elif not self.least <= value <= self.most:
            yield error(path, "range", N_("“{key}” has to be from {least} to {most}."), key=_key(path), least=self.least, most=self.most)


class Day:
    """A date, as TOML has it or as an ISO text."""

    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        """Yield a problem unless the value is a date without a time."""
        if day_of(value) is None:
            yield error(path, "date", N_("“{value}” is no date: write “{key}” like 2026-11-23."), value=str(value), key=_key(path))


class Amount:
    """A time limit as people write it."""

    def __init__(self, *, working_days: bool = False) -> None:
        """Take whether only working days will do."""
        self.working_days = working_days

    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        """Yield a problem unless the value reads as a limit, in working days where only they will do."""
        if not isinstance(value, str):
            yield from TEXT.problems(value, path)
            return
        try:
            limit = parse_limit(value)
        except WrongUsage as refusal:
            yield error(path, "limit", refusal.template, **refusal.values)
            return
        if self.working_days and limit.amount and limit.unit is not Unit.WORKING_DAYS:
            yield error(path, "limit", N_("Write “{key}” in working days, like 2 工作日."), key=_key(path))


class Choice:
    """One of the given words; `also` are read too, but not offered."""

    def __init__(self, words: Collection[str], also: Collection[str] = ()) -> None:
        """Take the words people are to write, and the others that are understood."""
        self.words = tuple(words)
        self.read = frozenset((*words, *also))

    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        """Yield a problem unless the value is one of the words."""
        if not isinstance(value, str):
            yield from TEXT.problems(value, path)
        elif value not in self.read:
            template = N_("“{value}” is no value of “{key}”: write one of {words}.")
            yield error(path, "unknown-value", template, value=value, key=_key(path), words=self.words)


_LIST = N_("Write “{key}” as a list in square brackets.")
_TABLES = N_("Write “{key}” under a header in double square brackets, one for each.")


class Each:
    """A list whose every element has one shape."""

    def __init__(self, shape: Shape) -> None:
        """Take the shape of the elements."""
        self.shape = shape
        self.sentence = _TABLES if isinstance(shape, Fields) else _LIST

    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        """Yield the problems of every element."""
        if not isinstance(value, list):
            yield error(path, "wrong-type", self.sentence, key=_key(path))
            return
        for place, element in enumerate(value):
            yield from self.shape.problems(element, (*path, place))


class Entries:
    """A table whose keys are free and whose every value has one shape."""

    def __init__(self, shape: Shape) -> None:
        """Take the shape of the values."""
        self.shape = shape

    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        """Yield the problems of every value."""
        if not isinstance(value, Mapping):
            yield _no_table(path)
            return
        for key, entry in value.items():
            yield from self.shape.problems(entry, (*path, key))


class Fields:
    """A table: the shape behind each key, and the keys that must be there."""

    def __init__(self, keys: Mapping[str, Shape], needed: Collection[str] = ()) -> None:
        """Take the shapes by key; a needed text must not be blank either."""
        self.keys, self.needed = keys, tuple(needed)

    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        """Yield unknown keys, missing ones, and the problems of every value."""
        if not isinstance(value, Mapping):
            yield _no_table(path)
            return
        missing = [key for key in self.needed if blank(value.get(key))]
        for key in missing:
            yield error((*path, key), "missing-key", N_("“{key}” is missing: write it."), key=key)
        for key, entry in value.items():
            if shape := self.keys.get(key):
                yield from () if key in missing else shape.problems(entry, (*path, key))
            else:
                yield self._unknown(key, (*path, key))

    def _unknown(self, key: str, path: Path) -> Problem:
        from difflib import get_close_matches  # noqa: PLC0415 - only a wrong file pays for it

        if near := get_close_matches(key, self.keys, 1):
            return error(path, "unknown-key", N_("“{key}” is no key here: did you mean “{near}”?"), key=key, near=near[0])
        return error(path, "unknown-key", N_("“{key}” is no key here: the keys are {keys}."), key=key, keys=tuple(self.keys))


CODE = Form(r"[\w.-]{1,64}", N_("“{value}” cannot be typed as a word: write “{key}” in letters, digits, hyphens and dots, without spaces."))
TEXT, NUMBER_OR_TEXT, FLAG, DAY, LIMIT = Text(), Text(number=True), Flag(), Day(), Amount()


def _no_table(path: Path) -> Problem:
    return error(path, "wrong-type", N_("Write “{key}” as a table, in braces or under a header of its own."), key=_key(path))


def _key(path: Path) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")
