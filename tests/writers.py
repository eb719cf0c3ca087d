"""Clerks as processes of their own, who type lines one after the other, and what the register holds of what it acknowledged to them."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from random import Random
from typing import NamedTuple

from approvals.cli.room import login
from approvals.desk.founding import found
from approvals.desk.register import open_register
from approvals.desk.verify import verify
from living import NEVER

# Each line is run as the console script runs it, and what it prints goes to a pipe: an acknowledgement is the program's own sentence.
_CLERK = """
import io, sys, time
from approvals import entry

register, name, turns, seconds = sys.argv[1:]
end = time.monotonic() + float(seconds)

class Heard(io.TextIOWrapper):
    last = ""
    def writelines(self, lines):
        for line in lines:
            self.last = self.last if line.startswith(" ") else line
            self.write(line)

sys.stdout = heard = Heard(sys.stdout.buffer, encoding="utf-8")

def typed(*line):
    if code := entry.run_line((*line, "--on", "2026-03-03", "--register", register, "--lang", "en")):
        sys.exit(code)

for turn in range(int(turns)):
    if time.monotonic() > end:
        break
    typed("request", "receive", "GH-01", "--applicant", f"{name}-{turn}")
    number = heard.last.split()[0]
    typed("request", "mend", number, "补盖公章")
    typed("request", "accept", number)
"""
_SAID = re.compile(r"(\d{4}-\d+) received: .*?, (\S+)\.|(\d{4}-\d+) accepted: .*|(\d{4}-\d+): mended .*")
NO_END = 10**9
_LONGEST = 0.5
"""Seconds of typing after the first answer: some fifteen events."""


class Heard(NamedTuple):
    """What a clerk was told, as (number, event, applicant), and how the process ended."""

    acknowledged: list[tuple[str, str, str]]
    code: int
    refused: str


def clerk(root: Path, name: str, turns: int = NO_END, seconds: float = NO_END) -> subprocess.Popen[bytes]:
    """Let a clerk receive, mend and accept one request after the other, so many or for so long."""
    line = [sys.executable, "-c", _CLERK, str(root), name, str(turns), str(seconds)]
    return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"})  # noqa: S603 - our own program


def hall(root: Path) -> Path:
    """Found a register in which whoever runs the tests is the registrar, and may type for all."""
    found(root, date(2026, 11, 24), login(), guide=True)
    return root


def heard(process: subprocess.Popen[bytes]) -> Heard:
    """Wait for the end, and return what was said; half a line was not."""
    out, err = process.communicate()
    return _heard(out, err, process.returncode)


def killed_after(process: subprocess.Popen[bytes], seconds: float) -> Heard:
    """Kill a clerk after so many seconds of typing, without a warning, and return what was said until then."""
    assert process.stdout
    first = process.stdout.readline()
    timer = threading.Timer(seconds, process.send_signal, (signal.SIGKILL,))
    timer.start()
    out, err = process.communicate()
    timer.cancel()
    return _heard(first + out, err, process.returncode)


def _heard(out: bytes, err: bytes, code: int) -> Heard:
    # What follows indented belongs to the sentence before it, and what no line feed ends was not said.
    return Heard([_said(line) for line in out.decode().split("\n")[:-1] if not line.startswith(" ")], code, err.decode())


def _said(line: str) -> tuple[str, str, str]:
    found = _SAID.fullmatch(line)
    if not found:
        raise AssertionError(line)
    received, applicant, accepted, mended = found.groups()
    return (received, "received", applicant) if received else (accepted or mended, "accepted" if accepted else "mended", "")


def lost(root: Path, all_heard: list[Heard]) -> list[tuple[str, str, str]]:
    """Return what was acknowledged and is not in the register."""
    connection = sqlite3.connect(root / "register.db")
    try:
        events = set(connection.execute("select subject_id, type from event where subject_kind = 'request'"))
        names = dict(connection.execute("select subject_id, value from event join personal using (sequence) where type = 'received' and field = 'applicant'"))
    finally:
        connection.close()
    told = [said for heard in all_heard for said in heard.acknowledged]
    return [said for said in told if said[:2] not in events or said[2] not in {"", names[said[0]]}]


def one_killed(root: Path, name: str, chance: Random) -> tuple[list[Heard], list[str]]:
    """Kill one of two clerks at a random moment of typing; return what both heard, and what is wrong with the register then."""
    bystander = clerk(root, f"bystander-{name}", turns=2)
    all_heard = [killed_after(clerk(root, f"killed-{name}"), chance.uniform(0, _LONGEST)), heard(bystander)]
    refused = [told.refused for told in all_heard if told.refused]
    return all_heard, [*map(str, lost(root, all_heard)), *refused, *broken(root)]


def broken(root: Path) -> list[str]:
    """Return what a verification finds."""
    desk = open_register(root, NEVER)
    try:
        return [str(sentence) for sentence in verify(desk).broken]
    finally:
        desk.connection.close()
