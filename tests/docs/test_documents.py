"""The documents say what the program does."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).with_name("documents.py")
ROOT = TOOL.parents[2]
WRITTEN = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def test_generated_parts_are_as_the_program_is() -> None:
    run = subprocess.run([sys.executable, str(TOOL), "check"], capture_output=True, check=False)  # noqa: S603 - our own tool
    assert (run.stdout + run.stderr).decode() == "", "run: python tests/docs/documents.py update"


@pytest.mark.parametrize("document", WRITTEN, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (document.parent / link).exists()] == []
