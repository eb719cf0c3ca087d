"""Numbers as people type them at a counter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core.number import spelt_out


@pytest.mark.parametrize(
    ("typed", "prefix", "whole"),
    [
        ("18", "", "2026-0018"),
        ("0018", "", "2026-0018"),
        ("2025-18", "", "2025-0018"),
        ("2026-0018", "", "2026-0018"),
        ("12345", "", "2026-12345"),
        (" 18 ", "", "2026-0018"),
        ("2026－18", "", "2026-0018"),
        ("YL-2026-3", "", "YL-2026-0003"),
        ("1", "TS", "TS-2026-0001"),
        ("2025-1", "TS", "TS-2025-0001"),
        ("ts-2026-1", "TS", "TS-2026-0001"),
        ("王伟", "", "王伟"),
        ("18a", "", "18a"),
        ("26-18", "", "26-18"),
        ("", "", ""),
        ("-18", "", "-18"),
        ("1234567890", "", "1234567890"),
    ],
)
def test_a_short_number_stands_for_the_whole_one(typed: str, prefix: str, whole: str) -> None:
    assert spelt_out(typed, 2026, prefix) == whole


@given(st.integers(1, 999_999), st.integers(2000, 2199), st.sampled_from(["", "TS", "YL"]))
def test_what_is_spelt_out_stays_as_it_is(place: int, year: int, prefix: str) -> None:
    whole = spelt_out(str(place), year, prefix)
    assert spelt_out(whole, 1999, "XX" if prefix else "") == whole
