"""`approvals request`: what happens to a request, and what it looks like."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.core.dates import read_day
from approvals.core.events import Accepted, Completed, Decided, Declined, Delivered, Event, Outcome, Withdrawn
from approvals.core.words import checked_words
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.desk.listing import RequestView
    from approvals.desk.register import Desk
    from approvals.store.requests import RequestRow

ItemCode = Annotated[str, typer.Argument(metavar=words.ITEM, help=N_("The code of the item, like GH-03."), show_default=False)]
Applicant = Annotated[str, typer.Option("--applicant", metavar=words.NAME, help=N_("Who applies."), show_default=False)]


def receive(item: ItemCode, applicant: Applicant, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Receive an application."""
    with desk() as opened:
        from approvals.desk.request import receive_request  # noqa: PLC0415

        row = receive_request(opened, item, checked_words(applicant, "--applicant"), on or options.today())
        _show_after(opened, [row], shape, N_("{number} received: {item} {item_name}, {applicant}."), single=True)


def settle(item: ItemCode, applicant: Applicant, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Settle an on-the-spot item."""
    with desk() as opened:
        from approvals.desk.request import settle_request  # noqa: PLC0415

        row = settle_request(opened, item, checked_words(applicant, "--applicant"), on or options.today())
        _show_after(opened, [row], shape, N_("{number} settled: {item} {item_name}, {applicant}."), single=True)


def accept(numbers: options.Numbers, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Accept requests."""
    _record(numbers, Accepted(), on, shape, N_("{number} accepted: {item_name}, {applicant}."))


def decline(
    number: options.Number,
    ground: Annotated[str, typer.Option("--ground", metavar=words.TEXT, help=N_("Why it is not accepted."), show_default=False)],
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Decline a request."""
    _record([number], Declined(checked_words(ground, "--ground")), on, shape, N_("{number} not accepted: {item_name}, {applicant}."))


def decide(
    numbers: options.Numbers,
    refused: Annotated[bool, typer.Option("--refused", help=N_("The decision is a refusal; without it, granted."))] = False,  # noqa: FBT002 - Typer's form of a flag
    reason: Annotated[str, typer.Option("--reason", metavar=words.TEXT, help=N_("Why it is refused."), show_default=False)] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Decide requests."""
    event = Decided(Outcome.REFUSED if refused else Outcome.GRANTED, checked_words(reason, "--reason") if reason else "")
    _record(numbers, event, on, shape, N_("{number} refused: {item_name}, {applicant}.") if refused else N_("{number} granted: {item_name}, {applicant}."))


def complete(numbers: options.Numbers, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Complete requests."""
    _record(numbers, Completed(), on, shape, N_("{number} completed: {item_name}, {applicant}."))


def deliver(numbers: options.Numbers, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Deliver results."""
    _record(numbers, Delivered(), on, shape, N_("{number} delivered: {item_name}, {applicant}."))


def withdraw(
    numbers: options.Numbers,
    reason: Annotated[str, typer.Option("--reason", metavar=words.TEXT, help=N_("Why the applicant takes it back."), show_default=False)] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record that applicants take their application back."""
    _record(numbers, Withdrawn(checked_words(reason, "--reason") if reason else ""), on, shape, N_("{number} withdrawn: {item_name}, {applicant}."))


def show(number: options.Number, today: options.Today = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Show a request with its history."""
    with desk(today) as opened:
        from approvals.desk.listing import request_of, row_of, view  # noqa: PLC0415

        seen = view(opened, row_of(opened, number), opened.today)
        if shape is options.Shape.JSON:
            output.data(seen._asdict())
            return
        from approvals.cli.request_pages import show_request  # noqa: PLC0415 - pages are built only where one is printed

        show_request(seen, request_of(opened, seen.number))


def explain(number: options.Number, today: options.Today = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Tell both deadlines of a request day by day."""
    with desk(today) as opened:
        from approvals.cli.request_pages import explain_request  # noqa: PLC0415
        from approvals.desk.explain import explained  # noqa: PLC0415

        explain_request(explained(opened, number), shape)


def list_(  # noqa: PLR0913, PLR0917 - one parameter a filter
    department: Annotated[str, typer.Option("--department", metavar=words.DEPARTMENT, help=N_("Only of this department, by code or name."))] = "",
    stage: Annotated[
        str,
        typer.Option("--stage", metavar=words.STAGE, help=N_("Only at this stage: received, accepted, decided, completed, delivered, declined, withdrawn.")),
    ] = "",
    level: Annotated[str, typer.Option("--level", metavar=words.LEVEL, help=N_("Only of this level: none, warning, yellow, red."))] = "",
    item: Annotated[str, typer.Option("--item", metavar=words.ITEM, help=N_("Only of this item."))] = "",
    applicant: Annotated[str, typer.Option("--applicant", metavar=words.NAME, help=N_("Only where the applicant's name holds this."))] = "",
    received_from: Annotated[
        date | None, typer.Option("--received-from", metavar=words.DATE, parser=read_day, help=N_("Received on or after this day."))
    ] = None,
    received_to: Annotated[date | None, typer.Option("--received-to", metavar=words.DATE, parser=read_day, help=N_("Received on or before this day."))] = None,
    due_from: Annotated[date | None, typer.Option("--due-from", metavar=words.DATE, parser=read_day, help=N_("Due on or after this day."))] = None,
    due_to: Annotated[date | None, typer.Option("--due-to", metavar=words.DATE, parser=read_day, help=N_("Due on or before this day."))] = None,
    everything: Annotated[bool, typer.Option("--all", help=N_("Finished ones too."))] = False,  # noqa: FBT002 - Typer's form of a flag
    today: options.Today = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """List requests, the most urgent first."""
    with desk(today) as opened:
        from approvals.desk.listing import listing, wanted  # noqa: PLC0415

        found = listing(
            opened,
            wanted(
                opened,
                department=department,
                stage=stage,
                level=level,
                item=item,
                applicant=applicant,
                received=(received_from, received_to),
                due=(due_from, due_to),
                finished=everything,
            ),
        )
        if shape is options.Shape.JSON:
            output.data([view._asdict() for view in found])
            return
        from approvals.cli.request_pages import list_requests  # noqa: PLC0415

        list_requests(found)


def _record(numbers: Iterable[str], event: Event, on: date | None, shape: options.Shape, sentence: str) -> None:
    names = list(numbers)
    with desk() as opened:
        from approvals.desk.request import record  # noqa: PLC0415

        done: list[RequestRow] = []
        try:
            # One after the other: what was written before a refusal stays written, and is said.
            done.extend(record(opened, number, event, on or options.today()) for number in dict.fromkeys(names))
        finally:
            _show_after(opened, done, shape, sentence, single=len(names) == 1)


def _show_after(opened: "Desk", rows: "list[RequestRow]", shape: options.Shape, sentence: str, *, single: bool) -> None:
    from approvals.desk.listing import view  # noqa: PLC0415

    views = [view(opened, row, opened.today) for row in rows]
    if shape is options.Shape.JSON:
        if views or not single:
            output.data(views[0]._asdict() if single else [seen._asdict() for seen in views])
        return
    for seen in views:
        output.say(sentence, **seen._asdict())
        _say_dates(seen)


def _say_dates(seen: "RequestView") -> None:
    from approvals.cli.request_pages import dates_of  # noqa: PLC0415

    for template, values in dates_of(seen):
        output.say(template, **values)
