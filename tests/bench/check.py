"""Times the nightly check on a big register: `python tests/bench/check.py [--requests N] [--open N] [--late N] [--every-rule] [--keep FOLDER]`.

Builds a register of a million requests with its whole ledger, 50,000 of them open and 20,000 past the date of their first card, spread evenly
over all numbers; then runs `approvals check` as a process of its own, with all cards new and with none, after a check of the night before.
`--every-rule` puts the profile in force that has a rule for every deadline and every fact. Printed are medians, in seconds and in starts of a
bare Python.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from approvals.core.clock import count
from approvals.core.entry import PERSONAL, payload_of, type_of
from approvals.core.events import Accepted, Completed, Decided, Delivered, Event, Published, Received
from approvals.core.limits import parse_limit
from approvals.desk.adoption import adopt
from approvals.desk.history import entries_of
from approvals.desk.policy import policy_file
from approvals.desk.register import Desk, open_register
from approvals.desk.request import receive_request, record
from approvals.store import deadlines, ledger, requests
from approvals.store.database import transaction
from approvals.store.deadlines import DeadlineRow, NextRow
from approvals.store.ledger import Ledger, NewEvent
from approvals.store.requests import RequestRow

TODAY = date(2026, 11, 24)
BEFORE = date(2026, 11, 18)
ITEM = "GH-03"  # promised in 10 working days, due by law in 20
FINISHED = [date(2026, 3, 2) + timedelta(number) for number in range(200)]
LATE = [date(2026, 11, 10) + timedelta(number) for number in range(3)]  # two working days are left, or were last night: one card each
IN_TIME = [date(2026, 11, 16) + timedelta(number) for number in range(8)]
CHUNK = 10_000


class Pattern(NamedTuple):
    """A request as the program itself keeps it, to be repeated under other numbers."""

    row: RequestRow
    deadlines: list[DeadlineRow]
    nexts: list[NextRow]
    events: list[NewEvent]


def approvals(*words: str) -> list[str]:
    return [sys.executable, "-m", "approvals", *words]


def pattern(desk: Desk, accepted: date, later: tuple[Event, ...]) -> Pattern:
    with recorded(accepted):
        number = receive_request(desk, Received(ITEM, "申请人"), accepted).number
        row = record(desk, number, Accepted(), accepted)
    with recorded(accepted + timedelta(3)):
        for event in later:
            row = record(desk, number, event, accepted + timedelta(3))
    history = entries_of(desk, number)
    events = [
        NewEvent("request", number, kind, entry.happened_on.isoformat(), "liwen", payload_of(entry.event), personal=PERSONAL.get(kind, frozenset()))
        for entry in history
        for kind in (type_of(entry.event),)
    ]
    rows, nexts = deadlines.of_subject(desk.connection, "request", number), deadlines.next_of_subject(desk.connection, "request", number)
    return Pattern(row, rows, nexts, events)


def recorded(day: date) -> AbstractContextManager[object]:
    """Record what follows on the day it happens, as a counter does."""
    return patch.object(ledger, "_NOW", f"select '{day}T04:00:00.000Z'")


def patterns(root: Path, scratch: Path, *, late: int, unfinished: int, every: int) -> Iterator[Pattern]:
    """Yield what each number is to hold, without end: the open ones and the late ones among them at even distances."""
    shutil.copytree(root, scratch)
    desk = open_register(scratch, TODAY)
    finished = cycle([pattern(desk, day, (Decided(), Completed(), Delivered(), Published())) for day in FINISHED])
    over, running = cycle([pattern(desk, day, ()) for day in LATE]), cycle([pattern(desk, day, ()) for day in IN_TIME])
    opened = behind = number = 0
    while True:
        number += 1
        if number * unfinished // every == opened:
            yield next(finished)
            continue
        opened += 1
        is_late = opened * late // unfinished > behind
        behind += is_late
        yield next(over if is_late else running)


def build(root: Path, *, every: int, unfinished: int, late: int, every_rule: bool) -> None:
    subprocess.run(approvals("init", str(root)), check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
    desk = open_register(root, TODAY)
    if every_rule:
        shutil.copy(policy_file(None, "every-rule"), root / "policy.toml")
        adopt(desk, ["policy"], None)
        desk.forget()
    source = patterns(root, root.with_name("patterns"), late=late, unfinished=unfinished, every=every)
    for first in range(1, every + 1, CHUNK):
        numbers = [f"2026-{number:07}" for number in range(first, min(first + CHUNK, every + 1))]
        copied = [(number, next(source)) for number in numbers]
        with transaction(desk.connection):
            # As an import leaves them: typed by one person in three minutes they would be a fact of their own.
            Ledger(desk.connection).append_all(
                event._replace(subject_id=number, origin="import:bench/0001") for number, made in copied for event in made.events
            )
            requests.write(desk.connection, (made.row._replace(number=number, applicant=f"申请人{int(number[5:]) % 50_021}") for number, made in copied))
            rows = [row._replace(subject_id=number) for number, made in copied for row in made.deadlines]
            desk.connection.executemany("insert into deadline values (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            planned = [row._replace(subject_id=number) for number, made in copied for row in made.nexts]
            desk.connection.executemany("insert into next_card values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", planned)
        sys.stderr.write(f"\r{first + len(numbers) - 1:>9,} requests")
    desk.connection.execute("pragma wal_checkpoint(truncate)")
    desk.connection.close()
    sys.stderr.write("\n")
    seconds(approvals("--register", str(root), "check", "--today", BEFORE.isoformat()))


def seconds(command: list[str]) -> tuple[float, bytes]:
    start = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own program
    taken = time.perf_counter() - start
    if done.returncode > 1:
        sys.exit(done.stderr.decode())
    return taken, done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--open", type=int, default=50_000)
    parser.add_argument("--late", type=int, default=20_000)
    parser.add_argument("--every-rule", action="store_true")
    parser.add_argument("--keep", type=Path, help="build in this folder and leave it; one that is there is used again")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="approvals-bench-") as scratch:
        folder = wanted.keep or Path(scratch)
        root = folder / "register"
        if not root.exists():
            folder.mkdir(parents=True, exist_ok=True)
            build(root, every=wanted.requests, unfinished=wanted.open, late=wanted.late, every_rule=wanted.every_rule)
        measure(root, folder / "copy")


def measure(root: Path, copy: Path) -> None:
    bare = statistics.median(seconds([sys.executable, "-c", "pass"])[0] for _ in range(21))
    check = approvals("--register", str(copy), "check", "--today", TODAY.isoformat(), "--format", "json")
    news, none, found = [], [], []
    for _ in range(3):
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(root, copy)
        os.sync()  # what the copy left to write is not the check's
        taken, printed = seconds(check)
        news.append(taken)
        found.append(json.loads(printed))
        none += [seconds(check)[0] for _ in range(5)]
    cards = found[0]["new"]
    lines = {
        "python -c pass": bare,
        f"check, {len(cards):,} new cards of {len({card['number'] for card in cards}):,} requests": statistics.median(news),
        "check, nothing new": statistics.median(none),
        "100,000 counts of 20 working days, in the process": counting(root),
    }
    for line, taken in lines.items():
        sys.stdout.write(f"{taken:8.3f} s  {taken / bare:7.1f}  {line}\n")


def counting(root: Path) -> float:
    limit, calendar = parse_limit("20 工作日"), open_register(root, TODAY).calendar
    start = time.perf_counter()
    for number in range(100_000):
        count(limit, FINISHED[number % len(FINISHED)], calendar)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
