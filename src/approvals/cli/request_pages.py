"""What `approvals request` shows: the list, one request with its history, and its deadlines told day by day."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from approvals.cli import options, output
from approvals.core.events import NAMES, Noted
from approvals.core.level import Level
from approvals.core.request import Stage
from approvals.language import N_, Sentence
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from approvals.core.request import Request
    from approvals.desk.explain import Explanation
    from approvals.desk.listing import RequestView

_LIST = (
    Column(N_("Number"), keep=True),
    Column(N_("Item"), priority=2),
    Column(N_("Applicant"), priority=3),
    Column(N_("Stage"), priority=1),
    Column(N_("Days left"), Kind.NUMBER, keep=True),
    Column(N_("Promised by"), Kind.DATE, keep=True),
    Column(N_("Statutory by"), Kind.DATE, keep=True),
    Column(N_("Level"), Kind.LEVEL, priority=5),
)


def list_requests(found: "Iterable[RequestView]") -> None:
    """Print requests as a table; days over stand with a minus, provisional dates with a question mark."""
    rows = [
        (
            seen.number,
            seen.item_name,
            seen.applicant,
            Stage(seen.stage),
            "" if seen.days_left is None else str(seen.days_left),
            _marked(seen.promised_due, provisional=seen.provisional),
            _marked(seen.statutory_due, provisional=seen.provisional),
            Level(seen.level),
        )
        for seen in found
    ]
    if not rows:
        output.say(N_("No request fits."))
        return
    output.table(_LIST, rows)
    if any(str(row[5]).endswith("?") or str(row[6]).endswith("?") for row in rows):
        output.say(N_("? provisional: a year without its holiday circular lies on the way."))


def _marked(due: str | None, *, provisional: bool) -> str:
    return f"{due}?" if due and provisional else due or ""


def dates_of(seen: "RequestView") -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the sentences that name both dates of an open request."""
    if seen.stage not in {Stage.RECEIVED, Stage.ACCEPTED, Stage.DECIDED}:
        return
    for template, due in (
        (N_("  promised by {date}"), seen.promised_due),
        (N_("  statutory by {date}"), seen.statutory_due),
        (N_("  declared by its source for {date}"), seen.declared_due),
    ):
        if due:
            yield template, {"date": date.fromisoformat(due)}
    if not seen.promised_due and not seen.statutory_due:
        yield N_("  The clock starts with acceptance."), {}
    if seen.provisional:
        yield N_("  Provisional: a year without its holiday circular lies on the way."), {}


def show_request(seen: "RequestView", request: "Request") -> None:
    """Print one request: what it is, both dates, and what happened to it."""
    output.say(N_("{number}  {item} {item_name}"), **seen._asdict())
    output.say(N_("  department: {department_name} ({department})"), **seen._asdict())
    output.say(N_("  applicant: {applicant}"), **seen._asdict())
    if seen.source_number and seen.source_number != seen.number:
        output.say(N_("  number at its source: {source_number}"), **seen._asdict())
    output.say(N_("  stage: {stage}"), stage=Stage(seen.stage))
    for template, values in dates_of(seen):
        output.say(template, **values)
    _say_days(seen)
    output.say(N_("History"))
    output.table(
        (Column(N_("No."), Kind.NUMBER), Column(N_("Happened"), Kind.DATE, keep=True), Column(N_("What"), keep=True), Column(N_("By"), priority=1)),
        [
            (
                str(entry.sequence),
                str(entry.happened_on)[:16],
                _what(entry.event),
                entry.actor,
            )
            for entry in request.history
        ],
    )


def _say_days(seen: "RequestView") -> None:
    level = Level(seen.level)
    if seen.days_left is None:
        if level is not Level.NONE:
            output.say(N_("  finished late: {level}"), level=level)
    elif seen.days_left < 0:
        output.say(N_("  {days} days over: {level}"), days=-seen.days_left, level=level)
    else:
        output.say(N_("  {days} days left: {level}"), days=seen.days_left, level=level)


def _what(event: object) -> object:
    from approvals.core.events import type_of  # noqa: PLC0415 - used here alone

    return event.activity if isinstance(event, Noted) else Sentence(NAMES[type_of(event)])  # type: ignore[arg-type]


_KINDS = {"promised": N_("Promised by {due}: {limit} from {start}"), "statutory": N_("Statutory by {due}: {limit} from {start}")}


def explain_request(explanation: "Explanation", shape: options.Shape) -> None:
    """Print each deadline of a request with its rule and every day of its count."""
    if shape is options.Shape.JSON:
        output.data(explanation.plain())
        return
    from approvals.cli.explaining import told_days  # noqa: PLC0415 - a list or a page of one request does without

    output.say(N_("{number}  {item} {item_name}"), **explanation.view._asdict())
    if not explanation.deadlines:
        output.say(N_("  The clock has not started: it starts with acceptance."))
    for part in explanation.deadlines:
        output.say(_KINDS[part.deadline.kind], due=part.deadline.due, limit=part.deadline.limit, start=part.deadline.start)
        if part.limit and part.limit.basis:
            output.say(N_("  basis: {basis}"), basis=part.limit.basis)
        if part.cut:
            output.say(N_("  The promise would end on {date}, after the law: the earlier date counts."), date=part.deadline.run.due)
        told_days(part.deadline.run, part.deadline.limit, explanation.calendar)
