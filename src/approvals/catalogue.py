"""A compiled catalogue asked sentence by sentence: whoever says ten sentences does not read three thousand."""

from bisect import bisect_left
from functools import cached_property
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

_MAGIC = 0x950412DE


class Catalogue(NullTranslations):
    """A catalogue in GNU's binary form (.mo), whose sentences stand sorted in it."""

    def __init__(self, file: Path) -> None:
        """Hold the file as bytes; nothing of it is decoded before it is asked for."""
        super().__init__()
        self._file = file
        self._content = file.read_bytes()
        # Numbers of 32 bits in the order of the machine that compiled it: on one with the other order the standard library reads all of it.
        self._numbers = memoryview(self._content[: len(self._content) & ~3]).cast("I")
        self._straight = self._numbers[0] == _MAGIC
        self._said: dict[str, str] = {}

    def gettext(self, message: str) -> str:
        """Return the translation of a sentence, itself where there is none."""
        if message not in self._said:
            self._said[message] = (self._found(message.encode()) or message) if self._straight else self._whole.gettext(message)
        return self._said[message]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form of a sentence that fits a number; few sentences have several."""
        return self._whole.ngettext(msgid1, msgid2, n)

    @cached_property
    def _whole(self) -> GNUTranslations:
        with self._file.open("rb") as stream:
            return GNUTranslations(stream)

    def _found(self, key: bytes) -> str:
        _magic, _version, count, keys, values = self._numbers[:5]
        place = bisect_left(range(count), key, key=lambda number: self._text(keys, number))
        return self._text(values, place).decode() if place < count and self._text(keys, place) == key else ""

    def _text(self, table: int, number: int) -> bytes:
        length, start = self._numbers[table // 4 + 2 * number : table // 4 + 2 * number + 2]
        return self._content[start : start + length]
