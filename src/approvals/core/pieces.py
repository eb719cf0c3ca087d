"""Names cut into pieces of two characters, so that a part of a Chinese name is found by an index: 王小伟 has 王小 and 小伟."""

from functools import lru_cache


def plain(text: str) -> str:
    """Return a text as it is compared: letters and digits alone, none of them wide, small or capital."""
    import unicodedata  # noqa: PLC0415 - only where a name is cut or sought

    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


@lru_cache(maxsize=4_096)
def pieces(text: str) -> tuple[str, ...]:
    """Return the pieces of a text, each once; the last character stands alone too, so that every character begins a piece."""
    whole = plain(text)
    return tuple(dict.fromkeys(whole[place : place + 2] for place in range(len(whole))))
