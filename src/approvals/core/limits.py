"""Time limits as people write them: an amount, a unit, and the events its text starts and ends with."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple


class Unit(StrEnum):
    """What a limit is counted in."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    HOURS = "hours"
    OFFICE_HOURS = "office_hours"


class Milestone(StrEnum):
    """A moment in the life of a request at which a limit starts or ends."""

    RECEIPT = "receipt"
    ACCEPTANCE = "acceptance"
    DECISION = "decision"
    COMPLETION = "completion"
    DELIVERY = "delivery"


_LONGEST = {Unit.WORKING_DAYS: 5_000, Unit.CALENDAR_DAYS: 7_300, Unit.MONTHS: 240, Unit.HOURS: 24 * 366, Unit.OFFICE_HOURS: 8 * 366}
_UNITS = {
    "工作日": Unit.WORKING_DAYS,
    "working day": Unit.WORKING_DAYS,
    "working days": Unit.WORKING_DAYS,
    "自然日": Unit.CALENDAR_DAYS,
    "natural day": Unit.CALENDAR_DAYS,
    "natural days": Unit.CALENDAR_DAYS,
    "calendar day": Unit.CALENDAR_DAYS,
    "calendar days": Unit.CALENDAR_DAYS,
    "个月": Unit.MONTHS,
    "月": Unit.MONTHS,
    "month": Unit.MONTHS,
    "months": Unit.MONTHS,
    "小时": Unit.HOURS,
    "hour": Unit.HOURS,
    "hours": Unit.HOURS,
    "工作小时": Unit.OFFICE_HOURS,
    "office hour": Unit.OFFICE_HOURS,
    "office hours": Unit.OFFICE_HOURS,
}
_UNCLEAR = {"日", "天", "day", "days", "d"}
_ON_THE_SPOT = {"当场", "即时", "当日", "on the spot"}
_FORM = re.compile(r"(?P<amount>\d{1,9})\s*(?:个(?!月)\s*)?(?P<unit>[^\W\d].*)", re.DOTALL)
_ONE = {
    Unit.WORKING_DAYS: N_("1 working day"),
    Unit.CALENDAR_DAYS: N_("1 calendar day"),
    Unit.MONTHS: N_("1 month"),
    Unit.HOURS: N_("1 hour"),
    Unit.OFFICE_HOURS: N_("1 office hour"),
}
_MANY = {
    Unit.WORKING_DAYS: N_("{amount} working days"),
    Unit.CALENDAR_DAYS: N_("{amount} calendar days"),
    Unit.MONTHS: N_("{amount} months"),
    Unit.HOURS: N_("{amount} hours"),
    Unit.OFFICE_HOURS: N_("{amount} office hours"),
}


class TimeLimit(NamedTuple):
    """An amount of one unit; the amount 0 means on the spot (当场), whatever the unit."""

    amount: int
    unit: Unit

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the words of the limit: `20 working days`, `on the spot`."""
        if not self.amount:
            return N_("on the spot"), {}
        return (_ONE if self.amount == 1 else _MANY)[self.unit], {"amount": self.amount}

    def __str__(self) -> str:
        """Return the English words, which `parse_limit` reads back: the form of machine output."""
        template, values = self.said()
        return template.format(**values)


ON_THE_SPOT = TimeLimit(0, Unit.WORKING_DAYS)


def parse_limit(text: str) -> TimeLimit:
    """Read a limit as people write it: `20 工作日`, `30 natural days`, `3 个月`, `24 hours`, `当场`.

    A bare 日 is refused: 行政许可法 82 makes working days only of the days it prescribes itself, so the unit is never inferred.
    """
    written = " ".join(text.split())
    if written.lower() in _ON_THE_SPOT:
        return ON_THE_SPOT
    form = _FORM.fullmatch(written)
    word = form["unit"].strip().lower() if form else ""
    if form and word in _UNCLEAR:
        sentence = N_("“{text}” does not say which days: write {amount} 工作日 (working days) or {amount} 自然日 (calendar days).")
        raise _refusal(sentence, text, amount=int(form["amount"]))
    if not form or word not in _UNITS:
        sentence = N_(
            "“{text}” is no time limit: write it like 20 工作日, 30 自然日, 3 个月, 24 小时, 当场, or in English: "
            "20 working days, 30 calendar days, 3 months, 24 hours, on the spot."
        )
        raise _refusal(sentence, text)
    limit = TimeLimit(int(form["amount"]), _UNITS[word])
    if limit.amount > _LONGEST[limit.unit]:
        raise _refusal(N_("“{text}” is longer than any time limit: at most {longest}."), text, longest=TimeLimit(_LONGEST[limit.unit], limit.unit))
    return limit


def _refusal(sentence: str, text: str, **values: object) -> WrongUsage:
    from approvals.core.rules.problem import one_line  # noqa: PLC0415 - only a wrong limit pays for it

    return WrongUsage(sentence, text=one_line(text), **values)


@lru_cache(maxsize=1024)
def starting_milestone(words: str) -> Milestone:
    """Return when a limit starts, from the words of its text: 受理 and 受理期限终止 at acceptance, every form of 收到 at receipt."""
    return Milestone.ACCEPTANCE if "受理" in words or "accept" in words.lower() else Milestone.RECEIPT


@lru_cache(maxsize=1024)
def ending_milestone(words: str) -> Milestone:
    """Return what ends a limit, from the words of its text.

    A text that wants the decision delivered or notified in writing (决定并送达, 决定并书面通知) ends with delivery, 决定 with the decision,
    everything else (颁发, 核发, 予以登记, 办结, 制作发放, 审查完毕 …) with completion.
    """
    text = words.lower()
    if any(word in text for word in ("送达", "通知", "deliver", "notif", "notice")):
        return Milestone.DELIVERY
    if any(word in text for word in ("决定", "deci")):
        return Milestone.DECISION
    return Milestone.COMPLETION
