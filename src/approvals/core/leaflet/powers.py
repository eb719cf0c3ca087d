"""The compendium of rules on powers (规范权力运行制度汇编): a sheet a rule. What a service item has in the guide is taken from there, never written twice."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from approvals.core.guide import Department, Item
from approvals.core.leaflet.parts import Align, Chapter, Column, Entry, Index, Leaflet, Section, Sheet, filled, pairs
from approvals.core.leaflet.sections import bases, bases_of, limits, numbered, steps, steps_of
from approvals.core.power import Power, PowerRule
from approvals.core.wording import SAMPLE, cited, kind_words, written
from approvals.record import NamedTuple

_LEFT = Align.LEFT
_BOUND = "法律没有留下裁量余地：符合条件的必须作出，不符合的不得作出。"


class Held(NamedTuple):
    """A power with its department and, where it is a service item that is in force, the item."""

    power: Power
    department: Department
    item: Item | None = None


def compendium(held: Iterable[Held], register: str, today: date, foot: str, *, sample: bool) -> Leaflet:
    """Return the print of powers in the order given, those of a department together; `foot` stands below every page."""
    found = list(held)
    together = [[*group] for _code, group in groupby(found, key=lambda one: one.department.code)]
    chapters = tuple(
        Chapter(group[0].department.code, group[0].department.name, tuple(_sheet(one, rule) for one in group for rule in one.power.rules)) for group in together
    )
    rules = sum(len(chapter.sheets) for chapter in chapters)
    counted = f"{len(chapters)}个部门，{len(found)}项权力，{rules}项制度"
    return Leaflet(_title(chapters), register, written(today), SAMPLE if sample else "", rules, chapters, counted, foot, tuple(_index(together)))


def _title(chapters: tuple[Chapter, ...]) -> str:
    if len(chapters) != 1:
        return "规范权力运行制度汇编"
    only = chapters[0]
    return only.sheets[0].name if len(only.sheets) == 1 else f"{only.name}规范权力运行制度"


def _index(together: list[list[Held]]) -> Iterable[Index]:
    """Yield the index: by the kind of the power, then by the post that holds it."""
    entries: Mapping[str, dict[str, list[Entry]]] = {"权力类型": {}, "行使岗位": {}}
    for chapter, group in enumerate(together, 1):
        rules = [(one, rule) for one in group for rule in one.power.rules]
        for place, (one, rule) in enumerate(rules, 1):
            entry = Entry(rule.name, rule.id, one.department.code, f"{chapter}_{place}")
            entries["权力类型"].setdefault(kind_words(one.power.kind), []).append(entry)
            entries["行使岗位"].setdefault(f"{one.department.name}{one.power.holder}", []).append(entry)
    for title, parts in entries.items():
        for name, lines in parts.items():
            yield Index(f"{title}：{name}", tuple(lines))


def _sheet(held: Held, rule: PowerRule) -> Sheet:
    power, department, item = held
    remark = f"本权力的依据、环节和时限以《办事指南》{item.code}为准。" if item else ""
    if power.item and not item:
        remark = f"事项{power.item}在本汇编的日期不在《办事指南》中。"
    found = (
        _power(held),
        bases(item, department) if item and not rule.bases else bases_of(rule.bases),
        steps(item, department) if item and not rule.steps else steps_of(rule.steps),
        limits(item, department) if item else Section("limits", "办理时限"),
        _discretion(rule),
        _supervision(rule, department),
        Section("publication", "公开", lines=(rule.publication,)),
        _risks(rule),
    )
    return Sheet(rule.id, rule.name, department.name, remark, "", numbered(found))


def _power(held: Held) -> Section:
    power, department, item = held
    organ = (item.in_name_of if item else "") or department.in_name_of
    served = f"{item.code} {item.name}" if item else power.item
    return Section(
        "power",
        "权力",
        pairs(
            ("权力名称", power.name),
            ("权力编号", power.id),
            ("权力类型", kind_words(power.kind)),
            ("行使部门", department.name),
            ("决定机关", organ),
            ("行使岗位", power.holder),
            ("办事指南事项", served),
        ),
    )


def _discretion(rule: PowerRule) -> Section:
    columns = (Column("情形", 8, _LEFT), Column("裁量标准", 10, _LEFT), Column("依据", 6, _LEFT))
    shown, texts = filled(columns, ((one.case, one.standard, cited(one.basis) if one.basis else "") for one in rule.discretion))
    return Section("discretion", "裁量标准", columns=shown, rows=texts, lines=(_BOUND,) if rule.bound else ())


def _supervision(rule: PowerRule, department: Department) -> Section:
    columns = (Column("监督主体", 5), Column("监督方式", 14, _LEFT))
    told = (f"监督投诉电话：{department.complaint_line}",) if department.complaint_line else ()
    return Section("supervision", "监督", columns=columns, rows=tuple((one.by, one.how) for one in rule.supervision), lines=told)


def _risks(rule: PowerRule) -> Section:
    columns = (Column("风险点", 8, _LEFT), Column("等级", 0), Column("防控措施", 12, _LEFT))
    shown, texts = filled(columns, ((one.point, one.level, one.guard) for one in rule.risks))
    return Section("risks", "廉政风险点和防控", columns=shown, rows=texts)
