"""Kills writers with `kill -9` at random moments: `python tests/soak/writers_killed.py [TIMES] [SEED]`, five hundred times if not said."""

import random
import shutil
import signal
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from writers import hall, one_killed

_KEPT = 25
"""Kills that one register goes through, so that verifying it after each stays quick."""


def main(times: int = 500, seed: int = 1) -> int:
    """Return 0 when after every kill nothing acknowledged is missing and the register verifies."""
    chance, killed, said = random.Random(seed), 0, 0  # noqa: S311 - no secret
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        founded, root = hall(Path(scratch) / "founded"), Path(scratch) / "register"
        for turn in range(times):
            if turn % _KEPT == 0:
                shutil.rmtree(root, ignore_errors=True)
                shutil.copytree(founded, root)
            all_heard, found = one_killed(root, str(turn), chance)
            killed += sum(told.code == -signal.SIGKILL for told in all_heard)
            said += sum(len(told.acknowledged) for told in all_heard)
            wrong += found
    print(f"{killed} of {times} killed, {said} events acknowledged, {len(wrong)} wrong", *wrong[:5], sep="\n")  # noqa: T201 - a script
    return int(bool(wrong) or killed < times)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
