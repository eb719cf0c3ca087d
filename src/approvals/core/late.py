"""Late entries: how many working days lie between what happened and its being recorded, and what is missing in a series of papers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, tzinfo
from itertools import pairwise

from approvals.core.acting import Reason
from approvals.core.calendar import Calendar
from approvals.core.dates import day_of, when_from
from approvals.core.events import Amended
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple

ONE_DAY = 1
"""Working days within which an entry is timely where the policy says nothing."""


def local(recorded_at: str, offset: tzinfo | None) -> datetime:
    """Return when an event was recorded (UTC) in the time of the register, to the minute; without an offset in that of the machine."""
    return datetime.fromisoformat(recorded_at).replace(tzinfo=UTC).astimezone(offset).replace(tzinfo=None, second=0, microsecond=0)


def touched_since(on: date, target: date, change: Amended) -> date:
    """Return the earliest day that an amendment of `on` bears upon: the day of its event, old and new, where it moves that day or strikes the event."""
    if not change.happened_on and not change.struck and not _MOVING & set(change.fields[::2]):
        return on
    return min(on, target, *((day_of(when_from(change.happened_on)),) if change.happened_on else ()))


# Words of an event that move its dates as much as its own day does.
_MOVING = frozenset({"days", "told_on", "expires", "follow_by", "supply_by", "held_for", "check_by", "case", "kind"})


def delay(happened: date, recorded: date, calendar: Calendar) -> int:
    """Return the working days after the day it happened, up to and with the day it was recorded."""
    return calendar.working_days(happened.toordinal() + 1, recorded.toordinal() + 1) if recorded > happened else 0


def demand(reason: Reason, days: int, allowed: int | None) -> None:
    """Refuse an event entered later than the policy allows without its reason and paper; None where the policy sets no such limit."""
    if bool(reason.text) != bool(reason.paper):
        raise WrongUsage(N_("A late entry names both its reason and its paper: --late-reason and --paper go together."))
    if reason.text and days < 1:
        raise WrongUsage(N_("Nothing is late here: leave out --late-reason and --paper, or say with --on when it happened."))
    if allowed is not None and days > allowed and not reason.text:
        raise WrongUsage(TOO_LATE, days=days, allowed=allowed)


TOO_LATE = N_("This is entered {days} working days late, and the policy allows {allowed}: add --late-reason and --paper, the paper that proves the day.")
"""What a form answers by asking for the reason and the paper."""


class Gap(NamedTuple):
    """A number that is missing in a series, and the numbers that stand before and behind it."""

    paper: str
    before: str
    behind: str


_NUMBERED = r"^(.*?)(\d+)(\D*)$"
# People write 〔2026〕3号, [2026]第0003号 and (2026)3号 of the same series.
_SAME = str.maketrans({**dict.fromkeys("［[（(【", "〔"), **dict.fromkeys("］])）】", "〕"), "第": ""})


def gaps(documents: Iterable[str]) -> list[Gap]:
    """Return the document numbers that are missing between the lowest and the highest of each series; a leap beyond 100 is another series."""
    series: dict[tuple[str, str], dict[int, str]] = {}
    for document in documents:
        if found := re.match(_NUMBERED, document):
            series.setdefault((found[1].translate(_SAME), found[3]), {}).setdefault(int(found[2]), document)
    return [gap for _series, known in sorted(series.items()) for gap in _missing(known)]


def _missing(known: Mapping[int, str]) -> Iterator[Gap]:
    for low, high in pairwise(sorted(known)):
        if high - low <= _LEAP:
            # Written as the one before it, zeros and all: 第0004号 after 第0003号.
            before, digits, behind = re.split(r"(\d+)(?=\D*$)", known[low])
            yield from (Gap(f"{before}{number:0{len(digits)}}{behind}", known[low], known[high]) for number in range(low + 1, high))


_LEAP = 100
