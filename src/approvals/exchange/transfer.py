"""The events of a register as a file: a heading, an event a line, and an end that tells their number and the checksum of all before it."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from approvals.errors import NoSuchThing, RegisterUnfit, WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple

FORMAT, VERSION = "approvals register export", 1
_CODE = re.compile(r"[A-Z][A-Z0-9]{0,11}")
_HASH = re.compile(r"[0-9a-f]{64}")
_TYPES: tuple[tuple[type, ...], ...] = ((int,), *((str,),) * 7, (int, type(None)), *((str,),) * 3)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Personal = tuple[str, str, str]


class Heading(NamedTuple):
    """Whose events these are: the register's code and name, the event after which they begin, the hash of that one, whether personal values come along."""

    register: str
    name: str
    after: int
    previous: str
    personal: bool


class Line(NamedTuple):
    """An event with the line it stands on: its twelve columns, and its personal values as (field, value, salt)."""

    number: int
    event: tuple[Any, ...]
    personal: tuple[Personal, ...]


def lines(heading: Heading, events: Iterable[tuple[tuple[Any, ...], str]]) -> Iterator[str]:
    """Yield the lines of an export; personal values come as the JSON array that the store makes of them."""
    digest, count, head = hashlib.sha256(), 0, heading.previous
    first = {"format": FORMAT, "version": VERSION, **heading._asdict()}
    yield _counted(digest, _encode(first))
    for event, personal in events:
        count, head = count + 1, event[-1]
        body = {"event": list(event), **({"personal": json.loads(personal)} if heading.personal and personal != "[]" else {})}
        yield _counted(digest, _encode(body))
    yield _encode({"events": count, "head": head, "sha256": digest.hexdigest()}) + "\n"


def _counted(digest: Any, text: str) -> str:  # noqa: ANN401 - hashlib has no public type for it
    line = f"{text}\n"
    digest.update(line.encode())
    return line


class Reader:
    """Reads an export, line by line; whatever is wrong with the file ends it with the line it stands on."""

    def __init__(self, path: Path) -> None:
        """Read the heading."""
        if not path.is_file():
            raise NoSuchThing(N_("There is no file {file}: check its name."), file=str(path))
        self.path = path
        self.sha256 = ""
        self._digest = hashlib.sha256()
        self._taken = 0
        self._stream = path.open("rb")
        try:
            self.heading = self._heading()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def size(self) -> int:
        """Return how many bytes the file has."""
        return self.path.stat().st_size

    def taken(self) -> int:
        """Return how many bytes were read since this was asked last."""
        before, self._taken = self._taken, self._stream.tell()
        return self._taken - before

    def events(self) -> Iterator[Line]:
        """Yield the events, then compare number, head and checksum."""
        count, head = 0, self.heading.previous
        for number, raw in enumerate(self._stream, 2):
            table = self._table(raw, number)
            if "event" not in table:
                self._end(table, number, count, head)
                return
            self._digest.update(raw)
            line = Line(number, self._event(table["event"], number), self._personal(table.get("personal", []), number))
            count, head = count + 1, line.event[-1]
            yield line
        raise self.wrong(count + 2, N_("the file ends before its end: was it copied whole?"))

    def wrong(self, number: int, template: str, /, **values: object) -> RegisterUnfit:
        """Return the refusal of a line."""
        from approvals.language import Sentence  # noqa: PLC0415 - hardly any file is wrong

        return RegisterUnfit(N_("{file}:{line}: {problem}. Nothing was merged."), file=str(self.path), line=number, problem=Sentence(template, values))

    def _heading(self) -> Heading:
        raw = self._stream.readline()
        self._digest.update(raw)
        table = self._table(raw, 1)
        if table.get("format") != FORMAT:
            raise self.wrong(1, N_("this is no export of a register"))
        if table.get("version") != VERSION:
            raise self.wrong(1, N_("this export was written by a newer version of approvals: update this one"))
        values = [table.get(name) for name in Heading._fields]
        if [type(value) for value in values] != [str, str, int, str, bool] or not _CODE.fullmatch(str(values[0])) or not _HASH.fullmatch(str(values[3])):
            raise self.wrong(1, N_("the heading is not whole"))
        return Heading(*values)  # type: ignore[arg-type]

    def _table(self, raw: bytes, number: int) -> dict[str, Any]:
        try:
            table = json.loads(raw)
        except (ValueError, RecursionError):
            table = None
        if not isinstance(table, dict) or not raw.endswith(b"\n"):
            raise self.wrong(number, N_("this line is no line of an export: was it copied whole?"))
        return table

    def _event(self, found: object, number: int) -> tuple[Any, ...]:
        if not isinstance(found, list) or len(found) != len(_TYPES):
            raise self.wrong(number, N_("this is no event"))
        fits = all(type(value) in kinds for value, kinds in zip(found, _TYPES, strict=True))
        if not fits or not all(_HASH.fullmatch(value) for value in found[-2:]):
            raise self.wrong(number, N_("this is no event"))
        return tuple(found)

    def _personal(self, found: object, number: int) -> tuple[Personal, ...]:
        if not isinstance(found, list) or not all(isinstance(row, list) and [type(part) for part in row] == [str, str, str] for row in found):
            raise self.wrong(number, N_("these are no personal values"))
        return tuple((field, value, salt) for field, value, salt in found)

    def _end(self, table: dict[str, Any], number: int, count: int, head: str) -> None:
        self.sha256 = self._digest.hexdigest()
        if (table.get("events"), table.get("head"), table.get("sha256")) != (count, head, self.sha256):
            raise self.wrong(number, N_("the checksum does not fit: the file was changed or damaged on its way"))
        if self._stream.read(1):
            raise self.wrong(number + 1, N_("something follows the end of the export"))


def refuse_taken(path: Path) -> None:
    """Refuse to write where something stands, or where no folder is."""
    if path.exists():
        raise WrongUsage(N_("{file} exists already: give another name."), file=str(path))
    if not path.parent.is_dir():
        raise WrongUsage(N_("{file} cannot be written: name a file in a folder that exists."), file=str(path))


def write(path: Path, texts: Iterable[str]) -> None:
    """Write an export, whole or not at all, for its owner alone: it may hold personal values."""
    import os  # noqa: PLC0415 - see the next line
    import tempfile  # noqa: PLC0415 - only an export writes a file

    refuse_taken(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(texts)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
