"""The printed guide as text for a terminal."""

from collections.abc import Iterator

from approvals.core.leaflet.parts import Leaflet, Section, Sheet
from approvals.render.text import grid, wrap

_WIDTH = 78


def lines(leaflet: Leaflet, room: int = _WIDTH) -> Iterator[str]:
    """Yield the guide line by line, in so many columns; each item says that it is a sample where the register is one."""
    if leaflet.items > 1:
        yield from (leaflet.title, leaflet.publisher, f"{leaflet.counted}，{leaflet.as_of}有效", "")
    for chapter in leaflet.chapters:
        if leaflet.items > 1:
            yield from (f"== {chapter.name} ==", "")
        for sheet in chapter.sheets:
            yield from _sheet(leaflet, sheet, room)
    for title, entries in leaflet.indices if leaflet.items > 1 else ():
        yield from (f"== {title} ==", *(f"  {entry.code}  {entry.name}" for entry in entries), "")
    if leaflet.foot:
        yield leaflet.foot


def _sheet(leaflet: Leaflet, sheet: Sheet, room: int) -> Iterator[str]:
    yield f"{sheet.code}  {sheet.name}"
    yield f"{sheet.department}，{leaflet.as_of}有效"
    if leaflet.sample:
        yield f"[{leaflet.sample}]"
    if sheet.web:
        yield sheet.web
    for section in sheet.sections:
        yield ""
        yield f"{section.number}、{section.title}"
        yield from _section(section, room - 2)
    if sheet.remark:
        yield ""
        yield from wrap(f"注：{sheet.remark}", room)
    yield ""


def _section(section: Section, room: int) -> Iterator[str]:
    if section.flow:
        yield from _indented(" → ".join("、".join(f"{name}（{limit}）" if limit else name for name, limit in stage.steps) for stage in section.flow), room)
    if section.rows:
        yield from (f"  {line}" for line in grid(([column.title for column in section.columns], *section.rows), room))
    for name, value in section.pairs:
        yield from _indented(f"{name}：{value}", room)
    for number, line in enumerate(section.lines, 1):
        yield from _indented(line if len(section.lines) == 1 else f"{number}. {line}", room)


def _indented(text: str, room: int) -> Iterator[str]:
    return (f"  {line}" for line in wrap(text, room))
