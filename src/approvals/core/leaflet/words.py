"""The field's words for the values of a guide."""

import re
from datetime import date

from approvals.core.guide import Basis
from approvals.core.limits import TimeLimit, Unit
from approvals.core.terms import GRADES, HANDLINGS, KINDS, Grade, Handling, Kind
from approvals.core.wording import written

_UNITS = {Unit.WORKING_DAYS: "个工作日", Unit.CALENDAR_DAYS: "个自然日", Unit.MONTHS: "个月", Unit.HOURS: "小时", Unit.OFFICE_HOURS: "个工作小时"}
_KIND = {kind: word for word, kind in KINDS.items() if not word.isascii()}
_HANDLING = {handling: word for word, handling in HANDLINGS.items() if not word.isascii()}
_ARTICLE = re.compile(r"(?P<article>\d+)(?:\((?P<paragraph>\d+)\))?")
_NUMBERED = re.compile(r"(?:\d+(?:\(\d+\))?)(?:、\d+(?:\(\d+\))?)*")


def limit_words(limit: TimeLimit | None) -> str:
    """Return a limit as guides write it, 7个工作日 or 当场; empty for none."""
    if limit is None:
        return ""
    return f"{limit.amount}{_UNITS[limit.unit]}" if limit.amount else "当场"


def kind_words(kind: Kind) -> str:
    """Return 行政许可 and the like."""
    return _KIND[kind]


def handling_words(handling: Handling) -> str:
    """Return 即办件 or 承诺件."""
    return _HANDLING[handling]


def checked_words(checked: date | None, grade: Grade | None) -> str:
    """Return when the basis of a limit was read; one nobody has read says so."""
    if grade is GRADES["C"]:
        return "依据未核对"
    return f"{written(checked)}核对" if checked else ""


def basis_words(basis: Basis) -> str:
    """Return 《行政许可法》第42条第1款; an article in other words stands as it was written."""
    name, bracket, mark = basis.law.partition("（")
    law = f"《{name}》{bracket}{mark}" if name and not name.startswith("《") else basis.law
    if not _NUMBERED.fullmatch(basis.article):
        return " ".join(filter(None, (law, basis.article)))
    return law + "、".join(_article(number) for number in basis.article.split("、"))


def _article(number: str) -> str:
    form = _ARTICLE.fullmatch(number)
    assert form  # noqa: S101 - _NUMBERED has seen to it
    return f"第{form['article']}条" + (f"第{form['paragraph']}款" if form["paragraph"] else "")
