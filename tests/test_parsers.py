"""No parser raises, hangs, or writes by half, whatever it is fed (`tests/soak/parsers_fuzzed.py` feeds each a hundred thousand inputs)."""

from pathlib import Path
from random import Random

import pytest

from parsers import PARSERS


@pytest.mark.parametrize("name", PARSERS)
def test_a_parser_answers_whatever_it_is_fed(name: str, sample: Path, tmp_path: Path) -> None:
    sample.rename(tmp_path / "register")
    feed = PARSERS[name](tmp_path)
    for turn in range(100):
        feed(Random(f"{name}/suite/{turn}"))  # noqa: S311 - no secret
