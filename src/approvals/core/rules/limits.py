"""The rules of a limit as data with its law: unit, basis, start and end in the words of its text, and the day it was checked."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from approvals.core.rules.item import Reading
from approvals.core.rules.problem import Problem, error, warning
from approvals.core.rules.reading import blank, day_of, limit_of, table_of, tables_of, text_of
from approvals.core.terms import GRADES, Grade
from approvals.language import N_

_PARTS = {
    "limit": N_('This limit has no amount and unit: write limit = "20 工作日", or another.'),
    "starts": N_('This limit does not say what starts it: write starts = "受理", or the words of its text.'),
    "ends": N_('This limit does not say what ends it: write ends = "决定", or the words of its text.'),
    "basis": N_('This limit names no legal basis: write basis = "行政许可法 42(1)", or what it rests on.'),
    "grade": N_('This limit does not say how well its basis was read: write grade = "A", "A*", "B" or "C".'),
}
_NEEDED = {"statutory": tuple(_PARTS), "promised": ("limit", "starts", "ends")}
_BARE_DAYS = re.compile(r"[0-9一二三四五六七八九十百]+\s*日")


def limit_complete(reading: Reading) -> Iterator[Problem]:
    """Ask every limit for amount and unit, start and end, and the law's for its basis and how well that was read."""
    limits = table_of(reading.item, "limits")
    for name, parts in _NEEDED.items():
        limit = limits.get(name)
        if isinstance(limit, Mapping):
            yield from (error(reading.at(name, part), "limit-complete", _PARTS[part]) for part in parts if blank(limit.get(part)))


def unit_basis(reading: Reading) -> Iterator[Problem]:
    """行政许可法 82 makes working days only of its own days: where a text just says 日, the unit has a basis of its own."""
    statutory = reading.limit("statutory")
    text, limit = text_of(statutory, "text"), limit_of(statutory.get("limit"))
    if limit and _BARE_DAYS.fullmatch(text) and blank(statutory.get("unit_basis")):
        template = N_("The text says “{text}” only: write unit_basis, the article that makes it {limit}.")
        yield error(reading.at("statutory", "unit_basis"), "unit-basis", template, text=text, limit=limit)


def check_date(reading: Reading) -> Iterator[Problem]:
    """Ask on which day the law was read, and that it be read again every year."""
    statutory = reading.limit("statutory")
    grade, written = GRADES.get(text_of(statutory, "grade")), statutory.get("checked")
    here, checked = reading.at("statutory", "checked"), day_of(written)
    if blank(written) and grade and grade is not Grade.UNCHECKED:
        yield error(here, "check-date", N_("This limit is graded {grade}: write on which day it was checked, like checked = 2026-11-23."), grade=str(grade))
    elif checked and checked > reading.today:
        yield error(here, "check-date", N_("This limit cannot have been checked on {checked}, after today: correct the date."), checked=checked)
    elif checked and checked < a_year_before(reading.today):
        yield warning(here, "check-date", N_("This limit was checked on {checked}, more than a year ago: read its basis again."), checked=checked)


def basis_date(reading: Reading) -> Iterator[Problem]:
    """Let no law on which an item rests have been read on a day to come."""
    for place, basis in tables_of(reading.item, "basis"):
        checked = day_of(basis.get("checked"))
        if checked and checked > reading.today:
            template = N_("This basis cannot have been checked on {checked}, after today: correct the date.")
            yield error((*reading.path, "basis", place, "checked"), "basis-date", template, checked=checked)


def original_within_law(reading: Reading) -> Iterator[Problem]:
    """Doubt an original limit (原时限) above the law's: a cut is counted from what lawfully was, not from what makes it look large."""
    original, statutory = (limit_of(reading.limit(name).get("limit")) for name in ("original", "statutory"))
    longest = [other for _place, table in tables_of(reading.limit("statutory"), "alternatives") if (other := limit_of(table.get("limit")))]
    if original and statutory and original.unit is statutory.unit and original.amount > max((statutory, *longest)).amount:
        template = N_("The original limit of {original} is longer than the law's {statutory}: the cut counted from it is larger than it was.")
        yield warning(reading.at("original"), "original-within-law", template, original=original, statutory=statutory)


def a_year_before(day: date) -> date:
    """Return the day a year earlier: a limit checked before it is to be read again."""
    return date(day.year - 1, 3, 1) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
