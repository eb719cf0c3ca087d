"""The rules of the promise (承诺时限): within the law, fitting the way of handling, and enough for the steps."""

from collections.abc import Iterator

from approvals.core.guide import Table
from approvals.core.limits import TimeLimit
from approvals.core.rules.item import Reading
from approvals.core.rules.problem import Problem, error, warning
from approvals.core.rules.reading import limit_of, tables_of, text_of
from approvals.core.terms import HANDLINGS, Handling
from approvals.language import N_

_DELIVERY = ("送达", "deliver")


def promise_within_law(reading: Reading) -> Iterator[Problem]:
    """优化营商环境条例 36: a promise may only shorten the law; tried on the calendar where the units differ."""
    promised, statutory = _promise(reading), _binding(reading.limit("statutory"))
    if not promised or not statutory or not promised.amount:
        return
    if promised.unit is statutory.unit or not statutory.amount:
        if promised.amount > statutory.amount:
            template = N_("The promise of {promised} is longer than the law's {statutory}: shorten it.")
            yield error(reading.at("promised"), "promise-within-law", template, promised=promised, statutory=statutory)
    else:
        yield from _on_the_calendar(reading, promised, statutory)


def _on_the_calendar(reading: Reading, promised: TimeLimit, statutory: TimeLimit) -> Iterator[Problem]:
    later = reading.trial.later(promised, statutory)
    if not later:
        return
    values = {"promised": promised, "statutory": statutory, "start": later.start, "late": later.first, "due": later.second}
    if later.days == later.tried:
        template = N_("The promise of {promised} ends later than the law's {statutory} whatever day it starts: shorten it.")
        yield error(reading.at("promised"), "promise-within-law", template, **values)
    else:
        template = N_("The promise of {promised} can end later than the law's {statutory}: started on {start}, it ends on {late}, the law's on {due}.")
        yield warning(reading.at("promised"), "promise-within-law", template, **values)


def _promise(reading: Reading) -> TimeLimit | None:
    return limit_of(reading.limit("promised").get("limit"))


def _binding(statutory: Table) -> TimeLimit | None:
    """Return the limit that binds the promise: the law's own, or the longest alternative where the law's own is on the spot."""
    limit = limit_of(statutory.get("limit"))
    if not limit or limit.amount:
        return limit
    return max((other for _, table in tables_of(statutory, "alternatives") if (other := limit_of(table.get("limit")))), default=limit)


def promise_on_the_spot(reading: Reading) -> Iterator[Problem]:
    """Let an on-the-spot item (即办件) promise no length: it is finished over the counter."""
    promised = _promise(reading)
    if _handling(reading) is Handling.ON_THE_SPOT and promised and promised.amount:
        template = N_("An on-the-spot item (即办件) promises {promised}: write 当场, or make it a promised item (承诺件).")
        yield error(reading.at("promised"), "promise-on-the-spot", template, promised=promised)


def promise_given(reading: Reading) -> Iterator[Problem]:
    """Ask a promised item (承诺件) for a promise with a length."""
    promised = _promise(reading)
    if _handling(reading) is Handling.PROMISED and (not reading.written("promised") or (promised and not promised.amount)):
        template = N_("A promised item (承诺件) has no time limit in its promise: write one, or make it an on-the-spot item (即办件).")
        yield error(reading.at("promised"), "promise-given", template)


def _handling(reading: Reading) -> Handling | None:
    return HANDLINGS.get(text_of(reading.item, "handling"))


def steps_within_promise(reading: Reading) -> Iterator[Problem]:
    """Fit the steps taken one after the other into the promise; parallel ones, special procedures and delivery lie outside it."""
    promised = _promise(reading)
    if not promised:
        return
    limits = [limit for limit in _serial(reading.item) if limit.unit is promised.unit or not promised.amount]
    total = sum(limit.amount for limit in limits)
    if total > promised.amount:
        template = N_("The steps one after the other take {total}, the promise is {promised}: shorten steps, or mark those done side by side as parallel.")
        yield warning((*reading.path, "step"), "steps-within-promise", template, total=TimeLimit(total, limits[0].unit), promised=promised)


def _serial(item: Table) -> Iterator[TimeLimit]:
    procedures = {text_of(table, "name") for _, table in tables_of(item, "special_procedure")}
    for _, step in tables_of(item, "step"):
        name = text_of(step, "name")
        counted = step.get("parallel") is not True and name not in procedures and not any(word in name.lower() for word in _DELIVERY)
        if counted and (limit := limit_of(step.get("limit"))):
            yield limit
