"""A check killed at random points and run again raises the cards of an undisturbed one (`tests/soak/check_killed.py` does it a hundred times)."""

import os
import signal
from pathlib import Path

import pytest

from killed import filled, killed_and_made_good, points, undisturbed


@pytest.mark.skipif(os.name != "posix", reason="kills a process by signal")
def test_a_check_killed_at_random_points_and_run_again(root: Path, tmp_path: Path) -> None:
    expected = undisturbed(filled(root), tmp_path / "undisturbed")
    endings = [killed_and_made_good(root, tmp_path / str(place), statements) for place, statements in enumerate(points(10, 1))]
    assert [found for _code, found in endings] == [expected] * 10
    assert sum(code == -signal.SIGKILL for code, _found in endings) >= 5
