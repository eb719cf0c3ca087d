"""What changes when an edited file becomes the rule, in people's words."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from approvals.core.calendar import Calendar
from approvals.language import N_, Sentence, spoken
from approvals.record import NamedTuple


class Moved(NamedTuple):
    """A date of an open request that the change moves; None where there was or is none."""

    number: str
    kind: str
    old: date | None
    new: date | None


def policy_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Sentence]:
    """Yield the rules of a policy file that are new, gone or changed, and every other value that changed."""
    before, after = ({rule["id"]: rule for rule in table.get("rule", ())} for table in (old, new))
    for name in dict.fromkeys((*before, *after)):
        if name not in before:
            yield Sentence(N_("rule {rule}: new, {value}"), {"rule": name, "value": _told(after[name])})
        elif name not in after:
            yield Sentence(N_("rule {rule}: gone, it was {value}"), {"rule": name, "value": _told(before[name])})
        else:
            yield from _value_changes(before[name], after[name], f"{name}.")
    yield from _value_changes({key: value for key, value in old.items() if key != "rule"}, {key: value for key, value in new.items() if key != "rule"})


def staff_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Sentence]:
    """Yield the persons and departments of a staff file that are new, gone or changed."""
    for key, identity in (("person", "id"), ("department", "code")):
        before, after = ({entry[identity]: entry for entry in table.get(key, ())} for table in (old, new))
        for name in dict.fromkeys((*before, *after)):
            if name not in before:
                yield Sentence(N_("{name}: new, {value}"), {"name": name, "value": _told(after[name])})
            elif name not in after:
                yield Sentence(N_("{name}: gone, it was {value}"), {"name": name, "value": _told(before[name])})
            else:
                yield from _value_changes(before[name], after[name], f"{name}.")


def table_changes(old: Mapping[str, Any], new: Mapping[str, Any], within: str = "") -> Iterator[Sentence]:
    """Yield what changed in a file of tables: entries of a list by their ids, everything else by its key."""
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if isinstance(before, Mapping) or isinstance(after, Mapping):
            yield from table_changes(before or {}, after or {}, f"{within}{key}.")
        elif _entries(before) or _entries(after):
            yield from table_changes(_entries(before), _entries(after), f"{within}{key}.")
        elif before != after:
            yield Sentence(N_("{key}: {old} → {new}"), {"key": f"{within}{key}", "old": _told(before), "new": _told(after)})


def _entries(value: object) -> dict[str, Any]:
    """Return a list of tables by their ids, nothing where it is none."""
    tables = value if isinstance(value, list) else []
    return {str(table["id"]): {key: inner for key, inner in table.items() if key != "id"} for table in tables if isinstance(table, Mapping) and "id" in table}


def _value_changes(old: Mapping[str, Any], new: Mapping[str, Any], within: str = "") -> Iterator[Sentence]:
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            yield from _value_changes(before, after, f"{within}{key}.")
        elif before != after:
            yield Sentence(N_("{key}: {old} → {new}"), {"key": f"{within}{key}", "old": _told(before), "new": _told(after)})


def _told(value: object) -> object:
    """Return a value of a file as its file writes it."""
    if isinstance(value, Mapping):
        return " ".join(f"{key}={spoken(_told(part))}" for key, part in value.items() if key != "id")
    if isinstance(value, list):
        return tuple(_told(part) for part in value)
    if isinstance(value, bool):
        return str(value).lower()
    return Sentence(N_("none")) if value is None else str(value)


def changed_days(old: Calendar, new: Calendar) -> list[int]:
    """Return the ordinals of the days of all years covered that work on one calendar and rest on the other."""
    years = new.covered | old.covered
    spans = ((date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()) for year in sorted(years))
    return [day for first, end in spans for day in range(first, end) if old.working_days(day, day + 1) != new.working_days(day, day + 1)]


def calendar_changes(old: Calendar, new: Calendar) -> Iterator[Sentence]:
    """Yield the days that work or rest otherwise, and the years that become settled or provisional."""
    for year in sorted(new.covered - old.covered):
        yield Sentence(N_("{year}: days settled by its circular"), {"year": year})
    for year in sorted(old.covered - new.covered):
        yield Sentence(N_("{year}: no circular any more, days provisional"), {"year": year})
    for year in sorted(new.covered | old.covered):
        first, end = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
        for ordinal in range(first, end):
            if old.working_days(ordinal, ordinal + 1) != new.working_days(ordinal, ordinal + 1):
                day = new.day(date.fromordinal(ordinal))
                yield Sentence(N_("{date}: now a {kind}") if not day.holiday else N_("{date}: now a {kind} ({holiday})"), day._asdict())
