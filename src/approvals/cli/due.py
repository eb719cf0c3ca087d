"""`approvals due`: on which day a limit ends, and why."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from approvals.cli import options, output, words
from approvals.cli.explaining import plain_days, told_days
from approvals.cli.room import calendar as adopted_calendar
from approvals.cli.room import desk
from approvals.core.clock import Stop
from approvals.core.dates import day_of, read_day, read_moment
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.limits import ON_THE_SPOT, TimeLimit, Unit, parse_limit
from approvals.core.rules.problem import one_line
from approvals.desk.due import MOST, Question, answers, of_item
from approvals.desk.shipped import hall_in
from approvals.errors import NoSuchThing, WrongUsage
from approvals.language import N_, say

if TYPE_CHECKING:
    from approvals.core.calendar import Calendar
    from approvals.core.guide import Item
    from approvals.desk.due import ItemDue

_STANDARD_INPUT = "-"
_MARK = b"\xef\xbb\xbf"  # editors on Windows put it before the text


def _stop(text: str) -> Stop:
    parts = text.split(":")
    if len(parts) not in {2, 3} or (parts[2:] and not (parts[2].isascii() and parts[2].isdigit() and int(parts[2][:9]) <= MOST)):
        raise WrongUsage(
            N_("“{text}” is no stop: write the day it begins and the day it ends, like 2026-03-09:2026-03-20, then the days notified, like :5."),
            text=one_line(text),
        )
    return Stop(read_day(parts[0]), read_day(parts[1]), int(parts[2]) if parts[2:] else None)


def _extension(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:9]) <= MOST):
        raise WrongUsage(N_("“{text}” is no extension: write a whole number from 0 to {most}."), text=one_line(text), most=MOST)
    return int(text)


Limit = Annotated[
    TimeLimit | None,
    typer.Option("--limit", metavar=words.LIMIT, parser=parse_limit, help=N_("The limit, like 20 工作日, 30 calendar days, 3 个月, 24 hours, 当场.")),
]
From = Annotated[
    date | None, typer.Option("--from", metavar=words.DATE, parser=read_moment, help=N_("The day it starts; for hours with the time, like 2026-03-02T10:30."))
]
Stops = Annotated[
    list[Stop] | None,
    typer.Option(
        "--stop", metavar=words.STOP, parser=_stop, help=N_("Not counted from one day up to another, like 2026-03-09:2026-03-20; once for each stop.")
    ),
]
Extend = Annotated[
    int | None, typer.Option("--extend", metavar=words.COUNT, parser=_extension, help=N_("Extended by so many units of the limit."), show_default=False)
]
Cap = Annotated[bool, typer.Option("--cap", help=N_("Count again what a stop exceeds the days notified, FROM:TO:DAYS."))]
ItemCode = Annotated[str | None, typer.Option("--item", metavar=words.ITEM, help=N_("Both limits of an item of the guide."))]
Explain = Annotated[bool, typer.Option("--explain", help=N_("Tell every day, counted or not, and why."))]
Batch = Annotated[str | None, typer.Option("--batch", metavar=words.FILE, help=N_("Answer each line of a file of JSON Lines; - is standard input."))]

_KINDS = {DeadlineKind.PROMISED: N_("Promised by {due}: {limit} from {start}"), DeadlineKind.STATUTORY: N_("Statutory by {due}: {limit} from {start}")}


def due(  # noqa: PLR0913, PLR0917 - one parameter an option
    limit: Limit = None,
    start: From = None,
    stops: Stops = None,
    extension: Extend = None,
    cap: Cap = False,  # noqa: FBT002 - Typer's form of a flag
    item: ItemCode = None,
    explain: Explain = False,  # noqa: FBT002 - Typer's form of a flag
    batch: Batch = None,
    shape: options.Format = options.Shape.TABLE,
) -> int:
    """Count a limit, both limits of an item, or those of a file, on the adopted calendar of the register or else on the shipped one."""
    _choose_one({"--limit": limit, "--item": item, "--batch": batch})
    if batch is not None:
        _choose_one({"--batch": batch, "--from": start, "--stop": stops, "--extend": extension, "--cap": cap or None, "--explain": explain or None})
        return _batch(batch)
    if start is None:
        raise WrongUsage(N_("Say when the limit starts, like --from 2026-03-02."))
    asked = Question(limit or ON_THE_SPOT, start, tuple(stops or ()), extension or 0, cap)
    if item is not None:
        _item(item, asked, shape, explain=explain)
    else:
        _limit(asked, shape, explain=explain)
    return 0


def _choose_one(given: dict[str, object]) -> None:
    named = [option for option, value in given.items() if value is not None]
    if not named:
        raise WrongUsage(N_("Say what to count: {options}."), options=list(given))
    if len(named) > 1:
        raise WrongUsage(N_("{first} and {second} do not go together: leave one out."), first=named[0], second=named[1])


def _limit(asked: Question, shape: options.Shape, *, explain: bool) -> None:
    calendar = adopted_calendar()
    run = asked.run(calendar, hall_in(options.Given.register, options.today()) if asked.limit.unit is Unit.OFFICE_HOURS else None)
    if shape is options.Shape.JSON:
        answer = {"from": asked.start, "limit": str(asked.limit), "due": run.due, "provisional": run.provisional}
        output.data({**answer, "days": plain_days(run, asked.limit, calendar)} if explain else answer)
        return
    output.say(N_("{due} (provisional)") if run.provisional else "{due}", due=run.due)
    if explain:
        told_days(run, asked.limit, calendar, extension=asked.extension, cap=asked.cap)


def _item(code: str, asked: Question, shape: options.Shape, *, explain: bool) -> None:
    with desk() as opened:
        item = opened.versions(code)(day_of(asked.start))
        if item is None:
            raise NoSuchThing(
                N_("There is no item {code} in the guide in force on {date}: approvals guide list"), code=one_line(code), date=day_of(asked.start)
            )
        dates = of_item(item, asked, opened.calendar)
        if shape is options.Shape.JSON:
            output.data(_plain(item, asked, dates, opened.calendar, explain=explain))
            return
        output.say("{code} {name}", code=item.code, name=item.name)
        for found in dates:
            output.say(_KINDS[found.kind], due=found.due, limit=found.limit, start=asked.start)
            if found.provisional:
                output.say(N_("  Provisional: a year without its holiday circular lies on the way."))
            if explain:
                told_days(found.run, found.limit, opened.calendar, extension=found.extension, cap=asked.cap)
        if not dates:
            output.say(N_("  It has no limit."))


def _plain(item: "Item", asked: Question, dates: "list[ItemDue]", calendar: "Calendar", *, explain: bool) -> dict[str, object]:
    plain: dict[str, object] = {"item": item.code, "item_name": item.name, "from": asked.start}
    for kind in _KINDS:
        found = next((found for found in dates if found.kind is kind), None)
        plain[f"{kind}"] = str(found.limit) if found else None
        plain[f"{kind}_due"] = found.due if found else None
        if explain:
            plain[f"{kind}_days"] = plain_days(found.run, found.limit, calendar) if found else []
    return {**plain, "provisional": any(found.provisional for found in dates)}


def _batch(file: str) -> int:
    calendar = adopted_calendar()
    bad = 0

    def counted(lines: Iterable[bytes]) -> Iterator[dict[str, object]]:
        nonlocal bad
        for answer in answers(lines, calendar, lambda refusal: say(refusal.template, refusal.values)):
            bad += answer.run is None
            yield answer.plain()

    with _opened(file) as lines:
        output.json_lines(counted(lines))
    return 1 if bad else 0


@contextmanager
def _opened(file: str) -> Iterator[Iterator[bytes]]:
    if file == _STANDARD_INPUT:
        yield _unmarked(sys.stdin.buffer)
        return
    try:
        with Path(file).open("rb") as stream:
            yield _unmarked(stream)
    except FileNotFoundError:
        raise NoSuchThing(N_("There is no file {file}: check its name."), file=file) from None


def _unmarked(lines: BinaryIO) -> Iterator[bytes]:
    for number, line in enumerate(lines):
        yield line if number else line.removeprefix(_MARK)
