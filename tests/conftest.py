"""What the tests of several floors share: the shipped calendar and the shipped card policy."""

import tomllib
from pathlib import Path

import pytest

from approvals import language
from approvals.core.calendar import Calendar, year_from
from approvals.core.cards import Policy, policy_from

# Click takes the translation when it is imported, so a language has to be chosen before any test imports it.
language.choose("en")

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="session")
def shipped() -> Calendar:
    """Return the calendar that the program brings along, 2007 to 2026, read without our own reader."""
    return Calendar(year_from(tomllib.loads(file.read_text(encoding="utf-8"))) for file in (DATA / "calendar").glob("*.toml"))


@pytest.fixture(scope="session")
def policy() -> Policy:
    """Return the card policy that the program brings along."""
    return policy_from(tomllib.loads((DATA / "policy.toml").read_text(encoding="utf-8")))
