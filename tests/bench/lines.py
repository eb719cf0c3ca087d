"""The lines that `sizes.py` times: what a clerk types for one request, what the shell asks, and what goes through the whole register."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from registers import BEFORE, ITEM, RARE, TODAY, approvals, number_of
from screen import until_seen
from timing import Took, run

_NUMBER = re.compile(rb"B\d{7}")
_ROWS = 20
_FOUND = frozenset({0, 1})
_DAY = ("--today", TODAY.isoformat())


class Place(NamedTuple):
    """A register that is measured: its folder, how many requests it has, a folder beside it to write to, and the number of a card."""

    root: Path
    every: int
    beside: Path
    card: int


class Line(NamedTuple):
    """A row of the table: its words, and what makes the sample of a turn, counted from 1."""

    name: str
    sample: Callable[[Place, int], Took]


def _typed(*words: str) -> Callable[[Place, int], Took]:
    """Return what types a line; in its words `{half}` is an open request, `{new}` the one that this turn received, `{card}` a card."""

    def sample(place: Place, turn: int) -> Took:
        return run(approvals("--register", str(place.root), *(word.format(**_values(place, turn)) for word in words)))

    return sample


def _values(place: Place, turn: int) -> dict[str, object]:
    return {"half": number_of(place.every // 2), "new": f"2026-{turn:04}", "card": place.card, "beside": place.beside}


def _asked(line: str) -> Callable[[Place, int], Took]:
    """Return what asks as bash does when somebody presses Tab behind a line."""

    def sample(place: Place, _turn: int) -> Took:
        words = ["approvals", *line.split(" ")]
        asked = {"_APPROVALS_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1), "COMP_TYPE": "63"}
        return run(approvals(), more={**asked, "APPROVALS_REGISTER": str(place.root)})

    return sample


def _seen(*words: str) -> Callable[[Place, int], Took]:
    """Return what types a line in a terminal and waits for its first screen."""

    def sample(place: Place, _turn: int) -> Took:
        return Took(until_seen(approvals("--register", str(place.root), *words), _NUMBER, _ROWS), 0, 0)

    return sample


# In the order of a life: each turn receives a request and takes it to its end.
SINGLE = (
    Line("`request show`", _typed("request", "show", "{half}", *_DAY)),
    Line("`request explain`", _typed("request", "explain", "{half}", *_DAY)),
    Line("`request receive`", _typed("request", "receive", ITEM, "--applicant", "云岭科技有限公司")),
    Line("`request accept`", _typed("request", "accept", "{new}")),
    Line("`request decide`", _typed("request", "decide", "{new}")),
    Line("`request complete`", _typed("request", "complete", "{new}")),
    Line("`request deliver`", _typed("request", "deliver", "{new}")),
    Line("`request print`, a notice as text", _typed("request", "print", "{half}", "acceptance")),
    Line("`card show`", _typed("card", "show", "{card}")),
    Line(f"`find {RARE}`, three of all", _typed("find", RARE)),
    Line("`find` a number", _typed("find", "{half}")),
    Line("completion of an item", _asked(f"request receive {ITEM[:3]}")),
    Line("completion of an open request", _asked("request accept B")),
)
OPEN = (
    Line("`request list`, first screen", _seen("request", "list", *_DAY)),
    Line("`today` of everybody", _typed("today", *_DAY)),
    Line("`today --department`", _typed("today", "--department", ITEM[:2], *_DAY)),
)
NEWS = "`check` with a new card for each fiftieth request"


def check(place: Place, _turn: int) -> Took:
    """Run the check of the day."""
    return run(approvals("--register", str(place.root), "check", "--today", TODAY.isoformat()), _FOUND)


_MAPPING = """\
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
"noted" = "noted"
"decided" = "decided"
"completed" = "completed"
[item]
code = "GH-03"
"""
_ACTIVITIES = ("received", "accepted", "noted", "decided", "completed")


def _import(place: Place, turn: int) -> Took:
    table, mapping = place.beside / "log.csv", place.beside / "bench.toml"
    table.write_text("".join(_rows(f"I{turn}")), encoding="utf-8")
    mapping.write_text(_MAPPING, encoding="utf-8")
    return run(approvals("--register", str(place.root), "request", "import", str(table), "--map", str(mapping)))


def _rows(prefix: str) -> Iterator[str]:
    yield "number,activity,at,by\n"
    for number in range(2_000):
        for hour, activity in enumerate(_ACTIVITIES, 9):
            yield f"{prefix}-{number:05},{activity},{BEFORE}T{hour:02}:00,clerk\n"


BIG = (
    Line("`check` with nothing new", check),
    Line("`request import` of 2,000 requests in 10,000 rows", _import),
    Line("`export log`, the whole ledger as CSV", _typed("export", "log", "--out", "{beside}/log.csv")),
    Line("`register verify`", _typed("register", "verify")),
    Line("`guide print`, 148 items as PDF", _typed("guide", "print", "--out", "{beside}/guide.pdf")),
)
