"""What a document is written from: the request right after the event it stands for, and what every document says in the same words."""

from collections.abc import Iterator
from datetime import date, datetime

from approvals.core.dates import When
from approvals.core.deadline import Deadline, deadlines, jointly, limit_of, of_kind
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.document import Document, DocumentKind
from approvals.core.entry import Entry
from approvals.core.guide import Department, Item
from approvals.core.law import Law
from approvals.core.request import Request
from approvals.core.wording import amount, cited, written
from approvals.record import NamedTuple

_JOINT = "行政许可法 42(2)"
PROVISIONAL = "（途经尚未公布放假安排的年份，为暂定日期）"
PUBLIC_REASON = "《优化营商环境条例》第三十六条"


class Brief(NamedTuple):
    """A document before it has words: its number, the request right after `about` happened, and who writes.

    `organ` is the one in whose name it is written, `review_body` where its decisions are reviewed (empty where the policy names none), `code`
    answers queries without a name, `person` recorded the event, `delivered` are titles and numbers of what was handed over.
    """

    kind: DocumentKind
    number: str
    request: Request
    about: Entry
    item: Item
    department: Department
    organ: str
    law: Law
    review_body: str = ""
    code: str = ""
    person: str = ""
    delivered: tuple[tuple[str, str], ...] = ()

    @property
    def day(self) -> date:
        """Return the day that the document bears."""
        return self.about.day

    @property
    def application(self) -> str:
        """Return how a document names the application."""
        return f"你（单位）于{written(_day(self.request.received))}提出的“{self.item.name}”申请（办件编号：{self.request.number}）"

    def deadlines(self) -> tuple[Deadline, ...]:
        """Return the deadlines as they stand on the day of the document."""
        return deadlines(self.request, self.law, self.day)


def _day(when: When) -> date:
    return when.date() if isinstance(when, datetime) else when


def begun(brief: Brief, title: str) -> Document:
    """Return a document with what every one of them has."""
    return Document(brief.kind, brief.number, title, brief.organ, brief.day, contacts=tuple(_contacts(brief)))


def _contacts(brief: Brief) -> Iterator[tuple[str, str]]:
    item, department = brief.item, brief.department
    for name, value in (
        ("咨询电话", item.hotline or department.hotline),
        ("监督投诉电话", department.complaint_line),
        ("办公地址", item.place or department.place),
        ("办公时间", item.hours or department.hours),
    ):
        if value:
            yield name, value


def both_dates(brief: Brief) -> tuple[tuple[str, str], ...]:
    """Return the promised and the statutory date, each under its own name and with its own limit; none where neither runs yet."""
    found = brief.deadlines()
    promise, statute = of_kind(found, DeadlineKind.PROMISED), of_kind(found, DeadlineKind.STATUTORY)
    rows = []
    if promise:
        rows.append(("承诺办结日期", f"{last_day(promise)}{_limit(brief, DeadlineKind.PROMISED)}"))
    if statute:
        rows.append(("法定期限届满日期", f"{last_day(statute)}{_limit(brief, DeadlineKind.STATUTORY)}"))
    return tuple(rows)


def last_day(deadline: Deadline) -> str:
    """Return the last day of a deadline, with its time where it runs by the hour, and said to be provisional where it is."""
    moment = deadline.run.due
    due = moment if isinstance(moment, datetime) and moment.date() == deadline.due else deadline.due
    return written(due) + (PROVISIONAL if deadline.provisional else "")


def _limit(brief: Brief, kind: DeadlineKind) -> str:
    """Return a limit in brackets, from what to what it runs, and its basis."""
    found = limit_of(kind, brief.request, brief.law)
    if not found:
        return ""
    limit, length = found
    name = "承诺时限" if kind is DeadlineKind.PROMISED else "法定期限"
    basis = _JOINT if kind is DeadlineKind.STATUTORY and jointly(brief.request, brief.item) else limit.basis
    longer = brief.request.extension
    added = f"，延长{amount(length._replace(amount=longer.days))}" if longer and not longer.late and kind is DeadlineKind.STATUTORY else ""
    span = f"，自{limit.starts}之日起至{limit.ends}之日止" if limit.starts and limit.ends else ""
    law = f"，依据{cited(basis)}" if basis else ""
    return f"（{name}{amount(length)}{added}{span}{law}）"


def remedies(brief: Brief, told: str) -> tuple[str, ...]:
    """Return how to have a decision reviewed: the words told, and the body that reviews decisions of this organ."""
    body = (f"行政复议机关：{brief.review_body}。",) if brief.review_body else ()
    return (f"如不服本决定，{told}", *body)


def resting(brief: Brief) -> str:
    """Return what is not counted, where the law of the item knows special procedures."""
    names = "、".join(procedure.name for procedure in brief.item.special_procedures)
    if brief.item.licence:
        return "依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在上述期限内，本机关将所需时间书面告知你（单位）。"
    return f"依法需要{names}的，所需时间不计算在上述期限内，本机关将所需时间书面告知你（单位）。" if names else ""
