"""Console sessions: each file in this folder is typed in again, and has to print what it shows, character by character."""

from pathlib import Path

import pytest

from session import played

HERE = Path(__file__).parent


@pytest.mark.parametrize("file", sorted(HERE.glob("*.txt")), ids=lambda file: file.stem)
def test_the_session_goes_as_written(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert played(text) == text
