"""The heartbeat of the check: when it ran last, and whether that is too long ago."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from approvals.record import NamedTuple
from approvals.store import runs
from approvals.store.runs import Run

if TYPE_CHECKING:
    from approvals.desk.register import Desk

_LONGEST = timedelta(days=1)


class Heartbeat(NamedTuple):
    """The last run that came to its end, when that was (UTC), and how long ago; None where the check never ran."""

    run: Run | None
    ended: datetime | None
    age: timedelta | None

    @property
    def stale(self) -> bool:
        """Tell whether the check did not run for more than a day."""
        return self.age is None or self.age > _LONGEST

    def plain(self) -> dict[str, Any]:
        """Return the heartbeat as machine output has it."""
        seconds = int(self.age.total_seconds()) if self.age is not None else None
        return {**(self.run._asdict() if self.run else {}), "age_seconds": seconds, "stale": self.stale}


def heartbeat(desk: "Desk", now: datetime) -> Heartbeat:
    """Return the heartbeat as it is at a moment."""
    last = runs.last(desk.connection)
    if not last or not last.ended_at:
        return Heartbeat(None, None, None)
    ended = datetime.fromisoformat(last.ended_at).astimezone(UTC)
    return Heartbeat(last, ended, now - ended)
