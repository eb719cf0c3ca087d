"""How official papers write dates, amounts and articles. Always Chinese: they are legal papers for citizens, whatever language the screen speaks."""

import re
from collections.abc import Iterable
from datetime import datetime

from approvals.core.events import When
from approvals.core.limits import TimeLimit, Unit

SAMPLE = "样本：虚构的高新区，所载内容不作为办事依据"
"""What stands on every page of a sample register."""
_DIGITS = "零一二三四五六七八九"
_AMOUNTS = {
    Unit.WORKING_DAYS: "{}个工作日",
    Unit.CALENDAR_DAYS: "{}个自然日",
    Unit.MONTHS: "{}个月",
    Unit.HOURS: "{}小时",
    Unit.OFFICE_HOURS: "{}个工作小时",
}


def written(when: When) -> str:
    """Return a date as papers write it: 2026年3月2日, with the time where one counts."""
    day = f"{when.year}年{when.month}月{when.day}日"
    return f"{day}{when.hour}时{when.minute:02}分" if isinstance(when, datetime) else day


def amount(limit: TimeLimit) -> str:
    """Return a limit as papers write it: 20个工作日."""
    return _AMOUNTS[limit.unit].format(limit.amount) if limit.amount else "当场"


def listed(parts: Iterable[str]) -> str:
    """Return parts as an enumeration."""
    return "、".join(parts)


def numeral(number: int) -> str:
    """Return a whole number below 1000 in Chinese numerals, as articles are counted."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if not hundreds:
        first = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
        return first + (_DIGITS[ones] if ones or not tens else "")
    middle = f"{_DIGITS[tens]}十" if tens else "零" if ones else ""
    return f"{_DIGITS[hundreds]}百{middle}{_DIGITS[ones] if ones else ''}"


_ARTICLE = r"(?P<article>\d{1,3})(?:\((?P<part>\d{1,2})\))?"
_CITED = re.compile(r"(?P<law>[^\d\s（）《》、；，]+) (?P<articles>\d{1,3}(?:\(\d{1,2}\))?(?:、\d{1,3}(?:\(\d{1,2}\))?)*)")
# 行政许可法 32 counts the cases of its first paragraph; elsewhere the guide's number in brackets is a paragraph (款).
_CASES = frozenset({("行政许可法", 32)})


def cited(basis: str) -> str:
    """Return a legal basis of the guide as papers cite it: 《行政许可法》第四十二条第一款; one in another form stays as the guide has it."""
    form = _CITED.fullmatch(basis)
    if not form:
        return basis
    return f"《{form['law']}》" + listed(_article(form["law"], found) for found in re.finditer(_ARTICLE, form["articles"]))


def _article(law: str, found: re.Match[str]) -> str:
    article = int(found["article"])
    text = f"第{numeral(article)}条"
    if not found["part"]:
        return text
    part = numeral(int(found["part"]))
    return f"{text}第一款第（{part}）项" if (law, article) in _CASES else f"{text}第{part}款"
