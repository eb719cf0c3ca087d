"""The code tables of the national tables, and how the words of this register are told in them (GB/T 39046—2020; docs/export.md)."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from approvals.core.applicant import ApplicantType
from approvals.core.dates import When
from approvals.core.terms import Handling, Kind

KINDS: Mapping[Kind, str] = {
    Kind.LICENCE: "01",
    Kind.PENALTY: "02",
    Kind.COMPULSION: "03",
    Kind.LEVY: "04",
    Kind.BENEFIT: "05",
    Kind.INSPECTION: "06",
    Kind.CONFIRMATION: "07",
    Kind.REWARD: "08",
    Kind.ADJUDICATION: "09",
    Kind.OTHER: "10",
    Kind.PUBLIC_SERVICE: "20",
}
"""事项类型."""
HANDLINGS: Mapping[Handling, str] = {Handling.ON_THE_SPOT: "1", Handling.PROMISED: "2"}
"""办件类型."""
EXTENSION, PROCEDURE = "1", "2"
"""特别程序种类: 延长审批, and everything else."""
COMPLETIONS: Mapping[str, str] = {"certificate": "0", "returned": "1", "voided": "2", "forwarded": "4", "lapsed": "5", "plain": "6", "paper": "7"}
"""办结结果 by the kind of completion; 3, 删除办结, does not happen here."""
PASSED, RETURNED, OTHER = "通过", "退回", "其他"
"""业务动作."""
LEVELS: Mapping[str, str] = {
    "very-satisfied": "1",
    "satisfied": "2",
    "basically-satisfied": "3",
    "dissatisfied": "4",
    "very-dissatisfied": "5",
}
"""满意度."""
YES, NO = "1", "0"
# 办理形式: 1 窗口 2 电脑端 3 移动端 4 快递 9 其他; a channel is any word here.
_CHANNELS = (
    ("1", r"窗口|现场|当面|大厅|counter|desk|in.person"),
    ("3", r"手机|移动|小程序|app|mobile"),
    ("4", r"快递|邮寄|邮政|信函|post|mail|courier"),
    ("2", r"网上|网站|网办|电脑|互联网|平台|online|internet|web"),
)
CHANNELS = frozenset({"1", "2", "3", "4", "9"})
_IDENTITY, _CREDIT = "居民身份证", "统一社会信用代码"
CODE_KINDS = frozenset({_IDENTITY, _CREDIT})


def channel(text: str) -> str:
    """Return the code of the way an application came in, as people wrote it; empty where nobody did."""
    if text in CHANNELS or not text:
        return text
    return next((code for code, words in _CHANNELS if re.search(words, text, re.IGNORECASE)), "9")


def moment(when: When | None) -> str:
    """Return a time as GB/T 7408 writes it in its basic form, 20260302T103000; a day without a time is its midnight."""
    if when is None:
        return ""
    return f"{when:%Y%m%dT%H%M%S}" if isinstance(when, datetime) else f"{when:%Y%m%d}T000000"


def last_moment(day: date | None) -> str:
    """Return the end of the day on which something is due."""
    return f"{day:%Y%m%d}T235959" if day else ""


def code_kind(code: str) -> str:
    """Return what a code of an applicant is (证件类型): an identity number holds a day of birth."""
    if not code:
        return ""
    return _IDENTITY if _is_identity(code) else _CREDIT


def type_of_code(code: str) -> ApplicantType | None:
    """Return what kind of applicant has a code."""
    return {_IDENTITY: ApplicantType.NATURAL, _CREDIT: ApplicantType.LEGAL}.get(code_kind(code))


def _is_identity(code: str) -> bool:
    if not re.fullmatch(r"[1-9][0-9]{5}(?:18|19|20)[0-9]{9}[0-9X]", code):
        return False
    try:
        date.fromisoformat(f"{code[6:10]}-{code[10:12]}-{code[12:14]}")
    except ValueError:
        return False
    return True
