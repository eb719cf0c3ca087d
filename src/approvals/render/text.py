"""Text measured in the columns of a terminal, where a Chinese character takes two."""

import re
from collections.abc import Iterator, Sequence

_TWO_COLUMNS = "WF"
_OPENING, _CLOSING = "（《“「【〔", "，。、；：！？）》”」】〕…"
_WIDE = "\u2e80-\u303f\u3041-\u9fff\uf900-\ufaff\uff00-\uff60"
# What is read, or copied, in one piece: a command, and a day.
_WORD = rf"[^\s`{_WIDE}{_OPENING}{_CLOSING}]*"
_WHOLE = rf"{_WORD}`[^`]*`{_WORD}|\d+年\d+月\d+日(?: 周[一二三四五六日])?|周[一二三四五六日]"
# A line may be broken at a space and on either side of a wide character, but not before a closing or after an opening mark.
_PIECE = rf"\s+|[{_OPENING}]*(?:{_WHOLE})[{_CLOSING}]*|[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPENING}{_CLOSING}]+)?[{_CLOSING}]*"


def width(text: str) -> int:
    """Return the columns a text takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width  # noqa: PLC0415 - only wide text pays for it

    return sum(0 if combining(character) else 1 + (east_asian_width(character) in _TWO_COLUMNS) for character in text)


def clean(text: str) -> str:
    """Return the text on one line without control characters, which could move the cursor of the reader's terminal."""
    return text if text.isprintable() else "".join(character if character.isprintable() else " " for character in text)


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Return the text filled with spaces up to `columns`, flush right when asked."""
    space = " " * (columns - width(text))
    return space + text if right else text + space


def cut(text: str, columns: int) -> str:
    """Return the text in at most `columns`, its end replaced by … where it is longer."""
    if width(text) <= columns:
        return text
    kept, taken = "", 1
    for character in text:
        taken += width(character)
        if taken > columns:
            break
        kept += character
    return f"{kept}…"


def wrap(text: str, columns: int) -> list[str]:
    """Return the text in lines of at most `columns`, broken where Chinese and English allow it; longer words stay whole."""
    lines = [""]
    for piece in pieces(text):
        if lines[-1] and width(lines[-1]) + width(piece.rstrip()) > columns:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def pieces(text: str) -> Iterator[str]:
    """Yield what a line must not be broken in, and the spaces between."""
    return (match.group() for match in re.finditer(_PIECE, text) if match.group())


def grid(rows: Sequence[Sequence[str]], room: int) -> Iterator[str]:
    """Yield rows in aligned columns that together take no more than `room`: the widest give way, and wrap."""
    rows = [[clean(cell) for cell in row] for row in rows]
    rooms = [max(width(row[at]) for row in rows) for at in range(len(rows[0]))]
    while sum(rooms) + 2 * (len(rooms) - 1) > room:
        rooms[rooms.index(max(rooms))] -= 1
    for row in rows:
        cells = [wrap(cell, taken) for cell, taken in zip(row, rooms, strict=True)]
        for at in range(max(map(len, cells))):
            yield "  ".join(pad(cell[at] if at < len(cell) else "", taken) for cell, taken in zip(cells, rooms, strict=True)).rstrip()
