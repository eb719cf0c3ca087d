"""An open register: its folder, its database, the rules in force, and who acts."""

import json
import os
import sqlite3
from collections.abc import Callable
from datetime import date, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from approvals.core.acting import Reason
from approvals.desk.waiting import Waiting
from approvals.errors import NoSuchThing, NotAllowed, RegisterUnfit
from approvals.language import N_
from approvals.store import rules
from approvals.store.database import open_database

if TYPE_CHECKING:
    from approvals.core.acting import Acting
    from approvals.core.calendar import Calendar
    from approvals.core.guide import Item
    from approvals.core.law import Law, Practice
    from approvals.core.oversight.settings import Oversight
    from approvals.core.policy import Policy
    from approvals.core.staff import Person

FOLDERS = {"guide": "guide", "calendar": "calendar", "oversight": "oversight", "powers": "powers"}
FILES = {"policy": "policy.toml", "staff": "staff.toml"}


class Desk:
    """An open register; `today` is the day that writing commands happen on unless told otherwise.

    `offset` is the register's difference from UTC, None for that of the machine.
    """

    def __init__(self, root: Path, connection: sqlite3.Connection, today: date) -> None:
        """Hold what is open; rules are read when first asked for."""
        self.root = root
        self.connection = connection
        self.today = today
        self.actor = ""
        self.offset: tzinfo | None = None
        self.acting: Acting | None = None
        self.place = ""
        self.late = Reason()
        self.waiting = Waiting()
        self._practice: Practice | None = None
        self._sequences: dict[str, int] = {}
        self._items: dict[str, list[tuple[date, Item | None]]] = {}
        self._days: dict[str, dict[date, Item | None]] = {}
        self._laws: dict[str, Law] = {}
        self._departments: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._oversights: dict[int, Oversight] = {}

    @cached_property
    def calendar(self) -> "Calendar":
        """Return the adopted calendar."""
        from approvals.core.calendar import Calendar, year_from  # noqa: PLC0415 - rules are read only by commands that ask for them

        return Calendar(year_from(table) for table in rules.tables(self.connection, "calendar"))

    @cached_property
    def policy(self) -> "Policy":
        """Return the adopted card policy."""
        from approvals.core.policy import policy_from  # noqa: PLC0415 - see calendar

        for table in rules.tables(self.connection, "policy"):
            return policy_from(table)
        raise RegisterUnfit(N_("No card policy was adopted: write policy.toml and run `approvals adopt policy`."))

    @cached_property
    def people(self) -> "tuple[Person, ...]":
        """Return the adopted staff."""
        from approvals.core.staff import people_from  # noqa: PLC0415 - see calendar

        return tuple(person for table in rules.tables(self.connection, "staff") for person in people_from(table))

    @cached_property
    def oversight(self) -> "Oversight":
        """Return what the adopted oversight files say."""
        from approvals.core.oversight.settings import oversight_from  # noqa: PLC0415 - see calendar

        return oversight_from(rules.tables(self.connection, "oversight"))

    def oversight_at(self, sequence: int) -> "Oversight":
        """Return what the oversight files in force right after an event say."""
        if sequence >= self.rules_sequence("oversight"):
            return self.oversight
        from approvals.core.oversight.settings import oversight_from  # noqa: PLC0415 - see calendar

        # Many matters are judged by the same files of their time: those are read once.
        change = rules.last_change(self.connection, sequence)
        if change not in self._oversights:
            self._oversights[change] = oversight_from(rules.tables_at(self.connection, "oversight", change))
        return self._oversights[change]

    @property
    def person(self) -> "Person | None":
        """Return the acting person, None where the login belongs to nobody on the staff."""
        return next((known for known in self.people if known.id == self.actor and known.serves(self.today)), None)

    @cached_property
    def sample(self) -> str:
        """Return what stands on every paper of a sample register, empty for a real one."""
        from approvals.core.wording import SAMPLE  # noqa: PLC0415 - see calendar
        from approvals.files.settings import read_register  # noqa: PLC0415 - see calendar

        source = read_register(self.root).source
        return SAMPLE if source and source.table.get("sample") is True else ""

    def rules_sequence(self, kind: str) -> int:
        """Return the event that put the rules of a kind in force as they are; the calendar's also counts what was withdrawn."""
        if kind not in self._sequences:
            found = rules.last_calendar(self.connection) if kind == "calendar" else rules.last_adopted(self.connection, kind)
            self._sequences[kind] = found
        return self._sequences[kind]

    def versions(self, code: str) -> Callable[[date], "Item | None"]:
        """Return the function that gives the version of an item in force on a day, None before its first and after its last."""
        if code not in self._items:
            from approvals.core.guide import item_from  # noqa: PLC0415 - see calendar

            rows = rules.item_versions(self.connection, code)
            self._items[code] = [(date.fromisoformat(row.from_on), item_from(json.loads(row.data)) if row.data else None) for row in rows]
        found, days = self._items[code], self._days.setdefault(code, {})

        def version(day: date) -> "Item | None":
            if day not in days:
                days[day] = next((item for from_on, item in found if from_on <= day), None)
            return days[day]

        return version

    def law(self, code: str) -> "Law":
        """Return what requests for an item are judged by."""
        from approvals.core.law import Law, practice_from  # noqa: PLC0415 - see calendar

        if code not in self._laws:
            if self._practice is None:
                self._practice = practice_from(next(iter(rules.tables(self.connection, "policy")), {}))
            self._laws[code] = Law(self.versions(code), self.calendar, self._practice)
        return self._laws[code]

    def department_of(self, code: str) -> str:
        """Return the department that an item belongs to, empty for an unknown item."""
        if code not in self._departments:
            self._departments[code] = next((row.department for row in rules.item_versions(self.connection, code)), "")
        return self._departments[code]

    def department_name(self, code: str) -> str:
        """Return the name of a department, its code where it has none."""
        if code not in self._names:
            self._names[code] = rules.department_name(self.connection, code)
        return self._names[code]

    def forget(self) -> None:
        """Read the rules anew: something was adopted."""
        self._items.clear()
        self._days.clear()
        self._laws.clear()
        self._departments.clear()
        self._names.clear()
        self._oversights.clear()
        self._sequences.clear()
        self._practice = None
        for name in ("calendar", "policy", "people", "oversight"):
            self.__dict__.pop(name, None)

    def act_as(self, person: str | None, login: str, day: date) -> None:
        """Name the acting person on a day: who works a shift at this machine, else whose login it is, else the login itself.

        `--as` names another only with that one's shift; a registrar names anybody, and stands in, until the register is staffed.
        """
        from approvals.core.acting import acting  # noqa: PLC0415 - see calendar
        from approvals.core.staff import person_of  # noqa: PLC0415
        from approvals.store.people import shift_at  # noqa: PLC0415

        self.place = f"{login}@{os.uname().nodename}" if hasattr(os, "uname") else login
        founding = rules.versions(self.connection, "staff") <= 1
        shift = shift_at(self.connection, self.place)
        own, working = person_of(self.people, login, day), person_of(self.people, shift, day) if shift else None
        chosen = (working or own) if person is None else self._named(person, day)
        self.acting = acting(login, chosen, self.people, day, founding=founding)
        if chosen and chosen not in {own, working}:
            behind = acting(login, own, self.people, day, founding=founding)
            if not founding or not behind.alone:
                raise NotAllowed(N_("Nobody acts as {person} here without the PIN: `approvals login {person}`."), person=chosen.id)
            self.acting = behind._replace(person=chosen)
        self.actor = chosen.id if chosen else f"login:{login}"

    def _named(self, person: str, day: date) -> "Person":
        """Return who has an id, else the only one in service of that name."""
        for known in self.people:
            if known.id == person:
                return known
        alike = [known for known in self.people if known.name == person and known.serves(day)]
        if len(alike) == 1:
            return alike[0]
        raise NoSuchThing(N_("Nobody on the staff is called {person}: staff.toml lists the ids, `approvals adopt staff` puts them in force."), person=person)


