"""Audits (审计): of revenue and expenditure or of engineering works, and the sums found irregular, cut and adjusted, in yuan to the cent."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from approvals.core.deadline_kind import DeadlineKind
from approvals.core.oversight.course import VOIDING, Step, forwards, name_in, noun_of
from approvals.core.oversight.lists import audit_kinds
from approvals.core.oversight.matter import Happening, Matter, Owed
from approvals.core.oversight.settings import Oversight
from approvals.core.oversight.stage import Stage
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple

SUMS = ("irregular", "cut", "adjusted")
"""违规金额、核减金额、调账金额: the names of the sums among the values of an audit, each a text like `1234.50`."""
_YUAN = re.compile(r"(?:[0-9]{1,13}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.[0-9]{1,2})?")


class Audited(NamedTuple):
    """An audit and its sums, each in yuan with two places; what was found may have to be put right by a day."""

    kind: str
    object: str
    department: str = ""
    irregular: str = ""
    cut: str = ""
    adjusted: str = ""
    document: str = ""
    rectify_by: date | None = None
    text: str = ""


class Rectified(NamedTuple):
    """审计整改: what was done about it."""

    measure: str
    document: str = ""


def yuan(text: str) -> str:
    """Return a sum of money as it is kept, `1234.50`; thousands may be set apart with commas. Nothing stays nothing."""
    if not text:
        return ""
    if not _YUAN.fullmatch(text):
        raise WrongUsage(N_("“{text}” is no sum of money: write yuan, with two decimals at most, like 1234567.80."), text=text)
    return f"{Decimal(text.replace(',', '')):.2f}"


def total(sums: Iterable[str]) -> str:
    """Return the exact sum of sums as they are kept."""
    return f"{sum((Decimal(one) for one in sums if one), Decimal(0)):.2f}"


def _audited(matter: Matter, happening: Happening, event: Audited, rules: Oversight) -> Matter:
    title = f"{name_in(audit_kinds(rules), event.kind)}：{event.object}"
    matter = matter._replace(title=title, department=event.department).having(
        audit_kind=event.kind, object=event.object, document=event.document or None, **{name: getattr(event, name) or None for name in SUMS}
    )
    if not event.rectify_by:
        return matter.ended(Stage.CLOSED, happening.day)
    return matter._replace(stage=Stage.OWED).owing(Owed(DeadlineKind.RECTIFICATION, happening.day, until=event.rectify_by))


def _rectified(matter: Matter, happening: Happening, event: Rectified, _rules: Oversight) -> Matter:
    return matter.having(rectified=happening.day, measure=event.measure).ended(Stage.CLOSED, happening.day)


def _check_audited(_matter: Matter, happening: Happening, event: Audited, _rules: Oversight) -> None:
    forwards(happening, event.rectify_by)


AUDIT = noun_of(
    "audit",
    "SJ",
    N_("audit"),
    (
        Step("audited", Audited, N_("audited"), _audited, check=_check_audited),
        Step("rectified", Rectified, N_("put right"), _rectified, frozenset({Stage.OWED}), N_("In {number} there is nothing to put right."), own=True),
        VOIDING,
    ),
)
