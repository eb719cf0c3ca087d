"""Recording an event from the command line: who acts, what is said afterwards."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from approvals.cli import options, output
from approvals.cli.room import desk
from approvals.core.dates import day_of
from approvals.core.events import Event
from approvals.errors import NoSuchThing
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.core.request import Request
    from approvals.desk.listing import RequestView
    from approvals.desk.register import Desk
    from approvals.store.requests import RequestRow

    # What is said of a request afterwards, by what became of it where that differs.
    Said = str | Callable[[RequestView], str]


def record(  # noqa: PLR0913 - one parameter a way in which verbs differ
    numbers: Iterable[str],
    event: Event,
    on: date | None,
    shape: options.Shape,
    sentence: str,
    *,
    late: bool = False,
    person: str = "",
    prints: bool = False,
) -> "list[RequestRow]":
    """Record the same event for each number, and return the requests; what was written before a refusal stays written and is said."""
    names = list(dict.fromkeys(numbers))
    with desk() as opened:
        from approvals.desk.request import record as write  # noqa: PLC0415

        if person and not any(known.id == person for known in opened.people):
            raise NoSuchThing(
                N_("Nobody on the staff is called {person}: staff.toml lists the ids, `approvals adopt staff` puts them in force."), person=person
            )
        done: list[RequestRow] = []
        try:
            # One after the other: what was written before a refusal stays written, and is said.
            done.extend(write(opened, number, event, on or options.today(), late=late) for number in _each_once(opened, names))
        finally:
            show_after(opened, done, shape, sentence, on, single=len(names) == 1, prints=prints)
        return done


def _each_once(opened: "Desk", names: Iterable[str]) -> Iterator[str]:
    """Yield the whole numbers of requests, one that is named in two ways once."""
    from approvals.desk.listing import row_of  # noqa: PLC0415

    given = set()
    for name in names:
        number = row_of(opened, name).number
        if number not in given:
            given.add(number)
            yield number


def record_made(
    number: str, make: "Callable[[Request, list[str]], Event]", on: date | None, shape: options.Shape, sentence: "Said", *, prints: bool = False
) -> None:
    """Record an event made from the request as it stands and the names of its item's materials."""
    with desk() as opened:
        from approvals.desk.request import record_made as write  # noqa: PLC0415

        def made(request: "Request") -> Event:
            item = opened.law(request.item).at_receipt(request)
            return make(request, [material.name for material in item.materials] if item else [])

        show_after(opened, [write(opened, number, made, on or options.today())], shape, sentence, on, single=True, prints=prints)


def show_after(  # noqa: PLR0913 - as record
    opened: "Desk", rows: "list[RequestRow]", shape: options.Shape, sentence: "Said", on: date | None, *, single: bool, prints: bool = False, leads: bool = True
) -> None:
    """Say what happened, both dates as of that day, and what was taken against the rules, or print the requests as JSON; then the documents it made.

    `leads` where something usually follows, which is told on a terminal.
    """
    _show(opened, rows, shape, sentence, on, single=single)
    if prints:
        from approvals.cli.document import print_last  # noqa: PLC0415 - only where a document is asked for

        for row in rows:
            print_last(opened, row.number)
    if leads and single and rows:
        lead_on(opened, rows[0], shape, prints=prints)


def lead_on(opened: "Desk", row: "RequestRow", shape: options.Shape, *, prints: bool = False) -> None:
    """Say on a terminal what follows an event."""
    if shape is options.Shape.TABLE and output.watched():
        from approvals.cli.next_steps import say_next  # noqa: PLC0415 - only where somebody sits before it
        from approvals.desk.history import bare_request_of  # noqa: PLC0415

        # As it stands on the day of the event: what time has brought about since is told by its page.
        say_next(opened, bare_request_of(opened, row.number), printed=prints)


def _show(opened: "Desk", rows: "list[RequestRow]", shape: options.Shape, sentence: "Said", on: date | None, *, single: bool) -> None:
    from approvals.desk.listing import view  # noqa: PLC0415

    day = day_of(on or options.today())
    views = [view(opened, row, day) for row in rows]
    if shape is options.Shape.JSON:
        if views or not single:
            output.data(views[0]._asdict() if single else [seen._asdict() for seen in views])
        return
    from approvals.cli.request_pages import dates_of  # noqa: PLC0415
    from approvals.desk.history import request_of  # noqa: PLC0415

    for seen in views:
        output.say(sentence if isinstance(sentence, str) else sentence(seen), **seen._asdict())
        for template, values in dates_of(seen):
            output.say(template, **values)
        request = request_of(opened, seen.number, day)
        _say_owed(opened, request)
        last = request.history[-1].day
        for fault in request.faults:
            if fault.on >= last or fault.rule == "acceptance-missed":
                output.say(N_("  against the rules: {fault}"), fault=fault)


def _say_owed(opened: "Desk", request: "Request") -> None:
    """Say where the law still runs after completion: until the decision is delivered or notified."""
    from approvals.core.deadline import deadlines, of_kind  # noqa: PLC0415
    from approvals.core.deadline_kind import DeadlineKind  # noqa: PLC0415

    if request.stage != "completed":
        return
    statute = of_kind(deadlines(request, opened.law(request.item), request.history[-1].day), DeadlineKind.STATUTORY)
    if statute and statute.ended is None:
        output.say(N_("  the law's limit runs until delivery, by {date}: approvals request deliver {number}"), date=statute.due, number=request.number)
