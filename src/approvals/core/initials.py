"""Pinyin initials (拼音首字母): finding an item by what a clerk types in one hand, `sgxk` for 施工许可."""

from collections.abc import Iterable, Sequence

from approvals.record import NamedTuple


class Known(NamedTuple):
    """An item by its code and name; `spelt` are the letters of its name, those of one character together, characters apart by a space."""

    code: str
    name: str
    spelt: str
    department: str = ""


def found(items: Iterable[Known], typed: str) -> list[Known]:
    """Return the items that a text may mean: the one of this code or name, else those that hold it, in their code, name, or initials."""
    text, known = typed.strip().lower(), list(items)
    exact = [item for item in known if text in {item.code.lower(), item.name.lower()}]
    if exact or not text:
        return exact
    held = [item for item in known if item.code.lower().startswith(text) or text in item.name.lower()]
    starting = [item for item in known if begins(item.spelt.split(), text)]
    inside = [item for item in known if within(item.spelt, text)]
    return list(dict.fromkeys((*held, *starting, *inside)))


def within(spelt: str, typed: str) -> bool:
    """Tell whether letters follow each other in initials, from any character on; a character of several readings has the letter of each."""
    places = spelt.split()
    return any(begins(places[start:], typed) for start in range(len(places) - len(typed) + 1))


def begins(places: Sequence[str], typed: str) -> bool:
    """Tell whether initials begin with letters."""
    return len(typed) <= len(places) and all(letter in place for letter, place in zip(typed, places, strict=False))
