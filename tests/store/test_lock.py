"""A lock between processes that the system lets go, however the holder ends."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from approvals.errors import MachineFailed
from approvals.store.lock import alone

HOLDER = """
import sys, time
from pathlib import Path
from approvals.store.lock import alone

with alone(Path(sys.argv[1]), "taken"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_only_one_holds_it(tmp_path: Path) -> None:
    with alone(tmp_path / "x.lock", "taken"):
        with pytest.raises(MachineFailed, match="taken"), alone(tmp_path / "x.lock", "taken"):
            pass
        with alone(tmp_path / "y.lock", "taken"):
            pass
    with alone(tmp_path / "x.lock", "taken"):
        assert (tmp_path / "x.lock").stat().st_mode & 0o777 == 0o660


def test_a_holder_that_is_killed_lets_go(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path / "x.lock")], stdout=subprocess.PIPE, text=True) as holder:  # noqa: S603 - our own program
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(MachineFailed, match="taken"), alone(tmp_path / "x.lock", "taken"):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with alone(tmp_path / "x.lock", "taken"):
            pass
