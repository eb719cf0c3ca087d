"""A slip of the finger taken back: what the same person typed last, within the hour, as long as nobody acted on it."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from approvals.core.entry import NAMES, TYPED, Entry, type_of
from approvals.core.events import Amended, Received, Voided
from approvals.errors import NotAllowed
from approvals.language import N_, Sentence

HOUR = timedelta(hours=1)


def last_line(entries: Sequence[Entry]) -> list[Entry]:
    """Return what the last line recorded that still stands, in its order: its events bear one time and one person."""
    standing = _standing(entries)
    return [entry for entry in standing if (entry.recorded_at, entry.actor) == (standing[-1].recorded_at, standing[-1].actor)] if standing else []


def _standing(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that were not taken back, without what only took another back."""
    gone: set[int | None] = set()
    standing: list[Entry] = []
    # From the last to the first: what takes an amendment back stands behind it.
    for entry in reversed(list(entries)):
        if entry.sequence in gone:
            continue
        if isinstance(entry.event, Amended) and entry.event.struck:
            gone.add(entry.amends)
        else:
            standing.append(entry)
    return standing[::-1]


def permit_retraction(number: str, entries: Sequence[Entry], actor: str, now: datetime | None) -> list[Entry]:
    """Return what can be taken back at a time (UTC), None for whenever it is; refused where it was another who typed it, or longer ago, or not typed at all."""
    line = last_line(entries)
    if not line:
        raise NotAllowed(N_("Nothing of {number} is left to take back."), number=number)
    last, word = line[-1], Sentence(NAMES[type_of(line[-1].event)])
    if last.origin != TYPED:
        raise NotAllowed(N_("{number}: the last event, {event}, was not typed here: put it right where it came from."), number=number, event=word)
    others = [entry for entry in entries if entry.actor != actor and (entry.sequence or 0) >= (line[0].sequence or 0)]
    if others:
        template = N_("{number}: {actor} recorded the last event, {event}: only who typed it can take it back; others amend it (`approvals request amend`).")
        raise NotAllowed(template, number=number, actor=others[-1].actor, event=Sentence(NAMES[type_of(others[-1].event)]))
    if now and now - datetime.fromisoformat(last.recorded_at).replace(tzinfo=UTC) > HOUR:
        template = N_("{number}: the last event, {event}, was typed more than an hour ago: amend it with `approvals request amend {number} {sequence}`.")
        raise NotAllowed(template, number=number, event=word, sequence=last.sequence)
    return line


def taken_back(line: Sequence[Entry], day: date, reason: str) -> list[Entry]:
    """Return the entries that take a line back: a receipt is void with all that came with it, other events are struck out, the last one first."""
    if isinstance(line[0].event, Received):
        return [Entry(day, Voided(reason))]
    return [Entry(day, Amended(reason, struck=True), amends=entry.sequence) for entry in reversed(line)]
