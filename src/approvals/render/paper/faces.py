"""Which face serves which role on paper. Official papers know four: 小标宋, 仿宋, 黑体, 楷体; each ends in the full font that comes with the program."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

import typst

from approvals.errors import MachineFailed, RegisterUnfit
from approvals.language import N_, Sentence
from approvals.record import NamedTuple
from approvals.render.paper.fonts import Font, lacking

FULL = "Noto Sans CJK SC"
_PACKAGE = "manimgx_fonts_cjk"
_WEIGHTS = (400, 700)
_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})


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
    """A family as it is printed: where its files were found, and the upright fonts for regular and for bold, one alone where one serves both."""

    family: str
    place: Place
    fonts: tuple[Font, ...]


class Faces(NamedTuple):
    """For each role the faces a character is looked for in, one after the other; and every face there is, which a template may name."""

    chains: Mapping[Role, tuple[Face, ...]]
    known: Mapping[str, Face]

    @property
    def full(self) -> Face:
        """Return the face that has nearly everything."""
        return self.known[FULL]

    def families(self) -> dict[str, list[str]]:
        """Return the names of the families by role, as templates take them."""
        return {str(role): [face.family for face in chain] for role, chain in self.chains.items()}

    def used(self, template: str = "") -> tuple[Face, ...]:
        """Return the faces of all roles, and those whose names stand in a template."""
        named = [face for family, face in self.known.items() if family in template]
        return tuple(dict.fromkeys([face for chain in self.chains.values() for face in chain] + named))


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
    known = {face.family: face for face in _known(book, folders)}
    full = known[FULL]
    first = {role: _first(known.values(), names) or full for role, names in CANDIDATES.items()}
    own = [face for face in known.values() if face.place is Place.REGISTER]
    others = [face for face in (*own, *first.values()) if face != full]
    # The full font ends every chain, where it does not begin it.
    return Faces({role: tuple(dict.fromkeys((face, *others, full))) for role, face in first.items()}, known)


def unread(fonts: Path | None) -> list[Path]:
    """Return the files of a folder that are called fonts and are none."""
    found = sorted(file for file in fonts.rglob("*") if file.suffix.lower() in _SUFFIXES and file.is_file()) if fonts and fonts.is_dir() else []
    book = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)] if found else [])
    read = {Path(info.path) for info in book.fonts() if info.path}
    return [file for file in found if file not in read]


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
        for character in text:
            standing.setdefault(character, text)
    left = {character for character in standing if not _invisible(character)}
    # The full font has nearly everything, so it is asked first and the others are seldom read.
    for face in sorted(faces.used(), key=lambda face: face.family != FULL):
        left = lacking(face.fonts, left) if left else left
    return (Missing(character, standing[character]) for character in sorted(left))


def _invisible(character: str) -> bool:
    """Tell whether a character needs no glyph: spaces, line ends, marks of direction, variation selectors."""
    return unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"} or 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF  # noqa: PLR2004 - Unicode's own ranges


def _package() -> Path:
    spec = find_spec(_PACKAGE)
    if not spec or not spec.origin:
        raise MachineFailed(N_("The font that comes with the program is not installed: run `pip install manimgx-fonts-cjk`."))
    return Path(spec.origin).parent


def _known(book: typst.Fonts, folders: Mapping[Place, Path]) -> Iterator[Face]:
    """Yield one face a family, of the best place it was found in."""
    found: dict[str, dict[Place, list[typst.FontInfo]]] = {}
    for info in book.fonts():
        if info.style == "normal" and info.path:
            place = next((place for place, folder in folders.items() if Path(info.path).is_relative_to(folder)), Place.SYSTEM)
            found.setdefault(info.family, {}).setdefault(place, []).append(info)
    for family, places in found.items():
        # That of the package is known to be full, whatever subset the system has under its name.
        place = min(places, key=lambda place: (family == FULL and place is Place.SYSTEM, list(Place).index(place)))
        yield Face(family, place, _fonts(places[place]))


def _fonts(infos: Sequence[typst.FontInfo]) -> tuple[Font, ...]:
    """Return the fonts nearest to regular and to bold, of normal width where there is one."""
    nearest = (min(infos, key=lambda info: (abs(info.stretch - 1), abs(info.weight - weight), info.path or "", info.index)) for weight in _WEIGHTS)
    return tuple(dict.fromkeys(Font(Path(info.path or ""), info.index) for info in nearest))


def _first(known: Iterable[Face], names: tuple[str, ...]) -> Face | None:
    """Return the first face of the names, one of the register's before any of the system's."""
    ranks = {name.casefold(): rank for rank, name in enumerate(names)}
    fitting = [face for face in known if face.family.casefold() in ranks]
    return min(fitting, key=lambda face: (list(Place).index(face.place), ranks[face.family.casefold()]), default=None)
