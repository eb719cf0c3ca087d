"""Counting a limit that somebody asks about: one at a time, both limits of an item, or line by line from JSON Lines."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NoReturn

from approvals.core.calendar import Calendar
from approvals.core.clock import Run, Stop, count
from approvals.core.dates import read_day, read_moment
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.guide import Item
from approvals.core.hall import Hall
from approvals.core.limits import TimeLimit, parse_limit
from approvals.core.rules.problem import one_line
from approvals.errors import Refusal, WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple

MOST = 10_000
"""The longest extension, in units of the limit, and the most working days that can be notified."""
_LONGEST_TEXT = 200
_KEYS = frozenset({"from", "limit", "stops", "cap", "extension"})
_STOP_KEYS = frozenset({"from", "to", "notified"})
_read_limit = lru_cache(1_000)(parse_limit)


class Question(NamedTuple):
    """A limit, the day (for hours: the time) it starts, what is not counted, and by how much it is extended, in its own unit."""

    limit: TimeLimit
    start: date
    stops: tuple[Stop, ...] = ()
    extension: int = 0
    cap: bool = False

    def run(self, calendar: Calendar, hall: Hall | None = None) -> Run:
        """Return the limit counted out; office hours need the hall."""
        return count(self.limit, self.start, calendar, self.stops, extension=self.extension, cap=self.cap, hall=hall)


class Answer(NamedTuple):
    """A line of the answer: the run, or the words of the refusal."""

    run: Run | None
    error: str = ""

    def plain(self) -> dict[str, object]:
        """Return the answer as machine output has it."""
        return {"due": self.run.due, "provisional": self.run.provisional} if self.run else {"error": self.error}


def answers(lines: Iterable[bytes], calendar: Calendar, say: Callable[[Refusal], str]) -> Iterator[Answer]:
    """Yield an answer for each line, in order; `say` puts a refusal into words. No line, whatever it holds, ends the run."""
    for line in lines:
        try:
            yield Answer(question(line).run(calendar))
        except Refusal as refusal:
            yield Answer(None, say(refusal))


def question(line: bytes) -> Question:
    """Return what a line of JSON asks; anything but exactly that is refused."""
    asked = _table(_parsed(line), _KEYS)
    for name in ("from", "limit"):
        if name not in asked:
            raise WrongUsage(N_("“{name}” is missing: a line is like {example}"), name=name, example='{"from": "2026-03-02", "limit": "20 working days"}')
    stops = asked.get("stops", [])
    if type(stops) is not list:
        _refuse("stops", N_("“{name}” has to be a list."))
    return Question(
        _read_limit(_text(asked, "limit")),
        read_moment(_text(asked, "from")),
        tuple(_stop(stop) for stop in stops),
        _number(asked, "extension") if "extension" in asked else 0,
        _truth(asked, "cap") if "cap" in asked else False,
    )


def _parsed(line: bytes) -> object:
    try:
        return json.loads(line.decode(), object_pairs_hook=_pairs, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise WrongUsage(N_("This line is not written in UTF-8.")) from None
    except json.JSONDecodeError as wrong:
        raise WrongUsage(N_("This line is no JSON: see column {column}."), column=wrong.colno) from None
    except (ValueError, RecursionError):
        # A number of more than 4,300 digits, or lists a thousand deep.
        raise WrongUsage(N_("This line is no JSON that anybody could mean: a number is too long, or it is nested too deep.")) from None


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise WrongUsage(N_("A key stands twice in this line: leave one out."))
    return table


def _no_number(name: str) -> NoReturn:
    raise WrongUsage(N_("{name} is no number in JSON."), name=name)


def _table(value: object, keys: frozenset[str]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise WrongUsage(N_("An object is expected, in braces, with the keys {keys}."), keys=sorted(keys))
    if unknown := value.keys() - keys:
        raise WrongUsage(N_("“{name}” is no key here: the keys are {keys}."), name=one_line(min(unknown)), keys=sorted(keys))
    return value


def _stop(value: object) -> Stop:
    stop = _table(value, _STOP_KEYS)
    for name in ("from", "to"):
        if name not in stop:
            _refuse(name, N_("“{name}” is missing in a stop: it has a day it begins and a day it ends."))
    return Stop(read_day(_text(stop, "from")), read_day(_text(stop, "to")), _number(stop, "notified") if "notified" in stop else None)


def _text(table: Mapping[str, Any], name: str) -> str:
    text = table[name]
    if type(text) is not str or len(text) > _LONGEST_TEXT:
        _refuse(name, N_("“{name}” has to be a short text in quotation marks."))
    return text


def _number(table: Mapping[str, Any], name: str) -> int:
    number = table[name]
    if type(number) is not int or not 0 <= number <= MOST:
        _refuse(name, N_("“{name}” has to be a whole number from 0 to {most}."))
    return number


def _truth(table: Mapping[str, Any], name: str) -> bool:
    truth = table[name]
    if type(truth) is not bool:
        _refuse(name, N_("“{name}” has to be true or false."))
    return truth


def _refuse(name: str, template: str) -> NoReturn:
    raise WrongUsage(template, name=name, most=MOST)


class ItemDue(NamedTuple):
    """The date of one limit of an item; `due` is earlier than its own count where the law ends before the promise."""

    kind: DeadlineKind
    limit: TimeLimit
    run: Run
    due: date
    provisional: bool
    extension: int = 0


def of_item(item: Item, asked: Question, calendar: Calendar) -> list[ItemDue]:
    """Return the promised and the statutory date of an item, as far as it has them.

    An extension moves the statutory date only. The promised date is the earlier of promise and law on the calendar.
    """
    found = []
    if item.promised:
        run = asked._replace(limit=item.promised.limit, extension=0).run(calendar)
        found.append(ItemDue(DeadlineKind.PROMISED, item.promised.limit, run, run.due, run.provisional))
    if item.statutory:
        law = asked._replace(limit=item.statutory.limit).run(calendar)
        found = [promise._replace(due=law.due, provisional=law.provisional) if _day(law.due) < _day(promise.due) else promise for promise in found]
        found.append(ItemDue(DeadlineKind.STATUTORY, item.statutory.limit, law, law.due, law.provisional, asked.extension))
    return found


def _day(due: date) -> date:
    return due.date() if isinstance(due, datetime) else due
