"""A request as process mining sees it: a trace of events, each with its activity, its time and who did it (XES, IEEE 1849)."""

from collections.abc import Iterable, Iterator, Mapping

from approvals.core import events as kinds
from approvals.core.dates import When
from approvals.core.entry import Entry, type_of
from approvals.core.events import Received
from approvals.core.fold import amended
from approvals.record import NamedTuple

START, COMPLETE = "start", "complete"
"""Transitions of the XES life cycle."""


class LogEvent(NamedTuple):
    """An event of a trace: what was done, when (local), by whom, and which transition of its activity it is."""

    activity: str
    when: When
    resource: str
    transition: str = COMPLETE


class Trace(NamedTuple):
    """A request with its attributes, the receipt first."""

    number: str
    attributes: Mapping[str, str]
    events: tuple[LogEvent, ...]


def trace(number: str, entries: Iterable[Entry], attributes: Mapping[str, str], words: Mapping[str, str]) -> Trace:
    """Return the trace of a request as its amendments leave it; `words` are the names of activities by the name of their event."""
    # Sorted by day alone, as the fold takes them: within a day they happened in the order in which they were told.
    standing = sorted(amended(entries), key=lambda entry: (not isinstance(entry.event, Received), entry.day))
    return Trace(number, {**attributes, **dict(_told(standing))}, tuple(_events(standing, words)))


def _told(standing: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Yield what the events themselves tell of the whole request, without anything personal."""
    for entry in standing:
        if isinstance(entry.event, Received):
            yield "channel", entry.event.channel
            yield "declared_due", entry.event.declared_due.isoformat() if entry.event.declared_due else ""
            yield "outcome", ""
        elif isinstance(entry.event, kinds.Decided):
            yield "outcome", str(entry.event.outcome)


def _events(standing: Iterable[Entry], words: Mapping[str, str]) -> Iterator[LogEvent]:
    for entry in standing:
        activity, transition = _named(entry, words)
        yield LogEvent(activity, entry.happened_on, _resource(entry), transition)


def _named(entry: Entry, words: Mapping[str, str]) -> tuple[str, str]:
    match entry.event:
        case kinds.Noted(activity, _by, transition):
            return activity, transition or COMPLETE
        case kinds.StepBegun(name):
            return f"{STEP}{name}", START
        case kinds.StepDone(name):
            return f"{STEP}{name}", COMPLETE
        case kinds.Stopped() | kinds.Resumed() as procedure:
            return f"{PROCEDURE}{procedure.kind}", START if isinstance(procedure, kinds.Stopped) else COMPLETE
    return words[type_of(entry.event)], COMPLETE


STEP, PROCEDURE = "环节：", "特别程序："


def _resource(entry: Entry) -> str:
    """Return who did it: of an import the one it names, never the one who imported."""
    if entry.origin.startswith("import:"):
        return entry.event.by if isinstance(entry.event, kinds.Noted) else entry.by
    return entry.actor
