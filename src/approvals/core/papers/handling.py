"""The documents between acceptance and decision: special procedure and extension."""

from collections.abc import Callable, Mapping

from approvals.core import events as kinds
from approvals.core.clock import count
from approvals.core.dates import day_of
from approvals.core.deadline import of_kind
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.document import Document, DocumentKind
from approvals.core.limits import TimeLimit, Unit
from approvals.core.papers.brief import PROVISIONAL, PUBLIC_REASON, Brief, begun, both_dates, last_day
from approvals.core.papers.receipt import ended
from approvals.core.wording import amount, cited, written

_SIGNED = ("申请人（签收）：", "签收日期：    年  月  日")


def special(brief: Brief) -> Document:
    """特别程序告知书: which procedure, on what basis, how many days it needs, and what becomes of both dates."""
    event = brief.about.event
    kind, days = (event.kind, event.days or 0) if isinstance(event, kinds.Stopped | kinds.StopNoticed) else ("", 0)
    pause = next((pause for pause in reversed(brief.request.pauses) if pause.kind == kind), None)
    first = pause.first if pause else brief.day
    basis = next((procedure.basis for procedure in brief.item.special_procedures if procedure.name == kind and procedure.basis), "行政许可法 45")
    again = isinstance(event, kinds.StopNoticed)
    opening = "原告知的所需时间现调整如下" if again else f"依法需要进行{kind}，依据{cited(basis)}，现将所需时间告知如下"
    run = count(TimeLimit(days, Unit.WORKING_DAYS), first, brief.law.calendar)
    until = written(day_of(run.due)) + (PROVISIONAL if run.provisional else "")
    return begun(brief, "特别程序告知书")._replace(
        addressee=brief.request.applicant,
        paragraphs=(f"{brief.application}，{opening}：",),
        form=(("特别程序", kind), ("开始日期", written(first)), ("所需时间", f"{days}个工作日，预计于{until}前（含当日）完成")),
        dates=tuple(_unstopped(brief)),
        closing=(f"{kind}自开始之日起至结束之日止所用时间不计入办理期限；结束后期限继续计算，上列日期按实际所用时间顺延。",),
        blanks=_SIGNED,
    )


def _unstopped(brief: Brief) -> list[tuple[str, str]]:
    """Return both dates as they would be without the procedure: none is moved ahead by days that are only expected."""
    rows = []
    for name, kind in (("承诺办结日期", DeadlineKind.PROMISED), ("法定期限届满日期", DeadlineKind.STATUTORY)):
        found = of_kind(brief.deadlines(), kind)
        if found:
            told = written(found.unstopped) if found.unstopped else last_day(found)
            rows.append((f"{name}（不计本次特别程序）", told))
    return rows


def extension(brief: Brief) -> Document:
    """延长办理期限告知书: by how much, by whom, why, and that the promise stays."""
    event, longer, rule = brief.about.event, brief.request.extension, brief.item.extension
    days, approver, reason = (event.days, event.approver, event.reason) if isinstance(event, kinds.Extended) else (0, "", "")
    statute = of_kind(brief.deadlines(), DeadlineKind.STATUTORY)
    added = amount(TimeLimit(days, statute.limit.unit if statute else Unit.WORKING_DAYS))
    basis = f"依据{cited(rule.basis)}，" if rule and rule.basis else ""
    late = bool(longer and longer.late)
    closing = (
        "本次延长在法定期限届满之后作出，不改变法定期限届满日期。"
        if late
        else f"承诺办结日期不因延长而改变；超过承诺办结日期的，本机关依据{PUBLIC_REASON}公开说明理由。"
    )
    return begun(brief, "延长办理期限告知书")._replace(
        addressee=brief.request.applicant,
        paragraphs=(f"{brief.application}，{basis}经{_approved(brief, approver)}批准，办理期限延长{added}。", f"延长的理由：{ended(reason)}"),
        dates=(*_before(brief, late=late), *both_dates(brief)),
        closing=(closing,),
        blanks=_SIGNED,
    )


def _approved(brief: Brief, approver: str) -> str:
    """Return who approved: the office that the law names, and the person who holds it."""
    rule = brief.item.extension
    return f"{rule.approver}（{approver}）" if rule and rule.approver and approver not in rule.approver else approver


def _before(brief: Brief, *, late: bool) -> tuple[tuple[str, str], ...]:
    if late:
        return ()
    without = brief._replace(request=brief.request._replace(extension=None))
    found = of_kind(without.deadlines(), DeadlineKind.STATUTORY)
    return (("原法定期限届满日期", last_day(found)),) if found else ()


COMPOSE: Mapping[DocumentKind, Callable[[Brief], Document]] = {DocumentKind.SPECIAL: special, DocumentKind.EXTENSION: extension}
