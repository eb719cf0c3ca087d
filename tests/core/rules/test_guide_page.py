"""docs/guide.md names every key and every rule of the guide."""

import re
from collections.abc import Iterator
from pathlib import Path

from approvals.core.rules.guide import ITEM_RULES, duplicate_code, missing_hotline
from approvals.core.rules.guide_shape import GUIDE_FILE, NEEDS, RESULTS, SOURCES
from approvals.core.rules.shape import SHAPE_RULES, Each, Fields, Shape

PAGE = (Path(__file__).parents[3] / "docs/guide.md").read_text(encoding="utf-8")
QUOTED = set(re.findall(r"[a-z_-]+", " ".join(re.findall(r"`([^`]+)`", PAGE))))


def keys(shape: Shape) -> Iterator[str]:
    """Yield every key below a shape."""
    if isinstance(shape, Each):
        yield from keys(shape.shape)
    if isinstance(shape, Fields):
        for key, inner in shape.keys.items():
            yield key
            yield from keys(inner)


def test_the_page_names_every_key() -> None:
    assert set(keys(GUIDE_FILE)) - QUOTED == set()


def test_the_page_names_every_rule() -> None:
    rules = {rule.__name__.replace("_", "-") for rule in (*ITEM_RULES, missing_hotline, duplicate_code)}
    assert ({*rules, *SHAPE_RULES}) - QUOTED == set()


def test_the_page_names_every_value() -> None:
    assert [value for value in (*SOURCES, *NEEDS, *RESULTS) if value not in PAGE] == []
