"""The documents up to acceptance: receipts, notice of what is missing, acceptance, non-acceptance."""

from collections.abc import Callable, Iterable, Mapping

from approvals.core import events as kinds
from approvals.core.dates import day_of
from approvals.core.document import Document, DocumentKind, Sheet
from approvals.core.guide import Material
from approvals.core.papers.brief import Brief, begun, both_dates, remedies, resting
from approvals.core.wording import amount, cited, listed, written

_COMPLETE = "《行政许可法》第三十二条第一款第（五）项"
_DEMANDS = "要求"
_QUERY = "凭查询码可以查询办理进度，查询码：{code}。"


def receipt(brief: Brief) -> Document:
    """收件凭证: what was handed in, and by when an answer comes."""
    names = brief.item.materials
    following = both_dates(brief)
    clock = () if following else ("办理期限自受理之日起计算；受理时书面告知承诺办结日期和法定期限届满日期。",)
    return begun(brief, "收件凭证")._replace(
        addressee=brief.request.applicant,
        paragraphs=(f"{brief.application}及申请材料已收到。" + ("收到的材料如下，实收份数当面点清。" if names else ""),),
        sheet=Sheet(("序号", "材料名称", "原件", "复印件", "实收份数"), tuple(_handed(names))) if names else None,
        dates=following,
        closing=(_answer(brief), *clock, "本凭证只证明收到材料，不表示已经受理。", _QUERY.format(code=brief.code)),
        blanks=(f"收件人：{brief.person}", "交件人（签字）："),
    )


def _handed(materials: Iterable[Material]) -> Iterable[tuple[str, ...]]:
    for place, material in enumerate(materials, 1):
        remark = "（容缺后补）" if material.required == "容缺后补" else "（非必要）" if material.required == "非必要" else ""
        yield str(place), material.name + remark, _sheets(material.originals), _sheets(material.copies), ""


def _sheets(count: int) -> str:
    return str(count) if count else "—"


def _answer(brief: Brief) -> str:
    rule, due = brief.law.supplement(brief.request), brief.law.acceptance_due(brief.request)
    if not rule or not due:
        return "材料齐全、符合法定形式的，本机关依法受理；需要补正的，一次告知全部内容。"
    text = f"材料不齐全或者不符合法定形式的，本机关于{written(due)}前（含当日，{amount(rule.limit)}内）一次告知需要补正的全部内容"
    text += "；逾期不告知的，自收到申请材料之日起即为受理" if rule.deemed else ""
    return f"{text}（{cited(rule.basis)}）。" if rule.basis else f"{text}。"


def supplied(brief: Brief) -> Document:
    """补正材料收件凭证: what came, and what is still missing."""
    told, event = brief.request.rounds[-1], brief.about.event
    came = told.missing if told.complete_on == brief.day and not told.supplied else event.materials if isinstance(event, kinds.Supplied) else ()
    return begun(brief, "补正材料收件凭证")._replace(
        addressee=brief.request.applicant,
        paragraphs=(f"{brief.application}，于{written(brief.day)}提交的下列补正材料已收到。",),
        sheet=Sheet(("序号", "材料名称", "实收份数"), tuple((str(place), name, "") for place, name in enumerate(came, 1))) if came else None,
        dates=both_dates(brief),
        closing=(*_standing(brief), _QUERY.format(code=brief.code)),
        blanks=(f"收件人：{brief.person}", "交件人（签字）："),
    )


def _standing(brief: Brief) -> tuple[str, ...]:
    request = brief.request
    if missing := request.rounds[-1].outstanding:
        return (f"尚需补正：{listed(missing)}。全部补正材料收齐后，本机关依法受理。" if not request.accepted else f"尚需提交：{listed(missing)}。",)
    if request.accepted_by_supply and request.accepted and day_of(request.accepted) == brief.day:
        basis = f"依据{_COMPLETE}，" if brief.item.licence else ""
        return (f"需要补正的材料已全部收齐，{basis}自{written(brief.day)}起受理，本机关当日出具受理通知书。",)
    return ("需要提交的材料已全部收齐。",)


def supplement(brief: Brief) -> Document:
    """补正告知书: the complete list, told once."""
    told, rule = brief.request.rounds[-1], brief.law.supplement(brief.request)
    basis = f"依据{cited(rule.basis)}，" if rule and rule.basis and not told.after_acceptance else ""
    by = f"请于{written(told.by)}前（含当日）补正。" if told.by else "请尽快补正。"
    return begun(brief, "补正告知书")._replace(
        addressee=brief.request.applicant,
        paragraphs=(f"{brief.application}，经审查，申请材料不齐全或者不符合法定形式。{basis}现一次告知需要补正的全部内容，共{len(told.missing)}项：",),
        sheet=_demanded(Sheet(("序号", "需要补正的材料", "原件", "复印件", _DEMANDS), tuple(_wanted(brief, told.missing)))),
        dates=both_dates(brief) if told.after_acceptance else (),
        closing=(by, _effect(brief)),
        blanks=("申请人（签收）：", "签收日期：    年  月  日"),
    )


