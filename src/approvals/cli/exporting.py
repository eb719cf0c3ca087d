"""`approvals export`: what the register holds, in the formats of others, applicants never named."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.core.dates import read_day
from approvals.exchange.event_log import LogForm
from approvals.language import N_
from approvals.language import say as sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from approvals.core.trace import Trace
    from approvals.desk.register import Desk
    from approvals.store.traces import Chosen

Item = Annotated[str, typer.Option("--item", metavar=words.ITEM, help=N_("Only of this item."))]
ReceivedFrom = Annotated[date | None, typer.Option("--received-from", metavar=words.DATE, parser=read_day, help=N_("Received on or after this day."))]
ReceivedTo = Annotated[date | None, typer.Option("--received-to", metavar=words.DATE, parser=read_day, help=N_("Received on or before this day."))]
Form = Annotated[LogForm, typer.Option("--format", callback=options.by_ending, help=N_("CSV with the column names of XES, or XES 2.0."))]


class _Counted:
    """Traces on their way, counted."""

    def __init__(self, traces: "Iterable[Trace]") -> None:
        self._traces = traces
        self.requests = self.events = 0

    def __iter__(self) -> "Iterator[Trace]":
        for trace in self._traces:
            self.requests += 1
            self.events += len(trace.events)
            yield trace


def log(
    department: options.OfDepartment = "",
    item: Item = "",
    received_from: ReceivedFrom = None,
    received_to: ReceivedTo = None,
    form: Form = LogForm.CSV,
) -> None:
    """Write what happened to requests as an event log for process mining, without names."""
    with desk() as opened:
        from approvals.desk.event_log import traces  # noqa: PLC0415 - the desk opens only for commands that need it
        from approvals.exchange.event_log import written  # noqa: PLC0415

        counted = _Counted(traces(opened, _chosen(opened, department, item, received_from, received_to)))
        if file := output.pour(written(form, counted, opened.offset), marked=form is LogForm.CSV):
            output.say(N_("{events} events of {requests} requests were written to {file}."), events=counted.events, requests=counted.requests, file=str(file))


def _chosen(opened: "Desk", department: str, item: str, received_from: date | None, received_to: date | None) -> "Chosen":
    from approvals.desk.listing import chosen_department, known_item  # noqa: PLC0415 - see log
    from approvals.store.traces import Chosen  # noqa: PLC0415

    return Chosen(chosen_department(opened, department), known_item(opened, item), received_from, received_to)


class DueForm(StrEnum):
    """How due dates are written."""

    ICS = "ics"


def due(
    department: options.OfDepartment = "",
    person: Annotated[str, typer.Option("--person", metavar=words.PERSON, help=N_("Only what this person handles."))] = "",
    form: Annotated[DueForm, typer.Option("--format", help=N_("iCalendar."))] = DueForm.ICS,
    today: options.Today = None,
) -> None:
    """Write the due dates of open requests for a calendar, without names."""
    del form
    with desk(today) as opened:
        from approvals.desk.due_days import due_days  # noqa: PLC0415 - see log
        from approvals.exchange.icalendar import lines  # noqa: PLC0415

        found = list(due_days(opened, department, person))
        name = sentence(N_("Due dates {of}"), {"of": person or department}).strip()
        if file := output.pour(lines(found, name, opened.today)):
            output.say(N_("{count} due dates were written to {file}."), count=len(found), file=str(file))
