"""Times the proof on a big register: `python tests/bench/verify.py [--requests N] [--on-the-spot SHARE] [--keep FOLDER]`.

Builds a register of 20,000 requests, some 110,000 events: received on any working day of the year, two thirds of them for items that are done
on the spot, on the day they come, as in a hall; the rest each with a life of its own (`tests/forged.py`), and a check that raises the cards of
those that were late. `--on-the-spot 0` leaves no two alike. Printed are medians of five runs of processor time on one core, in seconds and in
events a second: of the chain alone, and of everything that `register verify` proves.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from approvals import nightly
from approvals.core.events import Accepted, Completed, Decided, Delivered, Event, Received
from approvals.desk.founding import found
from approvals.desk.history import bare_request_of
from approvals.desk.projection import project
from approvals.desk.proof.chain import chain
from approvals.desk.register import Desk, open_register
from approvals.desk.verify import verify
from approvals.store import history, rules
from approvals.store.database import transaction
from approvals.store.ledger import Ledger
from forged import DAY, events_of, life, working_days

CHUNK, RUNS = 500, 5


def build(root: Path, requests: int, share: float) -> None:
    found(root, DAY, "keeper", guide=True)
    desk = open_register(root, DAY)
    desk.actor = "keeper"
    happened = lives(desk, share)
    for first in range(1, requests + 1, CHUNK):
        numbers = [f"I-{number:07}" for number in range(first, min(first + CHUNK, requests + 1))]
        with transaction(desk.connection):
            Ledger(desk.connection).append_all(event for number in numbers for event in events_of(number, next(happened)))
            for number in numbers:
                project(desk, bare_request_of(desk, number))
        sys.stderr.write(f"\r{first + len(numbers) - 1:>9,} requests")
    sys.stderr.write("\n")
    nightly.check(desk, DAY)
    desk.connection.execute("pragma wal_checkpoint(truncate)")
    desk.connection.close()


def lives(desk: Desk, share: float) -> Iterator[Iterator[tuple[date, Event]]]:
    """Yield what happens to one request after the other, without end."""
    chance, days = Random(1), working_days(desk)  # noqa: S311 - no secret
    kinds = {kind: [row.code for row in rules.items(desk.connection, DAY) if row.data and f'"{kind}"' in row.data] for kind in ("即办件", "承诺件")}
    number = 0
    while True:
        number += 1
        if chance.random() < share:
            yield at_once(chance.choice(kinds["即办件"]), number, chance.choice(days))
        else:
            yield life(chance, chance.choice(kinds["承诺件"]), number, days)


def at_once(item: str, number: int, day: date) -> Iterator[tuple[date, Event]]:
    """Yield what happens to a request that is done on the spot."""
    return ((day, event) for event in (Received(item, f"申请人{number % 997}", channel="窗口"), Accepted(), Decided(), Completed(), Delivered()))


def measured(work: Callable[[Desk], int], root: Path) -> tuple[float, int]:
    """Return the median of the seconds of processor time that a piece of work took, and through how many events it went."""
    taken, events = [], 0
    for _ in range(RUNS):
        desk = open_register(root, DAY)
        start = time.process_time()
        events = work(desk)
        taken.append(time.process_time() - start)
        desk.connection.close()
    return statistics.median(taken), events


def everything(desk: Desk) -> int:
    proof = verify(desk)
    if proof.broken:
        sys.exit(f"{len(proof.broken)} broken: {proof.broken[:3]}")
    return proof.events


def links(desk: Desk) -> int:
    if list(chain(history.all_events(desk.connection))):
        sys.exit("the chain is broken")
    return history.head(desk.connection)[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--on-the-spot", type=float, default=0.67)
    parser.add_argument("--keep", type=Path, help="build in this folder and leave it; one that is there is used again")
    wanted = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory(prefix="approvals-bench-") as scratch:
        root = (wanted.keep or Path(scratch)) / "register"
        if not root.exists():
            root.parent.mkdir(parents=True, exist_ok=True)
            build(root, wanted.requests, wanted.on_the_spot)
        for name, work in (("the chain", links), ("everything", everything)):
            taken, events = measured(work, root)
            sys.stdout.write(f"{taken:8.3f} s  {events / taken:10,.0f} events/s  {name}, {events:,} events\n")


if __name__ == "__main__":
    main()
