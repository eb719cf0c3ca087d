"""The events of this register as a file for another."""

from datetime import UTC, date, datetime, time
from pathlib import Path

from approvals.core.dates import is_day
from approvals.core.entry import CODES
from approvals.core.permission import Duty
from approvals.desk.permission import may_run
from approvals.desk.register import Desk
from approvals.errors import RegisterUnfit, WrongUsage
from approvals.exchange.transfer import Heading, lines, refuse_taken, write
from approvals.files.halls import code_of, name_of
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import history
from approvals.store.database import transaction
from approvals.store.ledger import Ledger, NewEvent


class Exported(NamedTuple):
    """The register, its events `first` to `last` in the file (0 and 0 where there was nothing new and no file), and the hash of the last."""

    register: str
    first: int
    last: int
    head: str


def export(desk: Desk, path: Path, since: str, *, personal: bool) -> Exported:
    """Write the events after `since`, an event or a day; that names were carried out is recorded first, and so comes along.

    Codes stay: nobody needs them to merge, and in clear they are for the department of the request alone.
    """
    code = code_of(desk.root)
    if not code:
        raise RegisterUnfit(N_('register.toml gives this register no code by which another could know it: write code = "GXQ".'))
    after = _after(desk, since)
    if after == history.head(desk.connection)[0]:
        return Exported(code, 0, 0, history.hash_at(desk.connection, after))
    refuse_taken(path)
    if personal:
        may_run(desk, Duty.EXPORT)
        with transaction(desk.connection):
            payload = {"after": after, "file": path.name}
            Ledger(desk.connection).append(NewEvent("personal", "register", "exported", desk.today.isoformat(), desk.actor, payload))
    desk.connection.execute("begin")
    try:
        last, head = history.head(desk.connection)
        heading = Heading(code, name_of(desk.root), after, history.hash_at(desk.connection, after), personal)
        write(path, lines(heading, desk.waiting.through(history.events_after(desk.connection, after, CODES), last - after)))
    finally:
        desk.connection.execute("rollback")
    return Exported(code, after + 1, last, head)


def _after(desk: Desk, since: str) -> int:
    """Return the event after which an export begins."""
    head = history.head(desk.connection)[0]
    if not since:
        return 0
    if since.isascii() and since.isdecimal():
        if int(since) > head:
            raise WrongUsage(N_("There is no event {sequence} here: the last one is {head}."), sequence=since[:20], head=head)
        return int(since)
    if not is_day(since):
        raise WrongUsage(N_("“{text}” is neither the number of an event nor a date like 2026-03-02."), text=since[:60])
    begins = datetime.combine(date.fromisoformat(since), time(), desk.offset).astimezone(UTC)
    return history.last_before(desk.connection, begins.strftime("%Y-%m-%dT%H:%M:%S.000Z"))
