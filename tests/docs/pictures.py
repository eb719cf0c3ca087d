"""The pictures of the README, made from what the program shows: a list as an SVG, a page of the printed guide as a PNG.

A picture of a page is of this machine's fonts. What it is of, the words and the templates, stands in the picture as a fingerprint, which is the
same everywhere.
"""

import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from approvals.render.text import width
from terminal import typed

ROOT = Path(__file__).parents[2]
LIST, PAGE = ROOT / "docs" / "pictures" / "list.svg", ROOT / "docs" / "pictures" / "guide.png"
LINE = "approvals request list --today 2026-04-01"
_GUIDE = ("guide", "print", "GH-03", "--today", "2026-03-02")
_TEMPLATES = tuple(ROOT / "src" / "approvals" / "render" / "templates" / name for name in ("guide.typ", "paper.typ"))
_COLUMNS = 122
# Of the picture: the room of a column and of a line, the edge all around, the bar above.
_ROOM, _LINE, _EDGE, _BAR = 8.4, 20, 14, 34
_GROUND, _INK, _FADED = "#1e1f26", "#d8dae0", "#8b8f9a"
# By the numbers a terminal knows them by.
_COLOURS = {0: "#1e1f26", 1: "#d2403a", 3: "#e5c546", 15: "#ffffff", 136: "#c9962b"}
_FONTS = "'Sarasa Mono SC','Noto Sans Mono CJK SC','Cascadia Mono',Menlo,Consolas,'PingFang SC','Microsoft YaHei',monospace"
_MARK = b"approvals"


def list_picture(register: Path) -> str:
    """Return the SVG of the list of the sample register as a terminal shows it, in Chinese, each character on its columns."""
    line = [*LINE.split()[1:], "--register", str(register), "--lang", "zh_CN"]
    shown = typed(line, [], str(register), TERM="xterm-256color", COLUMNS=str(_COLUMNS), NO_COLOR="").text
    return "".join(f"{line}\n" for line in _svg(shown.rstrip("\n").split("\n")))


def page_picture() -> bytes:
    """Return the PNG of the first page of a printed guide, with its fingerprint."""
    import typst  # noqa: PLC0415 - only whoever makes the picture anew pays for it

    with TemporaryDirectory() as scratch:
        _printed(Path(scratch), "--out", "guide.pdf")
        source = Path(scratch) / "page.typ"
        source.write_text('#set page(width: auto, height: auto, margin: 0pt)\n#image("guide.pdf", page: 1, width: 210mm)\n', encoding="utf-8")
        made = typst.compile(source, format="png", ppi=96.0)
        marked = _chunk(b"tEXt", _MARK + b"\0" + fingerprint(Path(scratch)).encode())
    end = _chunk(b"IEND", b"")
    return bytes(made).removesuffix(end) + marked + end


def page_made_of() -> str:
    """Return the fingerprint that the picture of the page has to have."""
    with TemporaryDirectory() as scratch:
        return fingerprint(Path(scratch))


def fingerprint(scratch: Path) -> str:
    """Return the hash of what a printed page is made of: its words and its templates."""
    made = sha256(_printed(scratch).encode())
    for template in _TEMPLATES:
        made.update(template.read_bytes())
    return made.hexdigest()


def marked(picture: bytes) -> str:
    """Return the fingerprint that stands in a picture, an empty one where there is none."""
    _before, _mark, after = picture.partition(b"tEXt" + _MARK + b"\0")
    return after[:64].decode()


def _printed(scratch: Path, *options: str) -> str:
    if not (scratch / "register").exists():
        _run("init", "register", folder=scratch)
    return _run(*_GUIDE, "--register", "register", *options, folder=scratch)


def _run(*line: str, folder: Path = ROOT) -> str:
    command = [sys.executable, "-m", "approvals", *line]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout.decode()  # noqa: S603 - our own program


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _svg(lines: list[str]) -> Iterator[str]:
    across, down = _COLUMNS * _ROOM + 2 * _EDGE, len(lines) * _LINE + _BAR + _EDGE
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across:g} {down:g}" role="img" aria-labelledby="title">'
    yield f'<title id="title">{LINE}</title>'
    yield f'<rect width="100%" height="100%" rx="8" fill="{_GROUND}"/>'
    yield f'<g font-family="{_FONTS}" font-size="16">'
    yield f'<text x="{_EDGE}" y="22" fill="{_FADED}">$ {LINE}</text>'
    for number, line in enumerate(lines):
        yield from _drawn(line, _BAR + number * _LINE)
    yield from ("</g>", "</svg>")


def _drawn(line: str, top: float) -> Iterator[str]:
    """Draw a line: the ground of a card, then each run of wide or narrow characters at its own column."""
    from rich.console import Console  # noqa: PLC0415 - as in the program, only where something is drawn
    from rich.text import Text  # noqa: PLC0415

    at = 0
    for segment in Text.from_ansi(line).render(Console()):
        style = segment.style
        ink = style and style.color
        if style and style.bgcolor:
            room = width(segment.text.rstrip())
            ground = _COLOURS[style.bgcolor.number or 0]
            yield f'<rect x="{_across(at)}" y="{top:g}" width="{room * _ROOM:g}" height="{_LINE}" fill="{ground}"/>'
        weight = ' font-weight="bold"' if style and style.bold else ""
        for _narrow, run in groupby(segment.text, str.isascii):
            text = "".join(run)
            if shown := text.strip():
                start, taken = at + width(text) - width(text.lstrip()), width(shown) * _ROOM
                place = f'x="{_across(start)}" y="{top + 15:g}" textLength="{taken:g}" lengthAdjust="spacingAndGlyphs"'
                yield f'<text {place} fill="{_COLOURS[ink.number or 0] if ink else _INK}"{weight}>{escape(shown)}</text>'
            at += width(text)


def _across(column: int) -> str:
    return f"{_EDGE + column * _ROOM:g}"


def update() -> None:
    """Make both pictures anew, each where something of it has changed."""
    with TemporaryDirectory() as scratch:
        _run("demo", "register", "--lang", "en", folder=Path(scratch))
        LIST.write_text(list_picture(Path(scratch) / "register"), encoding="utf-8")
    if marked(PAGE.read_bytes() if PAGE.exists() else b"") != page_made_of():
        PAGE.write_bytes(page_picture())
