"""A request as rows of the national tables. Names and codes of applicants are masked: this register hands them to nobody."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from approvals.core import events as kinds
from approvals.core.applicant import TYPE_WORDS
from approvals.core.dates import day_of
from approvals.core.entry import Entry, type_of
from approvals.core.events import Outcome
from approvals.core.fold import amended
from approvals.core.guide import Item
from approvals.core.limits import Unit
from approvals.core.national import codes
from approvals.core.national.tables import NUMBER, Row
from approvals.core.request import Request
from approvals.core.stage import Stage
from approvals.core.words import masked, masked_name
from approvals.record import NamedTuple

_TYPE_WORDS = {kind: word for word, kind in TYPE_WORDS.items()}
_NEEDED = frozenset({"必要", ""})
# These stand in a table of their own, or say only who handles a request.
_NO_STEP = (kinds.Stopped, kinds.StopNoticed, kinds.Resumed, kinds.Extended, kinds.Assigned, kinds.StepBegun, kinds.Published)


class Told(NamedTuple):
    """What the register knows of a request beside its events.

    `item` is the version that binds it, `latest` the one adopted last: an item has the codes it was given since.
    `version` counts the versions of its item, `due` is the promised day, else that of the law or of the source; `level` is that of its rating.
    `names` gives the name of a person of the staff, `words` that of an event.
    """

    request: Request
    item: Item
    latest: Item
    version: int
    department: str
    department_name: str
    due: date | None
    level: str
    names: Callable[[str], str]
    words: Mapping[str, str]

    def by(self, entry: Entry) -> str:
        """Return who did something: of an import the one it names, never the one who imported."""
        if entry.origin.startswith("import:"):
            return entry.event.by if isinstance(entry.event, kinds.Noted) else entry.by
        return self.names(entry.actor)


def accept_row(told: Told, standing: list[Entry]) -> Row:
    """Return the row of up_pro_accept."""
    request, item, receipt = told.request, told.item, standing[0].event
    if not isinstance(receipt, kinds.Received):
        raise TypeError(request.number)
    accepted = next((entry for entry in standing if isinstance(entry.event, kinds.Accepted)), None)
    kind = receipt.applicant_type or codes.type_of_code(receipt.id_code)
    return {
        NUMBER: request.number,
        "事项名称": item.name,
        "基本编码": item.base_code or told.latest.base_code,
        "实施编码": item.implementation_code or told.latest.implementation_code,
        "业务办理项编码": item.variant_code or told.latest.variant_code,
        "事项版本": str(told.version or ""),
        "申请人类型": _TYPE_WORDS[kind] if kind else "",
        "申请人名称": masked_name(receipt.applicant),
        "申请人证件类型": codes.code_kind(receipt.id_code),
        "申请人证件号码": masked(receipt.id_code),
        "联系人": masked_name(receipt.contact),
        "代理人": masked_name(receipt.agent),
        "法定代表人": masked_name(receipt.legal_representative),
        "申请时间": codes.moment(request.received),
        "受理时间": codes.moment(request.accepted),
        "承诺办结时间": codes.last_moment(told.due),
        "办理类型": codes.HANDLINGS[item.handling],
        "申请类型": codes.channel(receipt.channel),
        "受理部门": told.department_name,
        "受理部门编码": told.department,
        "受理人员": told.by(accepted or standing[0]),
        "受理文书编号": accepted.event.document if accepted and isinstance(accepted.event, kinds.Accepted) else "",
    }


def process_rows(told: Told, standing: list[Entry]) -> Iterator[Row]:
    """Yield the rows of up_pro_process in the order of their days; a step is one row from its beginning to its end."""
    begun: dict[str, Entry] = {}
    steps: list[tuple[date, Row]] = []
    for entry in standing:
        if isinstance(entry.event, kinds.StepBegun):
            begun[entry.event.name] = entry
        elif isinstance(entry.event, kinds.StepDone):
            steps.append((entry.day, _step(told, entry.event.name, begun.pop(entry.event.name, entry), entry)))
        elif not isinstance(entry.event, _NO_STEP):
            steps.append((entry.day, _step(told, _named(entry, told.words), entry, entry)))
    steps += [(entry.day, _step(told, name, entry, entry)) for name, entry in begun.items()]
    if told.request.accepted and not any(isinstance(entry.event, kinds.Accepted) for entry in standing):
        steps.append((day_of(told.request.accepted), _silent_acceptance(told)))
    return (row for _day, row in sorted(steps, key=lambda step: step[0]))


def _step(told: Told, name: str, first: Entry, last: Entry) -> Row:
    action, opinion = _judged(last)
    return {
        NUMBER: told.request.number,
        "环节名称": name,
        "业务动作": action,
        "环节开始时间": codes.moment(first.happened_on),
        "环节结束时间": codes.moment(last.happened_on),
        "处理人": told.by(last),
        "处理意见": opinion,
    }


def _silent_acceptance(told: Told) -> Row:
    when = codes.moment(told.request.accepted)
    opinion = "逾期未告知，自收到之日起即为受理" if told.request.deemed_accepted else "补正齐全，当日受理"
    return {NUMBER: told.request.number, "环节名称": "受理", "业务动作": codes.PASSED, "环节开始时间": when, "环节结束时间": when, "处理意见": opinion}


def _named(entry: Entry, words: Mapping[str, str]) -> str:
    return entry.event.activity if isinstance(entry.event, kinds.Noted) else words[type_of(entry.event)]


def _judged(entry: Entry) -> tuple[str, str]:
    """Return the action and the opinion of a step."""
    event = entry.event
    if isinstance(event, kinds.Accepted | kinds.StepDone):
        return codes.PASSED, ""
    if isinstance(event, kinds.Decided):
        return (codes.PASSED, "准予") if event.outcome is Outcome.GRANTED else (codes.RETURNED, event.reason)
    if isinstance(event, kinds.Declined):
        return codes.RETURNED, event.ground
    if isinstance(event, kinds.SupplementRequested):
        return codes.OTHER, "、".join(event.missing)
    if isinstance(event, kinds.Withdrawn | kinds.Terminated | kinds.Voided):
        return codes.OTHER, event.reason
    return codes.OTHER, event.to if isinstance(event, kinds.Forwarded) else ""


def special_rows(told: Told, standing: list[Entry]) -> Iterator[Row]:
    """Yield the rows of up_pro_special_procedure: procedures whose time is not counted, and the extension."""
    request = told.request
    bases = {procedure.name: procedure.basis for procedure in told.item.special_procedures}
    applicant = masked_name(request.applicant)
    starts = [entry for entry in standing if isinstance(entry.event, kinds.Stopped)]
    for pause, entry in zip(request.pauses, starts, strict=False):
        notified = f"书面告知{pause.notified}个工作日" if pause.notified else ""
        yield {
            NUMBER: request.number,
            "特别程序种类": codes.PROCEDURE,
            "特别程序种类名称": pause.kind,
            "启动理由或依据": pause.basis or bases.get(pause.kind) or "行政许可法第四十五条",
            "开始时间": codes.moment(pause.first),
            "结束时间": codes.moment(pause.end),
            "特别程序结果": "已结束" if pause.end else "",
            "办理意见": notified,
            "申请人": applicant,
            "办理人": told.by(entry),
        }
    if longer := request.extension:
        unit = "个工作日" if not told.item.extension or told.item.extension.limit.unit is Unit.WORKING_DAYS else "日"
        yield {
            NUMBER: request.number,
            "特别程序种类": codes.EXTENSION,
            "特别程序种类名称": "延长审批",
            "启动理由或依据": longer.reason,
            "开始时间": codes.moment(longer.approved_on),
            "结束时间": codes.moment(longer.approved_on),
            "特别程序结果": "期限届满后批准，不延长" if longer.late else f"延长{longer.days}{unit}",
            "办理意见": "同意",
            "申请人": applicant,
            "办理人": longer.approver,
        }


def material_rows(told: Told) -> Iterator[Row]:
    """Yield the rows of up_pro_material: what the item asks of everybody and was not allowed to follow, and what was supplied since."""
    request = told.request
    supplied = {material for one in request.rounds for material in one.supplied}
    for material in told.item.materials:
        if material.name in supplied or (material.required in _NEEDED and material.name not in request.following):
            yield {NUMBER: request.number, "材料名称": material.name, "收取数量": str(material.originals + material.copies or 1)}


def result_rows(told: Told) -> Iterator[Row]:
    """Yield the row of up_pro_result once a request has ended: completed, forwarded for good, or closed without a decision."""
    request = told.request
    ended = request.closed or request.completed or (request.forwarded if request.stage is Stage.FORWARDED else None)
    if not ended:
        return
    outcome = codes.COMPLETIONS[_completion(told)]
    result = told.item.result.name if told.item.result and request.outcome is Outcome.GRANTED else ""
    yield {
        NUMBER: request.number,
        "办结时间": codes.moment(ended),
        "办结结果": outcome,
        "结果证照名称": result,
        "结果证照编号": request.certificate,
        "结果描述": _described(request),
        "是否快递": _by_post(request),
        "满意度": codes.LEVELS.get(told.level, told.level),
    }


_CLOSINGS = {Stage.WITHDRAWN: "returned", Stage.TERMINATED: "returned", Stage.VOIDED: "voided", Stage.LAPSED: "lapsed", Stage.FORWARDED: "forwarded"}


def _completion(told: Told) -> str:
    request = told.request
    if request.stage in _CLOSINGS:
        return _CLOSINGS[request.stage]
    certified = request.outcome is Outcome.GRANTED and bool(request.certificate or told.item.result)
    return request.completion or ("certificate" if certified else "plain")


_DESCRIBED = {Stage.WITHDRAWN: "申请人撤回", Stage.TERMINATED: "终止审查", Stage.VOIDED: "作废", Stage.LAPSED: "补正不来", Stage.FORWARDED: "转报上级"}


def _described(request: Request) -> str:
    if request.stage in _DESCRIBED:
        return _DESCRIBED[request.stage]
    return {Outcome.GRANTED: "准予", Outcome.REFUSED: "不予", None: ""}[request.outcome]


def _by_post(request: Request) -> str:
    delivered = next((entry.event for entry in reversed(amended(request.history)) if isinstance(entry.event, kinds.Delivered)), None)
    return (codes.YES if delivered.how == "post" else codes.NO) if delivered else ""
