"""Days on which something is due as iCalendar (RFC 5545): all-day events, the same UID each time, so that a calendar moves an event and adds no second."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from approvals.record import NamedTuple

_WIDE = 75
"""Octets of a line; what is longer is folded."""


class DueDay(NamedTuple):
    """A day on which something is due; `uid` stays the same when the day moves."""

    uid: str
    on: date
    summary: str
    description: str = ""


def lines(days: Iterable[DueDay], name: str, stamp: date) -> Iterator[str]:
    """Yield a calendar of a name as lines; `stamp` is the day it was made."""
    yield from map(_folded, ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//approvals//due//EN", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_escaped(name)}"))
    for day in days:
        yield from map(_folded, _event(day, stamp))
    yield "END:VCALENDAR\r\n"


def _event(day: DueDay, stamp: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(day.uid)}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.on + timedelta(1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(day.summary)}"
    if day.description:
        yield f"DESCRIPTION:{_escaped(day.description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line broken into pieces of at most 75 octets, each after the first behind a space; no character is split."""
    pieces, piece, room = [], "", _WIDE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", _WIDE - 1
        piece, room = piece + letter, room - size
    return "\r\n ".join([*pieces, piece]) + "\r\n"
