"""Requests as tables and slips show them: a line each, and both dates in words."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING

from approvals.cli import output
from approvals.core.level import Level
from approvals.core.stage import OPEN, Stage
from approvals.language import N_, Sentence
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from approvals.desk.listing import RequestView
    from approvals.desk.register import Desk
    from approvals.store.requests import RequestRow

LISTED = (
    Column(N_("Number"), Kind.CODE, keep=True),
    Column(N_("Item"), priority=2),
    Column(N_("Applicant"), priority=4),
    Column(N_("Stage"), priority=1),
    Column(N_("Days left"), Kind.NUMBER, priority=3),
    Column(N_("Promised by"), Kind.DATE, keep=True),
    Column(N_("Statutory by"), Kind.DATE, keep=True),
    Column(N_("Level"), Kind.LEVEL, priority=5),
)


LATE = Column(N_("Entered late"), keep=True)
_STOPS = (Column(N_("Procedure"), priority=4), Column(N_("Until"), Kind.DATE, keep=True))


def list_requests(found: "Iterable[RequestView]", stops: "Mapping[str, tuple[str, str]] | None" = None, *, late: bool = True) -> None:
    """Print requests as a table; days over stand with a minus, provisional dates with a question mark, late entries in a column of their own.

    `stops` add, by number, which procedure runs and until when. `late` tells whether anything was entered late at all: a long list begins on
    a terminal before it is known whether it holds such a request.
    """
    views = iter(found)
    first = list(islice(views, output.LONG + 1)) if output.on_screen() else list(views)
    marked = output.for_spreadsheet() or any(seen.late_entry for seen in first) or (late and output.on_screen() and len(first) > output.LONG)
    provisional: set[bool] = set()

    def cells(seen: "RequestView") -> tuple[object, ...]:
        provisional.add(seen.provisional and bool(seen.promised_due or seen.statutory_due))
        return (*listed_cells(seen), *((yes(told=seen.late_entry),) if marked else ()), *(stops.get(seen.number, ("", "")) if stops is not None else ()))

    if first or output.for_spreadsheet():
        output.table((*LISTED, *((LATE,) if marked else ()), *(_STOPS if stops is not None else ())), map(cells, chain(first, views)))
    else:
        output.say(N_("No request fits."))
    if True in provisional:
        output.say(N_("? provisional: a year without its holiday circular lies on the way."))


def listed_cells(seen: "RequestView") -> tuple[object, ...]:
    """Return what the list shows of a request, in the order of its columns."""
    return (
        seen.number,
        seen.item_name,
        seen.applicant,
        Stage(seen.stage),
        "" if seen.days_left is None else str(seen.days_left),
        _marked(seen.promised_due, provisional=seen.provisional),
        _marked(seen.statutory_due, provisional=seen.provisional),
        Level(seen.level),
    )


def yes(*, told: bool) -> object:
    """Return what stands in a column of marks."""
    return Sentence(N_("yes")) if told else ""


def _marked(due: str | None, *, provisional: bool) -> str:
    return f"{due}?" if due and provisional else due or ""


def dates_of(seen: "RequestView") -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the sentences that name both dates of an open request."""
    if seen.stage in OPEN:
        yield from dates_named(seen)
        if not seen.promised_due and not seen.statutory_due:
            yield N_("  The clock starts when all is supplied.") if seen.stage == Stage.WAITING else N_("  The clock starts with acceptance."), {}
        if seen.provisional:
            yield N_("  Provisional: a year without its holiday circular lies on the way."), {}


def dates_named(seen: "RequestView") -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the sentences that name the dates of a request, finished or not."""
    for template, due in (
        (N_("  promised by {date}"), seen.promised_due),
        (N_("  statutory by {date}"), seen.statutory_due),
        (N_("  declared by its source for {date}"), seen.declared_due),
    ):
        if due:
            yield template, {"date": date.fromisoformat(due)}


def slip_page(opened: "Desk", row: "RequestRow", day: date) -> None:
    """Print the slip that the applicant takes home, as it stands on a day: both dates and a query code."""
    from approvals.desk.history import query_code  # noqa: PLC0415 - pages are told of a request, a slip of its row
    from approvals.desk.listing import view  # noqa: PLC0415 - pages are told of a request, a slip of its row

    seen = view(opened, row, day)
    output.say(N_("Receipt slip {number}"), number=seen.number)
    output.say(N_("  {item_name}, {department_name}"), **seen._asdict())
    output.say(N_("  applicant: {applicant}"), **seen._asdict())
    output.say(N_("  received on {date}"), date=date.fromisoformat(seen.received_on))
    for template, values in dates_of(seen):
        output.say(template, **values)
    output.say(N_("  query code: {code}"), code=query_code(opened, seen.number))