def _demanded(sheet: Sheet) -> Sheet:
    """Return a table without its last column where that says nothing."""
    empty = sheet.columns[-1] == _DEMANDS and all(row[-1] == "—" for row in sheet.rows)
    return Sheet(sheet.columns[:-1], tuple(row[:-1] for row in sheet.rows)) if empty else sheet


def _wanted(brief: Brief, missing: Iterable[str]) -> Iterable[tuple[str, ...]]:
    known, following = {material.name: material for material in brief.item.materials}, brief.request.follow_by
    for place, name in enumerate(missing, 1):
        material = known.get(name, Material(name))
        demand = f"容缺后补，于{written(following)}前提交" if name in brief.request.following and following else material.note
        yield str(place), name, _sheets(material.originals), _sheets(material.copies), demand or "—"


def _effect(brief: Brief) -> str:
    if brief.request.running:
        return f"补正期间不计入办理期限（{brief.request.running[-1].basis}）。" if brief.request.running[-1].basis else "补正期间办理期限中止计算。"
    if brief.request.accepted:
        return "本次告知在受理之后作出，不影响办理期限的计算。"
    basis = f"（{_COMPLETE}）" if brief.item.licence else ""
    return f"按照本告知书提交全部补正材料的，本机关予以受理，办理期限自受理之日起计算{basis}。"


def acceptance(brief: Brief) -> Document:
    """受理通知书: since when it is accepted, and both dates."""
    request = brief.request
    names = {material.name: material for material in brief.item.materials}
    rows = tuple((str(place), name, names[name].note or "—" if name in names else "—") for place, name in enumerate(request.following, 1))
    follow = (f"上列材料容缺后补，请于{written(request.follow_by)}前（含当日）提交。",) if rows and request.follow_by else ()
    return begun(brief, "受理通知书")._replace(
        addressee=request.applicant,
        paragraphs=(_accepted(brief),),
        dates=both_dates(brief),
        sheet=_demanded(Sheet(("序号", "容缺后补的材料", _DEMANDS), rows)) if rows else None,
        closing=tuple(text for text in (*follow, resting(brief), _QUERY.format(code=brief.code)) if text),
        blanks=("申请人（签收）：", "签收日期：    年  月  日"),
    )


def _accepted(brief: Brief) -> str:
    request, rule = brief.request, brief.law.supplement(brief.request)
    since = written(day_of(request.accepted or brief.about.happened_on))
    if request.deemed_accepted and rule:
        return f"{brief.application}，本机关未在{amount(rule.limit)}内告知需要补正的内容，依据{cited(rule.basis)}，自收到申请材料之日（{since}）起即为受理。"
    if request.accepted_by_supply:
        return f"{brief.application}，需要补正的材料已于{since}全部收齐，自该日起受理。"
    if request.following:
        return f"{brief.application}，主要材料齐全、符合法定形式，其余材料容缺后补，自{since}起受理。"
    return f"{brief.application}，材料齐全、符合法定形式，自{since}起受理。"


def decline(brief: Brief) -> Document:
    """不予受理决定书: the ground, where to go instead, and the remedies."""
    event = brief.about.event
    ground, authority = (event.ground, event.authority) if isinstance(event, kinds.Declined) else ("", "")
    basis = "依据《行政许可法》第三十二条，" if brief.item.licence else ""
    return begun(brief, "不予受理决定书")._replace(
        addressee=brief.request.applicant,
        paragraphs=(f"{brief.application}，经审查，{basis}本机关决定不予受理。", f"不予受理的理由：{ended(ground)}"),
        closing=(f"该事项属于{authority}的职权范围，请向{authority}申请。",) if authority else (),
        remedies=remedies(brief, brief.law.practice.remedies),
        blanks=("申请人（签收）：", "签收日期：    年  月  日"),
    )


def ended(text: str) -> str:
    """Return a text that people typed with the full stop that ends a sentence."""
    return text if text.endswith(("。", "！", "？", ".")) else f"{text}。"


COMPOSE: Mapping[DocumentKind, Callable[[Brief], Document]] = {
    DocumentKind.RECEIPT: receipt,
    DocumentKind.SUPPLIED: supplied,
    DocumentKind.SUPPLEMENT: supplement,
    DocumentKind.ACCEPTANCE: acceptance,
    DocumentKind.DECLINE: decline,
}
