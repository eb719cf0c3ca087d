"""`approvals request`, the verbs between acceptance and decision: stops, extension, steps, forwarding, hearing."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.choosing import Worded
from approvals.cli.recording import record, record_made
from approvals.core import events
from approvals.core.dates import read_day
from approvals.core.manner import Hearing
from approvals.core.words import checked_words
from approvals.errors import WrongUsage
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.core.request import Request

Reason = Annotated[str, typer.Option("--reason", metavar=words.TEXT, help=N_("Why."), show_default=False)]


Kind = Annotated[
    str, typer.Argument(metavar=words.PROCEDURE, help=N_("The special procedure, by name or code: 专家评审 or expert_review."), show_default=False)
]


def _procedure(text: str) -> str:
    from approvals.core.law import PROCEDURES  # noqa: PLC0415

    return PROCEDURES.get(text, text)


def stop(  # noqa: PLR0913, PLR0917 - one parameter an option
    number: options.Number,
    kind: Kind,
    document: options.Document = "",
    days: Annotated[int | None, typer.Option("--days", metavar=words.COUNT, min=0, max=3650, help=N_("The working days it needs, as told in writing."))] = None,
    told_on: Annotated[
        date | None,
        typer.Option("--told-on", metavar=words.DATE, parser=options.past_day, help=N_("When the applicant was told; the day it begins, if left out.")),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help=N_("It is running: this is a further notice of its days."))] = False,  # noqa: FBT002 - Typer's form of a flag
    prints: options.Print = False,  # noqa: FBT002 - Typer's form of a flag
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Begin a special procedure: its time is not counted."""
    if prints and days is None:
        raise WrongUsage(N_("A notice says how many working days the procedure needs: add --days."))
    if again:
        if days is None:
            raise WrongUsage(N_("A notice says how many working days the procedure needs: add --days."))
        record(
            [number],
            events.StopNoticed(_procedure(kind), days, document),
            on,
            shape,
            N_("{number}: the days of the procedure were notified anew."),
            prints=prints,
        )
        return
    record([number], events.Stopped(_procedure(kind), document, days, told_on), on, shape, N_("{number}: the clock rests from that day."), prints=prints)


