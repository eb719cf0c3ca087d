"""Times import and export of a big event log: `python tests/bench/exchange.py [--requests N] [--runs N] [--keep FOLDER]`.

Writes a CSV of N requests (100,000 if not said) with five events each, imports it into a fresh register, exports that register's event log as
CSV and as XES, and imports the CSV into an empty register to export it again. Every step is a process of its own, as a user runs it; told are
the medians of seconds and of the most memory, and whether the two exports are the same bytes.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from registers import approvals
from timing import Took, run

FIRST = date(2026, 1, 5)
ACTIVITIES = ("received", "accepted", "checked on site", "decided", "completed")
MAPPING = """\
name = "bench"
system = "bench"
row = "event"
[columns]
number = "number"
activity = "activity"
at = "at"
by = "by"
[values]
applicant = "not published"
[activities]
"received" = "received"
"accepted" = "accepted"
"decided" = "decided"
"completed" = "completed"
"checked on site" = "noted"
[item]
code = "GH-03"
"""


def main() -> None:
    """Build, import, export, and tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = chosen.keep or Path(folder)
        root.mkdir(exist_ok=True)
        (root / "log.csv").write_text("".join(_rows(chosen.requests)), encoding="utf-8")
        (root / "bench.toml").write_text(MAPPING, encoding="utf-8")
        for turn in range(chosen.runs):
            _steps(root, root / f"first-{turn}", root / f"second-{turn}")
    for name, taken in _TAKEN.items():
        seconds, _worked, memory = zip(*taken, strict=True)
        sys.stdout.write(f"{name:14} {statistics.median(seconds):6.1f} s ({min(seconds):.1f}-{max(seconds):.1f})  {statistics.median(memory):4.0f} MB\n")


_TAKEN: dict[str, list[Took]] = {}


def _rows(requests: int) -> Iterator[str]:
    yield "number,activity,at,by\n"
    for number in range(requests):
        day = FIRST + timedelta(number % 250)
        for place, activity in enumerate(ACTIVITIES):
            yield f"B-{number:06},{activity},{day + timedelta(place)}T{9 + place:02}:{number % 60:02},clerk {number % 40}\n"


def _steps(root: Path, first: Path, second: Path) -> None:
    _quiet("init", str(first))
    _timed("import", "request", "import", str(root / "log.csv"), "--map", str(root / "bench.toml"), "--register", str(first))
    _timed("export csv", "export", "log", "--out", str(root / "one.csv"), "--register", str(first))
    _timed("export xes", "export", "log", "--out", str(root / "one.xes"), "--register", str(first))
    _quiet("init", str(second))
    _timed("import again", "request", "import", str(root / "one.csv"), "--map", "event-log.toml", "--register", str(second))
    _quiet("export", "log", "--out", str(root / "two.csv"), "--register", str(second))
    same = (root / "one.csv").read_bytes() == (root / "two.csv").read_bytes()
    sys.stdout.write(f"export, import, export: {'the same bytes' if same else 'DIFFERENT'}\n")


def _quiet(*line: str) -> None:
    run(approvals(*line))


def _timed(name: str, *line: str) -> None:
    _TAKEN.setdefault(name, []).append(run(approvals(*line)))


if __name__ == "__main__":
    main()
