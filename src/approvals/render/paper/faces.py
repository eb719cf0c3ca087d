"""Which face serves which role on paper. Official papers know four: 小标宋, 仿宋, 黑体, 楷体; each ends in the full font that comes with the program."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import typst

from approvals.errors import MachineFailed, RegisterUnfit
from approvals.language import N_, Sentence
from approvals.render.paper.coverage import coverage

FULL = "Noto Sans CJK SC"
_PACKAGE = "manimgx_fonts_cjk"
_REGULAR = 400


class Role(StrEnum):
    """What a face is for: titles (小标宋), running text (仿宋), headings and heads of tables (黑体), remarks (楷体)."""

    TITLE = "title"
    BODY = "body"
    HEADING = "heading"
    NOTE = "note"


class Place(StrEnum):
    """Where a face was found."""

    REGISTER = "register"
    SYSTEM = "system"
    PACKAGE = "package"


_SONG = ("Noto Serif CJK SC", "Source Han Serif SC", "Source Han Serif CN", "Noto Serif SC", "FandolSong", "SimSun", "Songti SC")
CANDIDATES: Mapping[Role, tuple[str, ...]] = {
    Role.TITLE: ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "FZXBSJW--GB1-0", "方正小标宋_GBK"),
    Role.BODY: ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FZFangSong-Z02", "FandolFang R", "FandolFang", *_SONG),
    Role.HEADING: ("SimHei", "黑体", "FZHei-B01", "STHeiti", "FandolHei", "Source Han Sans SC", "Source Han Sans CN", FULL),
    Role.NOTE: ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "FZKai-Z03", "FandolKai", "LXGW WenKai", *_SONG),
}


class Face(NamedTuple):
    """A face, the file it stands in with its place there, and where that file was found."""

    family: str
    path: Path
    number: int
    place: Place


class Faces(NamedTuple):
    """The fonts Typst may use, and for each role the faces a character is looked for in, one after the other."""

    book: typst.Fonts
    chains: Mapping[Role, tuple[Face, ...]]
    files: Mapping[str, tuple[tuple[Path, int], ...]]
    """Where the upright faces of each family stand, of every weight: Typst takes a family whole and may set a text in any of them."""

    def families(self) -> dict[str, list[str]]:
        """Return the names of the families by role, as templates take them."""
        return {str(role): list(dict.fromkeys(face.family for face in chain)) for role, chain in self.chains.items()}


class Missing(NamedTuple):
    """A character that no face has, and the text it stands in."""

    character: str
    text: str

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the words for it: the character with its code point and its text."""
        return N_("“{character}” ({point}) in “{text}”"), {"character": self.character, "point": f"U+{ord(self.character):04X}", "text": self.text}


def find_faces(fonts: Path | None = None, *, system: bool = True) -> Faces:
    """Return the faces on this machine: those of the register's folder `fonts` first, then the system's where allowed, then the one in the package."""
    package = _package()
    folders = {Place.REGISTER: fonts.absolute()} if fonts and fonts.is_dir() else {}
    folders[Place.PACKAGE] = package
    book = typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=[str(folder) for folder in folders.values()])
    known = _known(book, folders)
    full = next(face for face in known if face.family == FULL and face.place is Place.PACKAGE)
    first = {role: _first(known, names) or full for role, names in CANDIDATES.items()}
    own = [face for face in known if face.place is Place.REGISTER]
    others = [face for face in (*own, *first.values()) if face != full]
    return Faces(book, {role: (*dict.fromkeys((face, *others)), full) for role, face in first.items()}, _files(book))


def refuse_missing(faces: Faces, texts: Iterable[str]) -> None:
    """Refuse to print what holds a character that no face has: nothing is dropped, and no empty box printed."""
    if found := tuple(missing(faces, texts)):
        shown = found[:10]
        raise RegisterUnfit(
            N_("No font here has {characters}. Put a font that has them into the folder fonts of the register: `approvals print doctor` lists what is used."),
            characters=shown if len(found) == len(shown) else (*shown, Sentence("…")),
        )


def missing(faces: Faces, texts: Iterable[str]) -> Iterator[Missing]:
    """Yield each character that no face has, once, with a text it stands in."""
    standing: dict[str, str] = {}
    for text in texts:
        for character in set(text) - standing.keys():
            standing[character] = text
    used = dict.fromkeys(face.family for chain in faces.chains.values() for face in chain)
    # The full font has nearly everything, so it is asked first and the others are seldom read.
    ordered = sorted(used, key=lambda family: family != FULL)
    for character, text in sorted(standing.items()):
        if not (_invisible(character) or any(_has(faces, family, character) for family in ordered)):
            yield Missing(character, text)


def _has(faces: Faces, family: str, character: str) -> bool:
    """Tell whether every face of a family has a character."""
    return all(coverage(path, number).has(character) for path, number in faces.files[family])


def _files(book: typst.Fonts) -> dict[str, tuple[tuple[Path, int], ...]]:
    found: dict[str, list[tuple[Path, int]]] = {}
    for info in book.fonts():
        if info.path and info.style == "normal":
            found.setdefault(info.family, []).append((Path(info.path), info.index))
    return {family: tuple(places) for family, places in found.items()}


def _invisible(character: str) -> bool:
    """Tell whether a character needs no glyph: spaces, line ends, marks of direction, variation selectors."""
    return unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"} or 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF  # noqa: PLR2004 - Unicode's own ranges


def _package() -> Path:
    spec = find_spec(_PACKAGE)
    if not spec or not spec.origin:
        raise MachineFailed(N_("The font that comes with the program is not installed: run `pip install manimgx-fonts-cjk`."))
    return Path(spec.origin).parent


def _known(book: typst.Fonts, folders: Mapping[Place, Path]) -> list[Face]:
    """Return one upright face a family and place, that of the weight nearest to regular, in the order of places."""
    best: dict[tuple[str, Place], tuple[int, Face]] = {}
    for info in book.fonts():
        if info.style != "normal" or not info.path:
            continue
        path = Path(info.path)
        place = next((place for place, folder in folders.items() if path.is_relative_to(folder)), Place.SYSTEM)
        entry = (abs(info.weight - _REGULAR), Face(info.family, path, info.index, place))
        if (info.family, place) not in best or entry < best[info.family, place]:
            best[info.family, place] = entry
    order = list(Place)
    return sorted((face for _distance, face in best.values()), key=lambda face: (order.index(face.place), face.family))


def _first(known: Iterable[Face], names: tuple[str, ...]) -> Face | None:
    """Return the first face of the names, one of the register's before any of the system's."""
    ranks = {name.casefold(): rank for rank, name in enumerate(names)}
    order = list(Place)
    fitting = [face for face in known if face.family.casefold() in ranks]
    return min(fitting, key=lambda face: (order.index(face.place), ranks[face.family.casefold()]), default=None)
