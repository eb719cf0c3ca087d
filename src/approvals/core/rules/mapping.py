"""The keys of a mapping file (mappings/*.toml) and its rules; docs/import.md explains each key."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from approvals.core.events import Outcome
from approvals.core.guide import Table
from approvals.core.mapping import (
    CASE_FIELDS,
    COMPLETIONS,
    CONSTANTS,
    DEFAULT,
    ENCODINGS,
    EVENT_FIELDS,
    FIRST_ROW,
    IGNORED,
    ITEM_CODES,
    KNOWN,
    NAMES,
    ROWS,
    TOLD,
    RowKind,
    has_time,
    zone_of,
)
from approvals.core.rules.guide_shape import DEPARTMENT, ITEM
from approvals.core.rules.item import Reading
from approvals.core.rules.limits import limit_complete, unit_basis
from approvals.core.rules.problem import Problem, error
from approvals.core.rules.reading import blank, table_of, tables_of, text_of
from approvals.core.rules.shape import TEXT, Choice, Each, Entries, Fields, Form
from approvals.core.rules.trial import Trial
from approvals.language import N_

_SYSTEM = Form(r"[a-z0-9][a-z0-9_-]{0,31}", N_("“{value}” is no name of a system: write “{key}” in small Latin letters, digits, - and _, like coselog."))
_DELIMITER = Form(r"[,;|\t]", N_("“{value}” separates no columns: write “{key}” as a comma, a semicolon, | or \\t."))
_WORDS = Form(r"[^\x00-\x1f\x7f-\x9f]{1,200}", N_("Write “{key}” in plain words, on one line."))
MAPPING_FILE = Fields(
    {
        "name": _WORDS,
        "system": _SYSTEM,
        "row": Choice([str(kind) for kind in RowKind]),
        "delimiter": _DELIMITER,
        "encoding": Choice(ENCODINGS),
        "date_formats": Each(TEXT),
        "time_zone": TEXT,
        "order": Choice((ROWS,)),
        "requests": Choice((KNOWN,)),
        "columns": Fields(dict.fromkeys((*CASE_FIELDS, *EVENT_FIELDS), TEXT), needed=("number",)),
        "values": Fields({**dict.fromkeys(CONSTANTS, _WORDS), "received": Choice((FIRST_ROW,))}),
        "activities": Entries(Choice((*TOLD, IGNORED))),
        "outcomes": Entries(Choice([str(outcome) for outcome in Outcome])),
        "completions": Entries(Choice(COMPLETIONS)),
        "item": Fields({"code": TEXT, "column": TEXT, "by": Choice(ITEM_CODES), "values": Entries(TEXT)}),
        "department": DEPARTMENT,
        "define": Each(ITEM),
    },
    needed=("name", "system", "row", "columns"),
)
_SAMPLE = datetime(2011, 12, 6, 13, 41, 31)  # noqa: DTZ001 - a local time to try formats on


def check_mapping(table: Table, today: date) -> list[Problem]:
    """Return the problems of a mapping file."""
    problems = list(MAPPING_FILE.problems(table, ()))
    for rule in MAPPING_RULES:
        problems.extend(rule(table))
    for place, item in tables_of(table, "define"):
        reading = Reading(item, ("define", place), today, Trial(None))
        problems += [*limit_complete(reading), *unit_basis(reading)]
    return problems


def _has(table: Table, part: str, key: str) -> bool:
    return not blank(table_of(table, part).get(key))


def row_columns(table: Table) -> Iterator[Problem]:
    """Ask a row that is an event for its activity and time, and let no other row have them."""
    kind = text_of(table, "row")
    for field in EVENT_FIELDS:
        named = _has(table, "columns", field)
        if kind == RowKind.EVENT and field in {"activity", "at"} and not named:
            yield error(("columns", field), "row-columns", N_('Where a row is an event, [columns] has to name “{key}”: write {key} = "…".'), key=field)
        elif kind == RowKind.REQUEST and named:
            yield error(("columns", field), "row-columns", N_("“{key}” belongs to an event: leave it out, or write row = “event”."), key=field)
    if kind == RowKind.REQUEST and table_of(table, "activities"):
        yield error(("activities",), "row-columns", N_("“{key}” belongs to an event: leave it out, or write row = “event”."), key="activities")


def _known(table: Table) -> bool:
    return text_of(table, "requests") == KNOWN


def requests_known(table: Table) -> Iterator[Problem]:
    """Let a mapping that only adds to requests say nothing of their receipt."""
    for field in ("received", *NAMES, "channel", "declared_due"):
        if _known(table) and _has(table, "columns", field):
            template = N_("“{key}” belongs to the receipt, which the register holds already: leave it out, or leave out requests = “known”.")
            yield error(("columns", field), "requests-known", template, key=field)
    for activity, event in table_of(table, "activities").items():
        if _known(table) and event == "received":
            template = N_("The register holds the receipt already: write “{activity}” as “{ignored}”.")
            yield error(("activities", activity), "requests-known", template, activity=activity, ignored=IGNORED)
    if _known(table) and "item" in table:
        yield error(("item",), "requests-known", N_("The item belongs to the receipt, which the register holds already: leave [item] out."))


def receipt_known(table: Table) -> Iterator[Problem]:
    """Ask for the receipt: a request begins with it."""
    if _known(table):
        return
    if not _has(table, "columns", "received") and "received" not in table_of(table, "activities").values() and not _has(table, "values", "received"):
        template = N_('Nothing says when a request was received: name a column “received”, map an activity to it, or write received = "{first}" in [values].')
        yield error(("columns", "received"), "receipt-known", template, first=FIRST_ROW)
    elif text_of(table, "row") == RowKind.REQUEST and _has(table, "values", "received"):
        template = N_("“{first}” needs rows that are events: name a column “received” instead.")
        yield error(("values", "received"), "receipt-known", template, first=FIRST_ROW)


def applicant_known(table: Table) -> Iterator[Problem]:
    """Ask for the applicant, at least as a constant."""
    if not _known(table):
        yield from _told(table, "applicant", N_("Nothing says who applied: name a column “{key}”, or write {key} in [values]."))


def ground_known(table: Table) -> Iterator[Problem]:
    """行政许可法 32: non-acceptance has its ground; an activity is its own."""
    if _has(table, "columns", "declined"):
        yield from _told(table, "ground", N_("Non-acceptance needs its ground (行政许可法 32): name a column “{key}”, or write {key} in [values]."))


def reason_known(table: Table) -> Iterator[Problem]:
    """行政许可法 38: a refusal has its reason."""
    if Outcome.REFUSED in table_of(table, "outcomes").values() and not _has(table, "columns", "remark"):
        yield from _told(table, "reason", N_("A refusal needs its reason (行政许可法 38): name a column “{key}”, or write {key} in [values]."))


def _told(table: Table, field: str, template: str) -> Iterator[Problem]:
    if not _has(table, "columns", field) and not _has(table, "values", field):
        yield error(("columns", field), f"{field}-known", template, key=field)


def item_named(table: Table) -> Iterator[Problem]:
    """Let the item be said in one way: the same for all rows, or by a column."""
    item = table.get("item")
    if item is None and not _known(table):
        yield error(("item",), "item-named", N_("Nothing says which item it is: write [item] with code or column."))
    elif item is not None and _has(table, "item", "code") == _has(table, "item", "column"):
        yield error(("item",), "item-named", N_("[item] has to say either code or column, one of the two."))
    elif table_of(item, "values") and not _has(table, "item", "column"):
        yield error(("item", "values"), "item-named", N_("[item.values] is for the values of a column: name it as column."))
    elif _has(table, "item", "by") and (table_of(table, "item").get("values") or not _has(table, "item", "column")):
        yield error(("item", "by"), "item-named", N_("“by” says how a column names the item: name the column, and leave [item.values] out."))


def item_defined(table: Table) -> Iterator[Problem]:
    """Let definitions have their department, and each its own code."""
    defined = [(place, text_of(item, "code")) for place, item in tables_of(table, "define")]
    if defined and "department" not in table:
        yield error(("define",), "item-defined", N_("An item that is defined here needs its department: write [department] with code and name."))
    if not defined and "department" in table:
        yield error(("department",), "item-defined", N_("[department] is for items defined here: write [[define]], or leave it out."))
    codes = [code for _, code in defined]
    for place, code in defined:
        if code and code in codes[:place]:
            yield error(("define", place, "code"), "item-defined", N_("“{code}” is defined twice: write another code."), code=code)


def format_reads(table: Table) -> Iterator[Problem]:
    """Let a date format read a whole date back."""
    formats = table.get("date_formats")
    for place, form in enumerate(formats if isinstance(formats, list) else ()):
        if isinstance(form, str) and not _reads(form):
            template = N_("“{value}” reads no whole date: write it like %d/%m/%Y or %Y年%m月%d日 %H:%M.")
            yield error(("date_formats", place), "format-reads", template, value=form)


def _reads(form: str) -> bool:
    try:
        read = datetime.strptime(_SAMPLE.strftime(form), form)  # noqa: DTZ007 - only tried
    except (ValueError, re.error):  # Python makes a pattern of it, in which no part of a date may stand twice
        return False
    return read.date() == _SAMPLE.date() and (not has_time(form) or read.hour == _SAMPLE.hour)


def zone_known(table: Table) -> Iterator[Problem]:
    """Let a time zone be one that is known."""
    name = text_of(table, "time_zone")
    if name and zone_of(name) is None:
        template = N_("“{value}” is no time zone: write a name like Asia/Shanghai, or an offset like +08:00.")
        yield error(("time_zone",), "zone-known", template, value=name)


def default_known(table: Table) -> Iterator[Problem]:
    """Let no activity stay without a meaning by oversight."""
    if text_of(table, "row") == RowKind.EVENT and not table_of(table, "activities"):
        template = N_('Nothing says what the activities are: write [activities] with {key} = "noted" at least.')
        yield error(("activities",), "default-known", template, key=DEFAULT)


MAPPING_RULES = (
    requests_known,
    row_columns,
    receipt_known,
    applicant_known,
    ground_known,
    reason_known,
    item_named,
    item_defined,
    format_reads,
    zone_known,
    default_known,
)
