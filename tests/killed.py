"""A check in a process of its own that is killed after so many statements, and what the next one makes of it."""

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from approvals.core.events import Accepted, Completed, Decided, Received
from approvals.desk.register import open_register
from approvals.desk.request import receive_request, record
from approvals.desk.verify import verify
from approvals.nightly import check

LAST = date(2026, 4, 30)
_KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from approvals import nightly
from approvals.desk.register import open_register

desk, left = open_register(Path(sys.argv[1]), date(2026, 4, 30)), [int(sys.argv[2])]
desk.actor = "liwen"

def counted(_statement):
    left[0] -= 1
    if left[0] <= 0:
        os.kill(os.getpid(), signal.SIGKILL)

desk.connection.set_trace_callback(counted)
nightly.check(desk, date(2026, 4, 30), batch=4)
"""


def filled(root: Path, requests: int = 24) -> Path:
    """Fill a register with requests, some finished, some late, and return its folder."""
    desk = open_register(root, date(2026, 3, 2))
    desk.actor = "liwen"
    for place in range(requests):
        day = date(2026, 3, 2) + timedelta(place % 7)
        number = receive_request(desk, Received("GH-01", f"申请人{place}"), day).number
        record(desk, number, Accepted(), day)
        if place % 3 == 0:
            record(desk, number, Decided(), day + timedelta(4 + place))
            record(desk, number, Completed(), day + timedelta(4 + place))
    desk.connection.close()
    return root


def cards(root: Path) -> list[tuple[str, ...]]:
    """Return every card without the number that its place in the ledger gives it."""
    connection = sqlite3.connect(root / "register.db")
    try:
        return connection.execute("select subject_id, kind, level, turn, rule, due_on, since_on, person, state from card order by 1, 2, 3").fetchall()
    finally:
        connection.close()


def undisturbed(root: Path, folder: Path) -> list[tuple[str, ...]]:
    """Return the cards that an undisturbed check raises in a copy."""
    copy = Path(shutil.copytree(root, folder))
    desk = open_register(copy, LAST)
    desk.actor = "liwen"
    check(desk, LAST)
    desk.connection.close()
    return cards(copy)


def killed_and_made_good(root: Path, folder: Path, statements: int) -> tuple[int, list[tuple[str, ...]]]:
    """Kill a check in a copy after so many statements, run it again, and return how the first ended and the cards; the register has to be whole."""
    copy = Path(shutil.copytree(root, folder))
    ended = subprocess.run([sys.executable, "-c", _KILLED, str(copy), str(statements)], check=False, capture_output=True)  # noqa: S603 - our own program
    if ended.returncode not in {0, -signal.SIGKILL}:
        raise AssertionError(ended.stderr.decode())
    desk = open_register(copy, LAST)
    desk.actor = "liwen"
    check(desk, LAST)
    broken = verify(desk).broken
    waiting = desk.connection.execute("select count(*) from outbox").fetchone()[0]
    desk.connection.close()
    found = cards(copy)
    if broken or waiting != len(found):
        raise AssertionError((broken, waiting, len(found)))
    return ended.returncode, found


def points(how_many: int, seed: int) -> list[int]:
    """Return random numbers of statements; a check of the filled register takes a few hundred."""
    return [random.Random(f"{seed}/{place}").randint(1, 420) for place in range(how_many)]  # noqa: S311 - no secret