def open_register(root: Path, today: date, offset: tzinfo | None = None, told: "Callable[[], Waiting | None]" = lambda: None) -> Desk:
    """Open the register in a folder; `told` is called before its projections are written anew, which takes a while, and returns who waits for it."""
    desk = Desk(root, open_database(root), today)
    desk.offset = offset
    if rules.rebuild_due(desk.connection):
        from approvals.desk.rebuilding import rebuild  # noqa: PLC0415 - only after the schema has changed

        desk.waiting = told() or desk.waiting
        rebuild(desk)
    return desk


def touched(desk: Desk) -> list[str]:
    """Return the names of rule files that differ from what was adopted: edited, new, or gone. They count for nothing until adopted."""
    marks = {name: (size, modified, digest) for _kind, name, size, modified, digest in rules.marks(desk.connection) if not name.startswith("mapping:")}
    present = rule_files(desk.root)
    changed = [name for name, file in present.items() if name not in marks or _edited(file, *marks[name])]
    return sorted({*changed, *(marks.keys() - present.keys())})


def rule_files(root: Path) -> dict[str, Path]:
    """Return the files that hold rules, by their names inside the register."""
    held = {folder: os.listdir(root / folder) for folder in FOLDERS.values() if (root / folder).is_dir()}  # noqa: PTH208 - a glob costs each command a millisecond
    found = {f"{folder}/{name}": root / folder / name for folder, names in held.items() for name in names if name.endswith(".toml") and name[0] != "."}
    found.update({name: root / name for name in FILES.values() if (root / name).is_file()})
    return found


def _edited(file: Path, size: int, modified: int, digest: str) -> bool:
    status = file.stat()
    if (status.st_size, status.st_mtime_ns) == (size, modified):
        return False
    from approvals.files.digest import digest_of  # noqa: PLC0415 - hashing is needed only for a file that was touched

    return digest_of(file.read_bytes()) != digest
