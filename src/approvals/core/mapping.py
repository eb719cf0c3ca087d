"""How another system's table is read: which column says what, and what its activities mean in the field's words."""

import re
from collections.abc import Mapping
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any

from approvals.core.dates import FIRST_YEAR, LAST_YEAR, When, day_of
from approvals.core.events import Outcome
from approvals.core.guide import Table
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple

# What other systems tell of a request; every other event needs papers that no table of theirs holds.
TOLD = ("received", "accepted", "declined", "forwarded", "decided", "completed", "delivered", "withdrawn", "terminated", "noted")
DATED = tuple(name for name in TOLD if name != "noted")
"""The events that a column of dates can tell."""
NAMES = ("applicant", "applicant_type", "id_code", "contact", "agent", "legal_representative")
CASE_FIELDS = ("number", *DATED, "declared_due", *NAMES, "channel", "outcome", "ground", "reason", "forwarded_to", "completion", "certificate")
"""What is said of the whole request; where a row is one event, these columns repeat."""
EVENT_FIELDS = ("activity", "at", "by", "transition", "verdict", "remark")
CONSTANTS = ("applicant", "channel", "by", "ground", "reason", "forwarded_to")
COMPLETIONS = ("certificate", "returned", "forwarded", "plain", "paper", "terminated")
"""What the completion of another system can be: a kind of completion, or that the review was terminated."""
KNOWN = "known"
IGNORED = "ignored"
"""An activity whose rows say nothing that another table does not say better."""
ITEM_CODES = ("implementation_code", "base_code", "name")
"""By what a column can name an item, beside its code in the guide."""
FIRST_ROW = "first row"
ROWS = "rows"
COMPLETE = "complete"
"""The transition of the XES life cycle that says an activity is done."""
DEFAULT = "default"
ENCODINGS = ("utf-8", "gb18030", "gbk", "big5", "utf-16", "iso-8859-1", "windows-1252")

_ISO = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]((?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)(?:[.,]([0-9]{1,6})[0-9]*)?(?: ?(Z|[+-][0-9]{2}:?(?:[0-9]{2})?))?)?"
)
_TIMES = frozenset("HIMSfXcT")


class RowKind(StrEnum):
    """What one row of the table is."""

    EVENT = "event"
    REQUEST = "request"


class FileMapping(NamedTuple):
    """A mapping; `columns` gives the header of each field, `items` the definitions of items that no adopted guide has.

    `by_rows` where things of one day happened in the order of their rows. Times that name a zone are told in `zone`; None leaves theirs out.
    `known` where the register holds the requests already, and the rows only add to them; `item_by` by what the column names an item.
    """

    name: str
    system: str
    row: RowKind
    columns: Mapping[str, str]
    item: str = ""
    item_column: str = ""
    item_codes: Mapping[str, str] = {}
    activities: Mapping[str, str] = {}
    outcomes: Mapping[str, Outcome] = {}
    completions: Mapping[str, str] = {}
    values: Mapping[str, str] = {}
    known: bool = False
    item_by: str = ""
    date_formats: tuple[str, ...] = ()
    delimiter: str = ","
    by_rows: bool = False
    zone: tzinfo | None = None
    encoding: str = "utf-8"
    department: Table | None = None
    items: tuple[Table, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """Return the codes of the items that the mapping names itself."""
        return frozenset(filter(None, (self.item, *self.item_codes.values())))

    def event_of(self, activity: str) -> str | None:
        """Return the event that an activity is, None where the mapping does not say."""
        return self.activities.get(activity, self.activities.get(DEFAULT))


def mapping_from(table: Mapping[str, Any]) -> FileMapping:
    """Return the mapping of a checked mapping file."""
    item = table.get("item", {})
    return FileMapping(
        name=table["name"],
        system=table["system"],
        row=RowKind(table["row"]),
        columns=table["columns"],
        item=item.get("code", ""),
        item_column=item.get("column", ""),
        item_codes=item.get("values", {}),
        activities=table.get("activities", {}),
        outcomes={word: Outcome(outcome) for word, outcome in table.get("outcomes", {}).items()},
        completions=table.get("completions", {}),
        values=table.get("values", {}),
        known=table.get("requests") == KNOWN,
        item_by=item.get("by", ""),
        date_formats=tuple(table.get("date_formats", ())),
        delimiter=table.get("delimiter", ","),
        by_rows=table.get("order") == ROWS,
        zone=zone_of(table.get("time_zone", "")),
        encoding=table.get("encoding", "utf-8"),
        department=table.get("department"),
        items=tuple(table.get("define", ())),
    )


def zone_of(name: str) -> tzinfo | None:
    """Return the time zone of a name like Asia/Shanghai or an offset like +08:00, None for neither."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - hardly any mapping names one

    try:
        return datetime.fromisoformat(f"2000-01-01T00:00:00{name}").tzinfo if name.startswith(("+", "-")) else ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):
        return None


def read_when(text: str, formats: tuple[str, ...] = (), zone: tzinfo | None = None) -> When:
    """Return the day or local time a cell names: ISO 8601, or one of the `strptime` formats.

    Its own zone is left out, not converted, where no `zone` is given: what happened at 13:41+01:00 happened at 13:41 where it happened.
    """
    found = _ISO.fullmatch(text)
    when = _iso(found, zone) if found else _formatted(text, formats, zone)
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        raise WrongUsage(N_("the date lies outside the years {first} to {last}"), first=FIRST_YEAR, last=LAST_YEAR)
    return when


def _iso(found: re.Match[str], zone: tzinfo | None) -> When:
    day, time, fraction, own = found.groups()
    try:
        moment = datetime.fromisoformat(f"{day}T{time}.{fraction:0<6}" if fraction else f"{day}T{time}" if time else day)
        return _moved(moment.replace(tzinfo=datetime.fromisoformat(f"{day}T00:00{own}").tzinfo), zone) if own and zone else moment if time else moment.date()
    except (ValueError, OverflowError):
        raise WrongUsage(N_("there is no such day in the calendar")) from None


def _moved(moment: datetime, zone: tzinfo | None) -> datetime:
    return (moment.astimezone(zone) if moment.tzinfo and zone else moment).replace(tzinfo=None)


def _formatted(text: str, formats: tuple[str, ...], zone: tzinfo | None) -> When:
    for form in formats:
        try:
            moment = datetime.strptime(text, form)  # noqa: DTZ007 - local time, whatever zone is written
        except ValueError:
            continue
        return _moved(moment, zone) if has_time(form) else moment.date()
    raise WrongUsage(N_("this is no date: write it like 2026-03-02 or 2026-03-02 13:41, or give its form in date_formats of the mapping"))


def has_time(form: str) -> bool:
    """Tell whether a `strptime` format reads a time of day."""
    return any(code in _TIMES for code in re.findall(r"%(.)", form))


def is_future(when: When, today: When) -> bool:
    """Tell whether something lies after a day."""
    return day_of(when) > day_of(today)
