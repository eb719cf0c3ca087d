"""What `sizes.py` measured, and the page it makes of it."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import NamedTuple

from lines import BIG, NEWS, OPEN, SINGLE
from timing import machine

BEGIN, END = "<!-- sizes -->", "<!-- /sizes -->"
_TENTH = 0.1


class Sample(NamedTuple):
    """A sample: seconds, the megabytes held at most (0 where nobody looked), and seconds in starts of the bare Pythons beside it."""

    seconds: float
    megabytes: float
    ratio: float


class Results:
    """The samples by line and size; `told` says which neighbours were there."""

    def __init__(self) -> None:
        """Begin empty."""
        self.told: list[str] = []
        self.samples: dict[str, dict[int, list[Sample]]] = {}

    def add(self, name: str, size: int, sample: Sample) -> None:
        """Take a sample in."""
        self.samples.setdefault(name, {}).setdefault(size, []).append(sample)

    def middle(self, name: str, size: int) -> Sample:
        """Return the medians of a line at a size."""
        return Sample(*map(median, zip(*self.samples[name][size], strict=True)))

    def growth(self, name: str, sizes: Sequence[int]) -> float:
        """Return by which share a line takes longer at the last size than at the first: the median over samples of the same turn."""
        first, last = self.samples[name][sizes[0]], self.samples[name][sizes[-1]]
        return median([there.ratio / here.ratio for here, there in zip(first, last, strict=False)]) - 1


def page(results: Results, sizes: Sequence[int]) -> str:
    """Return the tables in Markdown."""
    short, whole = [line.name for line in SINGLE], [NEWS, *(line.name for line in BIG)]
    of_open, known = [line.name for line in OPEN], {*short, *whole}
    peers = [name for name in results.samples if name not in known and name not in of_open]
    grown = [name for name in short if name in results.samples and results.growth(name, sizes) > _TENTH]
    day = datetime.now(UTC).date().isoformat()
    parts = [
        f"Measured on {day} with {machine()}; {', '.join(results.told)}. Multiples of `python -c pass`.",
        _table("One request", results, short, sizes),
        f"More than a tenth slower at {sizes[-1]:,} requests: {', '.join(grown) or 'none'}.",
        _table("What is open", results, of_open, sizes),
        _table("The same work elsewhere", results, peers, sizes),
        _big(results, whole, sizes),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(title: str, results: Results, names: Sequence[str], sizes: Sequence[int]) -> str:
    rows = [[name, *(f"{results.middle(name, size).ratio:.1f}" for size in sizes), _growth(results, name, sizes)] for name in names if name in results.samples]
    return _markdown([title, *(f"{size:,}" for size in sizes), "growth"], rows) if rows else ""


def _growth(results: Results, name: str, sizes: Sequence[int]) -> str:
    growth = results.growth(name, sizes)
    return f"{growth:+.0%}" if growth < 1 else f"× {growth + 1:.1f}"


def _big(results: Results, names: Sequence[str], sizes: Sequence[int]) -> str:
    rows = [[name, *(_told(results.middle(name, size)) for size in sizes)] for name in names if name in results.samples]
    return _markdown(["The whole register", *(f"{size:,}" for size in sizes)], rows) if rows else ""


def _told(sample: Sample) -> str:
    return f"{sample.ratio:,.0f} ({sample.seconds:.1f} s, {sample.megabytes:.0f} MB)"


def _markdown(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heading, ["---", *("---:" for _cell in heading[1:])], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def written(file: Path, table: str) -> None:
    """Put the tables between the marks of a file."""
    before, begin, rest = file.read_text(encoding="utf-8").partition(BEGIN)
    _old, end, behind = rest.partition(END)
    if not begin or not end:
        sys.exit(f"{file} has no {BEGIN} and {END}")
    file.write_text(f"{before}{BEGIN}\n{table}{END}{behind}", encoding="utf-8")
