"""docs/sql.md documents every column of every view, and every question that ships, in the words of the program."""

import re
from pathlib import Path

import pytest

from approvals.core.views import VIEWS
from approvals.store.queries import QUERIES

DOCUMENT = (Path(__file__).parents[2] / "docs" / "sql.md").read_text(encoding="utf-8")


def table(heading: str) -> dict[str, str]:
    """Return the rows of the table under a heading, by their first column."""
    section = re.search(rf"^##+ {re.escape(heading)}\n(.*?)(?=^##|\Z)", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert section, heading
    return dict(re.findall(r"^\| `([\w-]+)` \| (.*) \|$", section[1], re.MULTILINE))


@pytest.mark.parametrize("view", VIEWS)
def test_every_column_is_told(view: str) -> None:
    assert list(table(view).items()) == list(VIEWS[view].columns.items())
    assert f"### {view}\n\n{VIEWS[view].row}\n" in DOCUMENT


def test_no_other_view_is_told() -> None:
    assert re.findall(r"^### (\w+)$", DOCUMENT, re.MULTILINE) == list(VIEWS)


def test_every_question_is_told() -> None:
    assert list(table("Questions that ship").items()) == [(name, query.title) for name, query in QUERIES.items()]
