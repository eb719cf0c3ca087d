"""What to do next, told on a terminal after an event: the paper it made, and the verb that usually follows. Programs and pipes are told nothing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from approvals.cli import options, output
from approvals.core.document import NAMES, DocumentKind, kind_of
from approvals.core.entry import Entry
from approvals.core.events import Received, Resumed, Supplied
from approvals.core.request import Request
from approvals.core.stage import Stage
from approvals.language import N_, current

if TYPE_CHECKING:
    from approvals.desk.register import Desk

_FOLLOWING = {
    Stage.RECEIVED: ("accept {number}", "supplement {number} --missing 1,2"),
    Stage.WAITING: ("supplied {number}",),
    Stage.ACCEPTED: ("decide {number}",),
    Stage.STOPPED: ("resume {number}",),
    Stage.FORWARDED: ("returned {number}",),
    Stage.DECIDED: ("complete {number}",),
    Stage.COMPLETED: ("deliver {number}",),
}
_CHINESE = {kind: name for name, kind in NAMES.items() if name != kind}


def say_next(opened: "Desk", request: Request, *, printed: bool) -> None:
    """Say what the last event of a request leads to; `printed` where its document is printed anyway."""
    last = request.history[-1]
    for template, values in (*_late(opened, last), *_duplicates(opened, request, last), *_rested(opened, request, last)):
        output.note(template, **values)
    kind = kind_of(last.event)
    if kind and not printed:
        output.note(N_("  To print the {document}: `{command}`."), document=kind, command=_printing(request.number, kind))
    if isinstance(last.event, Supplied) and request.stage is Stage.ACCEPTED and not printed:
        output.note(N_("  To print the {document}: `{command}`."), document=DocumentKind.ACCEPTANCE, command=_printing(request.number, DocumentKind.ACCEPTANCE))
    if following := _FOLLOWING.get(request.stage):
        lines = tuple(f"`approvals request {line.format(number=request.number)}`" for line in following)
        output.note(N_("  Next: {lines}"), lines=lines)


def _printing(number: str, kind: DocumentKind) -> str:
    return f"approvals request print {number} {_CHINESE[kind] if current() == 'zh_CN' else kind}"


def _late(opened: "Desk", last: Entry) -> Iterator[tuple[str, dict[str, object]]]:
    from approvals.core.late import delay  # noqa: PLC0415 - every write has it loaded

    if (days := delay(last.day, options.today(), opened.calendar)) and not last.late_reason:
        yield N_("  Entered {days} working days after it happened."), {"days": days}


def _duplicates(opened: "Desk", request: Request, last: Entry) -> Iterator[tuple[str, dict[str, object]]]:
    from approvals.store.requests import open_of  # noqa: PLC0415 - only after a receipt

    if isinstance(last.event, Received) and (others := open_of(opened.connection, request.item, request.applicant, request.number)):
        template = N_("  {applicant} has {others} open for the same item. If this was typed twice: `approvals request undo {number}`.")
        yield template, {"applicant": request.applicant, "others": tuple(others), "number": request.number}


def _rested(opened: "Desk", request: Request, last: Entry) -> Iterator[tuple[str, dict[str, object]]]:
    if isinstance(last.event, Resumed):
        pause = next(pause for pause in reversed(request.pauses) if pause.kind == last.event.kind)
        days = opened.calendar.working_days(pause.first.toordinal(), (pause.end or pause.first).toordinal())
        if days:
            yield N_("  {kind}: {days} working days from {first} are not counted."), {"kind": pause.kind, "days": days, "first": pause.first}
