"""From the items in force to what is printed."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from approvals.core.guide import Department, Item
from approvals.core.leaflet.parts import Chapter, Leaflet, Sheet
from approvals.core.leaflet.sections import sections
from approvals.core.wording import SAMPLE, written

_ILLUSTRATIVE = "本事项的材料、环节和承诺时限为示例。"
_REENGINEERED = "本事项已经流程再造。"


def gather(entries: Iterable[tuple[Item, Department]], register: str, today: date, *, sample: bool, web: str) -> Leaflet:
    """Return the print of items in the order given, those of a department together.

    `register` is the name of the register; `web` the address of the guide, in which {item} stands for the code of an item: without it an
    item is found under its code as an anchor, as in our own HTML.
    """
    chapters = tuple(
        Chapter(department.code, department.name, tuple(sheet(item, department, web) for item, _department in together))
        for department, together in groupby(entries, key=lambda entry: entry[1])
    )
    only = chapters[0] if len(chapters) == 1 else None
    title = "办事指南" if not only else f"{only.name}办事指南"
    if only and len(only.sheets) == 1:
        title = f"{only.sheets[0].name}办事指南"
    items = sum(len(chapter.sheets) for chapter in chapters)
    return Leaflet(title, register, written(today), SAMPLE if sample else "", items, chapters, f"{len(chapters)}个部门，{items}个事项")


def sheet(item: Item, department: Department, web: str) -> Sheet:
    """Return the guide of one item."""
    remark = "".join(text for text, true in ((_REENGINEERED, item.reengineered), (_ILLUSTRATIVE, item.illustrative)) if true)
    return Sheet(item.code, item.name, department.name, remark, address(web, item.code), sections(item, department))


def address(web: str, code: str) -> str:
    """Return the address of an item, empty where the guide has none."""
    if not web:
        return ""
    return web.replace("{item}", code) if "{item}" in web else f"{web}#{code}"
