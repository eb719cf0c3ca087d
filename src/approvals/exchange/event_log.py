"""Event logs for process mining, trace by trace: CSV with the column names of XES, and XES 2.0 (IEEE 1849-2023) itself."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, tzinfo
from enum import StrEnum
from io import StringIO
from xml.sax.saxutils import quoteattr

from approvals.core.dates import When
from approvals.core.trace import Trace
from approvals.core.words import defused


class LogForm(StrEnum):
    """How an event log is written."""

    CSV = "csv"
    XES = "xes"


ATTRIBUTES = ("item", "item_name", "department", "department_name", "channel", "declared_due", "outcome")
"""What is told of a whole request beside its number; in CSV behind `case:`."""
COLUMNS = ("case:concept:name", "concept:name", "time:timestamp", "org:resource", "lifecycle:transition", *(f"case:{name}" for name in ATTRIBUTES))
_HEADING = """\
<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="2.0" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <global scope="trace"><string key="concept:name" value=""/></global>
  <global scope="event"><string key="concept:name" value=""/><date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>\
<string key="lifecycle:transition" value="complete"/></global>
  <classifier name="Activity" keys="concept:name"/>
  <classifier name="Activity and transition" keys="concept:name lifecycle:transition"/>
"""
# XML 1.0 has no way to write these.
_UNWRITABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)], "\N{REPLACEMENT CHARACTER}")


class Timed:
    """Local times with the zone of the register; that of the machine where the register names none."""

    def __init__(self, zone: tzinfo | None) -> None:
        """Take the zone."""
        self._zone = zone

    def said(self, when: When) -> str:
        """Return a time to the millisecond; a day without a time is its midnight."""
        moment = when if isinstance(when, datetime) else datetime.combine(when, time())
        return (moment.replace(tzinfo=self._zone) if self._zone else moment.astimezone()).isoformat(timespec="milliseconds")


class Unnamed:
    """Numbers in place of persons, in the order in which they come in the log: P1, P2 …; nobody stays nobody."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._known: dict[str, str] = {"": ""}

    def said(self, person: str) -> str:
        """Return the number of a person."""
        return self._known.setdefault(person, f"P{len(self._known)}")


def csv_rows(traces: Iterable[Trace], zone: tzinfo | None) -> Iterator[str]:
    """Yield an event log as CSV, the lines of one request at a time."""
    timed, unnamed, held = Timed(zone), Unnamed(), StringIO()
    writer = csv.writer(held)
    writer.writerow(COLUMNS)
    for trace in traces:
        number, case = defused(trace.number), [defused(trace.attributes.get(name, "")) for name in ATTRIBUTES]
        writer.writerows(
            [number, defused(event.activity), timed.said(event.when), unnamed.said(event.resource), event.transition, *case] for event in trace.events
        )
        yield held.getvalue()
        held.seek(0)
        held.truncate()
    yield held.getvalue()


def xes(traces: Iterable[Trace], zone: tzinfo | None) -> Iterator[str]:
    """Yield an event log as XES, one request at a time."""
    timed, unnamed = Timed(zone), Unnamed()
    yield _HEADING
    for trace in traces:
        case = "".join(_attribute(name, value) for name in ATTRIBUTES if (value := trace.attributes.get(name)))
        events = [_event(event.activity, timed.said(event.when), unnamed.said(event.resource), event.transition) for event in trace.events]
        yield f"  <trace>{_attribute('concept:name', trace.number)}{case}\n{''.join(events)}  </trace>\n"
    yield "</log>\n"


def _event(activity: str, moment: str, resource: str, transition: str) -> str:
    who = _attribute("org:resource", resource) if resource else ""
    told = f'{_attribute("concept:name", activity)}<date key="time:timestamp" value="{moment}"/>{who}{_attribute("lifecycle:transition", transition)}'
    return f"    <event>{told}</event>\n"


def _attribute(key: str, value: str) -> str:
    return f"<string key={quoteattr(key)} value={quoteattr(value.translate(_UNWRITABLE))}/>"


def written(form: LogForm, traces: Iterable[Trace], zone: tzinfo | None) -> Iterator[str]:
    """Yield an event log in a form."""
    return xes(traces, zone) if form is LogForm.XES else csv_rows(traces, zone)


__all__: Sequence[str] = ("ATTRIBUTES", "COLUMNS", "LogForm", "written")
