"""How official papers write dates, amounts and articles. Always Chinese: they are legal papers for citizens, whatever language the screen speaks."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from approvals.core.dates import When
from approvals.core.guide import Basis
from approvals.core.limits import TimeLimit, Unit
from approvals.core.terms import GRADES, HANDLINGS, KINDS, Grade, Handling, Kind

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


_KIND = {kind: word for word, kind in KINDS.items() if not word.isascii()}
_HANDLING = {handling: word for word, handling in HANDLINGS.items() if not word.isascii()}


def kind_words(kind: Kind) -> str:
    """Return 行政许可 and the like."""
    return _KIND[kind]


def handling_words(handling: Handling) -> str:
    """Return 即办件 or 承诺件."""
    return _HANDLING[handling]


def amount(limit: TimeLimit | None) -> str:
    """Return a limit as papers write it, 20个工作日 or 当场; empty for none."""
    if limit is None:
        return ""
    return _AMOUNTS[limit.unit].format(limit.amount) if limit.amount else "当场"


def listed(parts: Iterable[str]) -> str:
    """Return parts as an enumeration."""
    return "、".join(parts)


def numeral(number: int) -> str:
    """Return a whole number below 10000 in Chinese numerals, as articles are counted."""
    text, waiting = "", False
    for place, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if waiting else "") + _DIGITS[digit] + word
        waiting = bool(text) and not digit
    return (text.removeprefix("一") if 10 <= number < 20 else text) or _DIGITS[0]  # noqa: PLR2004 - 十二, never 一十二


_ARTICLE = r"(?P<article>\d{1,4})(?:\((?P<part>\d{1,2})\))?"
_ARTICLES = r"\d{1,4}(?:\(\d{1,2}\))?(?:[、–]\d{1,4}(?:\(\d{1,2}\))?)*"
# A mark has a number or a year's brackets in it; （试行） and （表） belong to the name.
_LAW = re.compile(r"(?P<law>[^\s《》；]+?)(?P<mark>（[^（）]*[\d〔][^（）]*）)?")
_CITED = re.compile(rf"{_LAW.pattern}(?:(?:\s|(?<=）))(?P<articles>{_ARTICLES}))?")
# 行政许可法 32 counts the cases of its first paragraph; elsewhere the guide's number in brackets is a paragraph (款).
_CASES = frozenset({("行政许可法", 32), ("中华人民共和国行政许可法", 32)})


def cited(basis: str) -> str:
    """Return a legal basis of the guide as papers cite it: 《行政许可法》第四十二条第一款; one in another form stays as the guide has it."""
    return "；".join(_cited(part) for part in basis.split("；"))


def _cited(basis: str) -> str:
    form = _CITED.fullmatch(basis)
    if not form or not (form["mark"] or form["articles"]):
        return basis
    return titled(form["law"]) + (form["mark"] or "") + _articles(form["law"], form["articles"] or "")


def cited_basis(basis: Basis) -> str:
    """Return what an item rests on as papers cite it; an article in other words stands as it was written."""
    form = _LAW.fullmatch(basis.law)
    law = titled(form["law"]) + (form["mark"] or "") if form else titled(basis.law)
    if re.fullmatch(_ARTICLES, basis.article):
        return law + _articles(form["law"] if form else basis.law, basis.article)
    return law + (basis.article if basis.article.startswith(("第", "附")) or not basis.article else f"（{basis.article}）")


def titled(law: str) -> str:
    """Return the name of a law in its marks, 《行政许可法》."""
    return law if "《" in law else f"《{law}》"


def checked_words(checked: date | None, grade: Grade | None) -> str:
    """Return when the basis of a limit was read; one nobody has read says so."""
    if grade is GRADES["C"]:
        return "依据未核对"
    return f"{written(checked)}核对" if checked else ""


def _articles(law: str, articles: str) -> str:
    return re.sub(_ARTICLE, lambda found: _article(law, found), articles).replace("–", "至")


def _article(law: str, found: re.Match[str]) -> str:
    article = int(found["article"])
    text = f"第{numeral(article)}条"
    if not found["part"]:
        return text
    part = numeral(int(found["part"]))
    return f"{text}第一款第（{part}）项" if (law, article) in _CASES else f"{text}第{part}款"
