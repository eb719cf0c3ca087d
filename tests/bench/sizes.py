"""Times the program at three sizes: `python tests/bench/sizes.py [SIZE…] [--runs N] [--quick] [--light] [--only WORD] [--keep FOLDER] [--write FILE]`.

Builds registers of 10,000, 100,000 and 1,000,000 requests, if no other sizes are named (`registers.py`), runs each line of `lines.py` and of
`peers.py` on a copy of each in turns, and prints a table in Markdown: seconds as multiples of `python -c pass`, which runs before and behind
each sample; medians of N samples (21, if not said), those of the lines that go through the whole register of three where it is small, else one. `--quick` takes
1,000 and 10,000 requests and three samples, `--light` leaves out what goes through the whole register. `--keep` leaves the registers in a
folder and takes those that are there. `--write` puts the table between the marks of a file:
`python tests/bench/sizes.py --keep /var/tmp/approvals-bench --write docs/performance.md`.
"""

import argparse
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from lines import BIG, NEWS, OPEN, SINGLE, Line, Place, check
from peers import beside, tasks
from registers import laid
from results import Results, Sample, page, written
from timing import bare

from approvals.store.database import FILE
from approvals.store.migrations import VERSION
from approvals.store.reading import open_reading

SIZES, QUICK = (10_000, 100_000, 1_000_000), (1_000, 10_000)
_LARGE, _FEW = 100_000, 5
_NEWS = Line(NEWS, check)


def main() -> None:
    """Build, measure, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", metavar="SIZE")
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--light", action="store_true")
    parser.add_argument("--only", default="", metavar="WORD", help="only the lines that hold this word")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--write", type=Path, metavar="FILE")
    wanted = parser.parse_args()
    sizes, runs = wanted.sizes or (QUICK if wanted.quick else SIZES), 3 if wanted.quick else wanted.runs
    with tempfile.TemporaryDirectory(prefix="approvals-bench-") as scratch:
        folder = wanted.keep or Path(scratch)
        results = measured(folder, sizes, runs, lambda line: wanted.only in line.name and not (wanted.light and line in BIG))
    table = page(results, sizes)
    sys.stdout.write(table)
    if wanted.write:
        written(wanted.write, table)


def measured(folder: Path, sizes: Sequence[int], runs: int, chosen: Callable[[Line], bool]) -> Results:
    """Measure every line that was chosen at every size: each in turn, or, of what goes through the whole register, one after the other."""
    results = Results()
    peers, results.told = beside()
    places = [_place(folder / str(size), size, results, _times(size, 3) if chosen(_NEWS) else 1) for size in sizes]
    for turn in range(1, runs + 1):
        sys.stderr.write(f"turn {turn} of {runs}\n")
        # The neighbours are slower at a million, and nobody asks how much they vary.
        for line in filter(chosen, (*SINGLE, *OPEN, *(peers if turn <= _FEW else ()))):
            for place in places:
                results.add(line.name, place.every, _sample(line, place, turn))
    for line in filter(chosen, BIG):
        for place in places:
            sys.stderr.write(f"{line.name}, {place.every:,}\n")
            for turn in range(1, _times(place.every, runs) + 1):
                results.add(line.name, place.every, _sample(line, place, turn))
    return results


def _place(folder: Path, size: int, results: Results, times: int) -> Place:
    """Return a copy of a register of a size on which the night was checked, built before where it is missing; the check is timed."""
    kept, copy, beside_it = folder / "register", folder / "copy", folder / "beside"
    if not _fits(kept):
        shutil.rmtree(kept, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        # A process of its own: what it held of memory would be told of every process that this one starts.
        subprocess.run([sys.executable, str(Path(__file__).with_name("registers.py")), str(kept), str(size)], check=True)  # noqa: S603 - our own
    beside_it.mkdir(exist_ok=True)
    place = Place(copy, size, beside_it, 0)
    tasks(place)
    for turn in range(times):
        laid(kept, copy)
        results.add(NEWS, size, _sample(_NEWS, place, turn))
    with closing(open_reading(copy)) as connection:
        return place._replace(card=connection.execute("select max(sequence) from card").fetchone()[0])


def _fits(root: Path) -> bool:
    """Tell whether a register is there, and of the present schema: no line is to be timed that brings it up."""
    if not (root / FILE).exists():
        return False
    with closing(sqlite3.connect(root / FILE)) as connection:
        return bool(connection.execute("pragma user_version").fetchone()[0] == VERSION)


def _sample(line: Line, place: Place, turn: int) -> Sample:
    before = bare()
    took = line.sample(place, turn)
    return Sample(took.seconds, took.megabytes, took.seconds / ((before + bare()) / 2))


def _times(size: int, runs: int) -> int:
    """Return how often a line is run that goes through a whole register."""
    return 1 if size >= _LARGE else min(runs, 3)


if __name__ == "__main__":
    main()
