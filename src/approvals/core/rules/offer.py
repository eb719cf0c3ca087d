"""The rules of an item that is not offered (暂停办理, 取消): its days in their order."""

from collections.abc import Iterator

from approvals.core.rules.item import Reading
from approvals.core.rules.problem import Problem, error, warning
from approvals.core.rules.reading import day_of, table_of
from approvals.language import N_


def suspension_days(reading: Reading) -> Iterator[Problem]:
    """Let a suspension end no earlier than it begins, and begin before the item is withdrawn."""
    suspended = table_of(reading.item, "suspended")
    first, last = day_of(suspended.get("from")), day_of(suspended.get("to"))
    gone = day_of(table_of(reading.item, "withdrawn").get("from"))
    if first and last and last < first:
        template = N_("The suspension ends on {last}, before it begins on {first}: correct one of them.")
        yield error((*reading.path, "suspended", "to"), "suspension-days", template, first=first, last=last)
    if first and gone and first >= gone:
        template = N_("The suspension begins on {first}, when the item is withdrawn already: leave it out.")
        yield warning((*reading.path, "suspended", "from"), "suspension-days", template, first=first)


def original_flow(reading: Reading) -> Iterator[Problem]:
    """Ask whether a flow that was cut can have been shorter before (流程再造): steps, materials and visits against the present ones."""
    original, item = table_of(reading.item, "original"), reading.item
    present = {"steps": _listed(item, "step"), "materials": _listed(item, "material"), "visits": item.get("visits")}
    for key, now in present.items():
        before = original.get(key)
        if type(before) is int and type(now) is int and 0 <= before < now:
            template = N_("“{key}” was {before} before the cut and is {now} now: correct one of them, or leave the original out.")
            yield warning((*reading.path, "original", key), "original-flow", template, before=before, now=now, key=key)


def _listed(item: object, key: str) -> int:
    found = item.get(key) if isinstance(item, dict) else None
    return len(found) if isinstance(found, list) else 0
