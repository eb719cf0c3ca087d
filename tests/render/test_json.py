"""Machine output: what values become, and that it is read back as it was."""

import json
from datetime import date, datetime
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.render.json import lines, text


class Level(StrEnum):
    """A word."""

    RED = "red"


class Pair(NamedTuple):
    """A row."""

    name: str
    due: date | None


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ([], ["[]"]),
        ([1], ["[", "1", "]"]),
        (({"a": n} for n in (1, 2)), ["[", '{"a": 1},', '{"a": 2}', "]"]),
        ({"到期": date(2026, 3, 30)}, ['{"到期": "2026-03-30"}']),
        (datetime(2026, 3, 30, 9, 5), ['"2026-03-30T09:05"']),  # noqa: DTZ001 - the register's local time has no offset
        (datetime(2026, 3, 30, 9, 5, 7), ['"2026-03-30T09:05:07"']),  # noqa: DTZ001
        (Pair("甲", None), ['{"name": "甲", "due": null}']),
        ([Pair("甲", date(2026, 3, 30))], ["[", '{"name": "甲", "due": "2026-03-30"}', "]"]),
        ({"level": Level.RED, "all": (True, 1.5, [Level.RED])}, ['{"level": "red", "all": [true, 1.5, ["red"]]}']),
        ({"file": PurePosixPath("a/b")}, ['{"file": "a/b"}']),
        ("text", ['"text"']),
    ],
)
def test_a_value_is_printed_as_promised(value: object, printed: list[str]) -> None:
    assert list(text(value)) == printed


def test_an_output_without_chinese_gets_it_escaped() -> None:
    assert list(text({"a": "甲"}, ascii_only=True)) == ['{"a": "\\u7532"}']


def test_json_has_no_infinity() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        list(text({"a": float("inf")}))


PLAIN = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=10)


@given(PLAIN)
def test_plain_values_are_read_back_as_they_were(value: object) -> None:
    assert json.loads("\n".join(text(value))) == value


@given(st.lists(PLAIN))
def test_json_lines_are_one_value_each(values: list[object]) -> None:
    printed = "".join(lines(values))
    assert [json.loads(line) for line in printed.split("\n")[:-1]] == values
