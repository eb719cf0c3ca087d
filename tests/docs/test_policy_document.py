"""docs/policy.md tells every key, object and fact that a card policy may hold."""

import re
from pathlib import Path

import pytest

from approvals.core.facts import FACTS
from approvals.core.rules.policy import OBJECTS, POLICY_FILE, RULE
from approvals.core.rules.shape import Fields
from conftest import DATA

DOCUMENT = (Path(__file__).parents[2] / "docs" / "policy.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading."""
    section = DOCUMENT.split(f"## {heading}\n")[1].split("\n## ")[0]
    table = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def first(heading: str) -> list[str]:
    return [re.findall(r"`([^`]+)`", cells[0])[0] for cells in rows(heading)]


def test_every_key_of_a_rule() -> None:
    assert first("A rule") == list(RULE.keys)


def test_every_object() -> None:
    assert first("Objects") == list(OBJECTS)


def test_every_fact_and_its_key() -> None:
    assert [(name, cells[2].strip("`")) for name, cells in zip(first("Facts"), rows("Facts"), strict=True)] == [
        (name, key) for name, (_word, key) in FACTS.items()
    ]


@pytest.mark.parametrize("key", [key for key in POLICY_FILE.keys if key != "rule"])
def test_every_key_beside_the_rules(key: str) -> None:
    shape = POLICY_FILE.keys[key]
    told = "\n".join(cells[0] for cells in rows("Beside the rules"))
    if isinstance(shape, Fields):
        (line,) = [cells[0] for cells in rows("Beside the rules") if cells[0].startswith(f"`[{key}]") and key != "fallback"] or [told]
        assert all(re.search(rf"\b{inner}`", line) for inner in shape.keys), key
    else:
        assert f"`{key}`" in told


def test_every_profile() -> None:
    assert sorted(re.findall(r"^\| `([a-z-]+)`", DOCUMENT.split("## A rule")[0], re.MULTILINE)) == sorted(
        file.stem for file in (DATA / "profiles").glob("*.toml")
    )
