"""Writers queue, and what one is told has been written (`tests/soak/writers_queue.py` and `writers_killed.py` do it at length)."""

import os
import signal
from pathlib import Path
from random import Random

import pytest

from writers import broken, clerk, hall, heard, lost, one_killed

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills a process by signal")


def test_six_processes_write_at_once_and_nothing_they_were_told_is_missing(tmp_path: Path) -> None:
    root = hall(tmp_path / "register")
    all_heard = [heard(process) for process in [clerk(root, f"clerk{place}", turns=3) for place in range(6)]]
    assert [(told.code, told.refused, len(told.acknowledged)) for told in all_heard] == [(0, "", 9)] * 6
    assert not lost(root, all_heard)
    assert not broken(root)


def test_a_writer_killed_at_a_random_moment_loses_nothing_it_was_told(tmp_path: Path) -> None:
    root, chance = hall(tmp_path / "register"), Random(1)  # noqa: S311 - no secret
    for turn in range(4):
        (killed, bystander), wrong = one_killed(root, str(turn), chance)
        assert (killed.code, bystander.code, wrong) == (-signal.SIGKILL, 0, [])
        assert killed.acknowledged
