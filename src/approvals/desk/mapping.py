"""The items that a mapping defines, put in force by the import itself."""

import json
from datetime import date, timedelta

from approvals.core.mapping import FileMapping
from approvals.desk.initials import index
from approvals.desk.register import Desk
from approvals.errors import NotAllowed
from approvals.files.digest import digest_of
from approvals.files.reader import Source
from approvals.language import N_
from approvals.store import rules
from approvals.store.ledger import Ledger, NewEvent, canonical
from approvals.store.rules import FROM_THE_BEGINNING, Adopted, ItemRow


def put_in_force(desk: Desk, source: Source, mapping: FileMapping) -> None:
    """Adopt the items a mapping defines, in the transaction of the caller; the same content changes nothing."""
    name, digest = f"mapping:{mapping.name}", digest_of(source.text.encode())
    old = next((row for row in rules.in_force(desk.connection, "mapping") if row.name == name), None)
    if not mapping.department or not mapping.items or (old and old.hash == digest):
        return
    table = json.loads(json.dumps(source.table, default=date.isoformat))
    previous = json.loads(old.data) if old else {}
    _keep_apart(desk, table, previous)
    # What was received up to today keeps the version it was received under: another definition counts from tomorrow.
    day, size = (desk.today + timedelta(1)).isoformat() if old else FROM_THE_BEGINNING, len(source.text.encode())
    payload = {"kind": "mapping", "from": day, "sha256": digest, "size": size}
    sequence = Ledger(desk.connection).append(NewEvent("adoption", name, "adopted", desk.today.isoformat(), desk.actor, payload))
    rules.adopt(desk.connection, Adopted("mapping", name, sequence, day, 1, digest, size, 0, source.text, canonical(table)))
    department, before = table["department"], {item["code"]: item for item in previous.get("define", ())}
    rules.write_department(desk.connection, department["code"], department["name"], canonical(department))
    changed = [item for item in table["define"] if before.get(item["code"]) != item]
    rules.add_items(desk.connection, [ItemRow(item["code"], sequence, day, department["code"], item["name"], canonical(item)) for item in changed])
    index(desk, (item["name"] for item in changed))
    desk.forget()


def _keep_apart(desk: Desk, table: dict[str, dict[str, str]], previous: dict[str, dict[str, str]]) -> None:
    """Refuse codes that belong to a guide or another mapping."""
    department, own = table["department"]["code"], previous.get("department", {}).get("code")
    if department in rules.departments(desk.connection) and department != own:
        raise NotAllowed(N_("The code {code} is that of a department of the register: give the department of the mapping another."), code=department)
    owned = {item["code"] for item in previous.get("define", ())}  # type: ignore[index]
    for code in (item["code"] for item in table["define"]):  # type: ignore[index]
        if code not in owned and rules.item_versions(desk.connection, code):
            raise NotAllowed(N_("The code {code} is that of an item of the register: give the item of the mapping another."), code=code)
