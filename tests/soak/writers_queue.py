"""Many processes write to one register: `python tests/soak/writers_queue.py [WRITERS] [SECONDS]`, 32 for a minute if not said."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from writers import broken, clerk, hall, heard, lost


def main(writers: int = 32, seconds: int = 60) -> int:
    """Return 0 when no writer failed, every acknowledged event is there, and the chain is whole."""
    with tempfile.TemporaryDirectory() as scratch:
        root = hall(Path(scratch) / "register")
        clerks = [clerk(root, f"clerk{place}", seconds=seconds) for place in range(writers)]
        all_heard = [heard(process) for process in clerks]
        refused = [told.refused for told in all_heard if told.code or told.refused]
        gone, wrong = lost(root, all_heard), broken(root)
    counts = sorted(len(told.acknowledged) for told in all_heard)
    print(f"{writers} writers, {sum(counts)} events acknowledged, {counts[0]} to {counts[-1]} each")  # noqa: T201 - a script
    print(f"{len(refused)} refused, {len(gone)} lost, {len(wrong)} broken", *refused[:3], *gone[:3], *wrong[:3], sep="\n")  # noqa: T201
    return int(bool(refused or gone or wrong))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
