"""What the tests of several floors share: the shipped calendar and card policy, and the sample register of `approvals demo`."""

import os
import shutil
import tomllib
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import settings

from approvals import language
from approvals.core.calendar import Calendar, year_from
from approvals.core.policy import Policy, policy_from

# Click takes the translation when it is imported, so a language has to be chosen before any test imports it.
language.choose("en")

# A property is no race: a busy machine makes no case slow.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(autouse=True)
def _english() -> None:
    """Begin each test in English: a line run before it may have chosen another language."""
    language.choose("en")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a home of its own, which a command may write into."""
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the register's clock stand, for a test that compares what two lines say of today."""
    from approvals.cli import options  # noqa: PLC0415 - the language stands before Click is imported

    moment = options.wall_clock()
    monkeypatch.setattr(options, "wall_clock", lambda: moment)


@pytest.fixture(scope="session")
def shipped() -> Calendar:
    """Return the calendar that the program brings along, 2007 to 2026, read without our own reader."""
    return Calendar(year_from(tomllib.loads(file.read_text(encoding="utf-8"))) for file in (DATA / "calendar").glob("*.toml"))


@pytest.fixture(scope="session")
def policy() -> Policy:
    """Return the card policy that the program brings along."""
    return policy_from(tomllib.loads((DATA / "policy.toml").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def every_rule() -> Policy:
    """Return the profile that has a rule for every deadline and every fact."""
    return policy_from(tomllib.loads((DATA / "profiles" / "every-rule.toml").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the register that `approvals demo` builds; use `sample` to change it."""
    from console import run_line  # noqa: PLC0415 - the language stands before Click is imported

    folder = tmp_path_factory.mktemp("demo") / "register"
    with patch.dict(os.environ, {"LC_ALL": "en_US.UTF-8"}):
        assert run_line("demo", str(folder)).code == 0
    return folder


@pytest.fixture
def sample(demo: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample register, for this test alone."""
    return Path(shutil.copytree(demo, tmp_path / "sample"))
