"""Putting a backup back: what would be lost is told first, what stands there is kept aside, and the ledger says that it happened."""

import json
import sqlite3
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from approvals.core.permission import Duty
from approvals.desk.adoption import KINDS
from approvals.desk.backup import checked, copied, copy_files, own_folder
from approvals.desk.modes import FOLDER, close_to_others
from approvals.desk.permission import may_run
from approvals.desk.proof.chain import chain
from approvals.desk.register import Desk, open_register
from approvals.desk.waiting import NOBODY, Waiting
from approvals.errors import NoSuchThing, NotAllowed, Refusal, RegisterUnfit, WrongUsage
from approvals.files.place import REGISTER
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import copying, history, rules
from approvals.store.database import FILE, open_database, transaction
from approvals.store.ledger import Ledger, NewEvent

if TYPE_CHECKING:
    from collections.abc import Callable

RESTORED = "restored"


class Lost(NamedTuple):
    """Events of the present register that a backup does not hold: the first and the last, when they were recorded, how many requests they are about."""

    first: int
    last: int
    since: str
    until: str
    requests: int


class Plan(NamedTuple):
    """A backup and what putting it back would do; `readable` where a register stands there that can be read, `present` where anything does."""

    source: Path
    sequence: int
    head: str
    recorded_at: str
    present: bool
    readable: bool
    lost: Lost | None


def planned(root: Path, copy: Path, waiting: Waiting = NOBODY) -> Plan:
    """Return what putting a backup back would do, and change nothing; a backup that is damaged or broken is refused."""
    if not copy.exists():
        raise NoSuchThing(N_("There is no backup {file}: check its name."), file=str(copy))
    source = checked(copy)
    if not source.is_file():
        raise RegisterUnfit(N_("{file} is no copy of a register, or a damaged one: take another."), file=str(copy))
    if source.resolve() == (root / FILE).resolve():
        raise WrongUsage(N_("{file} is the register itself: name a backup of it."), file=str(copy))
    with copying.opened_copy(source) as connection:
        last = history.last(connection)
        for sentence in chain(waiting.through(history.all_events(connection), last.sequence if last else 0)):
            raise RegisterUnfit(N_("The chain of the backup {file} is broken: {first} Take another."), file=str(copy), first=sentence)
        head = (last.sequence, last.hash, last.recorded_at) if last else (0, history.FIRST_PREVIOUS, "")
        present = (root / FILE).exists()
        readable, lost = _compared(root, connection) if present else (False, None)
    return Plan(copy, *head, present, readable, lost)


def _compared(root: Path, copy: sqlite3.Connection) -> tuple[bool, Lost | None]:
    """Tell whether the present database can be read, and what of it the copy does not hold."""
    try:
        with copying.opened_copy(root / FILE) as connection:
            return True, lost(connection, copy)
    except (sqlite3.DatabaseError, Refusal):
        return False, None


def lost(present: sqlite3.Connection, copy: sqlite3.Connection) -> Lost | None:
    """Return the events that the present register holds and a copy does not: all after the last that both have."""
    low, high = 0, min(history.head(present)[0], history.head(copy)[0])
    last = history.head(present)[0]
    while low < high:
        middle = (low + high + 1) // 2
        if history.hash_at(present, middle) == history.hash_at(copy, middle):
            low = middle
        else:
            high = middle - 1
    if low == last:
        return None
    return Lost(low + 1, last, *history.span(present, low + 1))


class Restored(NamedTuple):
    """What was put back, and where that which stood there is kept, None where nothing did."""

    sequence: int
    head: str
    kept: Path | None


def restore(root: Path, plan: Plan, today: date, act: "Callable[[Desk], object]") -> Restored:
    """Put a backup back as planned; `act` names who acts. Where no register can be read, whoever may write the folder may do it."""
    if plan.readable:
        _permitted(root, today, act)
    with copying.opened_copy(checked(plan.source)) as source:
        kept = _replaced(root, plan, source) if plan.readable else _laid_down(root, plan, source)
    if plan.source.is_dir():
        copy_files(plan.source, root)
    desk = open_register(root, today)
    try:
        _lay_down_files(desk)
        close_to_others(root, besides=copying.BACKUPS)
        act(desk)
        _remembered(desk, plan)
    finally:
        desk.connection.close()
    return Restored(plan.sequence, plan.head, kept)


def _permitted(root: Path, today: date, act: "Callable[[Desk], object]") -> None:
    """Refuse whoever may not, by the staff in force."""
    desk = Desk(root, open_database(root), today)
    try:
        act(desk)
        may_run(desk, Duty.RESTORE)
    finally:
        desk.connection.close()


def _replaced(root: Path, plan: Plan, source: sqlite3.Connection) -> Path:
    """Write a backup over the register, whose last state is kept as a backup of its own; nobody writes meanwhile."""
    with copying.alone_in(root / FILE) as present:
        if lost(present, source) != plan.lost:
            raise NotAllowed(N_("Something was recorded meanwhile: look at what would be lost once more."))
        kept = copied(present, root, own_folder(root), "replaced")
        copying.put_back(source, present)
    return kept


def _laid_down(root: Path, plan: Plan, source: sqlite3.Connection) -> Path | None:
    """Put a backup where no register stands, or one that cannot be read: its files are moved aside as they are."""
    root.mkdir(parents=True, exist_ok=True)
    kept = None
    if plan.present:
        kept = own_folder(root) / f"damaged-{copying.stamp()}"
        kept.mkdir()
        kept.chmod(FOLDER)
        for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
            if (root / name).exists():
                (root / name).rename(kept / name)
    copying.new_database(source, root / FILE)
    return kept


def _lay_down_files(desk: Desk) -> None:
    """Write the files of the rules in force that are missing, as they were adopted: a copy of the database alone brings none along."""
    for row in (row for kind in KINDS for row in rules.in_force(desk.connection, kind)):
        file = desk.root / row.name
        if not file.exists():
            file.parent.mkdir(exist_ok=True)
            file.write_text(row.content, encoding="utf-8", newline="")
    if not (desk.root / REGISTER).exists():
        (desk.root / REGISTER).write_text(f"name = {json.dumps(desk.root.name, ensure_ascii=False)}\n", encoding="utf-8")


def _remembered(desk: Desk, plan: Plan) -> None:
    """Record that a backup was put back, and what was lost by it."""
    gone = {"lost_first": plan.lost.first, "lost_last": plan.lost.last} if plan.lost else {}
    payload = {"sequence": plan.sequence, "head": plan.head, **gone}
    with transaction(desk.connection):
        Ledger(desk.connection).append(NewEvent("backup", "register", RESTORED, desk.today.isoformat(), desk.actor, payload))
