"""Kills the nightly check at random points and runs it again: `python tests/soak/check_killed.py [TIMES] [SEED]`, a hundred times if not said."""

import shutil
import signal
import sys
import tempfile
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from approvals.desk.adoption import adopt
from approvals.desk.founding import found
from approvals.desk.register import open_register
from killed import filled, killed_and_made_good, points, undisturbed


def main(times: int = 100, seed: int = 1) -> int:
    """Return 0 when every run left the cards of an undisturbed one."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "register"
        found(root, date(2026, 11, 24), "keeper", guide=True)
        desk = open_register(root, date(2026, 3, 2))
        desk.actor = "liwen"
        adopt(desk, ["guide"], None)
        desk.connection.close()
        expected = undisturbed(filled(root), Path(scratch) / "undisturbed")
        killed = wrong = 0
        for statements in points(times, seed):
            code, cards = killed_and_made_good(root, Path(scratch) / "copy", statements)
            shutil.rmtree(Path(scratch) / "copy")
            killed += code == -signal.SIGKILL
            wrong += cards != expected
    print(f"{times} runs, {killed} killed, {len(expected)} cards each, {wrong} with other cards")  # noqa: T201 - a script
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
