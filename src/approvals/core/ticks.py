"""Ticking a list: `1-4 6`, `134`, `a` for all."""

import re

_ALL = frozenset({"a", "all", "全", "全部", "全齐"})
_NONE = frozenset({"", "0"})
_RANGE = re.compile(r"(\d+)(?:[-－—–~～至到](\d+))?")
_APART = re.compile(r"[\s,，、;；.。]+")
_ONE_KEY = 9


def ticked(text: str, count: int) -> frozenset[int] | None:
    """Return the places (from 1) that a line ticks in a list of `count`, None where it names what the list has not.

    Up to nine entries, each digit is a place of its own, so that every tick is one key.
    """
    words = text.strip().lower()
    if words in _ALL:
        return frozenset(range(1, count + 1))
    if words in _NONE:
        return frozenset()
    chosen: set[int] = set()
    for part in _APART.split(words):
        places = _places(part, count)
        if places is None or not all(1 <= place <= count for place in places):
            return None
        chosen.update(places)
    return frozenset(chosen)


def _places(part: str, count: int) -> list[int] | None:
    if not part:
        return []
    named = _RANGE.fullmatch(part)
    if not named:
        return None
    first, last = named.groups()
    if last is None:
        return [int(digit) for digit in first] if count <= _ONE_KEY else [int(first)]
    # Nobody ticks more than there is: a range that leads beyond the list is none of its places.
    return list(range(int(first), int(last) + 1)) if int(first) <= int(last) <= count else None
