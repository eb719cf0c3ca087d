"""Late entries: how many working days lie between what happened and its being recorded, what stands in batches, what is missing in a series."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from approvals.core.calendar import Calendar
from approvals.errors import WrongUsage
from approvals.language import N_

ONE_DAY = 1
"""Working days within which an entry is timely where the policy says nothing."""


class Reason(NamedTuple):
    """Why an event is entered late, and the number of the paper that proves its day."""

    text: str = ""
    paper: str = ""


def delay(happened: date, recorded: date, calendar: Calendar) -> int:
    """Return the working days after the day it happened, up to and with the day it was recorded."""
    return calendar.working_days(happened.toordinal() + 1, recorded.toordinal() + 1) if recorded > happened else 0


def demand(reason: Reason, days: int, allowed: int | None) -> None:
    """Refuse an event entered later than the policy allows without its reason and paper; None where the policy sets no such limit."""
    if bool(reason.text) != bool(reason.paper):
        raise WrongUsage(N_("A late entry names both its reason and its paper: --late-reason and --paper go together."))
    if allowed is not None and days > allowed and not reason.text:
        template = N_(
            "This is entered {days} working days late, and the policy allows {allowed}: add --late-reason and --paper, the paper that proves the day."
        )
        raise WrongUsage(template, days=days, allowed=allowed)


_NUMBERED = re.compile(r"^(.*?)(\d+)(\D*)$")


def gaps(documents: Iterable[str]) -> list[str]:
    """Return the document numbers that are missing between the lowest and the highest of each series; a leap beyond 100 is another series."""
    series: dict[tuple[str, str], set[int]] = {}
    for document in documents:
        if found := _NUMBERED.match(document):
            series.setdefault((found[1], found[3]), set()).add(int(found[2]))
    missing = []
    for (before, behind), numbers in sorted(series.items()):
        ordered = sorted(numbers)
        for low, high in pairwise(ordered):
            if high - low <= _LEAP:
                missing += [f"{before}{number}{behind}" for number in range(low + 1, high)]
    return missing


_LEAP = 100
