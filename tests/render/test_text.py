"""Text measured in columns, against the tables of Rich, and broken where both languages allow it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from approvals.render.text import clean, cut, pad, width, wrap

MIXED = st.text(st.sampled_from("abc XYZ-09 工作日，。（）“”、…《许可》"), max_size=60)


@given(MIXED)
def test_the_width_is_that_of_rich(text: str) -> None:
    assert width(text) == cell_len(text)


@given(MIXED, st.integers(2, 40))
def test_a_cut_text_fits_and_is_the_beginning_of_the_whole(text: str, columns: int) -> None:
    shown = cut(text, columns)
    assert width(shown) <= columns
    assert shown == text or text.startswith(shown.removesuffix("…"))


@given(MIXED, st.integers(1, 40))
def test_wrapping_loses_nothing_but_spaces(text: str, columns: int) -> None:
    assert "".join("".join(wrap(text, columns)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 8, ["one two", "three"]),
        ("extraordinarily long", 6, ["extraordinarily", "long"]),
        ("自受理之日起二十日内", 8, ["自受理之", "日起二十", "日内"]),
        ("决定，送达。", 4, ["决", "定，", "送", "达。"]),
        ("（一）受理（二）决定", 10, ["（一）受理", "（二）决定"]),
        ("写成 2026-03-02 的样子", 12, ["写成", "2026-03-02", "的样子"]),
    ],
)
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str, columns: int, lines: list[str]) -> None:
    assert wrap(text, columns) == lines


def test_padding_counts_columns() -> None:
    assert [pad("期限", 6), pad("期限", 6, right=True), pad("term", 6)] == ["期限  ", "  期限", "term  "]


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert clean("王\x1b[2J伟\n\u202e") == "王 [2J伟  "
