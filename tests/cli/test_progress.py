"""How far a long run is: on a terminal alone, after a second, and gone when anything else is printed."""

import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from approvals import language
from approvals.cli import destination, output
from approvals.cli.progress import Progress, Ticking
from approvals.desk.waiting import Told
from console import Run, Stream


@pytest.fixture(autouse=True)
def _screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(destination.Destination, "stream", None)
    monkeypatch.setattr(destination.Destination, "shape", destination.Shape.TABLE)
    language.choose("en")


@pytest.mark.parametrize(
    ("terminal", "kind", "seconds", "line"),
    [
        (True, "xterm", 5.0, "about 5 s left"),
        (True, "xterm", 400.0, "about 7 min left"),
        (True, "xterm", 0.5, ""),
        (False, "xterm", 5.0, ""),
        (True, "dumb", 5.0, ""),
    ],
)
def test_progress_shows_on_a_terminal_after_a_second(monkeypatch: pytest.MonkeyPatch, seconds: float, kind: str, line: str, *, terminal: bool) -> None:
    monkeypatch.setenv("TERM", kind)
    moments = iter([0.0, seconds, seconds])
    monkeypatch.setattr("approvals.cli.progress.monotonic", lambda: next(moments))
    stream = Stream(terminal=terminal)
    with patch.object(sys, "stderr", stream), Progress(100) as done:
        done(50)
    assert stream.held.getvalue().decode() == (f"\r\x1b[K[############            ]  50%  {line}\r\x1b[K" if line else "")


def test_progress_tells_the_rate_where_nobody_knows_how_much_will_come(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 4.0, 4.0])
    monkeypatch.setattr("approvals.cli.progress.monotonic", lambda: next(moments))
    stream = Stream(terminal=True)
    with patch.object(sys, "stderr", stream), Progress(None) as done:
        done(10_000)
    assert stream.held.getvalue().decode() == "\r\x1b[K10000 lines read, 2500 a second\r\x1b[K"


def test_what_is_printed_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 5.0, 5.0])
    monkeypatch.setattr("approvals.cli.progress.monotonic", lambda: next(moments))
    stream = Stream(terminal=True)
    with patch.multiple(sys, stderr=stream, stdout=stream), Progress(2) as done:
        done()
        output.say("{number} is too late.", number="2026-0001")
    assert stream.held.getvalue().decode().endswith("about 5 s left\r\x1b[K2026-0001 is too late.\n")


def test_what_nobody_can_foresee_tells_for_how_long_it_has_been_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the thread is ours: it strikes once, then the work has ended."""
    moments = iter([0.0, 1.0])
    monkeypatch.setattr("approvals.cli.progress.monotonic", lambda: next(moments))
    ticking, strikes = Ticking(), iter([False, True])
    monkeypatch.setattr(ticking._ended, "wait", lambda _pause: next(strikes))
    stream = Stream(terminal=True)
    with patch.object(sys, "stderr", stream):
        ticking.run()
        ticking._ended.set()
        destination.clear()
    assert stream.held.getvalue().decode() == "\r\x1b[Kat work for 1 s\r\x1b[K"


LONG = (
    "check --today 2026-06-01",
    "check --today 2027-06-01",
    "register verify",
    "register rebuild",
    "register export events.jsonl",
    "register merge GXQ.jsonl",
    "register backup",
    "register restore backup --yes",
    "register anonymise --before 2026-03-21 --yes",
    "adopt --yes",
    "export log",
    "export national --out national --incomplete",
    "export due",
    "request list --all",
    "request import log.csv --map permit-receipt-log.toml",
    "card list",
    "policy try ninety-per-cent",
    "guide simulate GH-03 --promised '7 工作日'",
    "report late-entries",
    "fleet list --registers .",
    "fleet check --registers .",
    "fleet report --registers .",
)
"""What goes through the whole register, or through a file as long."""

LOG = """case:concept:name,case:startdate,case:enddate,case:deadline,case:channel,concept:name,time:timestamp,org:resource
case-1,2011-10-11,2011-11-24,2011-12-06,Internet,Confirmation of receipt,2011-10-11 13:45:40,Resource21
"""


class _Counted:
    """Somebody who waits and counts, instead of a terminal."""

    def __init__(self) -> None:
        self.parts: list[list[int]] = []

    @contextmanager
    def begin(self, total: int | None, _since: float | None = None) -> Iterator[Callable[[int], None]]:
        part = [total or 0, 0]
        self.parts.append(part)

        def done(pieces: int = 1) -> None:
            part[1] += pieces

        yield done


@pytest.mark.parametrize("line", LONG)
def test_a_long_run_tells_how_far_it_is(run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.chdir(sample)
    _prepare(run, sample, line)
    counted = _Counted()
    monkeypatch.setattr(output, "waiting", lambda: Told(counted.begin))
    monkeypatch.setattr(output, "progress", counted.begin)
    ended = run(*shlex.split(line))
    assert ended.code in {0, 1}, ended
    told = [(total, done) for total, done in counted.parts if total]
    assert told, "nothing was told"
    assert all(0 < done <= total for total, done in told), told
    assert any(done == total for total, done in told), told


def _prepare(run: Run, sample: Path, line: str) -> None:
    """Lay down what a line needs beside the register."""
    (sample / "log.csv").write_text(LOG, encoding="utf-8")
    if line.startswith("adopt"):
        policy = sample / "policy.toml"
        policy.write_text(policy.read_text(encoding="utf-8") + "\n# 修订\n", encoding="utf-8")
    if "merge" in line:
        other = shutil.copytree(sample, sample.with_name("hall"))
        settings = other / "register.toml"
        settings.write_text(settings.read_text(encoding="utf-8").replace('"YL"', '"GXQ"'), encoding="utf-8")
        assert run("register", "export", "GXQ.jsonl", "--register", str(other)).code == 0
    if "restore" in line:
        run("register", "backup")
        next((sample / "backups").iterdir()).rename(sample / "backup")
