"""What the tests of documents share."""

import os
import shutil
from pathlib import Path
from unittest.mock import patch

import pytest

from documented import KEPT, live, printed


@pytest.fixture(scope="session")
def lived(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample register lived on, every document that is kept issued; use a copy to change it."""
    root = Path(shutil.copytree(demo, tmp_path_factory.mktemp("lived") / "register"))
    with patch.dict(os.environ, {"LC_ALL": "en_US.UTF-8"}):
        live(root)
        # One after the other, so that the numbers are those of the golden texts whichever of them is looked at.
        for kept in KEPT:
            printed(root, kept)
    return root
