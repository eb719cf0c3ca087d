"""Fonts as files: which characters one has, and a copy of it with no more than those that are printed."""

from collections.abc import Iterable
from pathlib import Path

import uharfbuzz as hb

from approvals.record import NamedTuple


class Font(NamedTuple):
    """A font: its file, and its place there where the file is a collection."""

    path: Path
    number: int


def lacking(fonts: Iterable[Font], characters: Iterable[str]) -> set[str]:
    """Return the characters that one of the fonts lacks; a file that is no font, or gone, has none."""
    left: set[str] = set()
    for font in fonts:
        face = _face(font)
        known = hb.Font(face) if face else None
        left |= {character for character in characters if not known or not known.get_nominal_glyph(ord(character))}
    return left


def cut(fonts: Iterable[Font], characters: Iterable[str], folder: Path) -> None:
    """Write copies of fonts into a folder, each with the glyphs of some characters and every feature: Typst holds a file whole, and a Chinese one has 30 MB."""
    points = set(map(ord, characters))
    for number, font in enumerate(fonts):
        (folder / f"{number:04}.otf").write_bytes(_cut(font, points))


def _cut(font: Font, points: set[int]) -> bytes:
    face = _face(font)
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).set(points)
    wanted.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG).invert()
    try:
        return bytes(hb.subset(face, wanted).blob.data) if face else font.path.read_bytes()
    except hb.HarfBuzzError:
        # What cannot be cut is taken as it is.
        return font.path.read_bytes()


def _face(font: Font) -> hb.Face | None:
    try:
        return hb.Face(hb.Blob.from_file_path(str(font.path)), font.number)
    except hb.HarfBuzzError:
        return None
