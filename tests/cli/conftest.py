"""A line to run in an empty folder."""

from pathlib import Path

import pytest

from console import Run, run_line


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return a function that runs a line in an empty folder, in English where the line names no language."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    for name in ("APPROVALS_REGISTER", "LANGUAGE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return run_line
