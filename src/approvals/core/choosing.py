"""Words typed for a value that is one of few: the value itself, its word in any language the program speaks, or the beginning of a Chinese one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from approvals.errors import WrongUsage
from approvals.language import N_, Sentence, everywhere, spoken

NO_SUCH = N_("“{name}” is not one of {known}.")
NO_STAGE = N_("There is no stage {name}: write one of {known}.")
NO_LEVEL = N_("There is no level {name}: write one of {known}.")
NO_STATE = N_("There is no state {name}: write one of {known}.")
NO_CLASS = N_("There is no class {name}: write one of {known}.")
SEVERAL = N_("“{name}” may mean {known}: write more of it.")
# 已办结 and 办结, 待补正 and 补正 are one word to whoever types it.
_BEFORE = "已待"


class Said(Protocol):
    """A value that knows its word."""

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word as a template and its values."""


Names = Mapping[str, Sequence[str]]


def chosen(text: str, members: Iterable[Said], template: str = NO_SUCH, also: Mapping[str, str] | None = None) -> str:
    """Return the value of an enumeration that a text means, an empty one for an empty text; nothing is translated for a value as it stands."""
    known = {str(member): member for member in members}
    return text if not text or text in known else one_meant(text, names_of(known.values(), also), template)


def names_of(members: Iterable[Said], also: Mapping[str, str] | None = None) -> dict[str, list[str]]:
    """Return the words of each value in every language, the one in use first; `also` are further words and what each means."""
    found = {str(member): [spoken(member), *everywhere(member.said()[0])] for member in members}
    for word, value in (also or {}).items():
        found[value].append(word)
    return found


def meant(text: str, names: Names) -> list[str]:
    """Return the value that a text is or names, else all whose Chinese word begins with it."""
    typed = text.strip().casefold()
    same = [value for value, words in names.items() if typed in {value.casefold(), *(word.casefold() for word in words)}]
    if same or typed.isascii():
        return same
    return [value for value, words in names.items() if any(_core(word).startswith(_core(typed)) for word in words)]


def _core(word: str) -> str:
    return word.casefold().lstrip(_BEFORE)


def one_meant(text: str, names: Names, template: str = NO_SUCH) -> str:
    """Return the one value that a text means; what means none or several is refused, and both forms of each are named.

    The template may name `name` and `known`.
    """
    found = meant(text, names)
    if len(found) != 1:
        raise WrongUsage(SEVERAL if found else template, name=text[:60], known=forms(names, found or names) or "—")
    return found[0]


def forms(names: Names, values: Iterable[str]) -> tuple[object, ...]:
    """Return values each with its word beside it: handed（当面送达）."""
    return tuple(both(value, names[value][0]) for value in values)


def both(value: str, word: str) -> object:
    """Return a value with its word, alone where they are the same."""
    return value if word == value else Sentence(N_("{value} ({word})"), {"value": value, "word": word})
