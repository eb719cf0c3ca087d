"""The statutory days of 全国年节及纪念日放假办法: how many a year has, and whether its holidays hold them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from approvals.core.rules.circular import Entry
from approvals.core.rules.problem import Problem, warning
from approvals.language import N_

_WORDS = {"元旦": "元旦", "新年": "元旦", "春节": "春节", "清明": "清明节", "劳动": "劳动节", "五一": "劳动节", "端午": "端午节"}
_WORDS |= {"中秋": "中秋节", "国庆": "国庆节", "十一": "国庆节"}
_SINCE_1999 = {"元旦": 1, "春节": 3, "劳动节": 3, "国庆节": 3}
_SINCE_2008 = {"元旦": 1, "春节": 3, "清明节": 1, "劳动节": 1, "端午节": 1, "中秋节": 1, "国庆节": 3}
_SINCE_2025 = {**_SINCE_2008, "春节": 4, "劳动节": 2}
# A file that names neither is no Chinese calendar.
_TELLING = {"春节", "国庆节"}


def statutory_days(holidays: Sequence[Entry], year: int) -> Iterator[Problem]:
    """全国年节及纪念日放假办法 2: ten days until 2007, eleven from 2008, thirteen from 2025."""
    granted = _granted(holidays)
    if not _TELLING & set().union(*granted):
        return
    needed = _needed(year)
    if lacking := _lacking(granted, needed):
        template = N_("{year} has {number} statutory days, but the holidays here are too short for {names}: compare them with the circular.")
        yield warning(("year",), "statutory-days", template, year=year, number=sum(needed.values()), names=lacking)


def _needed(year: int) -> Mapping[str, int]:
    return _SINCE_2025 if year >= 2025 else _SINCE_2008 if year >= 2008 else _SINCE_1999  # noqa: PLR2004 - the years the law was amended


def _granted(holidays: Sequence[Entry]) -> Counter[frozenset[str]]:
    """Count the days by the festivals they are for: “国庆节、中秋节” is for both."""
    granted: Counter[frozenset[str]] = Counter()
    for holiday in holidays:
        festivals = frozenset(festival for word, festival in _WORDS.items() if word in holiday.name)
        granted[festivals] += sum(1 for _ in holiday.days())
    return granted


def _lacking(granted: Mapping[frozenset[str], int], needed: Mapping[str, int]) -> tuple[str, ...]:
    lacking = dict(needed)
    for festivals in sorted(granted, key=len):
        left = granted[festivals]
        for festival in festivals & lacking.keys():
            taken = min(left, lacking[festival])
            lacking[festival] -= taken
            left -= taken
    return tuple(festival for festival, days in lacking.items() if days)
