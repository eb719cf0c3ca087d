"""What a start may load. Each package named here costs every command several times what Python itself costs."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "rich",
    "sqlite_utils",
    "sqlite3",
    "chinese_calendar",
    "holidays",
    "tomli",
    "tomllib",
    "json",
    "zoneinfo",
    "dataclasses",
    "unicodedata",
    "asyncio",
    "textual",
    "hashlib",
    "secrets",
)


@pytest.mark.parametrize("module", ["approvals.cli.app", "approvals.entry", "approvals.start"])
def test_the_command_line_loads_nothing_heavy(module: str) -> None:
    loaded = _loaded(f"import {module}")
    assert not loaded & set(HEAVY)


def test_listing_the_commands_imports_none_of_them() -> None:
    loaded = _loaded("from approvals.cli.app import run; run(['--help'])")
    assert "approvals.cli.app" in loaded
    assert not loaded & {"approvals.cli.due", "approvals.cli.request", "approvals.cli.guide"}


def test_a_command_imports_only_its_own_noun() -> None:
    loaded = _loaded("from approvals.cli.app import run; run(['request', 'accept', '--help'])")
    assert "approvals.cli.receipt" in loaded
    assert not loaded & {"approvals.cli.due", "approvals.cli.guide", "approvals.cli.request", "approvals.cli.ending", "rich", "sqlite3"}


def test_showing_a_request_loads_nothing_that_prints_papers(sample: Path) -> None:
    loaded = _loaded(f"from approvals.cli.app import run; run(['request', 'show', '2026-0003', '--register', {str(sample)!r}])")
    assert "approvals.cli.request_pages" in loaded
    assert not loaded & {"approvals.cli.document", "approvals.desk.printing", "approvals.core.leaflet.gather", "approvals.core.guide"}


def test_the_version_is_read_only_when_asked_for() -> None:
    assert "importlib.metadata" not in _loaded("import approvals")
    assert "importlib.metadata" in _loaded("import approvals; approvals.__version__")


def _loaded(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after running the code."""
    line = f"import sys\n{code}\nprint()\nprint(*sys.modules)"
    finished = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter and code
    return set(finished.stdout.splitlines()[-1].split())
