"""Words that people type for the record."""

import re

from approvals.errors import WrongUsage
from approvals.language import N_

_FORMULA = r"\s*[=+\-@]|[\t\r]"


def defused(text: str) -> str:
    """Return a text as a cell of CSV: one that a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{text}" if re.match(_FORMULA, text) else text


def checked_words(text: str, what: str) -> str:
    """Return a text typed for the record without its outer spaces; refuse an empty one, control characters, and bytes that are no UTF-8."""
    words = text.strip()
    if not words or any(ord(letter) < ord(" ") or "\x7f" <= letter <= "\x9f" or "\ud800" <= letter <= "\udfff" for letter in words):
        raise WrongUsage(N_("{what} is empty or holds control characters: write it in plain words."), what=what)
    return words


def masked(code: str) -> str:
    """Return a code with all but its first three and last two characters hidden."""
    return f"{code[:3]}{'*' * (len(code) - 5)}{code[-2:]}" if len(code) > len("12345") else code


def masked_name(name: str) -> str:
    """Return a name with what tells whose it is hidden: the first character of a short one stays, of a long one the first two and the last two."""
    if len(name) <= len("欧阳某某"):
        return f"{name[:1]}{'*' * (len(name) - 1)}"
    return f"{name[:2]}{'*' * (len(name) - 4)}{name[-2:]}"
