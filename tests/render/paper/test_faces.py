"""Which face serves which role, and what happens to a character that none has."""

from pathlib import Path

import pytest

from approvals.errors import RegisterUnfit
from approvals.render.paper.faces import FULL, Place, Role, find_faces, missing, refuse_missing
from fonts import write_font


def test_the_package_alone_serves_every_role() -> None:
    faces = find_faces(system=False)
    assert faces.families() == {str(role): [FULL] for role in Role}


def test_a_face_of_the_register_comes_before_every_other(tmp_path: Path) -> None:
    write_font(tmp_path / "fonts" / "kai.ttf", "KaiTi", "甲")
    note = find_faces(tmp_path / "fonts").chains[Role.NOTE]
    assert (note[0].family, note[0].place) == ("KaiTi", Place.REGISTER)
    assert (note[-1].family, note[-1].place) == (FULL, Place.PACKAGE)


def test_a_font_without_a_role_is_asked_for_what_the_others_lack(tmp_path: Path) -> None:
    write_font(tmp_path / "fonts" / "rare.ttf", "Rare", "\U00030000")
    faces = find_faces(tmp_path / "fonts", system=False)
    assert not list(missing(faces, ["张\U00030000"]))
    assert all(chain[0].family == FULL and any(face.family == "Rare" for face in chain) for chain in faces.chains.values())


@pytest.mark.parametrize("name", ["张䶮", "㐂村", "钱𬬭", "\u3000 \t\n\u200b", "龙\ufe00"])
def test_rare_names_are_printed(name: str) -> None:
    assert not list(missing(find_faces(system=False), [name]))


def test_a_character_that_no_font_has_is_named_with_its_code_point_and_its_text() -> None:
    with pytest.raises(RegisterUnfit) as refused:
        refuse_missing(find_faces(system=False), ["李四", "张\U00030000", "\U00030000"])
    assert [found.said()[1] for found in refused.value.values["characters"]] == [{"character": "\U00030000", "point": "U+30000", "text": "张\U00030000"}]  # type: ignore[attr-defined]


def test_of_very_many_ten_are_named() -> None:
    with pytest.raises(RegisterUnfit) as refused:
        refuse_missing(find_faces(system=False), ["".join(map(chr, range(0x30000, 0x30020)))])
    assert len(refused.value.values["characters"]) == 11  # type: ignore[arg-type]
