"""Which characters a font has, against fontTools."""

import importlib.util
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection

from approvals.render.paper.coverage import coverage
from fonts import write_font

SPEC = importlib.util.find_spec("manimgx_fonts_cjk")
assert SPEC
assert SPEC.origin
FULL = Path(SPEC.origin).with_name("NotoSansCJK-VF.otf.ttc")


def test_the_full_font_has_what_another_reader_finds() -> None:
    number = 2
    with TTCollection(FULL, lazy=True) as collection:
        known = set(collection.fonts[number].getBestCmap())
    found = coverage(FULL, number)
    points = {point for first, last in zip(found.starts, found.ends, strict=True) for point in range(first, last + 1)}
    assert points == known


@pytest.mark.parametrize("characters", ["甲", "甲乙丙", "\U00030000甲", "AaZz09，。"])
def test_a_small_font_has_its_characters_and_no_other(tmp_path: Path, characters: str) -> None:
    found = coverage(write_font(tmp_path / "small.ttf", "Small", characters), 0)
    assert all(found.has(character) for character in characters)
    assert not any(found.has(character) for character in "丁\U00030001\x00\uffff")


@pytest.mark.parametrize(
    "content", [b"", b"ttcf", b"ttcf\0\0\0\0\0\0\0\1\0\0\0\x0c", b"\0\1\0\0\0\1\0\0\0\0\0\0cmap\0\0\0\0\0\0\0\x10\0\0\0\1\0", b"junk" * 100]
)
def test_a_file_that_is_no_font_promises_nothing(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.ttf"
    file.write_bytes(content)
    assert not coverage(file, 0).has("甲")


def test_a_file_that_is_gone_promises_nothing(tmp_path: Path) -> None:
    assert not coverage(tmp_path / "gone.ttf", 0).has("甲")
