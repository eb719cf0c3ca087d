"""The file itself: its pages, and the tables, indices and triggers that the migrations make."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from approvals.language import N_, Sentence
from approvals.store import audit
from approvals.store.migrations import VERSION
from approvals.store.schema import MIGRATIONS

if TYPE_CHECKING:
    from approvals.desk.register import Desk


def schema(desk: "Desk") -> Iterator[Sentence]:
    """Yield what was dropped from the schema, added to it or changed in it, and a version that is not this program's."""
    found, expected = audit.schema(desk.connection), audit.schema_as_written()
    for name in sorted(found.keys() | expected.keys()):
        if name not in found:
            yield Sentence(N_("The database lacks its {name}."), {"name": name})
        elif name not in expected:
            yield Sentence(N_("The database holds {name}, which approvals did not make."), {"name": name})
        elif found[name] != expected[name]:
            yield Sentence(N_("The {name} of the database is not as approvals made it."), {"name": name})
    ran = [(place, "approvals", name) for place, (name, _statements) in enumerate(MIGRATIONS, 1)]
    if audit.version(desk.connection) != VERSION or audit.migrations(desk.connection) != ran:
        yield Sentence(N_("The database does not bear the version of its schema, {version}."), {"version": VERSION})


def damage(desk: "Desk") -> Iterator[Sentence]:
    """Yield what SQLite finds wrong with the file."""
    for line in audit.damage(desk.connection):
        yield Sentence(N_("The database is damaged ({reason}): put back a backup with `approvals register restore BACKUP`."), {"reason": line})
