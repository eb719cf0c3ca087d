"""The sections of an item, in the order in which guides have them; each is a function from an item with its department."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from approvals.core.guide import Basis, Department, Item, Limit, Step
from approvals.core.leaflet.parts import Align, Column, Pair, Section, Stage, filled, pairs
from approvals.core.wording import amount, checked_words, cited, cited_basis, handling_words, kind_words

_LEFT = Align.LEFT
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")


def sections(item: Item, department: Department) -> tuple[Section, ...]:
    """Return the sections in which something stands."""
    return numbered(make(item, department) for make in _SECTIONS)


def numbered(found: Iterable[Section]) -> tuple[Section, ...]:
    """Return those of some sections in which something stands, under their numerals."""
    return tuple(section._replace(number=number) for number, section in zip(_NUMERALS, (one for one in found if one.holds), strict=False))


def _basics(item: Item, department: Department) -> Section:
    visits = "" if item.visits is None else f"{item.visits}次" if item.visits else "0次（不用到现场）"
    return Section(
        "basics",
        "基本信息",
        pairs(
            ("事项编码", item.code),
            ("基本编码", item.base_code),
            ("实施编码", item.implementation_code),
            ("业务办理项编码", item.variant_code),
            ("事项类型", kind_words(item.kind)),
            ("办件类型", handling_words(item.handling)),
            ("到现场次数", visits),
            ("实施部门", department.name),
            ("决定机关", item.in_name_of or department.in_name_of),
            ("服务对象", "、".join(item.audience)),
            ("业务办理项", "、".join(item.variants)),
            ("办理形式", "、".join(item.channels)),
        ),
    )


def limits(item: Item, _department: Department) -> Section:
    """Return the limits of an item with their law."""
    given: list[tuple[str, Limit | None]] = [("法定时限", item.statutory), ("承诺时限", item.promised)]
    known = [(name, limit) for name, limit in given if limit]
    columns = [Column("", 0), *(Column(name, 5) for name, _limit in known)]
    facts: list[tuple[str, Callable[[Limit], str]]] = [
        ("时限", lambda limit: amount(limit.limit)),
        ("起止", lambda limit: f"自{limit.starts}起，至{limit.ends}止"),
    ]
    rows = [(name, *(fact(limit) for _name, limit in known)) for name, fact in facts]
    if item.original:
        columns.append(Column("原时限", 5))
        rows = [(*row, "—" if number else amount(item.original)) for number, row in enumerate(rows) if any(row[1:]) or not number]
    grounds = pairs(*((f"{name}依据", _grounds(limit)) for name, limit in known))
    return Section("limits", "办理时限", grounds + _around(item), tuple(columns), tuple(rows) if len(columns) > 1 else (), tuple(_other_limits(known)))


def _grounds(limit: Limit) -> str:
    """Return the law of a limit, with the amount in its own words, what makes its days working or calendar days, and when it was read."""
    told = [
        f"原文“{limit.text}”" if limit.text else "",
        f"计日依据{cited(limit.unit_basis)}" if limit.unit_basis else "",
        checked_words(limit.checked, limit.grade),
    ]
    return cited(limit.basis) + (f"（{'，'.join(filter(None, told))}）" if any(told) else "")


def _other_limits(known: list[tuple[str, Limit]]) -> Iterator[str]:
    for name, limit in known:
        for other in limit.alternatives:
            yield f"{other.when}的，{name}为{amount(other.limit)}" + (f"（{cited(other.basis)}）" if other.basis else "") + "。"


def _around(item: Item) -> tuple[Pair, ...]:
    told = extension = renewal = ""
    if item.supplement:
        told = f"{amount(item.supplement.limit)}内一次告知需要补正的全部内容" + (
            "，逾期不告知的，自收到申请材料之日起即为受理" if item.supplement.deemed else ""
        )
        told += _by(item.supplement.basis)
        if item.supplement.lapse_basis:
            told += f"；逾期不补正的，视为放弃申请{_by(item.supplement.lapse_basis)}"
    if item.extension:
        extension = f"经{item.extension.approver}批准，可以延长{amount(item.extension.limit)}{_by(item.extension.basis)}"
    if item.renewal:
        renewal = f"有效期届满{amount(item.renewal.apply_before)}前提出申请{_by(item.renewal.basis)}"
        if item.renewal.decide_within:
            renewal += f"，{amount(item.renewal.decide_within)}内决定"
    filed = "收到材料即为备案，不另作决定" if item.deemed_filed else ""
    return pairs(("备案", filed), ("补正告知", told), ("延长", extension), ("延续", renewal))


def _by(basis: str) -> str:
    return f"（{cited(basis)}）" if basis else ""


def bases(item: Item, _department: Department) -> Section:
    """Return what an item rests on."""
    return bases_of(item.bases)


def bases_of(found: Iterable[Basis]) -> Section:
    """Return laws and articles as papers cite them."""
    return Section("bases", "设定依据", lines=tuple(cited_basis(basis) for basis in found))


def _conditions(item: Item, _department: Department) -> Section:
    return Section("conditions", "受理条件", lines=item.conditions)


def _materials(item: Item, _department: Department) -> Section:
    columns = (
        Column("材料名称", 11, _LEFT),
        Column("原件", 0),
        Column("复印件", 0),
        Column("来源", 5),
        Column("必要性", 0),
        Column("填报须知", 6, _LEFT),
    )
    rows = (
        (
            f"{number}. {material.name}",
            _copies(material.originals),
            _copies(material.copies),
            material.issuer or material.source,
            material.required,
            material.note,
        )
        for number, material in enumerate(item.materials, 1)
    )
    shown, texts = filled(columns, rows)
    return Section("materials", "申请材料", columns=shown, rows=texts)


def _copies(count: int) -> str:
    return f"{count}份" if count else "—"


def steps(item: Item, _department: Department) -> Section:
    """Return the steps of an item, from the application to the delivery."""
    found = steps_of(item.steps)
    return found._replace(flow=(Stage((Pair("申请", ""),)), *found.flow, Stage((Pair("送达", ""),)))) if item.steps else found


def steps_of(found: Sequence[Step]) -> Section:
    """Return steps with their limits and posts, and the drawing of how they follow each other."""
    columns = (Column("环节", 8, _LEFT), Column("时限", 5), Column("办理岗位", 8), Column("说明", 4))
    rows = ((f"{number}. {step.name}", amount(step.limit), step.post, "并行办理" if step.parallel else "") for number, step in enumerate(found, 1))
    shown, texts = filled(columns, rows)
    return Section("steps", "办理流程", columns=shown, rows=texts, flow=tuple(_flow(found)))


def _flow(found: Sequence[Step]) -> Iterator[Stage]:
    """Yield the boxes of steps; parallel ones that follow each other share one."""
    for parallel, together in groupby(found, key=lambda step: step.parallel):
        if parallel:
            yield Stage(tuple(_box(step) for step in together))
        else:
            yield from (Stage((_box(step),)) for step in together)


def _box(step: Step) -> Pair:
    return Pair(step.name, amount(step.limit))


def _procedures(item: Item, _department: Department) -> Section:
    columns = (Column("名称", 6), Column("所需时间（不计入时限）", 8), Column("依据", 8))
    rows = (
        (
            procedure.name,
            f"不超过{amount(procedure.cap)}" if procedure.cap else f"一般{amount(procedure.typical)}" if procedure.typical else "",
            cited(procedure.basis),
        )
        for procedure in item.special_procedures
    )
    shown, texts = filled(columns, rows)
    return Section("procedures", "特别程序", columns=shown, rows=texts)


def _fees(item: Item, _department: Department) -> Section:
    columns = (Column("收费项目", 6), Column("收费标准", 10, _LEFT), Column("收费依据", 10, _LEFT))
    shown, texts = filled(columns, ((fee.name, fee.standard, cited(fee.basis)) for fee in item.fees))
    return Section("fees", "收费", columns=shown, rows=texts, lines=() if item.fees else ("不收费。",))


def _result(item: Item, _department: Department) -> Section:
    result = item.result
    return Section("result", "审批结果", pairs(("结果名称", result.name), ("结果类型", result.kind), ("有效期", result.validity)) if result else ())


def _where(item: Item, department: Department) -> Section:
    return Section(
        "where",
        "办理地点、时间和电话",
        pairs(
            ("办理地点", item.place or department.place),
            ("办理时间", item.hours or department.hours),
            ("咨询电话", item.hotline or department.hotline),
            ("监督投诉电话", department.complaint_line),
        ),
    )


_SECTIONS = (_basics, limits, bases, _conditions, _materials, steps, _procedures, _fees, _result, _where)
