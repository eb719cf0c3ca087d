"""Texts and lines that nobody would write: good ones mutated by chance, the same for a seed."""

from random import Random

_NASTY = (
    "", "\0", "\ufeff", "\r", "\r\n", "\n", "\t", "\x1b[31m", "\x85", "\u2028", "\u202e", "\U0010ffff", "é", "３", "²", "٣", "😀",
    "=", "==", ".", ",", ";", "#", "[", "]", "[[", "]]", "{", "}", "{0}", "{file}", "{}", "%", "%s", "%Q", "%%", "\\", "\\u0000", "\\UFFFFFFFF",
    '"', '"""', "'", "'''", '""""""', "= [", "= {", "[[" * 600, "[" * 3_000, "{a=" * 600, "9" * 5_000, "x" * 5_000, "a." * 1_500,
    "0", "-1", "1", "007", "1e999", "inf", "nan", "-nan", "0x10", "1_000", "0.5", "true", "false", "null", "[]", "{}", "[[]]", "{a={b=[1]}}", '""', '" "', "''",
    "9999-12-31", "0001-01-01", "2026-02-29", "2026-02-30", "2026-13-01", "0000-00-00", "2026-03-02T25:00", "2026-03-02T10:30", "2026-03-02 10:30:00+08:00",
    "12:00:00", "1970-01-01T00:00:00Z", "2026", "2026-0001", "2026-0003", "GH-03", "XX-99",
    "工作日", "20 工作日", "0 工作日", "99999999999 工作日", "-3 工作日", "1.5 工作日", "二十 工作日", "当场", "3 个月", "99999 个月", "24 小时",
    "受理", "收到", "办结", "行政许可", "=1+1", "@x", "-x", "+x", "--", "-", "--help", "--on", "--format", "json", "--today", "--lang", "zh",
)  # fmt: skip


def mutated(chance: Random, text: str) -> str:
    """Return a text with one to four changes."""
    for _ in range(chance.randint(1, 4)):
        text = chance.choice(_CHANGES)(chance, text)
    return text


def mutated_bytes(chance: Random, text: str) -> bytes:
    """Return a mutated text as bytes, now and then with some that are no UTF-8."""
    content = mutated(chance, text).encode()
    if chance.random() < 0.1:
        place = chance.randint(0, len(content))
        content = content[:place] + chance.randbytes(chance.randint(1, 4)) + content[place:]
    return content


def mutated_line(chance: Random, words: list[str], others: list[str]) -> list[str]:
    """Return the words of a line with one to three changed, gone, doubled, or from another line."""
    words = list(words)
    for _ in range(chance.randint(1, 3)):
        place = chance.randint(0, len(words) - 1) if words else 0
        kind = chance.randint(0, 5)
        if kind == 0 and words:
            del words[place]
        elif kind == 1 and words:
            words.insert(place, words[place])
        elif kind == 2 and words:
            words[place] = mutated(chance, words[place])
        elif kind == 3 and words:
            words[place] = chance.choice(_NASTY)
        elif kind == 4:
            words.insert(place, chance.choice(_NASTY))
        else:
            words.insert(place, chance.choice(others))
    return words


def _span(chance: Random, text: str) -> tuple[int, int]:
    start = chance.randint(0, len(text))
    return start, min(len(text), start + chance.choice((1, 1, 1, 2, 5, 20, 80)))


def _cut(chance: Random, text: str) -> str:
    start, end = _span(chance, text)
    return text[:start] + text[end:]


def _double(chance: Random, text: str) -> str:
    start, end = _span(chance, text)
    return text[:end] + text[start:]


def _insert(chance: Random, text: str) -> str:
    start, _end = _span(chance, text)
    return text[:start] + chance.choice(_NASTY) + text[start:]


def _replace(chance: Random, text: str) -> str:
    start, end = _span(chance, text)
    return text[:start] + chance.choice(_NASTY) + text[end:]


def _end(chance: Random, text: str) -> str:
    return text[: chance.randint(0, len(text))]


def _line_moved(chance: Random, text: str) -> str:
    lines = text.split("\n")
    lines.insert(chance.randint(0, len(lines)), lines.pop(chance.randrange(len(lines))))
    return "\n".join(lines)


def _value(chance: Random, text: str) -> str:
    """Put something else behind an equals sign, or into a cell."""
    lines = text.split("\n")
    place = chance.randrange(len(lines))
    for mark in (" = ", ",", ":"):
        if mark in lines[place]:
            head, _, _rest = lines[place].partition(mark)
            new = chance.choice(_NASTY)
            lines[place] = f"{head}{mark}{new}" if chance.random() < 0.5 else f'{head}{mark}"{new}"'
            break
    return "\n".join(lines)


_CHANGES = (_cut, _double, _insert, _replace, _value, _value, _value, _end, _line_moved)
