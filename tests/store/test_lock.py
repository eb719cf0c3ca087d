"""A lock between processes that the system lets go, however the holder ends."""

import signal
import subprocess
import sys
from pathlib import Path

from approvals.store.lock import alone

HOLDER = """
import sys, time
from pathlib import Path
from approvals.store.lock import alone

with alone(Path(sys.argv[1])) as free:
    print(free, flush=True)
    time.sleep(60)
"""


def test_only_one_holds_it(tmp_path: Path) -> None:
    with alone(tmp_path / "x.lock") as first:
        with alone(tmp_path / "x.lock") as second:
            assert (first, second) == (True, False)
        with alone(tmp_path / "y.lock") as other:
            assert other
    with alone(tmp_path / "x.lock") as again:
        assert again


def test_a_holder_that_is_killed_lets_go(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path / "x.lock")], stdout=subprocess.PIPE, text=True) as holder:  # noqa: S603 - our own program
        assert holder.stdout
        assert holder.stdout.readline() == "True\n"
        with alone(tmp_path / "x.lock") as free:
            assert not free
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with alone(tmp_path / "x.lock") as free:
            assert free
