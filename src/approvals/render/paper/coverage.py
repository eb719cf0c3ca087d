"""Which characters a font has, read from its `cmap` table alone, so that nothing is printed as an empty box."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

# Subtables for all of Unicode come before those for its first 65,536 characters; platform and encoding as OpenType numbers them.
_WANTED = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))
_SEGMENTS, _GROUPS = 4, 12


class Coverage(NamedTuple):
    """The characters of a font as ranges that do not overlap: where each begins, ascending, and where it ends."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def has(self, character: str) -> bool:
        """Tell whether the font has a character."""
        point = ord(character)
        place = bisect_right(self.starts, point) - 1
        return place >= 0 and point <= self.ends[place]


@cache
def coverage(path: Path, number: int) -> Coverage:
    """Return what the font at a place of its file has; nothing where the file is no font we can read, for then nothing can be promised."""
    try:
        with path.open("rb") as file:
            ranges = sorted(_ranges(_table(file, number)))
    except (OSError, struct.error, ValueError, IndexError):
        ranges = []
    return Coverage(tuple(first for first, _last in ranges), tuple(last for _first, last in ranges))


def _table(file: BinaryIO, number: int) -> bytes:
    """Return the `cmap` table of a font, alone in its file or in a collection."""
    if file.read(4) == b"ttcf":
        file.seek(12 + 4 * number)
        file.seek(*struct.unpack(">I", file.read(4)))
        file.read(4)
    (count,) = struct.unpack(">H", file.read(2))
    file.read(6)
    for _entry in range(count):
        tag, _sum, offset, length = struct.unpack(">4sIII", file.read(16))
        if tag == b"cmap":
            file.seek(offset)
            return file.read(length)
    raise ValueError


def _ranges(table: bytes) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">H", table, 2)
    places = {(platform, encoding): offset for platform, encoding, offset in struct.iter_unpack(">HHI", table[4 : 4 + 8 * count])}
    for wanted in _WANTED:
        if wanted in places:
            subtable = table[places[wanted] :]
            (form,) = struct.unpack_from(">H", subtable)
            if form == _GROUPS:
                yield from _groups(subtable)
                return
            if form == _SEGMENTS:
                yield from _segments(subtable)
                return
    raise ValueError


def _groups(subtable: bytes) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">I", subtable, 12)
    for first, last, glyph in struct.iter_unpack(">III", subtable[16 : 16 + 12 * count]):
        if glyph or last > first:
            yield first + (not glyph), last


def _segments(subtable: bytes) -> Iterator[tuple[int, int]]:
    count = struct.unpack_from(">H", subtable, 6)[0] // 2
    ends, starts, deltas, offsets = (struct.unpack_from(f">{count}H", subtable, 14 + place) for place in (0, 2 * count + 2, 4 * count + 2, 6 * count + 2))
    for number in range(count):
        if not offsets[number]:
            # Glyph 0 is the empty box; a segment that reaches it by its difference has the character before and after.
            empty = (-deltas[number]) % 0x10000
            yield from _without(starts[number], min(ends[number], 0xFFFE), empty)
            continue
        base = 14 + 6 * count + 2 + 2 * number + offsets[number]
        for point in range(starts[number], min(ends[number], 0xFFFE) + 1):
            if struct.unpack_from(">H", subtable, base + 2 * (point - starts[number]))[0]:
                yield point, point


def _without(first: int, last: int, hole: int) -> Iterator[tuple[int, int]]:
    if not first <= hole <= last:
        hole = last + 1
    if first < hole:
        yield first, min(hole - 1, last)
    if hole < last:
        yield hole + 1, last
