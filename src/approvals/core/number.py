"""Numbers as people type them: without the year, without the zeros, in the digits of any keyboard."""

import re

_SHORT = r"(?:(?:(?P<prefix>.+)-)?(?P<year>\d{4})-)?(?P<place>\d{1,9})"
_DASHES = str.maketrans("－–—−", "----")


def spelt_out(text: str, year: int, prefix: str = "") -> str:
    """Return the whole number that a short one stands for, `2026-0018` for `18` in that year; what is none stays as it was typed.

    `prefix` begins the numbers of its kind where the text says none: `TS` makes `TS-2026-0001` of `1`.
    """
    short = re.fullmatch(_SHORT, text.strip().translate(_DASHES))
    if not short:
        return text
    begins = (short["prefix"] or prefix).upper()
    return "-".join(filter(None, (begins, f"{int(short['year'] or year):04}", f"{int(short['place']):04}")))
