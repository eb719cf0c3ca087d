"""What was adopted: content, table, items and departments, replayed from the adoptions; and files that differ from what is in force."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from approvals.desk.adoption import item_rows
from approvals.desk.proof.compared import differences
from approvals.desk.publication import Table, by_code, pairs, plain
from approvals.desk.register import rule_files
from approvals.files.digest import digest_of
from approvals.language import N_, Sentence
from approvals.store import audit, rules
from approvals.store.history import StoredEvent
from approvals.store.ledger import canonical
from approvals.store.rules import FROM_THE_BEGINNING, Adopted, ItemRow

if TYPE_CHECKING:
    from approvals.desk.register import Desk

Payload = Mapping[str, Any]
_WITH_ITEMS = frozenset({"guide", "mapping"})


def adopted(desk: "Desk", events: Iterable[StoredEvent]) -> list[Sentence]:
    """Return every row of adopted files, items and departments that is not as the adoptions put it."""
    rows = [Adopted(*row) for row in audit.rows(desk.connection, "adopted")]
    replayed = _Replayed({row.sequence: row for row in rows})
    # Files that were adopted together bear the time of one transaction: an item that moved from one to another is not gone.
    for _recorded, together in groupby((event for event in events if event.subject_kind == "adoption"), lambda event: event.recorded_at):
        replayed.after([(event, json.loads(event.payload)) for event in together])
    broken = [*replayed.broken, *differences("adopted", replayed.files.values(), rows, 3)]
    if broken:
        return broken
    return [
        *differences("item", replayed.items, audit.rows(desk.connection, "item"), 2),
        *differences("department", replayed.departments.values(), audit.rows(desk.connection, "department"), 1),
    ]


class _Replayed:
    """The tables of rules as the adoptions leave them; the content is the stored one wherever it has the hash that its event recorded."""

    def __init__(self, held: Mapping[int, Adopted]) -> None:
        self._held = held
        self._tables: dict[int, Table] = {}
        self._in_force: dict[tuple[str, str], int] = {}
        self._codes: set[str] = set()
        self.files: dict[int, Adopted] = {}
        self.items: list[ItemRow] = []
        self.departments: dict[str, tuple[str, str, str]] = {}
        self.broken: list[Sentence] = []

    def after(self, together: list[tuple[StoredEvent, Payload]]) -> None:
        """Go on to the next adoptions and withdrawals of one transaction."""
        before = by_code(self._guides())
        changed = [(event, payload, self._put(event, payload)) for event, payload in together]
        items = by_code(self._guides())
        for event, payload, previous in changed:
            table = self._tables.get(event.sequence, {})
            if payload["kind"] == "guide":
                department = (table or previous).get("department", {})
                self._add(event, payload, item_rows(department, pairs(before, items, table, previous)))
            elif payload["kind"] == "mapping" and table:
                self._add(event, payload, _defined(table, previous))
            if table and payload["kind"] in _WITH_ITEMS:
                told = table["department"]
                self.departments[told["code"]] = (told["code"], told["name"], canonical(told))

    def _guides(self) -> Iterator[Table]:
        return (self._tables[sequence] for (kind, _name), sequence in self._in_force.items() if kind == "guide")

    def _put(self, event: StoredEvent, payload: Payload) -> Table:
        """Put a file in force, or take it out, and return the table of what it held before."""
        place = (payload["kind"], event.subject_id)
        old = self._in_force.pop(place, 0)
        if old:
            self.files[old] = self.files[old]._replace(in_force=0)
        row = self._held.get(event.sequence)
        if event.type == "adopted" and row and digest_of(row.content.encode()) == payload["sha256"]:
            self._keep(place, event.sequence, payload, row)
        elif event.type == "adopted":
            self.broken.append(Sentence(N_("{name} is not kept as it was adopted."), {"name": event.subject_id}))
        return self._tables.get(old, {})

    def _keep(self, place: tuple[str, str], sequence: int, payload: Payload, row: Adopted) -> None:
        table = _table(row.content)
        # A mapping was never a file of the register; of early adoptions the events do not tell how large and how old the file was.
        size, modified = (payload["size"], 0) if place[0] == "mapping" else (payload.get("file_size", row.size), payload.get("modified", row.modified))
        kept = Adopted(*place, sequence, payload["from"], 1, payload["sha256"], size, modified, row.content, canonical(table))
        self.files[sequence], self._tables[sequence], self._in_force[place] = kept, table, sequence

    def _add(self, event: StoredEvent, payload: Payload, rows: Iterable[ItemRow]) -> None:
        day = payload.get("from", event.happened_on)
        # The first version of a file reaches back, but not for an item that the register held already.
        back = day == FROM_THE_BEGINNING and payload["kind"] == "guide" and "effective_from" not in self._tables.get(event.sequence, {})
        for row in rows:
            self.items.append(row._replace(sequence=event.sequence, from_on=event.happened_on if back and row.code in self._codes else day))
            self._codes.add(row.code)


def _defined(table: Table, previous: Table) -> Iterator[ItemRow]:
    """Yield the items that a mapping defines anew; one that it defines no longer stays, for its requests are there."""
    before = {item["code"]: item for item in previous.get("define", ())}
    return item_rows(table["department"], ((None, item) for item in table.get("define", ()) if before.get(item["code"]) != item))


def _table(content: str) -> dict[str, Any]:
    import tomli  # noqa: PLC0415 - verify alone reads adopted files anew

    found: dict[str, Any] = plain(tomli.loads(content))
    return found


def edited(desk: "Desk") -> Iterator[Sentence]:
    """Yield a sentence for each rule file that is not what was adopted, however its size and time look."""
    marks = {name: digest for _kind, name, _size, _modified, digest in rules.marks(desk.connection) if not name.startswith("mapping:")}
    present = rule_files(desk.root)
    for name in sorted({*marks, *present}):
        if name not in present:
            yield Sentence(N_("{file} was adopted and is gone; it counts as adopted."), {"file": name})
        elif digest_of(present[name].read_bytes()) != marks.get(name):
            yield Sentence(N_("{file} was edited but not adopted and counts for nothing yet."), {"file": name})