def resume(
    number: options.Number,
    kind: Annotated[str, typer.Argument(metavar=words.PROCEDURE, help=N_("Which procedure has ended, where several run."))] = "",
    document: options.Document = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """End a special procedure: the clock goes on that day."""

    def made(request: "Request", _materials: list[str]) -> events.Event:
        running = [pause.kind for pause in request.running]
        return events.Resumed(running[0] if not kind and len(running) == 1 else _procedure(kind), document)

    record_made(number, made, on, shape, N_("{number}: the clock runs again."))


def extend(  # noqa: PLR0913, PLR0917 - one parameter an option
    number: options.Number,
    days: Annotated[int, typer.Option("--days", metavar=words.COUNT, min=1, max=3650, help=N_("By how much, in the unit of the limit."), show_default=False)],
    approver: Annotated[str, typer.Option("--approver", metavar=words.PERSON, help=N_("Who approved it."), show_default=False)],
    reason: Reason,
    told_on: Annotated[
        date, typer.Option("--told-on", metavar=words.DATE, parser=options.past_day, help=N_("When the applicant was told the reason."), show_default=False)
    ],
    document: options.Document = "",
    late: Annotated[bool, typer.Option("--late", help=N_("Record it as a violation though the limit has ended; it moves nothing."))] = False,  # noqa: FBT002 - Typer's form of a flag
    prints: options.Print = False,  # noqa: FBT002 - Typer's form of a flag
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Extend the statutory limit, once; the promise stays."""
    event = events.Extended(days, checked_words(approver, "--approver"), checked_words(reason, "--reason"), told_on, document)
    row = record([number], event, on, shape, N_("{number}: extension recorded."), late=late, prints=prints)[0]
    if shape is options.Shape.TABLE:
        output.say(
            N_("  The promise stays: when it is overrun, publish why (优化营商环境条例 36): approvals request publish {number} --reason TEXT"),
            number=row.number,
        )


def step(
    number: options.Number,
    name: Annotated[str, typer.Argument(metavar=words.STEP, help=N_("The step of the item."), show_default=False)],
    done: Annotated[bool, typer.Option("--done", help=N_("It is done; without, it begins."))] = False,  # noqa: FBT002 - Typer's form of a flag
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Begin a step, or end it."""
    word = checked_words(name, words.STEP)
    event = events.StepDone(word) if done else events.StepBegun(word)
    record([number], event, on, shape, N_("{number}: step done.") if done else N_("{number}: step begun."))


def assign(
    number: options.Number,
    person: Annotated[str, typer.Argument(metavar=words.PERSON, help=N_("Who handles it from now on, an id of staff.toml."), show_default=False)],
    stand_in: Annotated[bool, typer.Option("--stand-in", help=N_("Only for the one responsible, who is away."))] = False,  # noqa: FBT002 - Typer's form of a flag
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Hand a request over to a person."""
    record([number], events.Assigned(person, stand_in), on, shape, N_("{number}: assigned."), person=person)


def case(
    number: options.Number,
    which: Annotated[str, typer.Argument(metavar=words.TEXT, help=N_("The case, in the words of the item."), show_default=False)],
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Establish which of the item's cases it is: its limit counts from the start."""
    record([number], events.CaseFound(checked_words(which, words.TEXT)), on, shape, N_("{number}: case established."))


def joint(
    number: options.Number,
    order: Annotated[str, typer.Option("--order", metavar=words.DOCUMENT, help=N_("The number of the government's order."))] = "",
    with_: Annotated[
        list[str] | None, typer.Option("--with", metavar=words.JOINT, help=N_("A co-department and its limit, like HB=15 工作日; once for each."))
    ] = None,
    silence: Annotated[str, typer.Option("--silence", metavar=words.TEXT, help=N_("What no answer in time means."))] = "",
    replied: Annotated[str, typer.Option("--replied", metavar=words.DEPARTMENT, help=N_("A co-department that has answered."))] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Order joint handling, or record the answer of a co-department."""
    if replied:
        record([number], events.JointReplied(replied), on, shape, N_("{number}: the co-department's answer is recorded."))
        return
    from approvals.core.limits import parse_limit  # noqa: PLC0415

    for text in with_ or ():
        if "=" in text:
            parse_limit(text.partition("=")[2])
    record([number], events.JointOrdered(order, tuple(with_ or ()), silence), on, shape, N_("{number}: joint handling ordered."))


def forward(
    number: options.Number,
    to: Annotated[str, typer.Argument(metavar=words.NAME, help=N_("The higher authority."), show_default=False)],
    document: options.Document = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Forward a request after its initial review: the own clock ends."""
    record([number], events.Forwarded(checked_words(to, words.NAME), document), on, shape, N_("{number}: forwarded, the own clock has ended."))


def returned(number: options.Number, document: options.Document = "", on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Record that the higher authority sent its result back."""
    record([number], events.Returned(document), on, shape, N_("{number}: returned from above."))


def hearing(
    number: options.Number,
    what: Annotated[
        str,
        typer.Argument(
            click_type=Worded(Hearing, also={"通知": Hearing.ANNOUNCE}), metavar=words.HEARING, help=N_("ask, announce or hold."), show_default=False
        ),
    ],
    held_for: Annotated[date | None, typer.Option("--for", metavar=words.DATE, parser=read_day, help=N_("The day of the hearing, with announce."))] = None,
    told_on: Annotated[
        date | None, typer.Option("--told-on", metavar=words.DATE, parser=options.past_day, help=N_("When the right to a hearing was told, with ask."))
    ] = None,
    document: options.Document = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record that a hearing was asked for, announced, or held."""
    if what == "announce" and held_for is None:
        raise WrongUsage(N_("An announcement names the day of the hearing: add --for."))
    made: dict[str, tuple[events.Event, str]] = {
        "ask": (events.HearingAsked(told_on), N_("{number}: a hearing was asked for.")),
        "hold": (events.HearingHeld(document), N_("{number}: the hearing was held.")),
    }
    if held_for:
        made["announce"] = (events.HearingAnnounced(held_for), N_("{number}: the hearing was announced."))
    event, sentence = made[what]
    record([number], event, on, shape, sentence)


def inspect(
    number: options.Number,
    by: Annotated[list[str] | None, typer.Option("--by", metavar=words.PERSON, help=N_("An officer who was there; two or more."))] = None,
    document: options.Document = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record a check on site by two officers or more."""
    record([number], events.SiteChecked(tuple(by or ()), document), on, shape, N_("{number}: checked on site."))
