"""The documents at the end: the decision, the record of its delivery, and the public explanation of an overrun."""

from collections.abc import Callable, Iterator, Mapping

from approvals.core import events as kinds
from approvals.core.clock import days_between
from approvals.core.dates import day_of
from approvals.core.deadline import DELIVERY_LIMIT, Deadline, of_kind
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.document import Document, DocumentKind
from approvals.core.limits import Unit
from approvals.core.manner import DELIVERIES
from approvals.core.papers.brief import PUBLIC_REASON, Brief, begun, both_dates, last_day, remedies
from approvals.core.papers.receipt import ended
from approvals.core.terms import Kind
from approvals.core.wording import amount, written

# Titles of a grant and of a refusal by the kind of the power; every other kind has the general ones.
_TITLES: Mapping[Kind, tuple[str, str]] = {
    Kind.LICENCE: ("准予行政许可决定书", "不予行政许可决定书"),
    Kind.CONFIRMATION: ("行政确认决定书", "不予行政确认决定书"),
    Kind.BENEFIT: ("行政给付决定书", "不予行政给付决定书"),
    Kind.REWARD: ("行政奖励决定书", "不予行政奖励决定书"),
}
_GENERAL = ("办理决定书", "不予办理决定书")
_DEEDS: Mapping[Kind, str] = {
    Kind.LICENCE: "行政许可",
    Kind.CONFIRMATION: "行政确认",
    Kind.BENEFIT: "行政给付",
    Kind.REWARD: "行政奖励",
}


def decision_title(kind: Kind, *, granted: bool) -> str:
    """Return the title of a decision on a power of a kind."""
    return _TITLES.get(kind, _GENERAL)[0 if granted else 1]


def grant(brief: Brief) -> Document:
    """准予决定书: what is granted, by when the certificate comes, and the remedies."""
    deed = f"准予{_DEEDS[brief.item.kind]}" if brief.item.kind in _DEEDS else "予以办理"
    ground = "依据《行政许可法》第三十八条第一款，" if brief.item.licence else ""
    return begun(brief, decision_title(brief.item.kind, granted=True))._replace(
        addressee=brief.request.applicant,
        paragraphs=(f"{brief.application}，经审查，符合法定条件、标准。{ground}本机关决定{deed}。", *_following(brief)),
        remedies=remedies(brief, _told(brief)) if _told(brief) else (),
    )


def _following(brief: Brief) -> Iterator[str]:
    event, result = brief.about.event, brief.item.result
    delivery = of_kind(brief.deadlines(), DeadlineKind.DELIVERY)
    what = f"“{result.name}”" if result else "许可证件"
    if delivery:
        yield f"本机关自作出本决定之日起{amount(DELIVERY_LIMIT)}内（{last_day(delivery)}前，含当日）向你（单位）颁发、送达{what}（《行政许可法》第四十四条）。"
    elif result:
        yield f"办理结果：{what}。"
    if isinstance(event, kinds.Decided) and event.check_by:
        yield f"本决定以告知承诺方式作出。本机关于{written(event.check_by)}前（含当日）对承诺内容进行核查；承诺不实的，依法撤销本决定。"


def refusal(brief: Brief) -> Document:
    """不予决定书: why, and the remedies (行政许可法 38)."""
    event = brief.about.event
    reason = event.reason if isinstance(event, kinds.Decided) else ""
    deed = f"不予{_DEEDS.get(brief.item.kind, '办理')}"
    ground = "依据《行政许可法》第三十八条第二款，" if brief.item.licence else ""
    return begun(brief, decision_title(brief.item.kind, granted=False))._replace(
        addressee=brief.request.applicant,
        paragraphs=(f"{brief.application}，经审查，{ground}本机关决定{deed}。", f"{deed}的理由：{ended(reason)}"),
        remedies=remedies(brief, _told(brief)),
    )


def _told(brief: Brief) -> str:
    event = brief.about.event
    return (event.remedies if isinstance(event, kinds.Decided) else "") or brief.law.practice.remedies


_HOW = {str(how): word for word, how in DELIVERIES.items()}


def delivery(brief: Brief) -> Document:
    """送达回证: what was delivered to whom, how and when; signed by whoever takes it."""
    event = brief.about.event
    how = _HOW.get(event.how, "") if isinstance(event, kinds.Delivered) else ""
    papers = "；".join(f"{title} {number}".strip() for title, number in brief.delivered)
    if brief.request.certificate:
        name = brief.item.result.name if brief.item.result else "证件"
        papers = "；".join(part for part in (papers, f"{name}（{brief.request.certificate}）") if part)
    return begun(brief, "送达回证")._replace(
        form=(
            ("受送达人", brief.request.applicant),
            ("事项名称", brief.item.name),
            ("办件编号", brief.request.number),
            ("送达文书、证件", papers or (brief.item.result.name if brief.item.result else "—")),
            ("送达方式", how),
            ("送达地点", ""),
            ("送达日期", written(brief.day)),
            ("受送达人签名或者盖章", "    年  月  日"),
            ("代收人签名及代收理由", "    年  月  日"),
            ("送达人", brief.person),
            ("备注", ""),
        ),
        contacts=(),
    )


def overrun(brief: Brief) -> Document:
    """超期说明, for the public: it names the request by its number and nobody by name."""
    event = brief.about.event
    reason = event.reason if isinstance(event, kinds.Published) else ""
    found = brief.deadlines()
    promise, statute = of_kind(found, DeadlineKind.PROMISED), of_kind(found, DeadlineKind.STATUTORY)
    accepted = f"，{written(day_of(brief.request.accepted))}受理" if brief.request.accepted else ""
    return begun(brief, "关于超过承诺时限的说明")._replace(
        paragraphs=(
            f"“{brief.item.name}”申请（办件编号：{brief.request.number}）于{written(day_of(brief.request.received))}收件{accepted}。{_overrun(brief, promise)}",
            f"依据{PUBLIC_REASON}，现公开说明理由：{ended(reason)}",
        ),
        dates=both_dates(brief),
        closing=(_within(brief, statute),) if statute else (),
    )


def _overrun(brief: Brief, promise: Deadline | None) -> str:
    if not promise:
        return ""
    end = promise.ended or brief.day
    over = -days_between(end, promise.due, promise.limit._replace(amount=1), brief.law.calendar)
    done = f"于{written(end)}办结" if promise.ended else f"截至{written(brief.day)}尚未办结"
    if over <= 0:
        return f"{done}，不能按承诺时限办结。" if not promise.ended else f"{done}。"
    return f"{done}，超过承诺办结日期{over}{'个工作日' if promise.limit.unit is Unit.WORKING_DAYS else '日'}。"


def _within(brief: Brief, statute: Deadline) -> str:
    end = statute.ended or brief.day
    if end > statute.due:
        return "上述办理同时超过法定期限。"
    return "上述办理未超过法定期限。" if statute.ended else "法定期限尚未届满，本机关在法定期限内办理。"


COMPOSE: Mapping[DocumentKind, Callable[[Brief], Document]] = {
    DocumentKind.GRANT: grant,
    DocumentKind.REFUSAL: refusal,
    DocumentKind.DELIVERY: delivery,
    DocumentKind.OVERRUN: overrun,
}
