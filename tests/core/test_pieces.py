"""Whatever part of a name somebody remembers, its pieces are among those of the name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core.pieces import pieces, plain


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("王伟", ("王伟", "伟")),
        ("王小王小", ("王小", "小王", "小")),
        ("ＡＢＣ（中国）", ("ab", "bc", "c中", "中国", "国")),
        ("云岭 科技", ("云岭", "岭科", "科技", "技")),
        ("—", ()),
        ("", ()),
    ],
)
def test_pieces(name: str, found: tuple[str, ...]) -> None:
    assert pieces(name) == found


@given(st.text(alphabet="王小伟云岭科技A（1 ", max_size=12), st.integers(0, 11), st.integers(1, 12))
def test_every_part_of_a_name_is_made_of_its_pieces(name: str, first: int, length: int) -> None:
    part = plain(name)[first : first + length]
    assert set(pieces(part)[:-1]) <= set(pieces(name))
