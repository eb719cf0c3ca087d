"""The index of items by their pinyin initials, made when they are adopted."""

from collections.abc import Iterable
from datetime import date

from approvals.core.initials import Known
from approvals.desk.register import Desk
from approvals.store import counter


def index(desk: Desk, names: Iterable[str]) -> None:
    """Keep the initials of the names that have none yet, in the transaction of the caller."""
    known = counter.spelt(desk.connection)
    counter.write_initials(desk.connection, _spelt(name for name in dict.fromkeys(names) if name not in known))


def items_on(desk: Desk, day: date) -> list[Known]:
    """Return the items in force on a day; names adopted before there was an index are spelt for this once."""
    rows, spelt = counter.items_on(desk.connection, day.isoformat()), counter.spelt(desk.connection)
    spelt |= dict(_spelt(name for _code, name, _department in rows if name not in spelt))
    return [Known(code, name, spelt[name], department) for code, name, department in rows]


def _spelt(names: Iterable[str]) -> list[tuple[str, str]]:
    from approvals.exchange.pinyin import initials  # noqa: PLC0415 - a tenth of a second, and only for new names

    return [(name, initials(name)) for name in names]
