"""The topics of `approvals help`: texts that ship with the program, each one in every language.

A text begins with its word and its title, `WORD: TITLE`; after an empty line come its parts: a paragraph, examples that begin with `$ `, or
rows of a term and its explanation with ` | ` between them.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path

from approvals.language import LANGUAGES
from approvals.record import NamedTuple

FOLDER = Path(__file__).parents[1] / "help"
TOPICS = (
    *("start", "receiving", "supplements", "limits", "stops", "deciding", "mistakes", "late-entries", "finding", "documents", "cards"),
    *("complaints", "roles", "adopting", "calendars", "nightly", "shared-server", "offline", "backups", "printing", "importing", "formats"),
    *("terminals", "folder", "exit-codes"),
)
"""Their names, in the order in which they are listed."""


class Kind(StrEnum):
    """What a part of a text is."""

    PARAGRAPH = "paragraph"
    EXAMPLES = "examples"
    ROWS = "rows"


class Part(NamedTuple):
    """A part of a text: its lines, a paragraph's joined by whoever lays them out."""

    kind: Kind
    lines: tuple[str, ...]

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Return the terms and their explanations."""
        return [(term.strip(), text.strip()) for term, _bar, text in (line.partition(" | ") for line in self.lines)]


class Topic(NamedTuple):
    """A topic in one language; `word` is how it may be called beside its name."""

    name: str
    word: str
    title: str
    parts: tuple[Part, ...]

    @property
    def headline(self) -> str:
        """Return the word and the title, as the text begins."""
        return f"{self.word}{': ' if self.word.isascii() else '：'}{self.title}"


def topic(name: str, language: str) -> Topic:
    """Read a topic."""
    head, _gap, body = (FOLDER / language / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    word, _colon, title = head.replace("：", ":", 1).partition(":")
    return Topic(name, word.strip(), title.strip(), tuple(_parts(body)))


def topics(language: str) -> list[Topic]:
    """Read all topics."""
    return [topic(name, language) for name in TOPICS]


def found(called: str, language: str) -> Topic | None:
    """Return the topic that is called so, by its name or by its word in any language; upper and lower case are one."""
    known = (one for spoken in LANGUAGES for one in topics(spoken))
    name = next((one.name for one in known if called.casefold() in {one.name, one.word.casefold()}), None)
    return topic(name, language) if name else None


def near(called: str, known: list[Topic]) -> list[str]:
    """Return the words of the topics that come near, by their names and words."""
    words = {called_so: one.word for one in known for called_so in (one.name, one.word)}
    close = get_close_matches(called.casefold(), words, cutoff=0.5)
    return list(dict.fromkeys(words[one] for one in (*close, *(word for word in words if called in word))))


def _parts(body: str) -> Iterator[Part]:
    for text in body.strip().split("\n\n"):
        lines = tuple(text.split("\n"))
        if lines[0].startswith("$ "):
            yield Part(Kind.EXAMPLES, tuple(line.removeprefix("$ ") for line in lines))
        else:
            yield Part(Kind.ROWS if " | " in lines[0] else Kind.PARAGRAPH, lines)
