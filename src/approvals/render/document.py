"""A document as text for a terminal: title and number in the middle, seal and date at the right, as papers have them."""

from collections.abc import Iterator

from approvals.core.document import Document
from approvals.core.wording import written
from approvals.render.text import grid, pad, width, wrap

WIDTH = 76
_INDENT = "　　"
_SIGN = 40


def lines(document: Document, *, sample: str = "", mark: str = "") -> list[str]:
    """Return the lines of a document; `sample` stands above it where the register is a sample, `mark` where this is a draft or a copy."""
    parts = [
        [_middle(text) for text in (sample, f"【{mark}】" if mark else "") if text],
        [_middle(document.signed), _middle(document.title)],
        [_middle(document.number)],
        [f"{document.addressee}："] if document.addressee else [],
        list(_paragraphs(document.paragraphs)),
        list(_pairs(document.form)),
        list(grid((document.sheet.columns, *document.sheet.rows), WIDTH)) if document.sheet else [],
        list(_pairs(document.dates)),
        list(_paragraphs(document.closing)),
        list(_paragraphs(("救济途径", *document.remedies))) if document.remedies else [],
        [_right(document.signed), _right("（印章）"), _right(written(document.signed_on))],
        ["        ".join(document.blanks)] if document.blanks else [],
        list(_pairs(document.contacts)),
    ]
    return [line.rstrip() for part in parts if part for line in (*part, "")][:-1]


def _middle(text: str) -> str:
    return " " * max((WIDTH - width(text)) // 2, 0) + text


def _right(text: str) -> str:
    """Return a text in the middle of the right half, where the seal is set over name and date."""
    return " " * max(WIDTH - _SIGN + (_SIGN - width(text)) // 2, 0) + text


def _paragraphs(texts: tuple[str, ...]) -> Iterator[str]:
    # Wrapping would take the indent of the first line for a space between words.
    stand_in = "口" * len(_INDENT)
    for text in texts:
        first, *rest = wrap(f"{stand_in}{text}", WIDTH)
        yield from (_INDENT + first.removeprefix(stand_in), *rest)


def _pairs(pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    room = max((width(name) for name, _value in pairs), default=0) + 2
    for name, value in pairs:
        first, *rest = wrap(value, WIDTH - room) or [""]
        yield f"{pad(f'{name}：', room)}{first}"
        yield from (" " * room + line for line in rest)
