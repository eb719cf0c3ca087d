"""A line to run in an empty folder, and the sample register of `approvals demo`."""

import os
import shutil
from pathlib import Path
from unittest.mock import patch

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


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the register that `approvals demo` builds; use `sample` to change it."""
    folder = tmp_path_factory.mktemp("demo") / "register"
    with patch.dict(os.environ, {"LC_ALL": "en_US.UTF-8"}):
        assert run_line("demo", str(folder)).code == 0
    return folder


@pytest.fixture
def sample(demo: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample register, for this test alone."""
    return Path(shutil.copytree(demo, tmp_path / "sample"))
