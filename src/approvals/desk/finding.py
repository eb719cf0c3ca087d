"""Finding requests and items by any words: parts of an applicant's name, an item, a number, a notice."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from approvals.core.pieces import plain
from approvals.desk.listing import RequestView, view
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import finding, pieces, rules
from approvals.store import requests as store

if TYPE_CHECKING:
    from approvals.desk.register import Desk
    from approvals.store.requests import RequestRow

# What a person types for the brackets of a document's number.
_BRACKETS = str.maketrans("[]［］【】()（）", "〔〕〔〕〔〕〔〕〔〕")
_SHORT = r"(\d{4})-(\d{1,3})"
_PLACE = r"\d{1,6}"
_MANY = 20


class FoundItem(NamedTuple):
    """An item whose name or code was asked for, with how many open requests it has."""

    code: str
    name: str
    department: str
    open: int


class Found(NamedTuple):
    """What was found; `cut` tells that there are more requests than were asked for."""

    requests: list[RequestView]
    items: list[FoundItem]
    cut: bool


def find(desk: "Desk", text: str, most: int) -> Found:
    """Return the requests in which every word is found, open ones first, the most urgent first, and the items whose names hold all of it."""
    words = text.split()
    if not any(map(plain, words)):
        raise WrongUsage(N_("Write a part of a name, an item, a number or a notice: `approvals find 王伟`."))
    items = _items(desk, words)
    # Where several words are asked for, many requests of one may lack another.
    found = {word: frozenset(_numbers(desk, word, most + 1 if len(words) == 1 else most * _MANY)) for word in words}
    numbers = {number for of_word in found.values() for number in of_word} | set(finding.of_items(desk.connection, (item.code for item in items), most + 1))
    rows = [row for number in numbers if (row := store.find(desk.connection, number)) and all(number in found[word] or _told(row, word) for word in words)]
    rows.sort(key=lambda row: (-row.open, row.due_on is None, row.due_on or "", row.number))
    return Found([view(desk, row, desk.today) for row in rows[:most]], items, len(rows) > most)


def _items(desk: "Desk", words: Sequence[str]) -> list[FoundItem]:
    connection, wanted = desk.connection, [plain(word) for word in words]
    if all(map(str.isdecimal, wanted)):
        return []
    held = [row for row in rules.items(connection, desk.today) if all(word in plain(row.code + row.name) for word in wanted)]
    return [FoundItem(row.code, row.name, row.department, finding.open_of_item(connection, row.code)) for row in held]


def _numbers(desk: "Desk", word: str, most: int) -> Iterable[str]:
    yield from _by_number(desk, word, most)
    yield from pieces.numbers(desk.connection, word, most)


def _by_number(desk: "Desk", word: str, most: int) -> list[str]:
    short, place = re.fullmatch(_SHORT, word), re.fullmatch(_PLACE, word)
    if place:
        return [*finding.places(desk.connection, int(word)), *finding.beginning(desk.connection, word, most)]
    text = f"{short[1]}-{int(short[2]):04}" if short else word.translate(_BRACKETS)
    return finding.beginning(desk.connection, text, most)


def _told(row: "RequestRow", word: str) -> bool:
    return plain(word) in plain(f"{row.applicant}\n{row.item}\n{row.item_name}\n{row.department}\n{row.department_name}")
