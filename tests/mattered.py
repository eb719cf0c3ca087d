"""A matter lived through event by event, as the desk would have it."""

import tomllib
from datetime import date, datetime

from approvals.core.calendar import Calendar
from approvals.core.oversight.matter import Happening, Matter, Noun, deadlines_of, event_from, grown, payload_of
from approvals.core.oversight.settings import Oversight, oversight_from
from conftest import DATA

RULES = oversight_from([tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted((DATA / "oversight").glob("*.toml"))])


def lived(noun: Noun, *events: tuple[str, object], rules: Oversight = RULES) -> Matter:
    """Return a matter after events, each on its day and carried through the ledger's JSON, refused where the rules forbid it."""
    matter = None
    for text, event in events:
        when = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
        kept = event_from(noun, noun.type_of(event), payload_of(event))
        assert kept == event
        happening = Happening(when, kept)
        matter = matter or Matter(noun.kind, f"{noun.prefix}-2026-0001", when)
        noun.refuse(matter, happening, rules)
        matter = grown(noun, matter, happening, rules)
    assert matter
    return matter


def due(matter: Matter, calendar: Calendar) -> dict[str, tuple[str, str | None]]:
    """Return every deadline: the day it is due, and the day it ended."""
    return {found.key: (found.due.isoformat(), found.ended.isoformat() if found.ended else None) for found in deadlines_of(matter, calendar, None)}
